import { isObject, valueAt } from '../json.js';
import { BigCommerceError, type CallDetails, type ErrorContext, possibleEffect } from './base.js';

/** The signal passed by the caller was aborted, or the caller's own `fetch` was. */
export class AbortError extends BigCommerceError {
  override readonly name = 'AbortError';
  /** The signal's own reason (a copy without the access token if that is in it), or the error of a `fetch` that was aborted by itself. Also the `cause`. */
  readonly reason: unknown;
  /** Whether a write may have taken effect: a request was under way, or an earlier attempt had no clear outcome. */
  readonly sent: boolean;

  constructor({ reason, sent, ...call }: CallDetails & { reason: unknown; sent: boolean }) {
    super(`aborted by the caller ${sent ? 'after' : 'before'} it was sent.${sent ? ` ${possibleEffect(call)}.` : ''}`, {
      ...call,
      cause: reason,
    });
    this.reason = reason;
    this.sent = sent;
  }
}

export interface TimeoutErrorDetails extends CallDetails {
  readonly timeoutMs?: number | undefined;
  readonly deadlineMs?: number | undefined;
  readonly sent: boolean;
  readonly cause?: unknown;
}

/**
 * The response was not complete in time: within `timeoutMs` for one request, or within `deadlineMs` for the whole call. Or
 * nothing was sent because the rate limit holds all requests for more than an hour: then both limits are `undefined`.
 */
export class TimeoutError extends BigCommerceError {
  override readonly name = 'TimeoutError';
  /** How long the request was allowed to take, in milliseconds, if that was exceeded. A runtime may give up earlier. */
  readonly timeoutMs: number | undefined;
  /** How long the call with all its attempts and waits was allowed to take, in milliseconds, if that was exceeded. */
  readonly deadlineMs: number | undefined;
  /** Whether a write may have taken effect. `false` when the time was up while it waited to be sent. */
  readonly sent: boolean;

  constructor({ timeoutMs, deadlineMs, sent, ...call }: TimeoutErrorDetails) {
    const [limitMs, option] = deadlineMs === undefined ? [timeoutMs, 'timeoutMs'] : [deadlineMs, 'deadlineMs'];
    const within = call.cause === undefined ? `within ${limitMs} ms` : 'before the runtime or your fetch gave up';
    const what = sent
      ? `no complete response to ${call.method} ${call.path} ${within}. ${possibleEffect(call)}`
      : `${call.method} ${call.path} was not sent: it could not have been answered ${within}`;
    super(
      limitMs === undefined
        ? `${call.method} ${call.path} was not sent: the store has asked to wait for more than an hour. Call again later.`
        : `${what}. Raise ${option} if need be.`,
      call,
    );
    this.timeoutMs = timeoutMs;
    this.deadlineMs = deadlineMs;
    this.sent = sent;
  }
}

/** The connection could not be made, or broke before the response was complete. */
export class NetworkError extends BigCommerceError {
  override readonly name = 'NetworkError';
  /** The code of the system or the runtime, such as `ECONNREFUSED` or `UND_ERR_SOCKET`, if there is one. */
  readonly code: string | undefined;
  /**
   * `false` when nothing was sent in any attempt: the request could not be made, or there was no connection, because the name
   * was not found, the server refused it or TLS failed. Otherwise the store may have carried out a write.
   */
  readonly sent: boolean;

  constructor({ code, redact, sent: isSent = true, ...call }: CallDetails & NetworkFailure) {
    const said = isObject(call.cause)
      ? (valueAt(call.cause, 'cause', 'message') ?? valueAt(call.cause, 'message'))
      : call.cause;
    const shown = code === undefined ? code : (redact?.text(code) ?? code);
    const because = shown ?? (typeof said === 'string' ? said : 'no reason given');
    const sent = isSent || call.attempts.some((attempt) => attempt.mayHaveTakenEffect);
    const effect = sent ? possibleEffect(call) : 'Nothing was sent; check baseUrl and the network';
    super(`no complete response to ${call.method} ${call.path} (${because}). ${effect}.`, call);
    this.code = shown;
    this.sent = sent;
  }
}

