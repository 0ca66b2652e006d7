import { expect, test } from '@jest/globals';
import { checkExchange } from '../../src/contract/index.js';
import { BigCommerceError, type CustomersClient } from '../../src/index.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { startJudgingProxy } from './judging-proxy.js';
import { PROFILE_IDS, SEGMENT_ID } from './sandbox-calls.js';
import { clientOf, useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

const gold = { customer_id: 11, attribute_id: 1, value: 'Gold' };
const ABSENT = 'aaaaaaaa-58c4-4d43-8a53-6b1f2e9c7a01';

/** Calls of all operations, with every kind of response that a store gives without a fault. */
const CALLS: readonly (readonly [status: number, call: (client: CustomersClient) => Promise<unknown>])[] = [
  [200, ({ attributeValues }) => attributeValues.list()],
  [200, ({ attributeValues }) => attributeValues.list({ page: 9, limit: 250, name: 'Loyalty tier' })],
  [
    200,
    ({ attributeValues }) => attributeValues.list({ 'customer_id:in': [11, 12], 'date_created:min': '2026-03-02' }),
  ],
  [200, ({ attributeValues }) => attributeValues.upsert([gold, { ...gold, attribute_id: 3, value: '1984-05-25' }])],
  [422, ({ attributeValues }) => attributeValues.upsert([{ ...gold, customer_id: 99 }])],
  [204, ({ attributeValues }) => attributeValues.delete([1, 2, 99])],
  [204, ({ customers }) => customers.delete([12, 99])],
  [200, ({ segments }) => segments.removeShopperProfiles(SEGMENT_ID, [PROFILE_IDS[0], ABSENT])],
  [404, ({ segments }) => segments.removeShopperProfiles(ABSENT, [PROFILE_IDS[0]])],
  [200, ({ segments }) => segments.removeAllShopperProfiles(SEGMENT_ID)],
];

async function callThroughProxy(options: SandboxOptions, calls: typeof CALLS, accessToken?: string) {
  const sandbox = await start(options);
  const proxy = await startJudgingProxy(sandbox.url);
  try {
    const client = clientOf(sandbox, { baseUrl: proxy.url, ...(accessToken !== undefined && { accessToken }) });
    for (const [, call] of calls)
      await call(client).catch((error: unknown) => expect(error).toBeInstanceOf(BigCommerceError));
    for (const exchange of sandbox.exchanges) expect(checkExchange(exchange)).toEqual([]);
    return { statuses: proxy.seen.map(({ status }) => status), findings: await proxy.findings() };
  } finally {
    await proxy.close();
  }
}

test('an independent validator between client and sandbox finds no violation in any operation', async () => {
  const { statuses, findings } = await callThroughProxy({}, CALLS);
  expect(statuses).toEqual(CALLS.map(([status]) => status));
  expect(findings).toEqual([]);
});

test('nor in the alternative responses of the switches', async () => {
  const switches = {
    removalAnswer: 204,
    reportsAbsentProfiles: true,
    namesAllInvalid: true,
    reorderRecords: true,
  } as const;
  const { statuses, findings } = await callThroughProxy({ switches }, CALLS);
  expect(statuses.slice(-3)).toEqual([204, 404, 204]);
  expect(findings).toEqual([]);
});

test.each<[number, SandboxOptions, string | undefined]>([
  [401, {}, 'unknown-token'],
  [403, { tokens: { 'another-token': [] } }, 'another-token'],
  [429, { quota: 0, windowMs: 1 }, undefined],
])('nor in a %d to each operation', async (status, options, accessToken) => {
  const calls = CALLS.filter((_, index) => [0, 3, 5, 6, 7].includes(index));
  const { statuses, findings } = await callThroughProxy(options, calls, accessToken);
  expect(statuses).toEqual(calls.map(() => status));
  expect(findings).toEqual([]);
});

test('but it finds violations', async () => {
  const sandbox = await start();
  const proxy = await startJudgingProxy(sandbox.url);
  try {
    const client = clientOf(sandbox, { baseUrl: proxy.url });
    sandbox.faults.next('foreign-page', { kind: 'redirect', status: 302, location: '/' });
    await expect(client.attributeValues.list()).rejects.toThrow();
    await expect(client.customers.delete([1])).rejects.toThrow();
    await fetch(`${proxy.url}/stores/abc123example/v3/customers?id:in=x&colour=red`, { method: 'DELETE' });
    expect(await proxy.findings()).toEqual([
      expect.stringContaining('200: the media type text/html is not documented'),
      expect.stringContaining('302: the status is not documented'),
      expect.stringContaining('401: id:in is not valid: x'),
      expect.stringContaining('401: the query has colour, which nobody declared'),
      expect.stringContaining('401: there is no token'),
    ]);
  } finally {
    await proxy.close();
  }
});
