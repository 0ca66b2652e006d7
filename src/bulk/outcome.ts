import { ApiError } from '../errors/api-error.js';
import { AuthenticationError } from '../errors/authentication-error.js';
import { BigCommerceError } from '../errors/bigcommerce-error.js';
import { ConflictError } from '../errors/conflict-error.js';
import { ContractViolationError } from '../errors/contract-violation-error.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { PermissionError } from '../errors/permission-error.js';
import { RateLimitError } from '../errors/rate-limit-error.js';
import { ValidationError } from '../errors/validation-error.js';
import { mayHaveTakenEffect } from '../transport/effect.js';
import { valueAt } from '../value-at.js';

/** What an error says about the items of the request that it ended. */
export type ErrorOutcome = 'failed' | 'unknown' | 'unsent';

/** The store looks at credentials and quota before it looks at the request: it has not carried anything out. */
const TURNED_AWAY = [AuthenticationError, PermissionError, RateLimitError];

/** Decides what became of the items of a call that ended with an error. Without proof, their outcome is unknown. */
export function outcomeOf(error: BigCommerceError, itemCount: number): ErrorOutcome {
  if (error.attempts.slice(0, -1).some((attempt) => attempt.mayHaveTakenEffect)) return 'unknown';
  // An answer that breaks the contract still says what its status says.
  if (error instanceof ContractViolationError && error.cause instanceof BigCommerceError)
    return outcomeOf(error.cause, itemCount);
  const counted = error instanceof ApiError && outcomeByCount(error, itemCount);
  if (counted) return counted;
  if (mayHaveTakenEffect(error)) return 'unknown';
  const isRefused = error instanceof ApiError && !TURNED_AWAY.some((ErrorClass) => error instanceof ErrorClass);
  return isRefused ? 'failed' : 'unsent';
}

/** Answers to batches count what worked and what did not. */
function outcomeByCount({ status, body }: ApiError, itemCount: number): ErrorOutcome | undefined {
  const [success, failed] = [valueAt(body, 'meta', 'success'), valueAt(body, 'meta', 'failed')];
  if (status >= 500 || (success === undefined && failed === undefined)) return undefined;
  return !success && Number(failed) >= itemCount ? 'failed' : 'unknown';
}

/** Whether the store answered with success, but its answer reports failures. */
export function isPartialFailure(error: unknown): boolean {
  return error instanceof ApiError && error.status < 300;
}

/** Whether an error is about the items of one request, so that others may still work. */
export function isAboutItems(error: BigCommerceError | undefined): boolean {
  const isRefusal = error instanceof ValidationError || error instanceof ConflictError;
  return isRefusal || error instanceof InvalidRequestError || isPartialFailure(error);
}
