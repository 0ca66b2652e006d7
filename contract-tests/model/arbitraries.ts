import fc from 'fast-check';
import { DEFAULT_SWITCHES } from '../../src/sandbox/switches.js';
import { FAULTS, type Turn } from './faults.js';
import type { WorldSettings } from './world.js';

const timeoutMs = fc.constantFrom(30_000, 1_000, 60);

const retry = fc.record({
  maxRetries: fc.integer({ min: 0, max: 3 }),
  minDelayMs: fc.constantFrom(1, 100),
  maxDelayMs: fc.constantFrom(100, 5_000),
});

/** Options of the client. */
export const clientOptions: fc.Arbitrary<object> = fc.record(
  { timeoutMs, retry, deadlineMs: fc.constantFrom(200, 10_000, 600_000) },
  { requiredKeys: [] },
);

/** Options of a call. */
export const callOptions: fc.Arbitrary<object> = fc.record(
  { timeoutMs, deadlineMs: fc.constantFrom(200, 10_000), maxRetries: fc.integer({ min: 0, max: 2 }) },
  { requiredKeys: [] },
);

/** Options that only a call with values has. */
export const upsertOptions: fc.Arbitrary<object> = fc.record({ isolateInvalid: fc.boolean() }, { requiredKeys: [] });

const latencyMs = fc.integer({ min: 0, max: 40 });

/** A request's fate. Smaller is simpler: nothing happens to it. */
const turn = (faultWeight: number): fc.Arbitrary<Turn> =>
  fc.record({
    fault: fc.oneof(
      { weight: 10 - faultWeight, arbitrary: fc.constant({ kind: 'none' } as const) },
      { weight: faultWeight, arbitrary: fc.constantFrom(...FAULTS) },
    ),
    uplinkMs: latencyMs,
    downlinkMs: latencyMs,
  });

const turns = fc.oneof(...[1, 3, 7].map((faultWeight) => fc.array(turn(faultWeight), { maxLength: 30 })));

/** Everything around a call. */
export const world: fc.Arbitrary<WorldSettings> = fc.record({
  turns,
  seed: fc.nat(),
  quota: fc.constantFrom(150, 20, 3),
  switches: fc.record({
    partialUpsert: fc.boolean(),
    namesAllInvalid: fc.boolean(),
    reorderRecords: fc.boolean(),
    removalAnswer: fc.constantFrom(204 as const, 200 as const),
    reportsAbsentProfiles: fc.oneof(
      { weight: 4, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    // The client sends nothing that these are about.
    tooManyItems: fc.constant(DEFAULT_SWITCHES.tooManyItems),
    tooLargePage: fc.constant(DEFAULT_SWITCHES.tooLargePage),
    valueDeletionWithoutIds: fc.constant(DEFAULT_SWITCHES.valueDeletionWithoutIds),
    // What becomes of a call is up to its fault.
    abandonedCall: fc.constant(DEFAULT_SWITCHES.abandonedCall),
  }),
  pathLength: fc.constantFrom(0, 1_850, 1_930, 1_960, 1_975),
  client: clientOptions,
  call: callOptions,
  // Making the platform's own takes most of the time.
  isPlatform: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  abortAtMs: fc.option(fc.oneof(fc.integer({ min: -1, max: 400 }), fc.integer({ min: 0, max: 60_000 })), {
    nil: undefined,
    freq: 2,
  }),
});

/** Up to 60 ids, some of them several times. */
export const idsFrom = <Id>(id: fc.Arbitrary<Id>) => fc.array(id, { minLength: 1, maxLength: 60, size: 'max' });
