import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AbortError, BigCommerceError, InvalidRequestError, type ListAllOptions } from '../../src/index.js';
import type { StoreSeed } from '../../src/sandbox/state.js';
import { runs } from '../support/runs.js';
import { world } from './arbitraries.js';
import { createWorld } from './world.js';

/** A store of so many values. Their ids are those of their customers. */
const seedOf = (count: number): StoreSeed => {
  const customers = Array.from({ length: count }, (_, index) => index + 1);
  return {
    customers,
    attributes: [{ id: 1, name: 'Tier', type: 'string' }],
    values: customers.map((customerId) => ({ customerId, attributeId: 1, value: `v${customerId}` })),
  };
};

/** The ids in the order in which a walk yields them. */
function expectedIds(count: number, limit: number, isBackwards: boolean): number[] {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const pages = Array.from({ length: Math.ceil(count / limit) }, (_, page) =>
    ids.slice(page * limit, (page + 1) * limit),
  );
  return (isBackwards ? pages.reverse() : pages).flat();
}

const walkPlan = fc.record({
  count: fc.nat(60),
  /** Pages of 20 values or more become smaller when the store fails on them, which moves the last page. */
  limit: fc.integer({ min: 1, max: 19 }),
  /** Milliseconds that the reader takes for a value. */
  readerDelayMs: fc.constantFrom(0, 0, 3, 200),
  /** Values after which the reader stops. */
  stopAfter: fc.oneof(
    { weight: 4, arbitrary: fc.constant(Infinity) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) },
  ),
});

describe('listAll over a store that nobody changes', () => {
  test.each<ListAllOptions['order']>(['first-page-first', 'last-page-first'])(
    '%s: every value once and in order, or those before an error that says what happened',
    async (order) => {
      const property = fc.asyncProperty(
        world,
        walkPlan,
        async (settings, { count, limit, readerDelayMs, stopAfter }) => {
          const { client, clock, options, network, store, ...created } = createWorld(settings, seedOf(count));
          const yielded: (number | undefined)[] = [];
          const walk = async () => {
            for await (const { id } of client.attributeValues.listAll({ limit }, { ...options, order })) {
              yielded.push(id);
              if (yielded.length >= stopAfter) break;
              if (readerDelayMs > 0)
                await new Promise<void>((resolve) => void clock.startTimer(resolve, readerDelayMs));
            }
          };
          const error: unknown = await created.run(() => walk().catch((thrown: unknown) => thrown));
          const expected = expectedIds(count, limit, order === 'last-page-first');
          const wholePages = order === 'last-page-first' ? count % limit || limit : limit;
          // An error is about a page, so that all values of the pages before it have been yielded.
          const until = error === undefined ? Math.min(count, stopAfter) : yielded.length;
          expect(yielded).toEqual(expected.slice(0, until));
          if (error !== undefined) {
            expect(error).toBeInstanceOf(BigCommerceError);
            expect(error).not.toBeInstanceOf(InvalidRequestError);
            if (error instanceof AbortError) expect(settings.abortAtMs).toBeDefined();
            expect([0, wholePages % limit]).toContain(yielded.length % limit);
          }
          expect(created.problems()).toEqual([]);
          expect(network.log.mostAtOnce('listCustomerAttributeValues')).toBeLessThanOrEqual(1);
          expect(network.log.records.every(({ method }) => method === 'GET')).toBe(true);
          expect(store.state.values.size).toBe(count);
        },
      );
      await fc.assert(property, runs(200));
    },
  );
});
