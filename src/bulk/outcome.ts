import { AbortError } from '../errors/abort-error.js';
import { ApiError } from '../errors/api-error.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { ServerError } from '../errors/server-error.js';
import { UnexpectedRedirectError } from '../errors/unexpected-redirect-error.js';

/** What an error says about the items of the request that it ended. */
export type ErrorOutcome = 'failed' | 'unknown' | 'unsent';

/** Decides what became of the items of a request that ended with an error. Without proof, their outcome is unknown. */
export function outcomeOf(error: unknown): ErrorOutcome {
  if (error instanceof InvalidRequestError) return 'unsent';
  if (error instanceof AbortError) return error.sent ? 'unknown' : 'unsent';
  if (error instanceof UnexpectedRedirectError) return 'failed';
  if (isPartialFailure(error)) return nothingSucceeded(error.body) ? 'failed' : 'unknown';
  return error instanceof ApiError && !(error instanceof ServerError) ? 'failed' : 'unknown';
}

/** Whether the store answered with success, but its answer reports failures. */
export function isPartialFailure(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status < 300;
}

/** Batch answers count; where every count but the failures is missing or zero, nothing worked. */
function nothingSucceeded(body: unknown): boolean {
  const meta: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'meta') : undefined;
  if (typeof meta !== 'object' || meta === null) return false;
  const [total, failed]: unknown[] = [Reflect.get(meta, 'total'), Reflect.get(meta, 'failed')];
  return typeof total === 'number' && total > 0 && failed === total;
}
