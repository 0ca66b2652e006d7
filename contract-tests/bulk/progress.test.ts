import { describe, expect, test } from '@jest/globals';
import { progressOf } from '../../src/bulk/run-bulk.js';
import type { AttributeValueInput, BulkProgress } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { json, stored, valuesFor } from '../support/store-stub.js';
import { createTransportStore, failureOf, type SentRequest } from '../support/transport-store.js';

const firstOf = ({ body }: SentRequest) => (JSON.parse(body) as AttributeValueInput[])[0]?.customer_id ?? 0;

describe('progress', () => {
  test.each<[string, Parameters<typeof progressOf>, BulkProgress]>([
    [
      'half',
      [{ done: 50, failed: 0 }, 100, 2_000],
      { done: 50, failed: 0, total: 100, ratePerSecond: 25, etaMs: 2_000 },
    ],
    [
      'with failures',
      [{ done: 30, failed: 20 }, 100, 500],
      { done: 30, failed: 20, total: 100, ratePerSecond: 100, etaMs: 500 },
    ],
    ['at the end', [{ done: 9, failed: 1 }, 10, 100], { done: 9, failed: 1, total: 10, ratePerSecond: 100, etaMs: 0 }],
    [
      'before anything',
      [{ done: 0, failed: 0 }, 10, 100],
      { done: 0, failed: 0, total: 10, ratePerSecond: 0, etaMs: 0 },
    ],
    ['without a total', [{ done: 5, failed: 0 }, undefined, 100], { done: 5, failed: 0, ratePerSecond: 50 }],
    [
      'while the rate limit holds requests',
      [{ done: 5, failed: 0 }, 10, 1_000, 13_000],
      { done: 5, failed: 0, total: 10, ratePerSecond: 5, etaMs: 1_000, waitingMs: 13_000 },
    ],
    ['after that', [{ done: 5, failed: 0 }, undefined, 1_000, -1], { done: 5, failed: 0, ratePerSecond: 5 }],
    ['in no time', [{ done: 5, failed: 0 }, 10, 0], { done: 5, failed: 0, total: 10, ratePerSecond: 5_000, etaMs: 1 }],
  ])('%s', (_, args, expected) => {
    expect(progressOf(...args)).toEqual(expected);
  });

  test('is told after each request, with rate and estimate in the time of the call', async () => {
    const { client, clock } = createTransportStore({
      answer: stored,
      latencyMs: (request) => (firstOf(request) === 1 ? 200 : 100),
    });
    await clock.advanceBy(5_000);
    const seen: BulkProgress[] = [];
    await clock.run(client.attributeValues.upsert(valuesFor(45), { onProgress: (progress) => seen.push(progress) }));
    expect(seen).toEqual([
      { done: 10, failed: 0, total: 45, ratePerSecond: 100, etaMs: 350 },
      { done: 20, failed: 0, total: 45, ratePerSecond: 200, etaMs: 125 },
      { done: 30, failed: 0, total: 45, ratePerSecond: 150, etaMs: 100 },
      { done: 40, failed: 0, total: 45, ratePerSecond: 200, etaMs: 25 },
      { done: 45, failed: 0, total: 45, ratePerSecond: 225, etaMs: 0 },
    ]);
  });

  test('counts as failed what is refused, unknown or not sent, so that it ends with all of them', async () => {
    const { client, clock } = createTransportStore({
      answer: (request) => {
        if (firstOf(request) === 1) return json(422, { errors: { '0.data': 'bad' } });
        return firstOf(request) === 21 ? { status: 502 } : stored(request);
      },
    });
    const seen: BulkProgress[] = [];
    const onProgress = (progress: BulkProgress) => seen.push(progress);
    await clock.run(failureOf(client.attributeValues.upsert(valuesFor(60), { onProgress })));
    expect(seen.at(-1)).toMatchObject({ total: 60, etaMs: 0 });
    expect((seen.at(-1)?.done ?? 0) + (seen.at(-1)?.failed ?? 0)).toBe(60);
    expect(seen.map(({ done, failed }) => done + failed)).toEqual([
      ...new Set(seen.map(({ done, failed }) => done + failed)),
    ]);
  });

  test('of ids counts each of them once', async () => {
    const { client, clock } = createTransportStore({ answer: () => ({ status: 204 }) });
    const seen: BulkProgress[] = [];
    await clock.run(client.customers.delete([1, 2, 1, 1], { onProgress: (progress) => seen.push(progress) }));
    expect(seen).toMatchObject([{ done: 2, failed: 0, total: 2, etaMs: 0 }]);
  });

  test('of a stream has no total and no estimate', async () => {
    const { client, clock } = createTransportStore({ answer: stored });
    const seen: BulkProgress[] = [];
    const onProgress = (progress: BulkProgress) => seen.push(progress);
    await clock.run(collect(client.attributeValues.upsertBatches(valuesFor(25), { onProgress })));
    expect(seen.map((progress) => Object.keys(progress))).toEqual(Array(3).fill(['done', 'failed', 'ratePerSecond']));
    expect(seen.at(-1)).toMatchObject({ done: 25, failed: 0 });
  });

  describe('tells of waits for the rate limit', () => {
    const reset = (leftMs: number, requestsLeft: number) => ({
      'X-Rate-Limit-Requests-Left': String(requestsLeft),
      'X-Rate-Limit-Requests-Quota': '4',
      'X-Rate-Limit-Time-Reset-Ms': String(leftMs),
      'X-Rate-Limit-Time-Window-Ms': '30000',
    });
    const options = { retry: { maxRetries: 3 } };

    test('when the quota is used up: as soon as the wait begins, and how long it is still to last', async () => {
      let sent = 0;
      const { client, clock } = createTransportStore({
        options,
        answer: (request) => {
          sent += 1;
          return {
            ...stored(request),
            headers: { ...stored(request).headers, ...reset(20_000, Math.max(0, 4 - sent)) },
          };
        },
      });
      const seen: (BulkProgress & { readonly atMs: number })[] = [];
      const onProgress = (progress: BulkProgress) => seen.push({ ...progress, atMs: clock.now() });
      await clock.run(client.attributeValues.upsert(valuesFor(50), { onProgress }));
      const waits = seen.filter(({ waitingMs }) => waitingMs !== undefined);
      // It begins when nothing is under way any more that could end it.
      expect(waits[0]).toMatchObject({ done: 30, waitingMs: expect.closeTo(20_000, -2) });
      for (const { atMs, waitingMs = 0 } of waits) expect(atMs + waitingMs).toBeCloseTo(20_012, -2);
      expect(seen.at(-1)).toEqual({
        ...{ done: 50, failed: 0, total: 50, etaMs: 0 },
        ...{ ratePerSecond: expect.any(Number), atMs: expect.any(Number) },
      });
    });

    test.each(['upsert', 'upsertBatches'] as const)(
      'when a request is refused until then, as the last one: %s',
      async (method) => {
        let sent = 0;
        const { client, clock } = createTransportStore({
          options,
          answer: (request) => {
            sent += 1;
            return sent === 1 ? { status: 429, headers: { 'Retry-After': '13' } } : stored(request);
          },
        });
        const seen: BulkProgress[] = [];
        const onProgress = (progress: BulkProgress) => void seen.push(progress);
        const { attributeValues } = client;
        const calls = {
          upsert: () => attributeValues.upsert(valuesFor(5), { onProgress }).then(() => {}),
          upsertBatches: () => collect(attributeValues.upsertBatches(valuesFor(5), { onProgress })).then(() => {}),
        };
        await clock.run(calls[method]());
        expect(seen[0]).toMatchObject({ done: 0, waitingMs: expect.any(Number) });
        expect(seen[0]?.waitingMs).toBeGreaterThanOrEqual(13_000);
        expect(seen.at(-1)).not.toHaveProperty('waitingMs');
      },
    );

    test('but not of one that somebody else waits for a response', async () => {
      const { client, clock } = createTransportStore({ options: { maxConcurrency: 1 }, answer: stored });
      const seen: BulkProgress[] = [];
      await clock.run(client.attributeValues.upsert(valuesFor(60), { onProgress: (progress) => seen.push(progress) }));
      expect(seen.filter((progress) => 'waitingMs' in progress)).toEqual([]);
    });
  });

  test.each(['deletes', 'removals'])('is told of %s as well', async (what) => {
    const { client, clock } = createTransportStore({ answer: () => ({ status: 204 }) });
    const seen: BulkProgress[] = [];
    const options = { onProgress: (progress: BulkProgress) => void seen.push(progress) };
    const ids = Array.from({ length: 120 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
    const call =
      what === 'deletes'
        ? client.attributeValues.delete(
            ids.map((_, index) => 10 ** 14 + index),
            options,
          )
        : client.segments.removeShopperProfiles(ids[0] ?? '', ids, options);
    await clock.run(call);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.at(-1)).toMatchObject({ done: 120, total: 120 });
  });
});
