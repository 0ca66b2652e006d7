import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeValueInput, CustomersClient } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { createRandom } from '../support/random.js';
import { json, stored, valuesFor } from '../support/store-stub.js';
import { bulkErrorOf, createTransportStore, failureOf } from '../support/transport-store.js';

const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const uuids = Array.from({ length: 1_200 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
const ids = Array.from({ length: 4_000 }, (_, index) => 1_000_000 + index);
const deleted = () => ({ status: 204 });

describe('requests of one call run side by side,', () => {
  test.each<[number, string, (client: CustomersClient) => Promise<unknown>]>([
    [3, 'upsert', (client) => client.attributeValues.upsert(valuesFor(200))],
    [3, 'upsertBatches', (client) => collect(client.attributeValues.upsertBatches(valuesFor(200)))],
    [3, 'attributeValues.delete', (client) => client.attributeValues.delete(ids)],
    [3, 'customers.delete', (client) => client.customers.delete(ids)],
    [10, 'removeShopperProfiles', (client) => client.segments.removeShopperProfiles(SEGMENT, uuids)],
  ])('%i of them for %s: as many as the document allows, at any time until the end', async (atOnce, _, call) => {
    const store = createTransportStore({
      answer: (request) => (request.method === 'PUT' ? stored(request) : deleted()),
    });
    await store.clock.run(call(store.client));
    expect(store.mostAtOnce).toBe(atOnce);
    // All take the same time, so that it is the bound that is met.
    expect(store.clock.now()).toBe(Math.ceil(store.requests.length / atOnce) * 10);
    expect(store.requests.length).toBeGreaterThan(2 * atOnce);
  });

  test('and those of several upserts share the three', async () => {
    const store = createTransportStore({ answer: stored });
    const calls = [1, 2, 3].map(() => store.client.attributeValues.upsert(valuesFor(60)));
    await store.clock.run(Promise.all(calls));
    expect([store.mostAtOnce, store.clock.now()]).toEqual([3, 60]);
  });

  test('and no more of them than the client may have under way', async () => {
    const store = createTransportStore({ answer: deleted, options: { maxConcurrency: 2 } });
    await store.clock.run(store.client.segments.removeShopperProfiles(SEGMENT, uuids));
    expect(store.mostAtOnce).toBe(2);
  });
});

describe('results come in the order of the values', () => {
  const shuffledStore = (seed: number) => {
    const random = createRandom(seed);
    const reorder = (records: object[]) => (random() < 0.5 ? records.reverse() : records);
    return createTransportStore({
      answer: (request) => stored(request, reorder),
      latencyMs: () => Math.floor(random() * 100),
    });
  };

  test('of a list, in whatever order answers arrive', async () => {
    const property = fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 90 }), async (seed, count) => {
      const { client, clock } = shuffledStore(seed);
      const records = await clock.run(client.attributeValues.upsert(valuesFor(count)));
      expect(records.map(({ attribute_value: value }) => value)).toEqual(valuesFor(count).map(({ value }) => value));
      expect(clock.pendingTimers).toBe(0);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test('of a stream, in whatever order answers arrive', async () => {
    const property = fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 300 }), async (seed, count) => {
      const { client, clock } = shuffledStore(seed);
      const outcomes = await clock.run(collect(client.attributeValues.upsertBatches(valuesFor(count))));
      expect(outcomes.flatMap(({ items }) => items)).toEqual(valuesFor(count));
      expect(outcomes.flatMap((outcome) => (outcome.status === 'done' ? outcome.values : []))).toHaveLength(count);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test('also those of a report', async () => {
    const { client, clock } = createTransportStore({
      answer: (request) => (request.body.includes('"v25"') ? json(404, {}) : stored(request)),
      latencyMs: (_, number) => 100 - number,
    });
    const { done, results, failed, unsent } = await clock.run(
      bulkErrorOf(client.attributeValues.upsert(valuesFor(95))),
    );
    expect(results.map(({ customer_id }) => customer_id)).toEqual(done.map(({ customer_id }) => customer_id));
    const byPosition = (one: AttributeValueInput, other: AttributeValueInput) => one.customer_id - other.customer_id;
    for (const list of [done, failed, unsent]) expect(list).toEqual([...list].sort(byPosition));
    expect([...done, ...failed, ...unsent].sort(byPosition)).toEqual(valuesFor(95));
  });
});

describe('a call that is aborted', () => {
  test.each([0, 5, 10, 15, 25])(
    'after %i ms ends at once, and leaves no request, timer or listener',
    async (abortAtMs) => {
      const store = createTransportStore({ answer: stored });
      const controller = new AbortController();
      store.clock.startTimer(() => controller.abort('enough'), abortAtMs);
      const call = store.client.attributeValues.upsert(valuesFor(200), { signal: controller.signal });
      const failure = await store.clock.run(failureOf(call));
      expect(store.clock.now()).toBe(abortAtMs);
      expect(failure).toMatchObject({ name: 'BulkError', cause: { name: 'AbortError', reason: 'enough' } });
      expect([store.underWay, store.clock.pendingTimers]).toEqual([0, 0]);
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    },
  );

  test('before it begins sends nothing', async () => {
    const { client, requests } = createTransportStore({ answer: stored });
    const call = client.attributeValues.upsert(valuesFor(50), { signal: AbortSignal.abort('enough') });
    await expect(call).rejects.toMatchObject({ name: 'AbortError', sent: false });
    expect(requests).toEqual([]);
  });
});

test('a reader of upsertBatches who stops cancels what is under way', async () => {
  const store = createTransportStore({ answer: stored, latencyMs: (_, number) => (number === 1 ? 10 : Infinity) });
  const read = async () => {
    for await (const _ of store.client.attributeValues.upsertBatches(valuesFor(500))) break;
  };
  await store.clock.run(read());
  await store.clock.advanceBy(0);
  expect(store.requests.map(({ isGivenUp }) => isGivenUp)).toEqual([false, true, true]);
  expect([store.underWay, store.clock.pendingTimers]).toEqual([0, 0]);
});
