import https from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HttpsProxyAgent } from 'https-proxy-agent';
import nock from 'nock';
import nodeFetchPackage from 'node-fetch';
import { createCustomersClient, InvalidRequestError } from '../../src/index.js';
import { nodeFetch } from '../../src/node/index.js';
import type { Fetch } from '../../src/transport/exchange.js';
import { startConnectProxy } from '../support/connect-proxy.js';
import { ACCESS_TOKEN, STORE_HASH } from '../support/store-stub.js';
import { TEST_CERTIFICATE as cert, TEST_KEY as key } from '../support/test-certificate.js';
import { startTlsStore } from '../support/tls-store.js';

/** A store that asks for a client certificate, and a proxy through which it is `store.example.test`. */
let store: Awaited<ReturnType<typeof startTlsStore>>;
let proxy: Awaited<ReturnType<typeof startConnectProxy>>;
beforeAll(async () => {
  // What is tested here are real connections. nock stands in for them in other files.
  nock.restore();
  store = await startTlsStore({ requestCert: true, rejectUnauthorized: false });
  proxy = await startConnectProxy(store.port);
});
afterAll(async () => {
  await proxy.close();
  await store.close();
});
beforeEach(() => {
  store.clients.length = 0;
  proxy.asked.length = 0;
});

/** Reads, writes, and says what went wrong. */
async function callWith(fetch: Fetch, baseUrl: string) {
  const options = { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, retry: { maxRetries: 0 }, baseUrl };
  const client = createCustomersClient({ ...options, fetch });
  const { data } = await client.attributeValues.list();
  await client.customers.delete([1]);
  return data;
}

const THIS_CLIENT = 'bigcommerce-customers test';
const direct = () => `https://localhost:${store.port}`;
const proxied = 'https://store.example.test';

/** What the tests take of undici, of any version. */
interface Undici {
  fetch(url: string, init: object): ReturnType<typeof globalThis.fetch>;
  Agent: new (options: object) => { close(): Promise<void> };
  ProxyAgent: new (options: object) => { close(): Promise<void> };
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const HAS_UNDICI_8 = major > 22 || (major === 22 && minor >= 19);

describe.each(['undici-6', 'undici-7', 'undici-8'])('with %s', (name) => {
  // Version 8 needs Node 22.19.
  const testHere = name === 'undici-8' && !HAS_UNDICI_8 ? test.skip : test;
  const load = async (): Promise<Undici> => (await import(name)) as Undici;

  testHere('a client sends through an Agent, with a client certificate', async () => {
    const { fetch, Agent } = await load();
    const dispatcher = new Agent({ connect: { ca: cert, cert, key } });
    expect(await callWith((url, init) => fetch(url, { ...init, dispatcher }), direct())).toEqual([]);
    expect(store.clients).toEqual([THIS_CLIENT, THIS_CLIENT]);
    await dispatcher.close();
  });

  testHere('a client sends through a ProxyAgent', async () => {
    const { fetch, ProxyAgent } = await load();
    const dispatcher = new ProxyAgent({ uri: proxy.url, requestTls: { ca: cert } });
    expect(await callWith((url, init) => fetch(url, { ...init, dispatcher }), proxied)).toEqual([]);
    expect(proxy.asked[0]).toBe('store.example.test:443');
    await dispatcher.close();
  });

  testHere('nothing was sent where the proxy refuses', async () => {
    const { fetch, ProxyAgent } = await load();
    const refusing = await startConnectProxy();
    const dispatcher = new ProxyAgent({ uri: refusing.url, requestTls: { ca: cert } });
    const failure = await callWith((url, init) => fetch(url, { ...init, dispatcher }), proxied).catch((error) => error);
    expect(failure).toMatchObject({ name: 'NetworkError', sent: false });
    await dispatcher.close();
    await refusing.close();
  });
});

// Node's own fetch takes the dispatchers of the undici that it contains.
const OWN = `undici-${process.versions['undici']?.split('.')[0]}`;
(['undici-6', 'undici-7'].includes(OWN) || HAS_UNDICI_8 ? test : test.skip)(
  `the platform's fetch takes a dispatcher (${OWN})`,
  async () => {
    const { ProxyAgent }: Undici = await import(OWN);
    const dispatcher = new ProxyAgent({ uri: proxy.url, requestTls: { ca: cert } });
    const fetch: Fetch = (url, init) => globalThis.fetch(url, { ...init, dispatcher } as RequestInit);
    expect(await callWith(fetch, proxied)).toEqual([]);
    expect(proxy.asked[0]).toBe('store.example.test:443');
    await dispatcher.close();
  },
);

/** The agent for proxies trusts the certificates that Node trusts, and has no option for others. */
function trustingProxyAgent() {
  const agent = new HttpsProxyAgent(proxy.url, { keepAlive: true });
  Object.assign(agent.options, { ca: cert });
  return agent;
}

describe('with node-fetch', () => {
  test('a client sends through an agent, with a client certificate', async () => {
    const agent = new https.Agent({ ca: cert, cert, key });
    expect(await callWith((url, init) => nodeFetchPackage(url, { ...init, agent }), direct())).toEqual([]);
    expect(store.clients).toEqual([THIS_CLIENT, THIS_CLIENT]);
  });

  test('a client sends through a proxy', async () => {
    const agent = trustingProxyAgent();
    expect(await callWith((url, init) => nodeFetchPackage(url, { ...init, agent }), proxied)).toEqual([]);
    expect(proxy.asked[0]).toBe('store.example.test:443');
  });
});

describe('with nodeFetch()', () => {
  test('a client sends through an agent, with a client certificate', async () => {
    const agent = new https.Agent({ ca: cert, cert, key, keepAlive: true });
    expect(await callWith(nodeFetch({ agent }), direct())).toEqual([]);
    expect(store.clients).toEqual([THIS_CLIENT, THIS_CLIENT]);
    agent.destroy();
  });

  test('a client sends through a proxy, over one connection', async () => {
    const agent = trustingProxyAgent();
    expect(await callWith(nodeFetch({ agent }), proxied)).toEqual([]);
    expect(proxy.asked).toEqual(['store.example.test:443']);
    agent.destroy();
  });

  test('nothing is sent to an http: URL through an agent for https:', async () => {
    const sending = callWith(nodeFetch({ agent: new https.Agent() }), 'http://127.0.0.1:9');
    await expect(sending).rejects.toMatchObject({ name: 'NetworkError', code: 'ERR_INVALID_PROTOCOL', sent: false });
  });

  test.each<[unknown, string]>([
    [{ agent: {} }, 'options.agent'],
    [{ agent: 'https' }, 'options.agent'],
    [{ agents: undefined }, 'options.agents'],
    [7, 'options'],
  ])('%j is refused as its options', (options, path) => {
    expect(() => nodeFetch(options as object)).toThrow(InvalidRequestError);
    expect(() => nodeFetch(options as object)).toThrow(
      expect.objectContaining({ issues: [{ path, message: expect.any(String) }] }),
    );
  });
});