interface NetworkFailure {
  /** As it came. */
  readonly code: string | undefined;
  /** Masks the code where the error shows it. */
  readonly redact?: { text(value: string): string };
  /**
   * Whether the request of this attempt may have been sent.
   *
   * @default true
   */
  readonly sent?: boolean;
  readonly cause: unknown;
}

/** An exception that this package did not expect: a bug in it, or in a function of yours that it calls. See `cause`. */
export class UnexpectedError extends BigCommerceError {
  override readonly name = 'UnexpectedError';
  /** Whether the call may have taken effect. */
  readonly sent: boolean;

  constructor({ sent, ...context }: ErrorContext & { readonly sent: boolean }) {
    const { cause } = context;
    const said = isObject(cause) ? valueAt(cause, 'message') : cause;
    const reason = typeof said === 'string' ? `: ${said}` : '';
    super(`unexpected exception ${sent ? 'after' : 'before'} the request was sent${reason}`, context);
    this.sent = sent;
  }
}

/**
 * The response cannot be used. The store claims success, but the response is not a success that the OpenAPI document declares
 * (another status, HTML, broken JSON, a body without its members, or none at all); or its body is larger than
 * `maxResponseBytes`, whatever the status is.
 */
export class MalformedResponseError extends BigCommerceError {
  override readonly name = 'MalformedResponseError';
  readonly status: number;
  readonly requestId: string | undefined;
  readonly contentType: string | undefined;
  /** The beginning of the body, at most 200 characters. */
  readonly snippet: string;

  /** Whether there was no JSON to read at all, so that another attempt may help. */
  readonly isUnreadable: boolean;

  constructor({ problem, isUnreadable, status, requestId, contentType, body, ...call }: MalformedResponseDetails) {
    const snippet = body.length > SNIPPET_LENGTH ? `${body.slice(0, SNIPPET_LENGTH)}…` : body;
    const id = requestId ? `, request id ${requestId}` : '';
    super(
      `${call.method} ${call.path} got HTTP ${status}, but ${problem}${id}. Something between you and the store may have responded in its place.`,
      call,
    );
    this.status = status;
    this.requestId = requestId;
    this.contentType = contentType;
    this.snippet = snippet;
    this.isUnreadable = isUnreadable;
  }
}

export interface MalformedResponseDetails extends CallDetails {
  /** What is wrong. The text follows "but". */
  readonly problem: string;
  readonly isUnreadable: boolean;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Characters. Enough to recognise a proxy's page without filling logs. */
const SNIPPET_LENGTH = 200;

/**
 * The response was a redirect. It was not followed, because the access token would have been sent there, too. If your own
 * `fetch` followed it, the message says so.
 */
export class UnexpectedRedirectError extends BigCommerceError {
  override readonly name = 'UnexpectedRedirectError';
  readonly status: number;
  readonly requestId: string | undefined;
  /** Where the redirect points, if the runtime shows it. */
  readonly location: string | undefined;

  constructor({ status, requestId, location, wasFollowed = false, ...call }: UnexpectedRedirectDetails) {
    const token = wasFollowed
      ? 'Your fetch followed it, and may have sent the access token on; make it keep to redirect: "manual"'
      : 'The access token was not sent on. Check baseUrl';
    super(
      `${call.method} ${call.path} was redirected${location ? ` to ${location}` : ''} (${status}). ${token}.`,
      call,
    );
    this.status = status;
    this.requestId = requestId;
    this.location = location;
  }
}

export interface UnexpectedRedirectDetails extends CallDetails {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly location: string | undefined;
  /** Whether the response comes from where the redirect led to. */
  readonly wasFollowed?: boolean;
}
