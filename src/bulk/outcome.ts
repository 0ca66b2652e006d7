import { AbortError } from '../errors/abort-error.js';
import { ApiError } from '../errors/api-error.js';
import { AuthenticationError } from '../errors/authentication-error.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { NetworkError } from '../errors/network-error.js';
import { PermissionError } from '../errors/permission-error.js';
import { RateLimitError } from '../errors/rate-limit-error.js';
import { ServerError } from '../errors/server-error.js';
import { valueAt } from '../value-at.js';

/** What an error says about the items of the request that it ended. */
export type ErrorOutcome = 'failed' | 'unknown' | 'unsent';

/** The store looks at credentials and quota before it looks at the request: it has not carried anything out. */
const TURNED_AWAY = [AuthenticationError, PermissionError, RateLimitError];

/** Decides what became of the items of a request that ended with an error. Without proof, their outcome is unknown. */
export function outcomeOf(error: unknown, itemCount: number): ErrorOutcome {
  if (error instanceof InvalidRequestError) return 'unsent';
  if (error instanceof AbortError || error instanceof NetworkError) return error.sent ? 'unknown' : 'unsent';
  if (!(error instanceof ApiError) || error instanceof ServerError) return 'unknown';
  if (TURNED_AWAY.some((ErrorClass) => error instanceof ErrorClass)) return 'unsent';
  // Answers to batches count what worked and what did not.
  const [success, failed] = [valueAt(error.body, 'meta', 'success'), valueAt(error.body, 'meta', 'failed')];
  if (success !== undefined || failed !== undefined)
    return !success && Number(failed) >= itemCount ? 'failed' : 'unknown';
  return isPartialFailure(error) || GATEWAY_STATUSES.includes(error.status) ? 'unknown' : 'failed';
}

/** Whether the store answered with success, but its answer reports failures. */
export function isPartialFailure(error: unknown): boolean {
  return error instanceof ApiError && error.status < 300;
}

/** Client errors by number, but given by servers that got tired of waiting: 408 Request Timeout, 425 Too Early. */
const GATEWAY_STATUSES = [408, 425];
