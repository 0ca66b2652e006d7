import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRateWindow, quotaHeaders, takeByAnotherApp, takeRequest } from '../../src/sandbox/limits.js';
import { transportClient } from './transport-client.js';

/** A client and a store with a quota, of which others may take a share before each request. */
function pacedClient(quota: number, { others = 0, reserve = 0, latencyMs = 20, maxConcurrency = Infinity } = {}) {
  const store = createRateWindow(quota, 3_000);
  const statuses: number[] = [];
  const used: number[] = [];
  const paced = transportClient(
    ({ sentAtMs }) => {
      takeByAnotherApp(store, sentAtMs, others);
      const { allowed, ...reading } = takeRequest(store, sentAtMs);
      const status = allowed ? 204 : 429;
      statuses.push(status);
      used.push(store.used);
      return { status, headers: quotaHeaders(reading), afterMs: latencyMs };
    },
    { rateLimit: { reserve }, ...(maxConcurrency < Infinity && { maxConcurrency }) },
  );
  const deleteMany = (calls: number) =>
    paced.clock.run(
      Promise.all(Array.from({ length: calls }, (_, index) => paced.client.customers.delete([index + 1]))),
    );
  return { ...paced, statuses, used, deleteMany };
}

describe('all calls of a client share what answers say about the quota', () => {
  test('so that they wait for the reset, and not one of 600 calls is refused', async () => {
    const { clock, statuses, deleteMany } = pacedClient(150);
    await deleteMany(600);
    expect(statuses).toEqual(Array(600).fill(204));
    // Three whole windows, and what the calls of the last one take.
    expect(clock.now()).toBeGreaterThanOrEqual(9_000);
    expect(clock.now()).toBeLessThan(9_000 + 600);
  });

  test('also calls that are made one after the other', async () => {
    const { client, clock, statuses } = pacedClient(7);
    const inTurn = async () => {
      for (let id = 1; id <= 30; id += 1) await client.customers.delete([id]);
    };
    await clock.run(inTurn());
    expect(statuses).toEqual(Array(30).fill(204));
    expect(clock.now()).toBeLessThan(4 * 3_000 + 30 * 25);
  });

  test('and leave the reserve to the other apps of the store', async () => {
    const { used, deleteMany } = pacedClient(50, { reserve: 20 });
    await deleteMany(100);
    expect(Math.max(...used)).toBe(30);
  });

  test('and get through a store of which others take every second request, with hardly a refusal', async () => {
    const { statuses, deleteMany } = pacedClient(150, { others: 1, maxConcurrency: 3 });
    await deleteMany(600);
    expect(statuses.filter((status) => status === 204)).toHaveLength(600);
    expect(statuses.filter((status) => status === 429).length).toBeLessThanOrEqual(6);
  });

  test('whatever the quota, once it is known', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 10, max: 60 }),
        fc.integer({ min: 1, max: 120 }),
        fc.nat(300),
        async (quota, calls, latencyMs) => {
          const { statuses, deleteMany, clock } = pacedClient(quota, { latencyMs });
          await deleteMany(calls);
          expect(statuses).toEqual(Array(calls).fill(204));
          expect(clock.pendingTimers).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  });
});
