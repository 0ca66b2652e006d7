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
    const mayHaveBeenSent = sent || isUnsettled(details);
    if (error.by === 'signal') return new AbortError({ ...details, reason: signal?.reason, sent: mayHaveBeenSent });
    const limit = error.by === 'timeout' ? { timeoutMs } : { deadlineMs };
    return new TimeoutError({ ...details, ...limit, sent: mayHaveBeenSent });
  }
  return explainBrokenExchange(redact.cause(error), details, timeoutMs);
}

/** Judged by name and code: errors come from other realms and other libraries, where `instanceof` fails. */
function explainBrokenExchange(cause: unknown, call: CallDetails, timeoutMs: number): BigCommerceError {
  const chain = chainOf(cause);
  const { code, syscall } = failureIn(chain);
  const name = valueAt(cause, 'name');
  if (name === 'AbortError') return new AbortError({ ...call, reason: cause, sent: true });
  const isTimeout = name === 'TimeoutError' || (syscall !== 'connect' && TIMEOUT_CODES.includes(code ?? ''));
  if (isTimeout) return new TimeoutError({ ...call, timeoutMs, sent: true, cause });
  return new NetworkError({ ...call, code, sent: !isUnsent(chain), cause });
}

function isUnsettled({ attempts }: CallDetails): boolean {
  return attempts.some((attempt) => attempt.mayHaveTakenEffect);
}

/** Codes of systems and runtimes that gave up waiting for a response. */
const TIMEOUT_CODES = ['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** An error and its causes. */
function chainOf(error: unknown): readonly object[] {
  const chain: object[] = [];
  for (let link = error; isObject(link) && chain.length < DEEPEST_CAUSE; link = valueAt(link, 'cause'))
    chain.push(link);
  return chain;
}

const DEEPEST_CAUSE = 8;

/** Code and system call of the first error of a chain that has a code: runtimes differ in where they put it. */
function failureIn(chain: readonly object[]): { readonly code?: string; readonly syscall?: unknown } {
  for (const error of chain) {
    const code = valueAt(error, 'code');
    // If several addresses were tried, each has its own error.
    if (typeof code === 'string')
      return { code, syscall: valueAt(error, 'syscall') ?? valueAt(error, 'errors', '0', 'syscall') };
  }
  return {};
}

/** Whether nothing can have been sent: the request could not be made, or there was no connection for it. */
function isUnsent(chain: readonly object[]): boolean {
  const { code = '', syscall } = failureIn(chain);
  // `nodeFetch()` knows.
  if (valueAt(chain[0], 'sent') === false) return true;
  if (syscall === 'connect' || syscall === 'getaddrinfo' || UNSENT_CODES.test(code)) return true;
  // `fetch` has a code of its own for connections that broke. A TLS code in its cause is from before there was one.
  if (code.startsWith('ERR_SSL_') && valueAt(chain[0], 'code') === undefined) return true;
  return chain.some((error) => UNSENT_MESSAGES.test(String(valueAt(error, 'message'))));
}

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
