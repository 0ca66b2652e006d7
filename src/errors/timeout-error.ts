import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

/** The answer was not complete in time. Whether the store has carried out the call is unknown. */
export class TimeoutError extends BigCommerceError {
  override readonly name = 'TimeoutError';
  readonly timeoutMs: number;

  constructor({ timeoutMs, ...call }: CallDetails & { timeoutMs: number }) {
    super(
      `${call.operationId}: no complete answer to ${call.method} ${call.path} within ${timeoutMs} ms. It may or may not have taken effect. Raise timeoutMs if the store is slow.`,
      { operationId: call.operationId },
    );
    this.timeoutMs = timeoutMs;
  }
}
