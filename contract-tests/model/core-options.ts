import fc from 'fast-check';

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
