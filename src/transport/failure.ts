import {
  AbortError,
  ApiError,
  type BigCommerceError,
  type CallDetails,
  NetworkError,
  TimeoutError,
  UnexpectedError,
} from '#errors';
import { isObject, valueAt } from '../json.js';
import type { Redactor } from '../redact.js';
import { Cancelled } from './abort.js';
import { RESPONSE_TOO_LARGE } from './exchange.js';

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
    if (error.by === 'signal')
      return new AbortError({ ...details, reason: redact.cause(signal?.reason), sent: mayHaveBeenSent });
    const limit = { timeout: { timeoutMs }, deadline: { deadlineMs }, wait: {} }[error.by];
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
  const { name, code, syscall, isUnsent = false } = failureOf(error);
  if (name === 'AbortError') return new AbortError({ ...call, reason: cause, sent: true });
  const isTimeout = name === 'TimeoutError' || (syscall !== 'connect' && TIMEOUT_CODES.includes(code ?? ''));
  if (isTimeout) return new TimeoutError({ ...call, timeoutMs, sent: true, cause });
  return withOriginal(new NetworkError({ ...call, code, sent: !isUnsent, cause, redact }), code);
}

/**
 * What errors were made of, word for word: a body or a code. Decisions are made on these. What an error itself shows is
 * masked, and a short access token can be part of any word.
 */
const ORIGINALS = new WeakMap<BigCommerceError, unknown>();

export function withOriginal<Failure extends BigCommerceError>(failure: Failure, original: unknown): Failure {
  ORIGINALS.set(failure, original);
  return failure;
}

/** The body of an error response, or the code of a broken connection, as it came. */
export function originalOf(failure: ApiError | NetworkError): unknown {
  if (ORIGINALS.has(failure)) return ORIGINALS.get(failure);
  return failure instanceof ApiError ? failure.body : failure.code;
}

/** Codes of systems and runtimes that gave up waiting for a response. */
const TIMEOUT_CODES = ['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/**
 * What is wrong with a body that could not be read: it is too large, or a success that is not compressed as its headers say, or
 * not to its end. `undefined` for all other failures.
 */
export function bodyFlawOf(error: unknown, status: number, maxBytes: number) {
  const { code = '' } = failureOf(error);
  if (code === RESPONSE_TOO_LARGE)
    return { problem: `its body is larger than maxResponseBytes (${maxBytes})`, isUnreadable: false, text: '' };
  if (status < 200 || status >= 300 || !UNDECODABLE_CODES.test(code)) return undefined;
  return { problem: 'its compressed body is damaged or incomplete', isUnreadable: true, text: '' };
}

/** Codes of gzip and deflate, of zstd and of Brotli. */
const UNDECODABLE_CODES = /^(Z_|ZSTD_|ERR__ERROR_)/;

/** What an error is known by. */
interface KnownFailure {
  readonly name?: unknown;
  readonly code?: string | undefined;
  readonly syscall?: unknown;
  /** Whether nothing can have been sent: the request could not be made, or there was no connection for it. */
  readonly isUnsent?: boolean;
}

function failureOf(error: unknown): KnownFailure {
  try {
    const chain: unknown[] = [];
    for (let link = error; isObject(link) && chain.length < DEEPEST_CAUSE; link = valueAt(link, 'cause'))
      chain.push(link);
    // Runtimes differ in where they put the code.
    const coded = chain.find((link) => typeof valueAt(link, 'code') === 'string');
    const code = coded === undefined ? undefined : String(valueAt(coded, 'code'));
    // If several addresses were tried, each has its own error.
    const syscall = valueAt(coded, 'syscall') ?? valueAt(coded, 'errors', '0', 'syscall');
    const isUnsent =
      // `nodeFetch()` knows.
      valueAt(error, 'sent') === false ||
      ['connect', 'getaddrinfo'].some((name) => syscall === name) ||
      UNSENT_CODES.test(code ?? '') ||
      // `fetch` has a code of its own for connections that broke. A TLS code in its cause is from before there was one.
      (coded !== error && /^ERR_SSL_/.test(code ?? '')) ||
      chain.some((link) => UNSENT_MESSAGES.test(textOf(valueAt(link, 'message'))));
    return { name: valueAt(error, 'name'), code, syscall, isUnsent };
  } catch {
    // Members of what a caller's `fetch` throws can throw as well.
    return {};
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const DEEPEST_CAUSE = 8;

/** Codes for names that were not found, refused connections and certificates, failed handshakes, and impossible requests. */
const UNSENT_CODES =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EPROTO|UND_ERR_(CONNECT_TIMEOUT|INVALID_ARG|NOT_SUPPORTED)|ConnectionRefused|FailedToOpenSocket|ERR_(INVALID_(URL|CHAR|PROTOCOL|HTTP_TOKEN)|UNESCAPED_CHARACTERS|SOCKET_BAD_PORT|HTTP_INVALID_HEADER_VALUE|TLS_HANDSHAKE_TIMEOUT)|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|\w*(CERT|SELF_SIGNED|CRL_)\w*)$/;

/** Messages of Node's `fetch`, of its TLS, of undici's proxy agent and of Deno, where there is no code. */
const UNSENT_MESSAGES =
  /^(bad port|unknown scheme)$|Failed to parse URL|ByteString|invalid header (name|value)|before secure TLS connection|HTTP Tunneling|client error \(Connect\)/;

/** The part of a call's state that its errors have. */
export function detailsOf({ operationId, method, path, attempts }: CallDetails): CallDetails {
  return { operationId, method, path, attempts };
}
