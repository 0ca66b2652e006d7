import { ownMember } from '../json.js';
import { plainText } from '../text.js';
import type { RateLimit } from '../transport/rate-limit.js';
import { BigCommerceError, type CallDetails, possibleEffect } from './base.js';
import { type ErrorBody, type ErrorDetail, readErrorBody } from './error-body.js';

export interface ApiErrorDetails extends CallDetails {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly rateLimit: RateLimit | undefined;
  /** The body as it came: parsed if it is JSON, or else the text; `undefined` if there is none. */
  readonly body: unknown;
  /** Masks what the error shows of the body. */
  readonly redact?: Mask;
  /** What makes a success a failure, if the body does not report one. The text follows "but". */
  readonly doubt?: string;
}

interface Mask {
  text(value: string): string;
  json(value: unknown): unknown;
}

const NO_MASK: Mask = { text: (value) => value, json: (value) => value };

/**
 * The store responded with an error. Statuses without a class of their own are thrown as this one, and so is a success whose
 * body reports failures.
 */
export class ApiError extends BigCommerceError {
  override readonly name: string = 'ApiError';
  readonly status: number;
  /** What went wrong, in the store's words. */
  readonly title: string | undefined;
  /** A link to a list of statuses. It differs between responses; do not compare it. */
  readonly type: string | undefined;
  /** The member `errors` as the store sent it: an object by field or index, a list, or a string. See also `details`. */
  readonly errors: unknown;
  /** The problems that the body names, whatever form it has, as a flat list of keys and messages. At most 1,000. */
  readonly details: readonly ErrorDetail[];
  /** Identifies the exchange to BigCommerce support. */
  readonly requestId: string | undefined;
  /** The store's quota as this response states it, if it does. */
  readonly rateLimit: RateLimit | undefined;
  /** The whole body: parsed if it is JSON, or else the text; `undefined` if there is none. */
  readonly body: unknown;

  constructor(details: ApiErrorDetails, advice = '') {
    const { body, redact = NO_MASK } = details;
    const shown = redact.json(body);
    const read = masked(readErrorBody(body), redact.text);
    super(describe(details, read, advice), details);
    this.status = details.status;
    this.title = read.title;
    this.type = read.type;
    // Out of the body as it is shown: it can be large, and masking it takes time. Names are masked as well.
    this.errors = ownMember(shown, redact.text('errors'));
    this.details = read.details;
    this.requestId = details.requestId;
    this.rateLimit = details.rateLimit;
    this.body = shown;
  }
}

function masked({ details, title, type, ...rest }: ErrorBody, text: Mask['text']): ErrorBody {
  const clean = details.map(({ key, message }) => ({ key: text(key), message: text(message) }));
  return { ...rest, title: title && text(title), type: type && text(type), details: clean };
}

function describe(
  { method, path, status, requestId, doubt = 'the response reports failures' }: ApiErrorDetails,
  { title, details, hasMore }: ErrorBody,
  advice: string,
): string {
  const listed = details
    .slice(0, LISTED_PROBLEMS)
    .map(({ key, message }) => shorten(key ? `${key}: ${message}` : message));
  const others = details.length - LISTED_PROBLEMS;
  if (others > 0) listed.push(`and ${hasMore ? 'more than ' : ''}${others} more, see details`);
  const said = [shorten(title ?? ''), listed.join('; ')].filter((part) => part !== '').map(endSentence);
  const outcome = `got HTTP ${status}${status < 300 ? ` but ${doubt}` : ''}${said.length > 0 ? ':' : '.'}`;
  const id = requestId && `Request id ${requestId}.`;
  return [`${method} ${path} ${outcome}`, ...said, advice, id].filter(Boolean).join(' ');
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** On one line, which is more than the message as a whole is made to be. */
function shorten(text: string): string {
  return plainText(text.length > LONGEST_PROBLEM ? `${text.slice(0, LONGEST_PROBLEM)}…` : text);
}

/** Maximum number of problems in a message. All of them are in `details`. */
const LISTED_PROBLEMS = 3;

/** Maximum characters of a problem in a message. The sentences of stores are shorter. */
const LONGEST_PROBLEM = 300;

/** 401: the access token is missing, malformed or unknown. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Check the access token: it must belong to this store.');
  }
}

/** 403: the access token lacks the OAuth scope, or belongs to another store. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError';

  constructor(details: ApiErrorDetails) {
    super(
      details,
      'Check that the store hash is right and that the API account has the OAuth scope for this operation.',
    );
  }
}

/** 404: the path or the record does not exist. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Check baseUrl, the store hash and the ids.');
  }
}

/** 409: the call contradicts the state of the store. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Read the current state and decide again.');
  }
}

/** 413: more items than one call takes. */
export class PayloadTooLargeError extends ApiError {
  override readonly name = 'PayloadTooLargeError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Send fewer items in one call.');
  }
}

/** 422: a parameter or an item is invalid. `details` says which, often by its position. */
export class ValidationError extends ApiError {
  override readonly name = 'ValidationError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Correct what it names and send it again.');
  }
}

/**
 * 429: the quota of the store is used up, too many calls run at once, or the platform sheds load. `rateLimit` says when the
 * window ends, if the store does.
 */
export class RateLimitError extends ApiError {
  override readonly name = 'RateLimitError';

  constructor(details: ApiErrorDetails) {
    super(details, 'Wait for the rate limit to reset, then send it again.');
  }
}

/** 5xx: the store or a proxy failed. The call may or may not have taken effect. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';

  constructor(details: ApiErrorDetails) {
    super(details, `${possibleEffect(details)}${details.method === 'GET' ? ' later' : '; try again later'}.`);
  }
}
