import { isJson, withoutParameters } from '../contract/read-body.js';
import { isRecord, type Json, ownMember } from '../json.js';
import type { CallBody } from './runtime/body.js';

/** How a body of a media type is written. That of any media type is JSON, unless its schema is of bytes. */
export function kindOfBody(mediaType: string, schema?: Json): CallBody['kind'] {
  const plain = withoutParameters(mediaType);
  if (isJson(plain)) return 'json';
  if (isJsonOrAny(plain)) return ownMember(schema, 'format') === 'binary' ? 'raw' : 'json';
  if (plain === 'application/x-www-form-urlencoded') return 'form';
  return plain.startsWith('multipart/') ? 'multipart' : 'raw';
}

/** Whether `fetch` sends a body with a method. */
export function takesBody(method: string): boolean {
  return !['GET', 'HEAD'].includes(method.toUpperCase());
}

/** The media type that requests are sent as: JSON if there is a choice, else a form, else the first. */
export function chosenMediaType(mediaTypes: readonly string[]): string | undefined {
  const preferred = [(kind: string) => kind === 'json', (kind: string) => kind === 'form' || kind === 'multipart'];
  const found = preferred.map((isWanted) => mediaTypes.find((mediaType) => isWanted(kindOfBody(mediaType))));
  return found.find((mediaType) => mediaType !== undefined) ?? mediaTypes[0];
}

/** Whether a response of a media type is read as JSON. Documents that promise anything nearly always mean JSON. */
export function isJsonOrAny(mediaType: string): boolean {
  const plain = withoutParameters(mediaType);
  return isJson(plain) || plain === '*/*' || plain === 'application/*';
}

/** A body as a document declares it. */
export interface DeclaredBody {
  readonly mediaType: string;
  readonly schema: Json | undefined;
}

/** How successes are read: all as JSON, none as JSON, or according to their Content-Type. */
export function readsOf(successes: readonly (readonly DeclaredBody[])[]): 'json' | 'stream' | 'mixed' {
  const all = askedBodies(successes).map(({ mediaType }) => isJsonOrAny(mediaType));
  if (!all.includes(false)) return 'json';
  return all.includes(true) ? 'mixed' : 'stream';
}

/** The media types of successes that a client asks for, JSON first. */
export function acceptedTypes(successes: readonly (readonly DeclaredBody[])[]): string[] {
  const all = askedBodies(successes).map(({ mediaType }) => mediaType);
  const json = all.filter(isJsonOrAny);
  return [...new Set([...json, ...all])];
}

/** Without those that say in XML, YAML or the like what the JSON of the same success says. */
function askedBodies(successes: readonly (readonly DeclaredBody[])[]): DeclaredBody[] {
  return successes.flatMap((bodies) => {
    const json = bodies.filter(({ mediaType }) => isJsonOrAny(mediaType));
    return bodies.filter((body) => json.includes(body) || !json.some((other) => isSameData(body, other)));
  });
}

function isSameData({ mediaType, schema }: DeclaredBody, json: DeclaredBody): boolean {
  if (SERIES.test(mediaType)) return false;
  return schema === json.schema || JSON.stringify(schema) === JSON.stringify(json.schema);
}

/** Events and rows, of which a document may give the schema of one. */
const SERIES = /event-stream|csv|ndjson|jsonl|json-seq/i;

/** Whether a field of a form is a file. In OpenAPI 3.1, the content of a string says so, or an empty schema does. */
export function isFileField(schema: Json | undefined): boolean {
  if (!isRecord(schema)) return false;
  const { type, format, contentMediaType } = schema;
  if (Object.keys(schema).length === 0) return true;
  return type !== 'object' && (typeof contentMediaType === 'string' || (type === 'string' && format === 'binary'));
}
