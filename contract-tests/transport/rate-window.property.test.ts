import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRateWindow } from '../../src/transport/rate-limit.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { avoidable, type Scenario, simulate } from './window-simulation.js';

/** More with `PROPERTY_RUNS=5000 npm test`. A failing run prints its seed and the smallest scenario that fails. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 80) };

const WINDOW_MS = 1_000;

const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.nat(),
  requests: fc.integer({ min: 1, max: 90 }),
  concurrency: fc.integer({ min: 1, max: 14 }),
  quota: fc.integer({ min: 1, max: 30 }),
  windowMs: fc.constant(WINDOW_MS),
  latencyMs: fc.constantFrom(1, 20, 100),
  malformedShare: fc.constantFrom(0, 0.2, 0.7, 1),
  othersAtOnce: fc.constantFrom(0, 0, 1, 5),
});

const run = (settings: Scenario, reserve: number) => {
  const clock = createVirtualClock();
  const simulation = simulate(createRateWindow(clock.now, reserve), clock, settings);
  return clock.run(simulation);
};

describe('whatever the network, the answers and other apps do,', () => {
  const reserve = fc.constantFrom(0, 0, 2, 40);

  test('no request is sent that answers had ruled out', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, reserve, async (settings, kept) => {
        expect(avoidable(await run(settings, kept))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('every request is sent, one in each window at the least, and the limiter is asked only when something changed', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, reserve, async (settings, kept) => {
        const { requests, acquired } = await run(settings, kept);
        expect(requests).toHaveLength(settings.requests);
        const slowestMs = settings.requests * (WINDOW_MS + 2 * settings.latencyMs + 5);
        expect(requests.at(-1)?.sentAtMs).toBeLessThanOrEqual(slowestMs);
        expect(acquired).toBeLessThanOrEqual(3 * settings.requests + 1);
      }),
      RUNS,
    );
  });
});

describe('when nobody else uses the store, and it says what it can say,', () => {
  const alone = scenario.map((settings) => ({ ...settings, malformedShare: 0, othersAtOnce: 0 }));

  test('nothing is refused once the quota is known', async () => {
    await fc.assert(
      fc.asyncProperty(alone, async (settings) => {
        const { requests } = await run(settings, 0);
        const knownAtMs = Math.min(...requests.map(({ answeredAtMs }) => answeredAtMs));
        expect(requests.filter(({ refused, sentAtMs }) => refused && sentAtMs > knownAtMs)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('every window but the last is used to its end', async () => {
    const busy = alone.map((settings) => ({ ...settings, latencyMs: Math.min(settings.latencyMs, 20), requests: 90 }));
    await fc.assert(
      fc.asyncProperty(busy, async (settings) => {
        const { usedByWindow } = await run(settings, 0);
        const used = [...usedByWindow.values()].slice(0, -1);
        expect(used).toEqual(used.map(() => settings.quota));
      }),
      RUNS,
    );
  });
});
