import type { OperationDescriptor } from '../../generated/descriptor.js';
import type { components } from '../../generated/types.js';
import type { ApiErrorDetails } from '../errors/api-error.js';
import { ApiError } from '../errors/api-error.js';
import type { CallDetails } from '../errors/call-details.js';
import { createApiError } from '../errors/create-api-error.js';
import { MalformedResponseError } from '../errors/malformed-response-error.js';
import { UnexpectedRedirectError } from '../errors/unexpected-redirect-error.js';
import { isObject, valueAt } from '../value-at.js';
import type { LeanResponse } from './lean-fetch.js';
import type { RateLimit } from './rate-limit.js';
import type { Redactor } from './redact.js';

const REQUEST_ID = 'X-Request-Id' satisfies keyof components['headers'];

/** An answer as far as the platform has read it. */
export interface ReceivedResponse {
  readonly response: LeanResponse;
  /** Of a success the text, of a failure the parsed JSON or else the text; `undefined` where there is no body. */
  readonly payload: unknown;
  readonly rateLimit: RateLimit | undefined;
}

/** Says what is wrong with the body of a success, to follow "but", where it cannot be used. */
export type FindProblem = (body: unknown) => string | undefined;

export interface Interpretation {
  readonly redact: Redactor;
  readonly findProblem?: FindProblem | undefined;
}

/**
 * Decides what an answer means.
 *
 * @returns The body of a success; `undefined` where it has none.
 * @throws ApiError, or the subclass for the status, when the store reports an error, also inside a success.
 * @throws MalformedResponseError when a success is not what the operation answers with.
 * @throws UnexpectedRedirectError for a redirect.
 */
export function interpretResponse(
  operation: OperationDescriptor,
  call: CallDetails,
  { response, payload, rateLimit }: ReceivedResponse,
  { redact, findProblem }: Interpretation,
): unknown {
  const { status, headers } = response;
  const requestId = () => redacted(headers.get(REQUEST_ID), redact);
  if (response.redirected || response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const wasFollowed = response.redirected;
    const location = redacted(wasFollowed ? response.url : headers.get('Location'), redact);
    throw new UnexpectedRedirectError({ ...call, status, location, wasFollowed });
  }
  const apiErrorDetails = (body: unknown): ApiErrorDetails => ({
    ...call,
    status,
    requestId: requestId(),
    rateLimit,
    body: redact.json(body === '' ? undefined : body),
  });
  if (!response.ok) throw createApiError(apiErrorDetails(payload));

  const text = typeof payload === 'string' ? payload : '';
  const malformed = (problem: string, isUnreadable = true) => {
    const contentType = redacted(headers.get('Content-Type'), redact);
    const details = { problem, isUnreadable, status, requestId: requestId(), contentType, body: redact.text(text) };
    return new MalformedResponseError({ ...call, ...details });
  };
  if (text === '') {
    if (mayBeEmpty(operation, status)) return undefined;
    throw malformed('has no body');
  }
  if (!isJson(headers.get('Content-Type'))) throw malformed('its body is not declared as JSON');
  const body = parseJson(text);
  if (body === undefined) throw malformed('its body is not complete, valid JSON');
  if (reportsFailures(body)) throw new ApiError(apiErrorDetails(body));
  const problem = findProblem?.(body);
  if (problem) throw malformed(problem, false);
  return body;
}

function redacted(value: string | null, redact: Redactor): string | undefined {
  return value === null ? undefined : redact.text(value);
}

/** Undocumented success statuses may do without a body where some documented one does. */
function mayBeEmpty({ success }: OperationDescriptor, status: number): boolean {
  const mediaTypes = success[String(status)];
  return mediaTypes ? mediaTypes.length === 0 : Object.values(success).some((documented) => documented.length === 0);
}

function isJson(contentType: string | null): boolean {
  return /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType ?? '');
}

/** `undefined` for text that is not JSON. The parser's own error is dropped: it quotes the body. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether a success says inside that it is none. An `errors` that is there but empty is how batch answers say that all
 * went well.
 */
function reportsFailures(body: unknown): boolean {
  const isNamed = (problems: unknown) => (isObject(problems) ? Object.keys(problems).length > 0 : Boolean(problems));
  const count = (name: string) => Number(valueAt(body, 'meta', name));
  const isCounted = count('failed') > 0 || count('success') < count('total');
  return (
    isNamed(valueAt(body, 'errors')) ||
    isNamed(valueAt(body, 'error')) ||
    isCounted ||
    Number(valueAt(body, 'status')) >= 400
  );
}
