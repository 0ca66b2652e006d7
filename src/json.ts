/** A JSON value, as YAML and JSON documents hold it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Whether a value can have members. Lists can, too. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a value has members by name: an object of any class, but not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !Array.isArray(value);
}

/**
 * Whether a value is an object as a literal makes it, in any realm. Others (a Map, a promise, an instance of a class) keep
 * what they hold elsewhere, and would pass for an object without members.
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

/** The value at a path of names inside something of unknown form, inherited members included; `undefined` if there is none. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const name of path) inner = isObject(inner) ? Reflect.get(inner, name) : undefined;
  return inner;
}

/** A member of a JSON value itself. Members that every object or list has, such as `constructor` or `length`, are not data. */
export function ownMember(value: Json | undefined, name: string): Json | undefined;
export function ownMember(value: unknown, name: string): unknown;
export function ownMember(value: unknown, name: string): unknown {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
  return Array.isArray(value) && name === 'length' ? undefined : Reflect.get(value, name);
}

/** Appends tokens to a JSON pointer (RFC 6901). */
export function pointerTo(base: string, ...tokens: readonly (string | number)[]): string {
  return base + tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The names and positions in a JSON pointer. */
export function pointerTokens(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value that a JSON pointer leads to, or `undefined` where it leads nowhere. */
export function valueAtPointer(document: Json, pointer: string): Json | undefined;
export function valueAtPointer(document: unknown, pointer: string): unknown;
export function valueAtPointer(document: unknown, pointer: string): unknown {
  return pointerTokens(pointer).reduce<unknown>(ownMember, document);
}

/** The pointer in a `$ref` within a document, such as `#/paths/~1customers%7Bid%7D`. */
export function pointerInFragment(reference: string): string {
  return percentDecoded(reference.replace(/^#/, ''));
}

/** A part of a URL without its percent-encoding. Left as it is where the encoding is invalid. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
