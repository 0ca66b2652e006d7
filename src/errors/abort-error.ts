import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

/** The signal that the caller passed was aborted, or the caller's own `fetch` was. */
export class AbortError extends BigCommerceError {
  override readonly name = 'AbortError';
  /** The signal's own reason, untouched; the error of a `fetch` that was aborted itself. Also the `cause`. */
  readonly reason: unknown;
  /** Whether the call may have taken effect: a request was under way, or an earlier attempt had no clear answer. */
  readonly sent: boolean;

  constructor({ reason, sent, ...call }: CallDetails & { reason: unknown; sent: boolean }) {
    const effect = sent ? 'after it was sent; it may or may not have taken effect' : 'before it was sent';
    super(`aborted by the caller ${effect}.`, { ...call, cause: reason });
    this.reason = reason;
    this.sent = sent;
  }
}
