import fc from 'fast-check';
import { assembleClient } from '../../src/client.js';
import { createVirtualClock } from '../support/virtual-clock.js';

/** Whether the client has the options that came with retries: a core without them refuses them. */
export const HAS_RETRIES = accepts({ retry: { maxRetries: 1 } });

function accepts(option: object): boolean {
  try {
    assembleClient(Object.assign({ storeHash: 'x', accessToken: 'x' }, option), createVirtualClock());
    return true;
  } catch {
    return false;
  }
}

const timeoutMs = fc.constantFrom(30_000, 1_000, 60);

const retry = fc.record({
  maxRetries: fc.integer({ min: 0, max: 3 }),
  minDelayMs: fc.constantFrom(1, 100),
  maxDelayMs: fc.constantFrom(100, 5_000),
});

/** Options of the client. */
export const clientOptions: fc.Arbitrary<object> = HAS_RETRIES
  ? fc.record({ timeoutMs, retry, deadlineMs: fc.constantFrom(200, 10_000, 600_000) }, { requiredKeys: [] })
  : fc.record({ timeoutMs }, { requiredKeys: [] });

/** Options of a call. */
export const callOptions: fc.Arbitrary<object> = HAS_RETRIES
  ? fc.record(
      { timeoutMs, deadlineMs: fc.constantFrom(200, 10_000), maxRetries: fc.integer({ min: 0, max: 2 }) },
      { requiredKeys: [] },
    )
  : fc.record({ timeoutMs }, { requiredKeys: [] });

/** Options that only a call with values has. */
export const upsertOptions: fc.Arbitrary<object> = HAS_RETRIES
  ? fc.record({ isolateInvalid: fc.boolean() }, { requiredKeys: [] })
  : fc.constant({});
