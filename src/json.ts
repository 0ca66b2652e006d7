/** What stands at a path inside something of unknown form; `undefined` where there is no such place. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isObject(inner) ? Reflect.get(inner, name) : undefined), value);
}

/** Whether something can have members. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The names in a JSON pointer (RFC 6901). */
export function pointerTokens(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
