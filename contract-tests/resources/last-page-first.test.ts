import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeValue, ListAllOptions } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { json } from '../support/store-stub.js';
import { createTransportStore, createValueStore, failureOf, pageOf } from '../support/transport-store.js';

const record = (id: number): AttributeValue => ({ id, customer_id: id, attribute_id: 1, attribute_value: `v${id}` });
const BACKWARDS = { order: 'last-page-first' } as const;

describe('with the last page first', () => {
  test('yields every value once, whatever the number of values and the size of pages', async () => {
    const sizes = fc.asyncProperty(fc.nat(70), fc.integer({ min: 1, max: 20 }), async (count, limit) => {
      const { client, clock, requests } = createValueStore(count);
      const values = await clock.run(collect(client.attributeValues.listAll({ limit }, BACKWARDS)));
      const pages = Math.max(1, Math.ceil(count / limit));
      expect(values.map(({ customer_id }) => customer_id).sort((one, other) => one - other)).toEqual(
        Array.from({ length: count }, (_, i) => i + 1),
      );
      // The first one tells how many there are.
      expect(requests.map(pageOf)).toEqual([1, ...Array.from({ length: pages }, (_, index) => pages - index)]);
    });
    await fc.assert(sizes, { numRuns: 60 });
  });

  test('keeps the order of the store within a page', async () => {
    const { client, clock } = createValueStore(5);
    const values = await clock.run(collect(client.attributeValues.listAll({ limit: 2 }, BACKWARDS)));
    expect(values.map(({ id }) => id)).toEqual([5, 3, 4, 1, 2]);
  });

  test('a page to begin with cannot be chosen, and nothing is sent', async () => {
    const { client, requests } = createValueStore(5);
    await expect(failureOf(collect(client.attributeValues.listAll({ page: 2 }, BACKWARDS)))).resolves.toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path: 'filters["page"]' }],
    });
    expect(requests).toEqual([]);
  });

  test.each([['backwards'], [null], [1]])('an order %p is refused, and nothing is sent', async (order) => {
    const { client, requests } = createValueStore(5);
    const options: object = { order };
    await expect(failureOf(collect(client.attributeValues.listAll({}, options)))).resolves.toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path: 'options.order' }],
    });
    expect(requests).toEqual([]);
  });

  test('a single page is not taken for a repeated one where the store does not say which page it gives', async () => {
    const { client, clock } = createTransportStore({
      answer: () => json(200, { data: [record(1), record(2)], meta: { pagination: { total_pages: 1 } } }),
    });
    await expect(clock.run(collect(client.attributeValues.listAll({}, BACKWARDS)))).resolves.toHaveLength(2);
  });

  test.each([undefined, null, '3', 2.5, {}, [3], true, 1e300])(
    'a store that tells %p as the number of pages is reported, because nobody knows where to begin',
    async (total_pages) => {
      const { client, clock, requests } = createTransportStore({
        answer: () => json(200, { data: [record(1)], meta: { pagination: { current_page: 1, total_pages } } }),
      });
      const failure = await clock.run(failureOf(collect(client.attributeValues.listAll({}, BACKWARDS))));
      expect(failure).toMatchObject({
        name: 'MalformedResponseError',
        message: expect.stringContaining('does not tell how many pages there are'),
      });
      expect(requests).toHaveLength(1);
    },
  );

  test.each([0, -3])('a count of %i pages stands for one', async (total_pages) => {
    const { client, clock } = createTransportStore({
      answer: () => json(200, { data: [], meta: { pagination: { current_page: 1, total_pages } } }),
    });
    await expect(clock.run(collect(client.attributeValues.listAll({}, BACKWARDS)))).resolves.toEqual([]);
  });
});

/** Deletes what a walk yields, a few values at a time, while the walk goes on. */
async function deleteAll(count: number, limit: number, atOnce: number, options: ListAllOptions): Promise<number> {
  const { client, clock, store } = createValueStore(count);
  const walk = async () => {
    let ids: number[] = [];
    for await (const { id = 0 } of client.attributeValues.listAll({ limit }, options)) {
      ids.push(id);
      if (ids.length < atOnce) continue;
      await client.attributeValues.delete(ids);
      ids = [];
    }
    if (ids.length > 0) await client.attributeValues.delete(ids);
  };
  await clock.run(walk());
  return store.state.values.size;
}

describe('deleting what is listed, while it is listed,', () => {
  test('leaves nothing behind with the last page first', async () => {
    const sizes = [fc.nat(80), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })] as const;
    const property = fc.asyncProperty(...sizes, async (count, limit, atOnce) => {
      expect(await deleteAll(count, limit, atOnce, BACKWARDS)).toBe(0);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('with the first page first leaves values behind, because the pages that follow move', async () => {
    expect(await deleteAll(60, 10, 5, {})).toBeGreaterThan(0);
  });
});
