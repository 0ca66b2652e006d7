import type { StoreResponse } from './store.js';

const ERROR_TYPE = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

/** A response before the headers that every response has. */
export interface ResponseDraft {
  readonly status: number;
  readonly contentType?: string;
  readonly body: string;
}

export const NO_CONTENT: ResponseDraft = { status: 204, body: '' };

/** To a request that is not valid HTTP. */
export const BAD_REQUEST: ResponseDraft = { status: 400, body: '' };

export const NO_SUCH_ROUTE = textResponse(404, 'The route is not found, check the URL');
/** These members are all that a report of 2017 shows. */
export const TRAILING_SLASH = jsonResponse(403, { status: 403, title: 'Authentication Required', type: ERROR_TYPE });
export const NO_TOKEN = textResponse(401, 'X-Auth-Token header is required');
export const EMPTY_TOKEN = textResponse(401, 'X-Auth-Token header should have correct format');

/** Nobody has recorded the other members of this response. */
export const UNKNOWN_TOKEN = jsonResponse(401, { status: 401, title: 'Unauthorized' });
export const MISSING_SCOPE = problemResponse(403, "You don't have a required scope to access the endpoint");
export const ANOTHER_STORE = problemResponse(403, 'The access token belongs to another store');
export const TOO_MANY_REQUESTS = jsonResponse(429, {
  status: 429,
  title: 'Too many requests',
  type: '/api-docs/getting-started/api-status-codes',
  errors: {},
});
export const MALFORMED_JSON = jsonResponse(400, { status: 400, title: 'Input is invalid', errors: {} });

/** Documented for other lists; nobody has published this response. */
export function tooManyItems(status: 413 | 422, maxItems: number): ResponseDraft {
  return problemResponse(status, `The maximum number of items allowed in the array is ${maxItems}`);
}

/** The document has the operation, but no example of a success, and the sandbox does not know what it does to a store. */
export function notModelled(operationId: string): ResponseDraft {
  return problemResponse(
    501,
    `The sandbox does not model the operation ${operationId}, and the document has no example of its response. Mock its response, add an example, or add the operation to src/sandbox/operations.ts.`,
  );
}

export function bodyTooLarge(maxBytes: number): ResponseDraft {
  return problemResponse(413, `The body of the request is larger than ${maxBytes} bytes`);
}

export function jsonResponse(status: number, value: unknown): ResponseDraft {
  return { status, contentType: 'application/json', body: JSON.stringify(value) };
}

/** An error in the usual form. The keys of `errors` are fields, or positions in a list as `0.data`. */
export function problemResponse(
  status: number,
  title: string,
  errors: Readonly<Record<string, string>> = {},
): ResponseDraft {
  return jsonResponse(status, { status, title, type: ERROR_TYPE, errors });
}

/** The counts of a batch, and its problems by position. */
export function batchResponse(
  status: number,
  total: number,
  problems: Readonly<Record<string, string>>,
): ResponseDraft {
  const failed = Object.keys(problems).length;
  const title = 'Shopper profiles could not be removed.';
  const errors = failed > 0 ? [{ status: 422, title, type: ERROR_TYPE, errors: problems }] : [];
  return jsonResponse(status, { data: [], errors, meta: { total, success: total - failed, failed } });
}

/** Completes a response. One without a body has no headers that describe a body. */
export function withHeaders(
  { status, contentType, body }: ResponseDraft,
  headers: Readonly<Record<string, string>>,
): StoreResponse {
  const ofBody = contentType === undefined ? {} : { 'Content-Type': contentType, Vary: 'Accept-Encoding' };
  return { status, headers: { ...ofBody, ...headers }, body };
}

function textResponse(status: number, body: string): ResponseDraft {
  return { status, contentType: 'text/plain', body };
}
