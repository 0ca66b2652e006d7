// The store that everybody is measured against: plain node:http on loopback, with answers that cost as little as possible.
// Tells its parent process the port, and ends with it. Each store hash is a store of its own:
//   PUT /control/{hash}    makes a new store, with the settings in the body
//   GET /control/{hash}    tells what it has counted
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { pageOf } from './pages.mjs';
import { Store } from './store.mjs';

const MOST_VALUES_IN_A_CALL = 10;
const stores = new Map();

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  response.sendDate = false;
  const [, area, hash] = request.url.split('/', 3);
  if (request.method === 'GET') {
    if (area === 'control') control(hash, response);
    else list(stores.get(hash), request.url, response);
    return;
  }
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(parts));
    if (area === 'control') {
      stores.set(hash, new Store(body));
      control(hash, response);
    } else upsert(stores.get(hash), body, response);
  });
});

function control(hash, response) {
  const { refused, calls, stored } = stores.get(hash);
  answer(response, 200, JSON.stringify({ refused, calls, storedCount: stored.size }), []);
}

function list(store, url, response) {
  const now = performance.now();
  if (!store.admit(now)) {
    refuse(store, response, now);
    return;
  }
  const limit = Number(/[?&]limit=(\d+)/.exec(url)?.[1] ?? 50);
  const page = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1);
  const finish = () => answer(response, 200, pageOf(store.settings.records, limit, page), store.rateLimitHeaders(now));
  after(store.settings.latencyMs, now, finish);
}

function upsert(store, values, response) {
  const now = performance.now();
  if (values.length > MOST_VALUES_IN_A_CALL) {
    answer(response, 413, '{"status":413,"title":"Too many values","errors":{}}', store.rateLimitHeaders(now));
    return;
  }
  if (!store.enter()) {
    refuse(store, response, now);
    return;
  }
  if (!store.admit(now)) {
    store.leave();
    refuse(store, response, now);
    return;
  }
  const data = values.map(({ customer_id, attribute_id, value }) => {
    store.stored.add(customer_id);
    return { id: customer_id, customer_id, attribute_id, attribute_value: value };
  });
  // As a limiter in front of the API does it: with what it knew when it let the call in.
  const headers = store.rateLimitHeaders(now);
  const finish = () => {
    store.leave();
    answer(response, 200, JSON.stringify({ data, meta: {} }), headers);
  };
  after(store.settings.latencyMs, now, finish);
}

/** To the fraction of a millisecond: timers are up to one late, which would be held against the client. */
function after(latencyMs, since, run) {
  if (latencyMs === 0) return run();
  const runWhenDue = () => (performance.now() - since < latencyMs ? setImmediate(runWhenDue) : run());
  return setTimeout(runWhenDue, latencyMs - 2);
}

/** As the platform does it under load: without X-Retry-After. */
function refuse(store, response, now) {
  answer(response, 429, '{"status":429,"title":"Too many requests"}', store.rateLimitHeaders(now));
}

function answer(response, status, body, headers) {
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, ['Content-Type', 'application/json', 'Content-Length', length, ...headers]);
  response.end(body);
}

server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
