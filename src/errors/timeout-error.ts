import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

/** The answer was not complete in time. Whether the store has carried out the call is unknown. */
export class TimeoutError extends BigCommerceError {
  override readonly name = 'TimeoutError';
  /** How long the call was allowed to take, in milliseconds. A runtime with limits of its own may give up earlier. */
  readonly timeoutMs: number;

  constructor({ timeoutMs, cause, ...call }: CallDetails & { timeoutMs: number; cause?: unknown }) {
    const limit = cause === undefined ? `within ${timeoutMs} ms` : 'before the runtime or your fetch gave up';
    super(
      `${call.operationId}: no complete answer to ${call.method} ${call.path} ${limit}. It may or may not have taken effect. Raise timeoutMs if the store is slow.`,
      { operationId: call.operationId, cause },
    );
    this.timeoutMs = timeoutMs;
  }
}
