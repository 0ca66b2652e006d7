import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import nodeFetchPackage from 'node-fetch';
import { type Attempt, createCustomersClient } from '../../src/index.js';
import { nodeFetch } from '../../src/node/index.js';
import type { Fetch } from '../../src/transport/exchange.js';
import { ACCESS_TOKEN, STORE_HASH } from '../support/store-stub.js';
import { TEST_CERTIFICATE as cert, TEST_KEY as key } from '../support/test-certificate.js';

// What is tested here are real connections. nock stands in for them in other files.
beforeAll(() => nock.restore());

const running: Server[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.close();
    if (server instanceof http.Server || server instanceof https.Server) server.closeAllConnections();
    await once(server, 'close');
  }
});

async function listen(server: Server): Promise<number> {
  running.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const FETCHES: Readonly<Record<string, () => Fetch>> = {
  fetch: () => globalThis.fetch,
  'nodeFetch()': () => nodeFetch(),
  'node-fetch': () => nodeFetchPackage as Fetch,
};

/** What calls end with, and what their attempts say. */
async function outcomeOf(baseUrl: string, fetch: Fetch, call: 'read' | 'write' = 'write') {
  const attempts: Attempt[] = [];
  const onAttempt = (attempt: Attempt) => attempts.push(attempt);
  const options = { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, retry: { maxRetries: 0 }, baseUrl };
  const client = createCustomersClient({ ...options, fetch, onAttempt });
  const calling = call === 'read' ? client.attributeValues.list() : client.customers.delete([1]);
  const error: unknown = await calling.catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('the call succeeded');
  return { error, attempts };
}

/** Servers that no request gets through to, by what they are; each returns its URL. */
const UNREACHABLE: Readonly<Record<string, () => Promise<string>>> = {
  'a port where nobody listens': async () => {
    const port = await listen(createServer());
    const server = running.pop();
    server?.close();
    return `http://127.0.0.1:${port}`;
  },
  'a name that does not exist': async () => 'https://store.invalid',
  'a certificate that nobody trusts': async () =>
    `https://localhost:${await listen(https.createServer({ key, cert }))}`,
  'plain HTTP where TLS is expected': async () => `https://localhost:${await listen(http.createServer())}`,
  'a server that closes during the handshake': async () => {
    const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.destroy()));
    return `https://localhost:${await listen(server)}`;
  },
};

describe.each(Object.keys(FETCHES))('with %s, nothing was sent to', (name) => {
  test.each(Object.keys(UNREACHABLE))('%s', async (server) => {
    const { error, attempts } = await outcomeOf((await UNREACHABLE[server]?.()) ?? '', FETCHES[name]?.() ?? fetch);
    expect(error).toMatchObject({ name: 'NetworkError', sent: false });
    expect(error.message).toMatch(/Nothing was sent/);
    expect(attempts).toMatchObject([{ mayHaveTakenEffect: false }]);
  });
});

describe('nothing was sent either', () => {
  test('where a server resets the connection during the handshake, as nodeFetch() knows', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.resetAndDestroy()));
    const { error } = await outcomeOf(`https://localhost:${await listen(server)}`, nodeFetch());
    expect(error).toMatchObject({ name: 'NetworkError', sent: false });
  });

  test('to a port that fetch refuses', async () => {
    const { error } = await outcomeOf('http://127.0.0.1:6000', fetch);
    expect(error).toMatchObject({ name: 'NetworkError', sent: false });
  });

  test.each<[string, Fetch]>([
    ['a header that is none', (url, init) => fetch(url, { ...init, headers: { ...init.headers, 'X-Name': '€' } })],
    ['a URL that is none', (_, init) => fetch('not a URL', init)],
    ['a scheme that is none', (_, init) => fetch('ftp://127.0.0.1/', init)],
  ])('where the request cannot be made: %s', async (_, broken) => {
    const { error } = await outcomeOf('http://127.0.0.1:9', broken);
    expect(error).toMatchObject({ name: 'NetworkError', sent: false });
  });
});

describe.each(Object.keys(FETCHES))('with %s, a connection that breaks after the request', (name) => {
  const cut = () => createServer((socket) => socket.on('error', () => {}).once('data', () => socket.destroy()));

  test('leaves open whether a write took effect', async () => {
    const baseUrl = `http://127.0.0.1:${await listen(cut())}`;
    const { error, attempts } = await outcomeOf(baseUrl, FETCHES[name]?.() ?? fetch);
    expect(error).toMatchObject({ name: 'NetworkError', sent: true });
    expect(error.message).toMatch(/may or may not have taken effect/);
    expect(attempts).toMatchObject([{ mayHaveTakenEffect: true }]);
  });

  test('leaves nothing open about a read', async () => {
    const baseUrl = `http://127.0.0.1:${await listen(cut())}`;
    const { error, attempts } = await outcomeOf(baseUrl, FETCHES[name]?.() ?? fetch, 'read');
    expect(error).toMatchObject({ name: 'NetworkError', sent: true });
    expect(error.message).not.toMatch(/effect/);
    expect(attempts).toMatchObject([{ mayHaveTakenEffect: false }]);
  });
});

test('a TLS connection that breaks after the request leaves open whether a write took effect', async () => {
  const store = https.createServer({ key, cert }, (request) => {
    // Not TLS, in the middle of a TLS connection.
    request.resume().on('end', () => proxied?.write('garbage that is no record of TLS'));
  });
  const storePort = await listen(store);
  let proxied: import('node:net').Socket | undefined;
  const proxy = createServer((socket) => {
    proxied = socket.on('error', () => {});
    const upstream = new (socket.constructor as typeof import('node:net').Socket)();
    upstream.on('error', () => {}).connect(storePort, '127.0.0.1');
    socket.pipe(upstream).pipe(socket);
  });
  const baseUrl = `https://localhost:${await listen(proxy)}`;
  const { error } = await outcomeOf(baseUrl, nodeFetch({ agent: new https.Agent({ ca: cert }) }));
  expect(error).toMatchObject({ name: 'NetworkError', sent: true });
});

test.each([500, 503])('a read that was refused with HTTP %i says nothing of effects', async (status) => {
  const port = await listen(http.createServer((_, response) => response.writeHead(status).end()));
  const { error, attempts } = await outcomeOf(`http://127.0.0.1:${port}`, fetch, 'read');
  expect(error.message).not.toMatch(/effect/);
  expect(attempts).toMatchObject([{ mayHaveTakenEffect: false }]);
});
