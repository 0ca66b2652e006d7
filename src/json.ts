/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Whether a value is an object or an array. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is an object, of any class, but not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !Array.isArray(value);
}

/**
 * Whether a value is a plain object of any realm, such as an object literal. Others (a Map, a promise, an instance of a class)
 * keep their content elsewhere, and would look like an object without members.
 */
export function isPlainObject(value: unknown): value is object {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * A copy without a prototype, so that reading a member that it lacks gives `undefined`, even where something in the process has
 * put members on `Object.prototype`.
 */
export function ownMembersOf<Value extends object>(value: Value): Value {
  return Object.assign(Object.create(null), value);
}

/** The value at a path of names in an unknown value, inherited members included; `undefined` if there is none. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const name of path) inner = isObject(inner) ? Reflect.get(inner, name) : undefined;
  return inner;
}

/**
 * A number, or a text of decimal digits; `NaN` for anything else. Unlike `Number`, it does not ask objects to become one, and
 * takes no other notation: who writes `0x3` or `3e0` may mean anything by it.
 */
export function numberIn(value: unknown): number {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value));
  return isNumber ? Number(value) : Number.NaN;
}

/** An own member of a JSON value. Members of every object or array, such as `constructor` or `length`, are not data. */
export function ownMember(value: Json | undefined, name: string): Json | undefined;
export function ownMember(value: unknown, name: string): unknown;
export function ownMember(value: unknown, name: string): unknown {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
  return Array.isArray(value) && name === 'length' ? undefined : Reflect.get(value, name);
}

/** The members of a JSON object as pairs; none for any other value. */
export function entriesOf(value: Json | undefined): [name: string, member: Json][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** Appends tokens to a JSON pointer (RFC 6901). */
export function pointerTo(base: string, ...tokens: readonly (string | number)[]): string {
  return base + tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The names and indices in a JSON pointer. */
export function pointerTokens(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a JSON pointer; `undefined` if there is none. */
export function valueAtPointer(document: Json, pointer: string): Json | undefined;
export function valueAtPointer(document: unknown, pointer: string): unknown;
export function valueAtPointer(document: unknown, pointer: string): unknown {
  return pointerTokens(pointer).reduce<unknown>(ownMember, document);
}

/** The pointer in a `$ref` within a document, such as `#/paths/~1customers%7Bid%7D`. */
export function pointerInFragment(reference: string): string {
  return percentDecoded(reference.replace(/^#/, ''));
}

/** A JSON pointer as a URI fragment, in which characters such as `{` are percent-encoded. */
export function encodePointer(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}

/** Decodes percent-encoding. A text with invalid encoding is returned unchanged. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
