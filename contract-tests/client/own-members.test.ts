import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { nodeFetch } from '../../src/node/index.js';
import { createRedactor } from '../../src/redact.js';
import type { FetchInit, HttpResponse } from '../../src/transport/exchange.js';
import { json, useStoreStub } from '../support/store-stub.js';

// What is tested here are real connections. nock stands in for them in other files.
beforeAll(() => nock.restore());

const store = useStoreStub();
const PAGE = json(200, {
  data: [],
  meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } },
});
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';

const polluted: string[] = [];
function pollute(name: string, value: unknown): void {
  polluted.push(name);
  Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: true });
}
afterEach(() => {
  for (const name of polluted.splice(0)) Reflect.deleteProperty(Object.prototype, name);
});

/** What a client without a network sends, by its calls of every kind, with options and without. */
async function callAll(): Promise<readonly unknown[]> {
  const sent: unknown[] = [];
  const fetch = async (url: string, { method, headers, body }: FetchInit): Promise<HttpResponse> => {
    sent.push({ url, method, headers: Object.entries(headers), body });
    const isRead = method === 'GET';
    const get = (header: string) => (isRead && header === 'Content-Type' ? 'application/json' : null);
    return { status: isRead ? 200 : 204, ok: true, headers: { get }, text: async () => PAGE.body ?? '' };
  };
  const client = store.current.client({ fetch, baseUrl: 'https://api.example.test', retry: {}, rateLimit: {} });
  await client.attributeValues.list();
  await client.attributeValues.list({ page: 2 }, { headers: { 'X-Trace': '1' } });
  await client.customers.delete([1, 2], { timeoutMs: 5_000 });
  await client.segments.removeAllShopperProfiles(SEGMENT);
  sent.push(await client.attributeValues.delete([3], { dryRun: true }));
  const filters = { 'customer_id:in': [1, 2], date_created: '2026-03-02T08:15:30Z', name: 'a, b' };
  sent.push(await client.attributeValues.list(filters, { dryRun: true }));
  const value = { customer_id: 1, attribute_id: 2, value: 'a' };
  sent.push(await client.attributeValues.upsert([value], { dryRun: true }));
  return sent;
}

/** Members that make a difference where they are taken for options, for parts of a request, or for members of `init`. */
const MEMBERS: Readonly<Record<string, unknown>> = {
  baseUrl: 'http://127.0.0.1:9',
  storeHash: 'another',
  accessToken: 'another-token',
  userAgent: 'another',
  fetch: () => Promise.reject(new Error('another fetch was called')),
  timeoutMs: 0.001,
  deadlineMs: 0.001,
  expiresAt: -1,
  maxResponseBytes: 1,
  maxConcurrency: 1,
  retry: { maxRetries: -1 },
  contract: () => {
    throw new Error('another contract was checked');
  },
  onAttempt: 'not a function',
  headers: { 'X-Polluted': '1' },
  header: { 'X-Polluted': '1' },
  'X-Polluted': '1',
  dryRun: true,
  signal: AbortSignal.abort(),
  query: { 'id:in': [9] },
  params: { query: { 'id:in': [9] } },
  body: '{"polluted":true}',
  page: 7,
  'id:in': '9',
  method: 'POST',
  redirect: 'follow',
  isRepeatable: true,
  toJSON: () => ({ polluted: true }),
  explode: true,
  style: 'pipeDelimited',
  allowReserved: true,
  dateFilter: true,
  limits: { maxItems: 1, maximum: 1 },
  required: ['polluted'],
  value: 'polluted',
};

describe('requests are the same when Object.prototype has a member', () => {
  test.each(Object.keys(MEMBERS))('%s', async (member) => {
    const clean = await callAll();
    pollute(member, MEMBERS[member]);
    const sent = await callAll();
    for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
    expect(sent).toEqual(clean);
  });
});

test('emptying a segment is not repeated when Object.prototype has ids, or says that it may be', async () => {
  pollute('query', { 'id:in': ['9'] });
  pollute('repeatableWhenOmitted', true);
  pollute('repeatable', true);
  let count = 0;
  const fetch = async (): Promise<HttpResponse> => {
    count += 1;
    return { status: 503, ok: false, headers: { get: () => null }, text: async () => '' };
  };
  const client = store.current.client({ fetch, retry: { minDelayMs: 1, maxDelayMs: 1 } });
  await expect(client.segments.removeAllShopperProfiles(SEGMENT)).rejects.toMatchObject({ status: 503 });
  expect(count).toBe(1);
});

test('responses are read without what Object.prototype has', async () => {
  const members = { pagination: { total_pages: 1 }, total_pages: 1, title: 'polluted', detail: 'polluted', success: 1 };
  const value = (id: number) => ({ id, customer_id: id, attribute_id: 1, attribute_value: 'a' });
  store.current.answerWith(({ url }) => json(200, { data: url.includes('page=1') ? [value(1)] : [], meta: {} }));
  for (const [name, member] of Object.entries(members)) pollute(name, member);
  const values: unknown[] = [];
  for await (const each of store.current.client().attributeValues.listAll()) values.push(each);
  expect(store.current.requests).toHaveLength(2);
  store.current.answerWith(json(422, { errors: [{ field: 'x' }] }));
  const failure = store.current.client().attributeValues.list();
  await expect(failure).rejects.toMatchObject({ title: undefined, details: [{ key: '0.field', message: 'x' }] });
});

