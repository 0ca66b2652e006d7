import {
  AbortError,
  ApiError,
  type Attempt,
  ContractViolationError,
  InvalidRequestError,
  MalformedResponseError,
  NetworkError,
  TimeoutError,
  UnexpectedError,
} from '#errors';
import type { OperationInput } from '../../generated/client.js';
import type { ClientOperation } from '../../generated/descriptor.js';
import type { OperationId } from '../../generated/operations.js';
import { ownMember, valueAt } from '../json.js';
import { originalOf } from './failure.js';
import { isCrowded, LONGEST_STATED_WAIT_MS, type RateLimit, statedWaitMs } from './rate-limit.js';

/** How often failed requests are sent again, and after which delays. */
export interface RetryPolicy {
  /** Most requests to send after the first, not counting 429s that say when to come back. 0 turns retries off. */
  readonly maxRetries: number;
  /** Shortest delay in milliseconds. */
  readonly minDelayMs: number;
  /** Longest delay in milliseconds, unless the store asks for more. */
  readonly maxDelayMs: number;
}

/**
 * Statuses after which the same request may work later (see "API status codes" in BigCommerce's documentation). Neither 501,
 * which is permanent, nor 507, which needs the merchant.
 */
const TRANSIENT_STATUSES = [429, 500, 502, 503, 504];

/** Whether an attempt ended with HTTP 5xx. */
export function isServerFailure({ status = 0 }: { readonly status: number | undefined }): boolean {
  return status >= 500;
}

/** Codes of connections that could not be made, or broke. Other failures are permanent, such as an untrusted certificate. */
const TRANSIENT_CODES = /^(E[A-Z]+|EAI_AGAIN|UND_ERR_(SOCKET|CONNECT_TIMEOUT)|Connection\w+|FailedToOpenSocket)$/;

/** Whether an error may be gone when an idempotent request is sent again. */
export function isTransient(error: unknown, isRead: boolean): boolean {
  if (error instanceof ApiError) return TRANSIENT_STATUSES.includes(error.status);
  if (error instanceof ContractViolationError) return isTransient(error.cause, isRead);
  if (error instanceof MalformedResponseError) return isRead && error.isUnreadable;
  if (error instanceof NetworkError) return isTransientTrouble(error);
  return error instanceof TimeoutError;
}

function isTransientTrouble(error: NetworkError): boolean {
  const { cause } = error;
  const code = originalOf(error);
  // A test double without a response will not have one later.
  if ([valueAt(cause, 'name'), valueAt(cause, 'cause', 'name')].includes('NetConnectNotAllowedError')) return false;
  return typeof code !== 'string' || TRANSIENT_CODES.test(code);
}

/** What a call has behind it. */
export interface RetryHistory {
  /** Retries that count towards `maxRetries`. */
  readonly retries: number;
  /** 429s that said when to come back. They do not count: the next request is likely to succeed. */
  readonly statedRefusals: number;
}

/**
 * How long to wait before sending a request again: exponential backoff with full jitter, or longer where the store says so.
 *
 * @param chance From 0 up to 1.
 * @returns `undefined` when the store asks for too long a delay.
 */
export function retryDelayMs(
  { minDelayMs, maxDelayMs }: RetryPolicy,
  { retries, statedRefusals }: RetryHistory,
  chance: number,
  status: number | undefined,
  rateLimit?: RateLimit,
): number | undefined {
  const backoffMs = (round: number) => {
    const ceilingMs = Math.min(maxDelayMs, minDelayMs * 2 ** (round + 1));
    return minDelayMs + chance * Math.max(0, ceilingMs - minDelayMs);
  };
  // While requests are left, a 429 may mean that too many ran at once, which the end of the window does not change.
  const isQuick = statedRefusals === 0 && isCrowded(status, rateLimit);
  const statedMs = statedWaitMs(status, rateLimit, isQuick);
  if (statedMs === undefined) return backoffMs(retries);
  if (statedMs > LONGEST_STATED_WAIT_MS) return undefined;
  // A store whose statements prove wrong again and again is asked less and less often.
  const doubtMs = statedRefusals >= TRUSTED_REFUSALS ? backoffMs(statedRefusals - TRUSTED_REFUSALS) : 0;
  const isExact = status === 429 && !isQuick && (rateLimit?.timeResetMs ?? 0) > 0;
  return Math.max(statedMs, doubtMs, isExact ? 0 : backoffMs(retries));
}

/** Windows in a row that others may use up before a call gets its turn. */
const TRUSTED_REFUSALS = 5;

/**
 * Whether a failed call may be repeated once more. A 429 that says when to come back does not use up `maxRetries`, so that a
 * job survives others that use the quota all night.
 */
export function mayRetry(
  { retries, statedRefusals }: RetryHistory,
  maxRetries: number,
  status: number | undefined,
  rateLimit: RateLimit | undefined,
): boolean {
  if (!isStatedRefusal({ status, rateLimit })) return retries < maxRetries;
  return maxRetries > 0 && statedRefusals < MOST_STATED_REFUSALS;
}

/** Eight hours of BigCommerce's windows. A store that has nothing to give for so long is not going to recover by waiting. */
const MOST_STATED_REFUSALS = 1_000;

/** What the attempts of a call amount to. */
export function historyOf(attempts: readonly Pick<Attempt, 'status' | 'rateLimit'>[]): RetryHistory {
  const statedRefusals = attempts.filter(isStatedRefusal).length;
  return { retries: attempts.length - statedRefusals, statedRefusals };
}

function isStatedRefusal({ status, rateLimit }: Pick<Attempt, 'status' | 'rateLimit'>): boolean {
  return status === 429 && statedWaitMs(status, rateLimit) !== undefined;
}

/** Whether the store may have carried out a request that ended with an error, in whole or in part. */
export function mayHaveTakenEffect(error: unknown): boolean {
  if (error instanceof InvalidRequestError) return false;
  if (SAY_WHETHER_SENT.some((ErrorClass) => error instanceof ErrorClass)) return valueAt(error, 'sent') === true;
  if (error instanceof ContractViolationError)
    return error.status === undefined
      ? error.attempts.some((attempt) => attempt.mayHaveTakenEffect)
      : mayHaveTakenEffect(error.cause);
  if (!(error instanceof ApiError)) return true;
  return error.status < 300 || error.status >= 500 || GAVE_UP_STATUSES.includes(error.status);
}

const SAY_WHETHER_SENT = [AbortError, NetworkError, TimeoutError, UnexpectedError];

/** Client errors by number, but the server gave up waiting: 408 Request Timeout, 425 Too Early. */
const GAVE_UP_STATUSES = [408, 425];

/** Whether a request is idempotent, as the OpenAPI document has it. */
export function isRepeatable<Id extends OperationId>(
  { repeatable = false, parameters }: ClientOperation,
  input: OperationInput<Id>,
): boolean {
  const query = ownMember(ownMember(input, 'params'), 'query');
  const isOmitted = (name: string) => ownMember(query, name) === undefined;
  return (
    repeatable &&
    parameters.query.every(({ repeatableWhenOmitted, name }) => repeatableWhenOmitted !== false || !isOmitted(name))
  );
}
