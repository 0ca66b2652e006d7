import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { server } from '../../generated/operations.js';
import type { CustomersClient, DryRun } from '../../src/index.js';
import { VERSION } from '../../src/version.js';
import { ORIGIN, VALUES_PATH } from '../support/server.js';
import { DELETED, failureOf, LISTED, type SentRequest, TOKEN, transportClient } from './transport-client.js';

const SEGMENT = '4f5a1f4e-1f0f-4b6c-8f30-3b1c7d7f1c11';
const profiles = Array.from(
  { length: 120 },
  (_, index) => `7d2f3c1a-90ab-4cde-8f01-${String(index).padStart(12, '0')}`,
);
const ids = Array.from({ length: 700 }, (_, index) => 10_000_000 + index);
const values = Array.from({ length: 25 }, (_, index) => ({
  customer_id: index + 1,
  attribute_id: 2,
  value: `v${index}`,
}));
const SERVER = `${ORIGIN}/stores/abc123example/v3`;

interface Both {
  preview(client: CustomersClient, options: { dryRun: true }): Promise<DryRun>;
  send(client: CustomersClient): Promise<unknown>;
  readonly method: string;
  readonly path: string;
}

const CALLS: Readonly<Record<string, Both>> = {
  list: {
    preview: (client, options) => client.attributeValues.list({ name: 'a b', 'customer_id:in': [1, 2] }, options),
    send: (client) => client.attributeValues.list({ name: 'a b', 'customer_id:in': [1, 2] }),
    ...{ method: 'GET', path: VALUES_PATH },
  },
  upsert: {
    preview: (client, options) => client.attributeValues.upsert(values, options),
    send: (client) => client.attributeValues.upsert(values),
    ...{ method: 'PUT', path: VALUES_PATH },
  },
  delete: {
    preview: (client, options) => client.attributeValues.delete(ids, options),
    send: (client) => client.attributeValues.delete(ids),
    ...{ method: 'DELETE', path: VALUES_PATH },
  },
  'customers.delete': {
    preview: (client, options) => client.customers.delete(ids, options),
    send: (client) => client.customers.delete(ids),
    ...{ method: 'DELETE', path: '/customers' },
  },
  removeShopperProfiles: {
    preview: (client, options) => client.segments.removeShopperProfiles(SEGMENT, profiles, options),
    send: (client) => client.segments.removeShopperProfiles(SEGMENT, profiles),
    ...{ method: 'DELETE', path: `/segments/${SEGMENT}/shopper-profiles` },
  },
  removeAllShopperProfiles: {
    preview: (client, options) => client.segments.removeAllShopperProfiles(SEGMENT, options),
    send: (client) => client.segments.removeAllShopperProfiles(SEGMENT),
    ...{ method: 'DELETE', path: `/segments/${SEGMENT}/shopper-profiles` },
  },
};

/** A store that does what it is told. */
const agree = ({ method, body }: SentRequest) => {
  if (method === 'DELETE') return DELETED;
  if (method === 'GET') return LISTED;
  const data: object[] = JSON.parse(body ?? '');
  return { ...LISTED, body: JSON.stringify({ data, meta: {} }) };
};

