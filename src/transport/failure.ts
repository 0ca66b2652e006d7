import { AbortError, type BigCommerceError, type CallDetails, NetworkError, TimeoutError } from '#errors';
import { isObject, valueAt } from '../json.js';
import type { Redactor } from '../redact.js';
import { Cancelled } from './abort.js';

/** Context for error messages. */
export interface FailedCall extends CallDetails {
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Turns whatever sending a request threw into an error of this package.
 *
 * @param sent Whether it got as far as calling `fetch`. Before that, nothing but a cancellation comes here.
 */
export function explainFailure(error: unknown, call: FailedCall, sent: boolean, redact: Redactor): BigCommerceError {
  const { timeoutMs, deadlineMs, signal } = call;
  const details = detailsOf(call);
  if (error instanceof Cancelled) {
    const mayHaveBeenSent = sent || details.attempts.some((attempt) => attempt.mayHaveTakenEffect);
    if (error.by === 'signal') return new AbortError({ ...details, reason: signal?.reason, sent: mayHaveBeenSent });
    const limit = error.by === 'timeout' ? { timeoutMs } : { deadlineMs };
    return new TimeoutError({ ...details, ...limit, sent: mayHaveBeenSent });
  }
  return explainBrokenExchange(redact.cause(error), details, timeoutMs);
}

/** Judged by name and code: errors come from other realms and other libraries, where `instanceof` fails. */
function explainBrokenExchange(cause: unknown, call: CallDetails, timeoutMs: number): BigCommerceError {
  const { code, syscall } = failureOf(cause);
  const name = valueAt(cause, 'name');
  if (name === 'AbortError') return new AbortError({ ...call, reason: cause, sent: true });
  const isTimeout = name === 'TimeoutError' || (syscall !== 'connect' && TIMEOUT_CODES.includes(code ?? ''));
  if (isTimeout) return new TimeoutError({ ...call, timeoutMs, sent: true, cause });
  return new NetworkError({ ...call, code, syscall, cause });
}

/** Codes of systems and runtimes that gave up waiting for a response. */
const TIMEOUT_CODES = ['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** Code and system call of an error, or of the nearest of its causes that has a code: runtimes differ in where they put it. */
function failureOf(error: unknown, depth = 0): { code?: string; syscall?: string | undefined } {
  if (!isObject(error) || depth > DEEPEST_CAUSE) return {};
  const code = valueAt(error, 'code');
  if (typeof code !== 'string') return failureOf(valueAt(error, 'cause'), depth + 1);
  // If several addresses were tried, each has its own error.
  const syscall = valueAt(error, 'syscall') ?? valueAt(error, 'errors', '0', 'syscall');
  return { code, syscall: typeof syscall === 'string' ? syscall : undefined };
}

const DEEPEST_CAUSE = 8;

/** The part of a call's state that its errors have. */
export function detailsOf({ operationId, method, path, attempts }: CallDetails): CallDetails {
  return { operationId, method, path, attempts };
}
