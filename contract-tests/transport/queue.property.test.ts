import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createVirtualClock } from '../support/virtual-clock.js';
import { type QueuePlan, simulate } from './queue-simulation.js';

/** More with `PROPERTY_RUNS=5000 npm test`. A failing run prints its seed and the smallest plan that fails. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 500) };

const moment = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 200 }));

const plan: fc.Arbitrary<QueuePlan> = fc.record({
  visits: fc.array(
    fc.record({
      arriveMs: moment,
      operationId: fc.constantFrom('a', 'b', 'c'),
      isRetry: fc.boolean(),
      holdMs: fc.integer({ min: 0, max: 40 }),
      signal: fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined }),
      deadlineMs: fc.option(moment, { nil: undefined }),
    }),
    { maxLength: 24, size: 'max' },
  ),
  operationLimit: fc.integer({ min: 1, max: 3 }),
  maxConcurrency: fc.constantFrom(1, 2, 5, Infinity),
  abortMs: fc.tuple(moment, moment),
  quota: fc.constantFrom(1, 3, 1_000),
  windowMs: fc.constantFrom(1, 10, 60),
  thinkMs: fc.constantFrom(-1, -1, 0, 3),
});

test('every request is let in or told why not, in time and within all limits, and nothing is left behind', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (settings) => {
      expect(await simulate(createVirtualClock(), settings)).toEqual([]);
    }),
    RUNS,
  );
});
