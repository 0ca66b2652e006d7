import type { StoreAnswer } from './store.js';

const ERROR_TYPE = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

/** What an answer says, before the headers that all answers have. */
export interface AnswerDraft {
  readonly status: number;
  readonly contentType?: string;
  readonly body: string;
}

/** Done, without a body and without a header that describes one. */
export const NO_CONTENT: AnswerDraft = { status: 204, body: '' };

/** HTTP that could not be meant. */
export const BAD_REQUEST: AnswerDraft = { status: 400, body: '' };

/** The route is looked at before the token. */
export const NO_SUCH_ROUTE = prose(404, 'The route is not found, check the URL');
/** All that a report of 2017 shows. */
export const SLASH_AT_END = json(403, { status: 403, title: 'Authentication Required', type: ERROR_TYPE });
export const NO_TOKEN = prose(401, 'X-Auth-Token header is required');
export const EMPTY_TOKEN = prose(401, 'X-Auth-Token header should have correct format');

/** Nobody has kept the other members of this answer. */
export const UNKNOWN_TOKEN = json(401, { status: 401, title: 'Unauthorized' });
export const MISSING_SCOPE = problem(403, "You don't have a required scope to access the endpoint");
export const ANOTHER_STORE = problem(403, 'The access token belongs to another store');
export const TOO_MANY_REQUESTS = json(429, {
  status: 429,
  title: 'Too many requests',
  type: '/api-docs/getting-started/api-status-codes',
  errors: {},
});
export const MALFORMED_JSON = json(400, { status: 400, title: 'Input is invalid', errors: {} });

/** Documented for other lists; nobody has published this answer. */
export function tooManyItems(status: 413 | 422, maxItems: number): AnswerDraft {
  return problem(status, `The maximum number of items allowed in the array is ${maxItems}`);
}

/** A request that is larger than anything that could be meant. */
export function tooLarge(maxBytes: number): AnswerDraft {
  return problem(413, `The body of the request is larger than ${maxBytes} bytes`);
}

export function json(status: number, value: unknown): AnswerDraft {
  return { status, contentType: 'application/json', body: JSON.stringify(value) };
}

/** An error in the form that most have. The keys of `errors` are fields, or positions in a list with `.data`. */
export function problem(status: number, title: string, errors: Readonly<Record<string, string>> = {}): AnswerDraft {
  return json(status, { status, title, type: ERROR_TYPE, errors });
}

/** How many members of a batch worked, and what is wrong with the other ones, by position. */
export function batchResult(status: number, total: number, problems: Readonly<Record<string, string>>): AnswerDraft {
  const failed = Object.keys(problems).length;
  const title = 'Shopper profiles could not be removed.';
  const errors = failed > 0 ? [{ status: 422, title, type: ERROR_TYPE, errors: problems }] : [];
  return json(status, { data: [], errors, meta: { total, success: total - failed, failed } });
}

/** The answer with its headers. One without a body has none that describes a body. */
export function withHeaders(
  { status, contentType, body }: AnswerDraft,
  headers: Readonly<Record<string, string>>,
): StoreAnswer {
  const ofBody = contentType === undefined ? {} : { 'Content-Type': contentType, Vary: 'Accept-Encoding' };
  return { status, headers: { ...ofBody, ...headers }, body };
}

function prose(status: number, body: string): AnswerDraft {
  return { status, contentType: 'text/plain', body };
}
