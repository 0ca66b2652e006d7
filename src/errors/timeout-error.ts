import { BigCommerceError } from './bigcommerce-error.js';
import type { CallDetails } from './call-details.js';

export interface TimeoutErrorDetails extends CallDetails {
  readonly timeoutMs?: number | undefined;
  readonly deadlineMs?: number | undefined;
  readonly sent: boolean;
  readonly cause?: unknown;
}

/** The answer was not complete in time: within `timeoutMs` for one request, or within `deadlineMs` for the whole call. */
export class TimeoutError extends BigCommerceError {
  override readonly name = 'TimeoutError';
  /** How long the request was allowed to take, in milliseconds, if that was exceeded. A runtime may give up earlier. */
  readonly timeoutMs: number | undefined;
  /** How long the call with all its attempts and waits was allowed to take, in milliseconds, if that was exceeded. */
  readonly deadlineMs: number | undefined;
  /** Whether the call may have taken effect. `false` when the time was up while it waited to be sent. */
  readonly sent: boolean;

  constructor({ timeoutMs, deadlineMs, sent, ...call }: TimeoutErrorDetails) {
    const [limitMs, option] = deadlineMs === undefined ? [timeoutMs, 'timeoutMs'] : [deadlineMs, 'deadlineMs'];
    const within = call.cause === undefined ? `within ${limitMs} ms` : 'before the runtime or your fetch gave up';
    const effect = sent
      ? 'It may or may not have taken effect'
      : 'It was not sent, because it would have come too late';
    super(`no complete answer to ${call.method} ${call.path} ${within}. ${effect}. Raise ${option} if need be.`, call);
    this.timeoutMs = timeoutMs;
    this.deadlineMs = deadlineMs;
    this.sent = sent;
  }
}
