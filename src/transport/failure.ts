import {
  AbortError,
  type BigCommerceError,
  type CallDetails,
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
  const { name, code, syscall } = failureOf(error);
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
  const { code = '', status: own } = failureOf(error);
  const status = known ?? own;
  const isSuccess = typeof status === 'number' && status >= 200 && status < 300;
  return isSuccess && UNDECODABLE_CODES.test(code) ? status : undefined;
}

/** Codes of gzip and deflate, of zstd and of Brotli. */
const UNDECODABLE_CODES = /^(Z_|ZSTD_|ERR__ERROR_)/;

/** What an error is known by. The code is that of the nearest of its causes that has one: runtimes differ in where they put it. */
function failureOf(error: unknown, depth = 0): KnownFailure {
  if (!isObject(error) || depth > DEEPEST_CAUSE) return {};
  try {
    const [name, status, code] = ['name', 'status', 'code'].map((member) => valueAt(error, member));
    if (typeof code !== 'string') return { ...failureOf(valueAt(error, 'cause'), depth + 1), name, status };
    // If several addresses were tried, each has its own error.
    const syscall = valueAt(error, 'syscall') ?? valueAt(error, 'errors', '0', 'syscall');
    return { name, status, code, syscall: typeof syscall === 'string' ? syscall : undefined };
  } catch {
    // Members of what a caller's `fetch` throws can throw as well.
    return {};
  }
}

interface KnownFailure {
  /** Of the error itself. */
  readonly name?: unknown;
  readonly status?: unknown;
  readonly code?: string;
  readonly syscall?: string | undefined;
}

const DEEPEST_CAUSE = 8;

/** The part of a call's state that its errors have. */
export function detailsOf({ operationId, method, path, attempts }: CallDetails): CallDetails {
  return { operationId, method, path, attempts };
}
