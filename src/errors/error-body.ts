/** One problem that an error body names. */
export interface ErrorDetail {
  /** The key it stands under, `0.data` for example; empty where there is none. */
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

/** Reads an error body: parsed JSON, or text where it is not JSON. */
export function readErrorBody(body: unknown): ErrorBody {
  if (typeof body === 'string')
    return { title: undefined, type: undefined, errors: undefined, details: flatten(prose(body)) };
  const members = isRecord(body) ? body : {};
  return {
    title: text(members['title']),
    type: text(members['type']),
    errors: members['errors'],
    details: [
      ...flatten(members['errors']),
      ...flatten(text(members['detail'])),
      ...flatten(errorMember(members['error'])),
    ],
  };
}

/** Walks whatever stands under `errors`: a sentence, sentences, sentences by key, error objects, or a mixture. */
function flatten(value: unknown, key = ''): ErrorDetail[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value !== 'object') return [{ key, message: String(value) }];
  const nested = isRecord(value) ? errorObject(value, key) : undefined;
  if (nested) return nested;
  return Object.entries(value).flatMap(([name, member]) => flatten(member, key ? `${key}.${name}` : name));
}

/** An error object inside a list of errors: its title, then what its own `errors` say. */
function errorObject({ title, detail, errors }: Record<string, unknown>, key: string): ErrorDetail[] | undefined {
  if (typeof title !== 'string') return undefined;
  const inner = [...flatten(errors, key), ...flatten(text(detail), key)];
  return [{ key, message: title }, ...inner];
}

/** Some answers have `error` in place of everything else: a sentence, or an object with a code and a message. */
function errorMember(error: unknown): string | undefined {
  if (!isRecord(error)) return text(error);
  return [error['code'], error['message'], error['details']].filter((part) => typeof part === 'string').join(': ');
}

/** A page of HTML says nothing that a message should repeat. */
function prose(body: string): string | undefined {
  const trimmed = body.trim();
  return trimmed.startsWith('<') || trimmed.length > LONGEST_PROSE ? undefined : trimmed;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Characters. The sentences that stores answer with are shorter; what is longer is a document. */
const LONGEST_PROSE = 300;
