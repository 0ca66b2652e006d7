import {
  AbortError,
  ApiError,
  ContractViolationError,
  InvalidRequestError,
  MalformedResponseError,
  NetworkError,
  TimeoutError,
} from '#errors';
import type { OperationInput } from '../../generated/client.js';
import type { ClientOperation } from '../../generated/descriptor.js';
import type { OperationId } from '../../generated/operations.js';
import { valueAt } from '../json.js';
import type { RateLimit } from './rate-limit.js';

/** How often failed requests are sent again, and after which delays. */
export interface RetryPolicy {
  /** Most requests to send after the first. 0 turns retries off. */
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

function isTransientTrouble({ code, cause }: NetworkError): boolean {
  // A test double without a response will not have one later.
  if ([valueAt(cause, 'name'), valueAt(cause, 'cause', 'name')].includes('NetConnectNotAllowedError')) return false;
  return code === undefined || TRANSIENT_CODES.test(code);
}

/**
 * How long to wait before sending a request again: exponential backoff with full jitter, or longer where the store says so.
 *
 * @param retries How many retries there were already.
 * @param chance From 0 up to 1.
 * @returns `undefined` when the store asks for too long a delay.
 */
export function retryDelayMs(
  { minDelayMs, maxDelayMs }: RetryPolicy,
  retries: number,
  chance: number,
  status: number | undefined,
  rateLimit: RateLimit = {},
): number | undefined {
  const { requestsLeft = 0, timeResetMs = 0, retryAfterMs = 0 } = rateLimit;
  // While requests are left, a 429 means that too many ran at once, which the end of the window does not change.
  const resetMs = status === 429 && requestsLeft === 0 ? timeResetMs : 0;
  const statedMs = Math.max(retryAfterMs, resetMs);
  if (statedMs > LONGEST_STATED_WAIT_MS) return undefined;
  if (resetMs > 0) return statedMs;
  const ceilingMs = Math.min(maxDelayMs, minDelayMs * 2 ** (retries + 1));
  return Math.max(statedMs, minDelayMs + chance * Math.max(0, ceilingMs - minDelayMs));
}

/** A window is 30 seconds long. A store that asks for more than this is down for the day, or wrong. */
const LONGEST_STATED_WAIT_MS = 300_000;

/** Whether the store may have carried out a request that ended with an error, in whole or in part. */
export function mayHaveTakenEffect(error: unknown): boolean {
  if (error instanceof InvalidRequestError) return false;
  if (error instanceof AbortError || error instanceof NetworkError || error instanceof TimeoutError) return error.sent;
  if (error instanceof ContractViolationError)
    return error.status === undefined
      ? error.attempts.some((attempt) => attempt.mayHaveTakenEffect)
      : mayHaveTakenEffect(error.cause);
  if (!(error instanceof ApiError)) return true;
  return error.status < 300 || error.status >= 500 || GAVE_UP_STATUSES.includes(error.status);
}

/** Client errors by number, but the server gave up waiting: 408 Request Timeout, 425 Too Early. */
const GAVE_UP_STATUSES = [408, 425];

/** Whether a request is idempotent, as the OpenAPI document has it. */
export function isRepeatable<Id extends OperationId>(
  { repeatable = false, parameters }: ClientOperation,
  input: OperationInput<Id>,
): boolean {
  const isOmitted = (name: string) => valueAt(input, 'params', 'query', name) === undefined;
  return (
    repeatable && parameters.query.every((query) => query.repeatableWhenOmitted !== false || !isOmitted(query.name))
  );
}
