import { isObject, isRecord, ownMembersOf } from '../json.js';

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
  /** The problems in `errors`, `detail` or `error`, as a flat list. Of thousands, the first. */
  readonly details: readonly ErrorDetail[];
  /** Whether there are more problems than `details` has. */
  readonly hasMore: boolean;
}

/** Reads an error body: parsed JSON, or text if it is not JSON. */
export function readErrorBody(body: unknown): ErrorBody {
  const found: Found = { details: [], hasMore: false };
  if (typeof body === 'string') add(found, '', prose(body));
  if (Array.isArray(body)) addAll(found, '', body);
  if (!isRecord(body)) return { ...NOTHING, ...found };
  const { errors, detail, message, error, title, type } = ownMembersOf(body);
  addAll(found, '', errors);
  add(found, '', text(detail));
  add(found, '', text(message));
  add(found, '', errorMember(error));
  return { title: text(title), type: text(type), errors, ...found };
}

const NOTHING = { title: undefined, type: undefined, errors: undefined };

/** The problems found so far. A body may name a million, or nest them without end, and nobody reads so many. */
interface Found {
  readonly details: ErrorDetail[];
  hasMore: boolean;
}

function add(found: Found, key: string, message: string | undefined): void {
  if (!message) return;
  found.hasMore ||= found.details.length >= MOST_DETAILS;
  if (!found.hasMore) found.details.push({ key, message });
}

/** Adds what `errors` holds: a sentence, a list of them, sentences by key, error objects, or a mixture. */
function addAll(found: Found, key: string, value: unknown, depth = 0): void {
  if (!isObject(value) || depth > DEEPEST_DETAIL) {
    add(found, key, sentence(value));
    return;
  }
  const isList = Array.isArray(value);
  for (const name of isList ? value.keys() : Object.keys(value)) {
    if (found.hasMore) break;
    const member: unknown = Reflect.get(value, name);
    // A list may hold whole error objects, each with a title and `errors` of its own.
    const { title, errors, detail } = ownMembersOf(isList && isRecord(member) ? member : {});
    const isError = typeof title === 'string';
    if (isError) add(found, at(key, name), title);
    addAll(found, at(key, name), isError ? errors : member, depth + 1);
    if (isError) add(found, at(key, name), text(detail));
  }
}

function sentence(value: unknown): string | undefined {
  if (isObject(value)) return '…';
  return value === undefined || value === null ? undefined : String(value);
}
/** Problems. A request has at most a few hundred items. */
const MOST_DETAILS = 1_000;

/** Levels. Real bodies have four. */
const DEEPEST_DETAIL = 20;

function at(key: string, name: string | number): string {
  const inner = String(name).length > LONGEST_NAME ? '…' : String(name);
  return key ? `${key}.${inner}` : inner;
}

/** Characters. Longer names are not cut but left out, as a part of a credential would not be masked. */
const LONGEST_NAME = 300;

/** Some responses have `error` in place of everything else: a sentence, or an object with a code and a message. */
function errorMember(error: unknown): string | undefined {
  if (!isRecord(error)) return text(error);
  const { code, message, details } = ownMembersOf(error);
  return [code, message, details].filter((part) => typeof part === 'string').join(': ');
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
