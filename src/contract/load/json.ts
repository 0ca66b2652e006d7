/** A JSON value, as YAML and JSON documents hold it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object as pairs; none for anything else. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** A copy in which each part stands in one place only. What YAML repeats by alias is the same object in several. */
export function unshared(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, member]) => [name, unsharedValue(member)]));
}

function unsharedValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(unsharedValue);
  return isObject(value) ? unshared(value) : value;
}

/** Appends tokens to a JSON pointer (RFC 6901). */
export function pointerTo(base: string, ...tokens: (string | number)[]): string {
  return base + tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function pointerTokens(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer in a `$ref` within a document. In a URI fragment, some characters are percent-encoded. */
export function pointerIn(reference: string): string {
  const fragment = reference.replace(/^#/, '');
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The value a JSON pointer leads to, or `undefined` when it leads nowhere. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  return pointerTokens(pointer).reduce<Json | undefined>(memberOf, document);
}

/** The member of an object or a list, or `undefined` where there is none. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
