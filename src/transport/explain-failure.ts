import { AbortError } from '../errors/abort-error.js';
import type { BigCommerceError } from '../errors/bigcommerce-error.js';
import type { CallDetails } from '../errors/call-details.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { NetworkError } from '../errors/network-error.js';
import { TimeoutError } from '../errors/timeout-error.js';
import { isObject, valueAt } from '../value-at.js';
import { Interruption } from './attempt.js';
import type { Redactor } from './redact.js';

/** What is known about an attempt that brought no answer. */
export interface FailedAttempt {
  readonly call: CallDetails;
  /** Whether `fetch` was called. */
  readonly sent: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Turns whatever an attempt threw into an error of this package. */
export function explainFailure(
  error: unknown,
  { call, sent, timeoutMs, signal }: FailedAttempt,
  redact: Redactor,
): BigCommerceError {
  if (error instanceof Interruption) {
    return error.by === 'timeout'
      ? new TimeoutError({ ...call, timeoutMs })
      : new AbortError({ ...call, reason: signal?.reason, sent });
  }
  const cause = redact.cause(error);
  if (sent) return explainBrokenExchange(cause, call, timeoutMs);
  const issue = { path: 'the request', message: 'cannot be written as a URL or as JSON' };
  return new InvalidRequestError([issue], { operationId: call.operationId, cause });
}

/** Judged by name and code, because errors come from other realms and from other libraries. */
function explainBrokenExchange(cause: unknown, call: CallDetails, timeoutMs: number): BigCommerceError {
  const code = errorCode(cause);
  const name = valueAt(cause, 'name');
  if (name === 'AbortError') return new AbortError({ ...call, reason: cause, sent: true });
  const isTimeout = name === 'TimeoutError' || (code !== undefined && TIMEOUT_CODES.includes(code));
  return isTimeout ? new TimeoutError({ ...call, timeoutMs, cause }) : new NetworkError({ ...call, code, cause });
}

/** What systems and runtimes call it when an answer took longer than they wait. */
const TIMEOUT_CODES = ['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** The `code` of an error or of the nearest of its causes that has one. Runtimes differ in where they put it. */
function errorCode(error: unknown, depth = 0): string | undefined {
  if (!isObject(error) || depth > DEEPEST_CAUSE) return undefined;
  const code = valueAt(error, 'code');
  return typeof code === 'string' ? code : errorCode(valueAt(error, 'cause'), depth + 1);
}

const DEEPEST_CAUSE = 8;
