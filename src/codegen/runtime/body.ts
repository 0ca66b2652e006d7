import { type CallField, writeMultipart } from './multipart.js';
import { type CallParameter, deepPairs, isObject, membersOf, scalarText } from './parameters.js';

/** How the body of a call is written. */
export interface CallBody {
  /** `raw`: the caller gives text or bytes. */
  readonly kind: 'json' | 'form' | 'multipart' | 'raw';
  readonly mediaType: string;
  /** Fields of a form that are not written as forms usually are. */
  readonly fields?: readonly CallField[];
}

type WireBody = NonNullable<RequestInit['body']>;

/** A body as it is sent, with the Content-Type to send it with. FormData and URLSearchParams bring their own. */
export interface WrittenBody {
  readonly body: WireBody;
  readonly contentType: string | undefined;
}

/**
 * Writes a body. What `fetch` takes as it is (Blob, FormData, URLSearchParams, bytes) may be given instead of fields or JSON.
 *
 * @throws TypeError for a field that has no textual form, and for a raw body that is neither text nor bytes.
 */
export function writeBody({ kind, mediaType, fields = [] }: CallBody, value: unknown): WrittenBody {
  if (value instanceof FormData) return { body: value, contentType: undefined };
  if (isWireBody(value) && !(kind === 'json' && typeof value === 'string'))
    return { body: value, contentType: typeOf(value, kind, mediaType) };
  if (kind === 'json')
    return { body: JSON.stringify(value), contentType: isRange(mediaType) ? 'application/json' : mediaType };
  if (kind === 'raw' || !isObject(value)) throw new TypeError(`a body of ${mediaType} must be text or bytes`);
  if (kind === 'multipart') return writeMultipart(mediaType, fields, value);
  return { body: urlEncoded(fields, value), contentType: mediaType };
}

function isWireBody(value: unknown): value is WireBody {
  return (
    typeof value === 'string' ||
    value instanceof Blob ||
    value instanceof URLSearchParams ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof ReadableStream
  );
}

/** The type of a body that is sent as it is. Nothing can be of a range such as `image/*`. */
function typeOf(value: WireBody, kind: CallBody['kind'], mediaType: string): string {
  const isOpen = isRange(mediaType) || kind === 'multipart';
  if (isOpen && value instanceof Blob && value.type !== '') return value.type;
  if (isOpen && value instanceof URLSearchParams) return 'application/x-www-form-urlencoded';
  if (!isRange(mediaType)) return mediaType;
  return typeof value === 'string' ? 'text/plain' : 'application/octet-stream';
}

function isRange(mediaType: string): boolean {
  return mediaType.includes('*');
}

function urlEncoded(fields: readonly CallParameter[], value: object): string {
  const form = new URLSearchParams();
  for (const [name, field] of membersOf(value)) {
    const { style = 'form', explode = style === 'form' } = fields.find((other) => other.name === name) ?? {};
    for (const [key, text] of pairsOf(name, field, style, explode)) form.append(key, text);
  }
  return form.toString();
}

function pairsOf(name: string, field: unknown, style: string, explode: boolean): [name: string, text: string][] {
  if (field === null) return [[name, '']];
  if (style === 'deepObject') return deepPairs(name, field);
  if (!isObject(field)) return [[name, scalarText(name, field)]];
  if (!Array.isArray(field)) return [[name, JSON.stringify(field)]];
  const texts = field.map((item) => (isObject(item) ? JSON.stringify(item) : scalarText(name, item)));
  if (explode) return texts.map((text) => [name, text]);
  const delimiter = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
  return [[name, texts.join(delimiter)]];
}
