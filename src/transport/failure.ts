import {
  AbortError,
  type BigCommerceError,
  type CallDetails,
  detailsOf,
  NetworkError,
  TimeoutError,
  UnexpectedError,
} from '#errors';
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
    const mayHaveBeenSent = sent || isUnsettled(details);
    if (error.by === 'signal') return new AbortError({ ...details, reason: signal?.reason, sent: mayHaveBeenSent });
    const limit = error.by === 'timeout' ? { timeoutMs } : { deadlineMs };
    return new TimeoutError({ ...details, ...limit, sent: mayHaveBeenSent });
  }
  return explainBrokenExchange(error, details, timeoutMs, redact);
}

/**
 * The error for an exception that nothing is known about.
 *
 * @param sent Whether the request had been sent.
 */
export function explainException(cause: unknown, call: CallDetails, sent: boolean, redact: Redactor): BigCommerceError {
  const details = detailsOf(call);
  return new UnexpectedError({ ...details, sent: sent || isUnsettled(details), cause: redact.cause(cause) });
}

function isUnsettled({ attempts }: CallDetails): boolean {
  return attempts.some((attempt) => attempt.mayHaveTakenEffect);
}

/**
 * Judged by name and code: errors come from other realms and other libraries, where `instanceof` fails. And by what was
 * thrown, not by the cause that is shown: an access token could be part of a code.
 */
function explainBrokenExchange(
  error: unknown,
  call: CallDetails,
  timeoutMs: number,
  redact: Redactor,
): BigCommerceError {
  const cause = redact.cause(error);
  const { code, syscall } = failureOf(error);
  const name = memberOf(error, 'name');
  if (name === 'AbortError') return new AbortError({ ...call, reason: cause, sent: true });
  const isTimeout = name === 'TimeoutError' || (syscall !== 'connect' && TIMEOUT_CODES.includes(code ?? ''));
  if (isTimeout) return new TimeoutError({ ...call, timeoutMs, sent: true, cause });
  return new NetworkError({ ...call, code, syscall, cause, redact });
}

/** Codes of systems and runtimes that gave up waiting for a response. */
const TIMEOUT_CODES = ['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/**
 * The status of a success whose body is not compressed as its headers say, or not to its end; `undefined` for all other
 * failures. Transports that read the whole response at once have the status in the error.
 */
export function undecodableStatus(error: unknown, known: number | undefined): number | undefined {
  const status = known ?? memberOf(error, 'status');
  const isSuccess = typeof status === 'number' && status >= 200 && status < 300;
  return isSuccess && UNDECODABLE_CODES.test(failureOf(error).code ?? '') ? status : undefined;
}

/** Codes of gzip and deflate, of zstd and of Brotli. */
const UNDECODABLE_CODES = /^(Z_|ZSTD_|ERR__ERROR_)/;

/** Code and system call of an error, or of the nearest of its causes that has a code: runtimes differ in where they put it. */
function failureOf(error: unknown, depth = 0): { code?: string; syscall?: string | undefined } {
  if (!isObject(error) || depth > DEEPEST_CAUSE) return {};
  const code = memberOf(error, 'code');
  if (typeof code !== 'string') return failureOf(memberOf(error, 'cause'), depth + 1);
  // If several addresses were tried, each has its own error.
  const syscall = memberOf(error, 'syscall') ?? memberOf(error, 'errors', '0', 'syscall');
  return { code, syscall: typeof syscall === 'string' ? syscall : undefined };
}

/** A member of something that a caller's `fetch` has thrown, whose members can throw as well. */
function memberOf(error: unknown, ...path: readonly string[]): unknown {
  try {
    return valueAt(error, ...path);
  } catch {
    return undefined;
  }
}

const DEEPEST_CAUSE = 8;
