import { textMask } from './mask-text.js';

/** Takes a secret out of whatever is about to become part of an error. */
export interface Redactor {
  text(value: string): string;
  /** A JSON value. */
  json(value: unknown): unknown;
  /** Something thrown by the platform or by a caller's `fetch`. Kept as it is where it is plainly harmless. */
  cause(error: unknown): unknown;
}

export function createRedactor(secret: string): Redactor {
  const text = textMask([secret]);

  const json = (value: unknown, depth = 0): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST_JSON) return '[nested too deeply]';
    if (Array.isArray(value)) return value.map((member) => json(member, depth + 1));
    // fromEntries defines members, so that one called __proto__ stays a member.
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [text(name), json(member, depth + 1)]));
  };

  const cause = (error: unknown, depth = 0): unknown => {
    if (typeof error === 'string') return text(error);
    if (typeof error !== 'object' || error === null) return error;
    try {
      if (isHarmless(error, (value) => text(value) === value)) return error;
      return copyOf(error, text, depth < DEEPEST_CAUSE ? cause(Reflect.get(error, 'cause'), depth + 1) : undefined);
    } catch {
      return new Error('an error that cannot be looked at');
    }
  };

  return { text, json: (value) => json(value), cause: (error) => cause(error) };
}

/**
 * Whether an error holds nothing but primitives and errors of the same kind, and no text with the secret, and is of a
 * class that can hide nothing either. An error that carries a request, as those of some HTTP libraries do, is not: the
 * request carries the credentials.
 */
function isHarmless(error: object, isClean: (text: string) => boolean, depth = 0): boolean {
  if (depth > DEEPEST_CAUSE || !hasPlainPrototypes(error)) return false;
  return [...Reflect.ownKeys(error), 'message', 'name', 'stack'].every((key) => {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === 'string') return isClean(value);
    const members = Array.isArray(value) ? value : [value];
    return members.every((member: unknown) =>
      typeof member === 'object' && member !== null
        ? isHarmless(member, isClean, depth + 1)
        : typeof member !== 'function',
    );
  });
}

/** Judged by what the prototypes have and not by instanceof: errors can come from another realm. */
function hasPlainPrototypes(error: object): boolean {
  if (typeof Reflect.get(error, 'message') !== 'string') return false;
  for (let prototype = Object.getPrototypeOf(error); prototype; prototype = Object.getPrototypeOf(prototype)) {
    const isRoot = Object.getPrototypeOf(prototype) === null;
    if (!isRoot && Reflect.ownKeys(prototype).some((key) => !PLAIN_ERROR_MEMBERS.includes(key))) return false;
  }
  return true;
}

/** Members that the prototypes of built-in errors have. */
const PLAIN_ERROR_MEMBERS: readonly PropertyKey[] = ['constructor', 'name', 'message', 'toString', 'stack'];

function copyOf(error: object, text: (value: string) => string, cause: unknown): Error {
  const copy = new Error(text(String(Reflect.get(error, 'message'))), cause === undefined ? undefined : { cause });
  for (const key of KEPT) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    Object.defineProperty(copy, key, { value: typeof value === 'string' ? text(value) : value, configurable: true });
  }
  return copy;
}

/** Members of a copied error that help to find out what happened, and hold no objects. */
const KEPT = ['name', 'code', 'errno', 'syscall', 'stack'];

/** Causes of causes. Real ones are two or three deep; a chain that bites its own tail has no end. */
const DEEPEST_CAUSE = 8;

/** Levels of an error body. Real ones have four; without a limit, a hostile one could exhaust the stack. */
const DEEPEST_JSON = 100;