describe.each(Object.entries(CALLS))('a dry run of %s', (_, { preview, send, method, path }) => {
  test('shows what would be sent, and sends nothing', async () => {
    const { client, requests, clock } = transportClient(agree, { userAgent: 'my-app/1' });
    const { requests: shown } = await preview(client, { dryRun: true });
    expect(shown.length).toBeGreaterThan(0);
    for (const request of shown) {
      expect(request.method).toBe(method);
      expect(request.url.split('?')[0]).toBe(SERVER + path);
      expect(request.headers).toMatchObject({ 'x-auth-token': '[redacted]', accept: 'application/json' });
      expect(request.headers['user-agent']).toBe(`my-app/1 bigcommerce-customers/${VERSION}`);
    }
    expect([requests.length, clock.pendingTimers]).toEqual([0, 0]);
  });

  test('shows the token nowhere', async () => {
    const { client } = transportClient(agree);
    const shown = await preview(client, { dryRun: true });
    expect(JSON.stringify(shown) + inspect(shown, { depth: 9, showHidden: true })).not.toContain(TOKEN);
  });

  test('shows exactly what is then sent', async () => {
    const { client, requests, clock } = transportClient(agree);
    const { requests: shown } = await preview(client, { dryRun: true });
    await clock.run(send(client));
    const sent = requests.map(({ headers, url, body, ...request }) => {
      const masked = Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        value === TOKEN ? '[redacted]' : value,
      ]);
      return { method: request.method, url, body, headers: Object.fromEntries(masked) };
    });
    const wire = shown.map(({ method: verb, url, body, headers }) => ({ method: verb, url, body, headers }));
    const byContent = (one: object, other: object) => JSON.stringify(one).localeCompare(JSON.stringify(other));
    expect(sent.sort(byContent)).toEqual(wire.sort(byContent));
  });
});

describe('a dry run', () => {
  const { client, requests, clock } = transportClient(agree);
  const dryRun = true;

  test('shows the plan of chunks: how many items travel in which request', async () => {
    const plan = await client.attributeValues.upsert(values, { dryRun });
    expect(plan.requests.map(({ itemCount }) => itemCount)).toEqual([10, 10, 5]);
    expect(plan.requests.map(({ body }) => JSON.parse(body ?? ''))).toEqual(
      [0, 10, 20].map((at) => values.slice(at, at + 10)),
    );
    const removal = await client.segments.removeShopperProfiles(SEGMENT, [...profiles, ...profiles], { dryRun });
    expect(removal.requests.length).toBeGreaterThan(1);
    expect(removal.requests.reduce((sum, { itemCount = 0 }) => sum + itemCount, 0)).toBe(profiles.length);
    for (const { url } of removal.requests) {
      expect(url).toContain('?id:in=7d2f');
      expect(url.length).toBeLessThanOrEqual(server.maxUrlLength);
    }
  });

  test('of what has no items has no count of them', async () => {
    for (const { requests: shown } of [
      await client.attributeValues.list({}, { dryRun }),
      await client.segments.removeAllShopperProfiles(SEGMENT, { dryRun }),
    ])
      expect(shown).toEqual([expect.not.objectContaining({ itemCount: expect.anything() })]);
  });

  test('has the headers of the call', async () => {
    const { requests: shown } = await client.customers.delete([1], { dryRun, headers: { 'X-Trace': 't1' } });
    expect(shown).toMatchObject([{ headers: { 'x-trace': 't1' } }]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['a filter that is none', () => client.attributeValues.list({ limit: 251 }, { dryRun })],
    ['no values', () => client.attributeValues.upsert([], { dryRun })],
    [
      'a value among many',
      () => client.attributeValues.upsert([...values, { customer_id: 0, attribute_id: 1, value: '' }], { dryRun }),
    ],
    ['an id that is none', () => client.customers.delete([1, -1], { dryRun })],
    ['no ids', () => client.attributeValues.delete([], { dryRun })],
    ['a segment that is none', () => client.segments.removeShopperProfiles('x', [...profiles], { dryRun })],
    ['the same, of all profiles', () => client.segments.removeAllShopperProfiles('x', { dryRun })],
    ['text that no URL can have', () => client.attributeValues.list({ name: '\ud800' }, { dryRun })],
  ])('refuses what sending would refuse: %s', async (_, call) => {
    expect(await failureOf(call())).toMatchObject({ name: 'InvalidRequestError' });
  });

  test('is not made when dryRun is false', async () => {
    const options: object = { dryRun: false };
    await clock.run(client.customers.delete([1], options));
    expect(requests).toHaveLength(1);
  });
});
