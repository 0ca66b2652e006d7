import { ApiError } from '../errors/api-error.js';
import { ContractViolationError } from '../errors/contract-violation-error.js';
import { MalformedResponseError } from '../errors/malformed-response-error.js';
import { NetworkError } from '../errors/network-error.js';
import { TimeoutError } from '../errors/timeout-error.js';
import { valueAt } from '../value-at.js';
import type { RateLimit } from './rate-limit.js';

/** How often and how patiently failed requests are sent again. */
export interface RetryPolicy {
  /** Requests to make at most after the first. 0 turns retries off. */
  readonly maxRetries: number;
  /** Milliseconds that are waited at least. */
  readonly minDelayMs: number;
  /** Milliseconds that are waited at most, unless the store asks for more. */
  readonly maxDelayMs: number;
}

/**
 * Statuses that say that the same request may work later (see "API status codes" in BigCommerce's documentation). Not
 * among them: 501, which stays, and 507, which needs the merchant.
 */
const PASSING_STATUSES = [429, 500, 502, 503, 504];

/**
 * What systems and runtimes call connections that could not be made, or broke. Others stay, such as a certificate that is
 * not trusted.
 */
const PASSING_CODES = /^(E[A-Z]+|EAI_AGAIN|UND_ERR_(SOCKET|CONNECT_TIMEOUT)|Connection\w+|FailedToOpenSocket)$/;

/** Whether an error may be gone when a request that may be repeated is sent again. */
export function isPassing(error: unknown, isRead: boolean): boolean {
  if (error instanceof ApiError) return PASSING_STATUSES.includes(error.status);
  if (error instanceof ContractViolationError) return isPassing(error.cause, isRead);
  if (error instanceof MalformedResponseError) return isRead && error.isUnreadable;
  if (error instanceof NetworkError) return isPassingTrouble(error);
  return error instanceof TimeoutError;
}

function isPassingTrouble({ code, cause }: NetworkError): boolean {
  // A test double that has no answer now will have none later.
  if ([valueAt(cause, 'name'), valueAt(cause, 'cause', 'name')].includes('NetConnectNotAllowedError')) return false;
  return code === undefined || PASSING_CODES.test(code);
}

/**
 * How long to wait before sending a request again: exponential backoff with full jitter, or longer where the store says so.
 *
 * @param retries How many retries there were already.
 * @param chance From 0 up to 1.
 * @returns `undefined` when the store asks for more patience than anyone has.
 */
export function retryDelayMs(
  { minDelayMs, maxDelayMs }: RetryPolicy,
  retries: number,
  chance: number,
  status: number | undefined,
  rateLimit: RateLimit = {},
): number | undefined {
  const { requestsLeft = 0, timeResetMs = 0, retryAfterMs = 0 } = rateLimit;
  // While requests are left, a 429 means that too many ran at once, and the end of the window changes nothing about that.
  const resetMs = status === 429 && requestsLeft === 0 ? timeResetMs : 0;
  const statedMs = Math.max(retryAfterMs, resetMs);
  if (statedMs > LONGEST_STATED_WAIT_MS) return undefined;
  if (resetMs > 0) return statedMs;
  const ceilingMs = Math.min(maxDelayMs, minDelayMs * 2 ** (retries + 1));
  return Math.max(statedMs, minDelayMs + chance * Math.max(0, ceilingMs - minDelayMs));
}

/** A window is 30 seconds long. Who asks for more than this is down for the day, or wrong. */
const LONGEST_STATED_WAIT_MS = 300_000;
