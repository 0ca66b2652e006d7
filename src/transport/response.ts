import {
  ApiError,
  type ApiErrorDetails,
  AuthenticationError,
  type BigCommerceError,
  type CallDetails,
  ConflictError,
  MalformedResponseError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnexpectedRedirectError,
  ValidationError,
} from '#errors';
import type { ClientOperation } from '../../generated/descriptor.js';
import type { components } from '../../generated/types.js';
import { isObject } from '../json.js';
import type { Redactor } from '../redact.js';
import type { HttpResponse } from './exchange.js';
import { detailsOf } from './failure.js';
import type { RateLimit } from './rate-limit.js';

const REQUEST_ID = 'X-Request-Id' satisfies keyof components['headers'];

/** A response whose body has been read. */
export interface ReceivedResponse {
  readonly response: HttpResponse;
  /** The text of a success, the parsed JSON (or else the text) of a failure; `undefined` if there is no body. */
  readonly payload: unknown;
  readonly rateLimit: RateLimit | undefined;
}

/** Describes what makes the body of a successful response unusable, if anything does. The text follows "but". */
export type FindProblem = (body: unknown) => string | undefined;

/** The call that a response belongs to. */
export interface RespondedCall extends CallDetails {
  readonly operation: ClientOperation;
  readonly findProblem: FindProblem | undefined;
}

/** The body of a success, `undefined` if it has none; or what went wrong. */
export interface Interpretation {
  readonly body?: unknown;
  readonly failure?: BigCommerceError;
}

/**
 * Decides what a response means. It is a failure when the store reports an error, also inside a success (ApiError, or the
 * subclass for the status), when a success is not what the operation responds with (MalformedResponseError), and when it is
 * a redirect (UnexpectedRedirectError).
 */
export function interpretResponse(call: RespondedCall, received: ReceivedResponse, redact: Redactor): Interpretation {
  const { response, payload } = received;
  const { status, headers } = response;
  if (response.redirected || response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const { redirected: wasFollowed = false, url = null } = response;
    const location = redacted(wasFollowed ? url : headers.get('Location'), redact);
    return { failure: new UnexpectedRedirectError({ ...detailsOf(call), status, location, wasFollowed }) };
  }
  if (!response.ok) return { failure: createApiError(apiErrorDetails(call, received, payload, redact)) };
  const text = typeof payload === 'string' ? payload : '';
  if (text === '' && mayBeEmpty(call.operation, status)) return { body: undefined };
  const { body, unreadable } = readJson(text, headers);
  if (reportsFailures(body)) return { failure: new ApiError(apiErrorDetails(call, received, body, redact)) };
  const problem = unreadable ?? call.findProblem?.(body);
  if (problem === undefined) return { body };
  const failure = new MalformedResponseError({
    ...detailsOf(call),
    problem,
    isUnreadable: unreadable !== undefined,
    status,
    requestId: redacted(headers.get(REQUEST_ID), redact),
    contentType: redacted(headers.get('Content-Type'), redact),
    body: redact.text(text),
  });
  return { failure };
}

/** A body, or why it cannot be read. */
function readJson(text: string, headers: HttpResponse['headers']): { body?: unknown; unreadable?: string } {
  if (text === '') return { unreadable: 'has no body' };
  if (!isJson(headers.get('Content-Type'))) return { unreadable: 'its body is not declared as JSON' };
  try {
    return { body: JSON.parse(text) };
  } catch {
    // The parser's own error is dropped: it quotes the body.
    return { unreadable: 'its body is not complete, valid JSON' };
  }
}

function apiErrorDetails(
  call: CallDetails,
  { response, rateLimit }: ReceivedResponse,
  body: unknown,
  redact: Redactor,
): ApiErrorDetails {
  const { status, headers } = response;
  const requestId = redacted(headers.get(REQUEST_ID), redact);
  return { ...detailsOf(call), status, requestId, rateLimit, body: redact.json(body === '' ? undefined : body) };
}

const BY_STATUS = new Map<number, new (details: ApiErrorDetails) => ApiError>([
  [401, AuthenticationError],
  [403, PermissionError],
  [404, NotFoundError],
  [409, ConflictError],
  [413, PayloadTooLargeError],
  [422, ValidationError],
  [429, RateLimitError],
]);

/** The error class that goes with a status. */
export function createApiError(details: ApiErrorDetails): ApiError {
  const ErrorClass = BY_STATUS.get(details.status) ?? (details.status >= 500 ? ServerError : ApiError);
  return new ErrorClass(details);
}

function redacted(value: string | null, redact: Redactor): string | undefined {
  return value === null ? undefined : redact.text(value);
}

/** A success with an undocumented status may lack a body if that of a documented status may. */
function mayBeEmpty({ success }: ClientOperation, status: number): boolean {
  const mediaTypes = success[String(status)];
  return mediaTypes ? mediaTypes.length === 0 : Object.values(success).some((documented) => documented.length === 0);
}

function isJson(contentType: string | null): boolean {
  return /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType ?? '');
}

/**
 * Whether the body of a success reports failures. Responses to batches have an empty `errors` when all went well.
 */
function reportsFailures(body: unknown): boolean {
  if (!isObject(body)) return false;
  const { errors, error, status, meta }: { errors?: unknown; error?: unknown; status?: unknown; meta?: unknown } = body;
  const { failed, success, total }: { failed?: unknown; success?: unknown; total?: unknown } = isObject(meta)
    ? meta
    : {};
  const isCounted = Number(failed) > 0 || Number(success) < Number(total);
  return isNamed(errors) || isNamed(error) || isCounted || Number(status) >= 400;
}

function isNamed(problems: unknown): boolean {
  return isObject(problems) ? Object.keys(problems).length > 0 : Boolean(problems);
}
