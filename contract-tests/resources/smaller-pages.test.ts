import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ListAllOptions, SmallerPages } from '../../src/index.js';
import { pageWithin, smallerLimit } from '../../src/resources/pages.js';
import { collect } from '../support/call-method.js';
import { json } from '../support/store-stub.js';
import { createValueStore, failureOf, pageOf } from '../support/transport-store.js';

const limitOf = ({ url }: { readonly url: string }) => Number(new URL(url).searchParams.get('limit'));
const BACKWARDS = { order: 'last-page-first' } as const;
const options = { retry: { minDelayMs: 10, maxDelayMs: 10, maxRetries: 3 } };

/** A store that fails on pages of more than so many values. */
const fragileStore = (count: number, mostValues: number, status = 504) =>
  createValueStore(count, {
    options,
    failure: (request) => (limitOf(request) > mostValues ? { status } : undefined),
  });

describe('when the store fails repeatedly on a large page, listAll', () => {
  test.each([500, 502, 503, 504])('asks for smaller ones, after the second HTTP %i, and says so', async (status) => {
    const { client, clock, requests } = fragileStore(600, 200, status);
    const events: SmallerPages[] = [];
    const onSmallerPages = (event: SmallerPages) => void events.push(event);
    const values = await clock.run(collect(client.attributeValues.listAll({}, { onSmallerPages })));
    expect(values.map(({ customer_id: id }) => id)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
    expect(requests.map((request) => [limitOf(request), pageOf(request)])).toEqual([
      [250, 1],
      [250, 1],
      ...[1, 2, 3, 4, 5].map((page) => [125, page]),
    ]);
    expect(events).toMatchObject([{ limit: 125, previousLimit: 250, error: { name: 'ServerError', status } }]);
    expect(events).toHaveProperty('0.error.attempts.length', 2);
  });

  test('goes on to smaller ones, until the store can bear them', async () => {
    const { client, clock, requests } = fragileStore(100, 30);
    await clock.run(collect(client.attributeValues.listAll()));
    expect(requests.map(limitOf)).toEqual([250, 250, 125, 125, 25, 25, 25, 25]);
  });

  test('gives up, after all retries, on a store that fails on small ones too', async () => {
    const { client, clock, requests } = fragileStore(100, 0);
    const failure = await clock.run(failureOf(collect(client.attributeValues.listAll())));
    expect(failure).toMatchObject({ name: 'ServerError', status: 504 });
    expect(requests.map(limitOf)).toEqual([250, 250, 125, 125, 25, 25, 25, 25]);
  });

  test('tries pages of the first size again after ten smaller ones, and later if that was in vain', async () => {
    const { client, clock, requests } = fragileStore(8_000, 200);
    await clock.run(collect(client.attributeValues.listAll()));
    const sizes = requests.map(limitOf).join(' ');
    const small = (count: number) => Array(count).fill('125').join(' ');
    expect(sizes).toBe(`250 250 ${small(10)} 250 250 ${small(20)} 250 250 ${small(34)}`);
  });

  test('goes back to them for good when the trouble is over', async () => {
    let failures = 2;
    const { client, clock, requests } = createValueStore(5_000, {
      options,
      failure: () => {
        failures -= 1;
        return failures >= 0 ? { status: 503 } : undefined;
      },
    });
    const values = await clock.run(collect(client.attributeValues.listAll()));
    expect(new Set(values.map(({ id }) => id)).size).toBe(5_000);
    expect(requests.map(limitOf)).toEqual([250, 250, ...Array(10).fill(125), ...Array(15).fill(250)]);
  });

  test.each<[string, number, number | undefined]>([
    ['one failure', 0, 1],
    ['retries that are turned off', Infinity, 0],
  ])('keeps its size after %s', async (_, failuresAfter, maxRetries) => {
    let failures = failuresAfter === 0 ? 1 : failuresAfter;
    const { client, clock, requests } = createValueStore(100, {
      options,
      failure: () => {
        failures -= 1;
        return failures >= 0 ? { status: 503 } : undefined;
      },
    });
    await clock.run(collect(client.attributeValues.listAll({}, { maxRetries })).catch(() => {}));
    expect(new Set(requests.map(limitOf))).toEqual(new Set([250]));
  });

  test.each([429, 404, 501])('keeps its size after HTTP %i', async (status) => {
    const { client, clock, requests } = fragileStore(100, 0, status);
    await clock.run(failureOf(collect(client.attributeValues.listAll())));
    expect(new Set(requests.map(limitOf))).toEqual(new Set([250]));
  });

  test('takes no longer for a page than deadlineMs, whatever its size', async () => {
    const { client, clock } = fragileStore(100, 0);
    await clock.run(failureOf(collect(client.attributeValues.listAll({}, { deadlineMs: 45 }))));
    expect(clock.now()).toBeLessThanOrEqual(45);
  });

  test('yields every value once and in order, whatever the sizes, the failures and the order of pages', async () => {
    const scenario = {
      count: fc.nat(160),
      limit: fc.constantFrom(20, 24, 30, 36, 50, 60, 100, 101, 250),
      failing: fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
      order: fc.constantFrom<ListAllOptions['order']>('first-page-first', 'last-page-first'),
    };
    const property = fc.asyncProperty(fc.record(scenario), async ({ count, limit, failing, order }) => {
      const { client, clock, requests } = createValueStore(count, {
        options: { retry: { ...options.retry, maxRetries: 40 } },
        failure: (request) => (failing[requests.length % 30] && limitOf(request) >= 20 ? { status: 502 } : undefined),
      });
      const values = await clock.run(collect(client.attributeValues.listAll({ limit }, { order })));
      const ids = values.map(({ customer_id: id }) => id);
      const all = Array.from({ length: count }, (_, index) => index + 1);
      expect([...ids].sort((one, other) => one - other)).toEqual(all);
      if (order === 'first-page-first') expect(ids).toEqual(all);
      // Within a page values ascend, and each page is of smaller ones than the page before.
      else
        for (const [index, id] of ids.entries())
          expect(id <= (ids[index - 1] ?? id) || id === (ids[index - 1] ?? 0) + 1).toBe(true);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  test('skips nothing that is deleted while it is listed, with the last page first', async () => {
    const { client, clock, store } = fragileStore(333, 60);
    const walk = async () => {
      for await (const { id = 0 } of client.attributeValues.listAll({ limit: 100 }, BACKWARDS))
        await client.attributeValues.delete([id]);
    };
    await clock.run(walk());
    expect(store.state.values.size).toBe(0);
  });

  test('asks for no page beyond the last one', async () => {
    const { client, clock, requests } = createValueStore(130, {
      options,
      failure: (request) => {
        if (pageOf(request) > Math.ceil(130 / limitOf(request))) return json(404, {});
        return pageOf(request) > 1 && limitOf(request) > 60 ? { status: 504 } : undefined;
      },
    });
    const values = await clock.run(collect(client.attributeValues.listAll({ limit: 100 }, BACKWARDS)));
    expect(values).toHaveLength(130);
    expect(requests.map((request) => [limitOf(request), pageOf(request)])).toEqual([
      ...[1, 2, 2].map((page) => [100, page]),
      ...[3, 2, 1].map((page) => [50, page]),
    ]);
  });
});

describe('a smaller page', () => {
  test.each([
    [250, 125],
    [125, 25],
    [25, undefined],
    [100, 50],
    [20, 10],
    [19, undefined],
    [101, undefined],
    [1, undefined],
  ])('of one of %i values has %p', (limit, expected) => {
    expect(smallerLimit(limit)).toBe(expected);
  });

  test('begins where the larger one begins, or is the last that it consists of', () => {
    expect(pageWithin({ page: 3, limit: 250 }, 125)).toBe(5);
    expect(pageWithin({ page: 3, limit: 125 }, 25)).toBe(11);
    expect(pageWithin({ page: 3, limit: 125 }, 25, undefined, true)).toBe(15);
    expect(pageWithin({ page: 3, limit: 125 }, 25, 301, true)).toBe(13);
    expect(pageWithin({ page: 3, limit: 125 }, 25, 0, true)).toBe(15);
  });
});