test('the token is masked in data when Object.prototype has a toJSON', () => {
  pollute('toJSON', () => 'nothing to see');
  expect(createRedactor('token-of-a-store').json({ seen: ['token-of-a-store'] })).toEqual({ seen: ['[redacted]'] });
});

test('in a process of its own, nodeFetch(), fetch and the environment give what they give without pollution', async () => {
  const source = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);
  const program = `
    import { createCustomersClient } from ${source('index.ts')};
    import { nodeFetch } from ${source('node/index.ts')};
    const call = async (fetch = nodeFetch()) => createCustomersClient({ accessToken: 'x', baseUrl: '${store.current.baseUrl}', fetch }).customers.delete([1]);
    await call();
    const polluted = { auth: 'user:secret', socketPath: '/none', insecureHTTPParser: 1, maxHeaderSize: 1, signal: AbortSignal.abort() };
    Object.assign(Object.prototype, polluted);
    await call();
    for (const name of Object.keys(polluted)) delete Object.prototype[name];
    Object.prototype.body = 'polluted';
    await call(globalThis.fetch);
    delete Object.prototype.body;
    Object.prototype.BIGCOMMERCE_STORE_HASH = 'another';
    delete process.env.BIGCOMMERCE_STORE_HASH;
    await call().catch((error) => console.log(error.message));
    // A connection that fetch keeps would keep the process for five seconds.
    process.exit();
  `;
  const argv = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const env = { ...process.env, BIGCOMMERCE_STORE_HASH: 'abc123example' };
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd, env, timeout: 20_000 });
  const [clean, sent, ...more] = store.current.requests;
  expect(sent).toEqual(clean);
  expect(more).toMatchObject([{ method: 'DELETE', body: '' }]);
  expect(stdout).toMatch(/storeHash is missing/);
});

test('the token goes nowhere else when Object.prototype gets a base URL', async () => {
  const tokens: unknown[] = [];
  const thief = createServer((request, response) => {
    tokens.push(request.headers['x-auth-token']);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  const client = store.current.client({ fetch: nodeFetch() });
  pollute('baseUrl', `http://127.0.0.1:${(thief.address() as AddressInfo).port}`);
  await client.customers.delete([1]);
  await store.current.client().customers.delete([1]);
  expect([tokens, store.current.requests.length]).toEqual([[], 2]);
  thief.close();
  thief.closeAllConnections();
});

test('headers of a response are its own', async () => {
  pollute('retry-after', '300');
  pollute('content-encoding', 'gzip');
  store.current.answerWith(PAGE);
  const { data } = await store.current.client({ fetch: nodeFetch() }).attributeValues.list();
  expect(data).toEqual([]);
});

test('the init of a fetch of your own has no members but its own', async () => {
  pollute('dispatcher', 'another');
  const seen: unknown[] = [];
  const fetch = async (_: string, init: object) => {
    seen.push('dispatcher' in init, 'dispatcher' in Reflect.get(init, 'headers'), Object.keys(init));
    return new Response(null, { status: 204 });
  };
  await store.current.client({ fetch }).customers.delete([1]);
  expect(seen).toEqual([false, false, ['method', 'headers', 'signal', 'redirect']]);
});

describe('a response is judged by its own members', () => {
  const answer = (status: number, body?: unknown) => async () => {
    const text = body === undefined ? '' : JSON.stringify(body);
    return new Response(status === 204 ? null : text, { status, headers: { 'Content-Type': 'application/json' } });
  };
  const clientOf = (fetch: () => Promise<Response>) => store.current.client({ fetch, retry: { maxRetries: 0 } });

  test.each<[string, unknown, number, unknown]>([
    ['success', 1, 200, { data: [], meta: {} }],
    ['meta', { success: 1 }, 200, { x: 1 }],
    ['202', [], 202, undefined],
    ['2XX', [], 202, undefined],
  ])('so that a polluted %s confirms nothing', async (name, value, status, body) => {
    const client = clientOf(answer(status, body));
    pollute(name, value);
    await expect(client.segments.removeShopperProfiles(SEGMENT, [SEGMENT])).rejects.toHaveProperty('name');
  });

  test.each([
    ['error', 'x'],
    ['failure', new Error('x')],
    ['unreadable', 'x'],
    ['failed', 3],
    ['send', () => Promise.reject(new Error('the token was sent elsewhere'))],
  ])('so that a polluted %s spoils nothing', async (name, value) => {
    const client = clientOf(answer(204));
    const reader = clientOf(answer(200, { data: [], meta: {} }));
    pollute(name, value);
    await client.customers.delete([1, 2]);
    expect((await reader.attributeValues.list()).data).toEqual([]);
  });
});
