import { describe, expect, test } from '@jest/globals';
import type { CustomersClient } from '../../src/index.js';
import { broken, DELETED, failureOf, LISTED, PAGE, type Reply, transportClient } from './transport-client.js';

const SEGMENT = '4f5a1f4e-1f0f-4b6c-8f30-3b1c7d7f1c11';
const PROFILE = '7d2f3c1a-90ab-4cde-8f01-23456789abcd';
const VALUE = { customer_id: 1, attribute_id: 2, value: 'x' };
const STORED = { id: 9, customer_id: 1, attribute_id: 2, attribute_value: 'x' };
const UPSERTED: Reply = { ...LISTED, body: JSON.stringify({ data: [STORED], meta: {} }) };

/** Every operation, as a call and as an answer to it. */
const CALLS: Readonly<Record<string, readonly [(client: CustomersClient) => Promise<unknown>, Reply]>> = {
  list: [(client) => client.attributeValues.list(), LISTED],
  upsert: [(client) => client.attributeValues.upsert([VALUE]), UPSERTED],
  delete: [(client) => client.attributeValues.delete([1]), DELETED],
  'customers.delete': [(client) => client.customers.delete([1]), DELETED],
  removeShopperProfiles: [(client) => client.segments.removeShopperProfiles(SEGMENT, [PROFILE]), DELETED],
};
const NAMES = Object.keys(CALLS);

/** How many requests a call takes whose first one fails. */
async function requestsAfter(first: Reply, name: string): Promise<number> {
  const [call, success] = CALLS[name] ?? [];
  if (!call || !success) throw new Error(`no call ${name}`);
  const { client, clock, requests } = transportClient([first, success]);
  await clock.run(failureOf(call(client)));
  return requests.length;
}

describe('what failed is sent again', () => {
  test.each([429, 500, 502, 503, 504])('after %i, whatever the operation', async (status) => {
    for (const name of NAMES) expect([name, await requestsAfter({ status }, name)]).toEqual([name, 2]);
  });

  test.each([400, 401, 403, 404, 409, 413, 422, 501, 507])('but not after %i', async (status) => {
    for (const name of NAMES) expect([name, await requestsAfter({ status }, name)]).toEqual([name, 1]);
  });

  test.each([
    'ECONNRESET',
    'ECONNREFUSED',
    'ENOTFOUND',
    'ENETUNREACH',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'ETIMEDOUT',
  ])('after %s, whatever the operation', async (code) => {
    for (const name of NAMES) expect([name, await requestsAfter(broken(code), name)]).toEqual([name, 2]);
  });

  test('but not where a test double has no answer', async () => {
    const error = Object.assign(new Error('Disallowed net connect'), {
      name: 'NetConnectNotAllowedError',
      code: 'ENETUNREACH',
    });
    for (const thrown of [error, new TypeError('fetch failed', { cause: error })])
      expect(await requestsAfter({ error: thrown }, 'list')).toBe(1);
  });

  test('but not after a certificate that is not trusted, or a redirect', async () => {
    expect(await requestsAfter(broken('CERT_HAS_EXPIRED'), 'list')).toBe(1);
    expect(await requestsAfter({ status: 302, headers: { Location: 'https://elsewhere.example' } }, 'list')).toBe(1);
  });

  test.each<[string, Reply]>([
    ['no headers', { afterMs: Infinity }],
    ['no body', { ...LISTED, bodyAfterMs: Infinity }],
  ])('after a timeout: %s', async (_, reply) => {
    for (const name of NAMES) expect([name, await requestsAfter(reply, name)]).toEqual([name, 2]);
  });

  test.each<[string, Reply]>([
    ['a page', PAGE],
    ['half of it', { ...LISTED, body: '{"data":[' }],
    ['nothing', { ...LISTED, body: '' }],
  ])('after an answer that cannot be read, if it was a read: %s', async (_, reply) => {
    expect(await requestsAfter(reply, 'list')).toBe(2);
    expect(await requestsAfter(reply, 'upsert')).toBe(1);
    if (reply.body) expect(await requestsAfter(reply, 'removeShopperProfiles')).toBe(1);
  });

  test.each<[string, Reply]>([
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['a broken connection', broken('ECONNRESET')],
    ['no connection', broken('ECONNREFUSED')],
    ['a timeout', { afterMs: Infinity }],
    ['a page', PAGE],
  ])('but never the removal of all profiles of a segment: %s', async (_, reply) => {
    const { client, clock, requests } = transportClient([reply, DELETED], { retry: { maxRetries: 9 } });
    const failure = await clock.run(failureOf(client.segments.removeAllShopperProfiles(SEGMENT, { maxRetries: 9 })));
    expect(failure).toMatchObject({ attempts: [{ attempt: 1 }] });
    expect(requests).toHaveLength(1);
  });
});

describe('it is sent again', () => {
  test.each<[string, number | undefined, number | undefined, number]>([
    ['five times by default', undefined, undefined, 6],
    ['as often as the client says', 2, undefined, 3],
    ['as often as the call says, if it says something', 2, 4, 5],
    ['not at all when the call says so', 2, 0, 1],
    ['not at all when the client says so', 0, undefined, 1],
  ])('%s', async (_, ofClient, ofCall, expected) => {
    const { client, clock, requests } = transportClient([{ status: 503 }], { retry: { maxRetries: ofClient } });
    const failure = await clock.run(failureOf(client.attributeValues.list({}, { maxRetries: ofCall })));
    expect(failure).toMatchObject({ name: 'ServerError', status: 503 });
    expect(requests).toHaveLength(expected);
    expect(failure).toHaveProperty('attempts.length', expected);
  });

  test('with waits that grow, between the floor and the cap that the client was given', async () => {
    const retry = { maxRetries: 8, minDelayMs: 100, maxDelayMs: 800 };
    const { client, clock, requests } = transportClient([{ status: 503 }], { retry });
    await clock.run(failureOf(client.attributeValues.list()));
    const waits = requests.slice(1).map(({ sentAtMs }, index) => sentAtMs - (requests[index]?.sentAtMs ?? 0));
    for (const [index, waitMs] of waits.entries()) {
      expect(waitMs).toBeGreaterThanOrEqual(100);
      expect(waitMs).toBeLessThanOrEqual(Math.min(800, 100 * 2 ** (index + 1)));
    }
    expect(new Set(waits).size).toBe(8);
  });

  test('when the quota is there again, and before calls that are new', async () => {
    const quota = { 'X-Rate-Limit-Requests-Left': '0', 'X-Rate-Limit-Time-Reset-Ms': '7000' };
    const { client, clock, requests } = transportClient([{ status: 429, headers: quota }, DELETED]);
    const first = client.customers.delete([1]);
    await clock.advanceBy(1);
    const second = client.customers.delete([2]);
    await clock.run(Promise.all([first, second]));
    expect(requests.map(({ url }) => url.slice(-1))).toEqual(['1', '1', '2']);
    expect(requests[1]?.sentAtMs).toBeGreaterThanOrEqual(7_000);
  });
});
