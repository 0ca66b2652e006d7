import { isRecord } from '../json.js';

/** One problem named in an error body. */
export interface ErrorDetail {
  /** Its key, `0.data` for example; empty if it has none. */
  readonly key: string;
  readonly message: string;
}

/** What can be read out of an error body, whichever of its many forms it has. */
export interface ErrorBody {
  readonly title: string | undefined;
  readonly type: string | undefined;
  /** The member `errors` as the store sent it. */
  readonly errors: unknown;
  /** The problems in `errors`, `detail` or `error`, as a flat list. */
  readonly details: readonly ErrorDetail[];
}

/** Reads an error body: parsed JSON, or text if it is not JSON. */
export function readErrorBody(body: unknown): ErrorBody {
  if (typeof body === 'string') return { ...NOTHING, details: flatten(prose(body)) };
  if (Array.isArray(body)) return { ...NOTHING, details: flatten(body) };
  if (!isRecord(body)) return { ...NOTHING, details: [] };
  return {
    title: text(body['title']),
    type: text(body['type']),
    errors: body['errors'],
    details: [
      ...flatten(body['errors']),
      ...flatten(text(body['detail'])),
      ...flatten(text(body['message'])),
      ...flatten(errorMember(body['error'])),
    ],
  };
}

const NOTHING = { title: undefined, type: undefined, errors: undefined };

/** Flattens `errors`: a sentence, a list of them, sentences by key, error objects, or a mixture. */
function flatten(value: unknown, key = ''): ErrorDetail[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((member, index) => flattenListed(member, joined(key, String(index))));
  if (!isRecord(value)) return [{ key, message: String(value) }];
  return Object.entries(value).flatMap(([name, member]) => flatten(member, joined(key, name)));
}

/** A list may hold whole error objects, each with a title and `errors` of its own. */
function flattenListed(value: unknown, key: string): ErrorDetail[] {
  if (!isRecord(value) || typeof value['title'] !== 'string') return flatten(value, key);
  return [{ key, message: value['title'] }, ...flatten(value['errors'], key), ...flatten(text(value['detail']), key)];
}

function joined(key: string, name: string): string {
  return key ? `${key}.${name}` : name;
}

/** Some responses have `error` in place of everything else: a sentence, or an object with a code and a message. */
function errorMember(error: unknown): string | undefined {
  if (!isRecord(error)) return text(error);
  return [error['code'], error['message'], error['details']].filter((part) => typeof part === 'string').join(': ');
}

/** A page of HTML is of no use in a message. */
function prose(body: string): string | undefined {
  const trimmed = body.trim();
  return trimmed.startsWith('<') || trimmed.length > LONGEST_PROSE ? undefined : trimmed;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Characters. The sentences of stores are shorter; anything longer is a document. */
const LONGEST_PROSE = 300;
