import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLimiter } from '../../src/transport/limiter.js';
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
  latencyMs: fc.constantFrom(1, 20, 70),
  malformedShare: fc.constantFrom(0, 0.2, 0.7, 1),
  othersAtOnce: fc.constantFrom(0, 0, 1, 5),
  windowsFromMs: fc.oneof(fc.constant('first request' as const), fc.integer({ min: -WINDOW_MS, max: 0 })),
  countedAt: fc.constantFrom('arrival', 'response'),
  headersAt: fc.constantFrom('arrival', 'response'),
  rounding: fc.constantFrom('ceil', 'floor', 'round'),
});

const run = (settings: Scenario, reserve: number) => {
  const clock = createVirtualClock(settings.seed);
  const limiter = createLimiter(clock, { reserve, minDelayMs: 100, maxDelayMs: WINDOW_MS });
  return clock.run(simulate(limiter, clock, settings));
};

describe('whatever the store, the network, the answers and other apps do,', () => {
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
        // A refusal may be followed by a pause that is as long as a window, and by as much again at random.
        const refusals = requests.filter(({ refused }) => refused).length;
        const pausesMs = 2 * WINDOW_MS * refusals;
        const spreadMs = settings.othersAtOnce > 0 ? 0.1 * WINDOW_MS : 0;
        const slowestMs = settings.requests * (WINDOW_MS + spreadMs + 3 * settings.latencyMs + 5) + pausesMs;
        expect(requests.at(-1)?.sentAtMs).toBeLessThanOrEqual(slowestMs);
        expect(acquired).toBeLessThanOrEqual(3 * settings.requests + refusals + 1);
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

  test('nothing at all is refused where a window has room for ten requests', async () => {
    const roomy = alone.map((settings) => ({ ...settings, quota: settings.quota + 9 }));
    await fc.assert(
      fc.asyncProperty(roomy, async (settings) => {
        const { requests } = await run(settings, 0);
        expect(requests.filter(({ refused }) => refused)).toEqual([]);
      }),
      RUNS,
    );
  });

  const busy = alone.map((settings) => ({ ...settings, latencyMs: Math.min(settings.latencyMs, 15), requests: 90 }));

  test('every window but the last is used to its end', async () => {
    const fromFirst = busy.map((settings) => ({ ...settings, windowsFromMs: 'first request' as const }));
    await fc.assert(
      fc.asyncProperty(fromFirst, async (settings) => {
        const { usedByWindow } = await run(settings, 0);
        const used = [...usedByWindow.values()].slice(0, -1);
        expect(used).toEqual(used.map(() => settings.quota));
      }),
      RUNS,
    );
  });

  test('windows without a gap are used to their end, but for requests that may have counted in the next one', async () => {
    const slow = busy.map((settings) => ({ ...settings, latencyMs: 15 }));
    await fc.assert(
      fc.asyncProperty(slow, async (settings) => {
        const { usedByWindow } = await run(settings, 0);
        // The first one had begun before the first request.
        const unused = [...usedByWindow.values()].slice(1, -1).map((used) => settings.quota - used);
        expect(unused.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(2 * settings.concurrency);
      }),
      RUNS,
    );
  });
});
