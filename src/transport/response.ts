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
import { successes } from '../../generated/validators.js';
import type { Redactor } from '../redact.js';
import { confirms, reportsFailures } from './confirmation.js';
import type { HttpResponse } from './exchange.js';
import { detailsOf, withOriginal } from './failure.js';
import type { RateLimit } from './rate-limit.js';

const REQUEST_ID = 'X-Request-Id' satisfies keyof components['headers'];

/** What identifies a response to BigCommerce support. */
export function requestIdOf(headers: HttpResponse['headers'], redact: Redactor): string | undefined {
  return redacted(headers.get(REQUEST_ID), redact);
}

/** A response whose body has been read. */
export interface ReceivedResponse {
  readonly response: HttpResponse;
  /** The text of a success, the parsed JSON (or else the text) of a failure; `undefined` if there is no body. */
  readonly payload: unknown;
  readonly rateLimit: RateLimit | undefined;
  readonly requestId: string | undefined;
}

/** Describes what makes the body of a successful response unusable, if anything does. The text follows "but". */
export type FindProblem = (body: unknown) => string | undefined;

/** The call that a response belongs to. */
export interface RespondedCall extends CallDetails {
  readonly operation: ClientOperation;
  readonly findProblem: FindProblem | undefined;
  /** How many items were sent, if a body with a success has to confirm by its counts that all of them worked. */
  readonly countedItems: number | undefined;
}

/** The body of a success, `undefined` if it has none; or what went wrong. */
export interface Interpretation {
  readonly body?: unknown;
  readonly failure: BigCommerceError | undefined;
}

/**
 * Decides what a response means. Nothing but a success that the document declares, with the body that it declares, is a
 * success. It is a failure when the store reports an error, also inside a success, or does not confirm what it counts
 * (ApiError, or the subclass for the status), when a success is not declared (MalformedResponseError), and when it is a
 * redirect (UnexpectedRedirectError).
 */
export function interpretResponse(call: RespondedCall, received: ReceivedResponse, redact: Redactor): Interpretation {
  const { response, payload, requestId } = received;
  const { status, headers } = response;
  if (response.redirected || response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const { redirected: wasFollowed = false, url = null } = response;
    const location = redacted(wasFollowed ? url : headers.get('Location'), redact);
    return { failure: new UnexpectedRedirectError({ ...detailsOf(call), status, requestId, location, wasFollowed }) };
  }
  if (!response.ok) return { failure: createApiError(apiErrorDetails(call, received, payload, redact)) };
  const text = typeof payload === 'string' ? payload : '';
  const mediaTypes = declaredAt(status, call.operation.success);
  if (mediaTypes?.length === 0 && text === '') return { body: undefined, failure: undefined };
  const { body, unreadable } = readJson(text, headers);
  const undeclared = mediaTypes?.length ? undefined : undeclaredSuccess(call.operation, mediaTypes !== undefined);
  let problem = undeclared ?? unreadable;
  if (problem === undefined) {
    const details = () => apiErrorDetails(call, received, body, redact);
    if (reportsFailures(body, call.method !== 'GET')) return { failure: createApiError(details()) };
    problem = findFlaw(call, status, body) ?? call.findProblem?.(body);
    const { countedItems = 0 } = call;
    if (problem === undefined && countedItems > 0 && !confirms(body, countedItems)) {
      const doubt = `the response does not confirm that ${countedItems === 1 ? 'it' : `all ${countedItems}`} worked`;
      return { failure: createApiError({ ...details(), doubt }) };
    }
  }
  if (problem === undefined) return { body, failure: undefined };
  const flaw = { problem, isUnreadable: unreadable !== undefined, text };
  return { failure: malformedResponse(call, status, headers, flaw, redact) };
}

/** Characters of an unusable body that are masked, of which far fewer are shown. */
const LONGEST_LOOK = 100_000;

/** Why a success is none. */
export interface Flaw {
  /** The text follows "but". */
  readonly problem: string;
  /** Whether there was no JSON to read. */
  readonly isUnreadable: boolean;
  readonly text: string;
}

/** @param headers Absent where a transport threw before it gave a response. */
export function malformedResponse(
  call: RespondedCall,
  status: number,
  headers: HttpResponse['headers'] | undefined,
  { problem, isUnreadable, text }: Flaw,
  redact: Redactor,
): BigCommerceError {
  const textOf = (name: string) => redacted(headers?.get(name), redact);
  const [requestId, contentType] = [REQUEST_ID, 'Content-Type'].map(textOf);
  const body = redact.text(text.slice(0, LONGEST_LOOK));
  return new MalformedResponseError({
    ...detailsOf(call),
    ...{ problem, isUnreadable, status, requestId, contentType, body },
  });
}

/** What is declared for a status, by itself or with all others of its hundred. */
function declaredAt<Declared>(status: number, declared: Readonly<Record<string, Declared>>): Declared | undefined {
  const key = [String(status), '2XX'].find((name) => Object.hasOwn(declared, name));
  return key === undefined ? undefined : declared[key];
}

function undeclaredSuccess({ success }: ClientOperation, isDeclaredEmpty: boolean): string {
  if (isDeclaredEmpty) return 'a success with this status has no body';
  return `a success of this operation is HTTP ${Object.keys(success).join(' or ')}`;
}

/** A body, or why it cannot be read. */
function readJson(text: string, headers: HttpResponse['headers']): { body?: unknown; unreadable: string | undefined } {
  if (text === '') return { unreadable: 'has no body' };
  if (!isJson(headers.get('Content-Type'))) return { unreadable: 'its body is not declared as JSON' };
  try {
    return { body: JSON.parse(text), unreadable: undefined };
  } catch {
    // The parser's own error is dropped: it quotes the body.
    return { unreadable: 'its body is not complete, valid JSON' };
  }
}

/** How the outermost part of a body differs from what is declared, if it does. Contract checks look at the rest. */
function findFlaw({ operationId }: CallDetails, status: number, body: unknown): string | undefined {
  const validate = declaredAt(status, successes[operationId]);
  if (!validate || validate(body)) return undefined;
  const { instancePath = '', params } = validate.errors?.[0] ?? {};
  const member = instancePath.slice(1);
  if (params?.['missingProperty']) return `its body has no ${params['missingProperty']}`;
  return `${member ? `${member} in its body` : 'its body'} is not of type ${params?.['type']}`;
}

function apiErrorDetails(
  call: CallDetails,
  { response: { status }, rateLimit, requestId }: ReceivedResponse,
  body: unknown,
  redact: Redactor,
): ApiErrorDetails {
  return { ...detailsOf(call), status, requestId, rateLimit, body: body === '' ? undefined : body, redact };
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
  return withOriginal(new ErrorClass(details), details.body);
}

function redacted(value: string | null | undefined, redact: Redactor): string | undefined {
  return value === null || value === undefined ? undefined : redact.text(value);
}

function isJson(contentType: string | null): boolean {
  return /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType ?? '');
}
