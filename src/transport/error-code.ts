/** The `code` of an error or of the nearest of its causes that has one. Runtimes differ in where they put it. */
export function errorCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && typeof current === 'object' && current !== null; depth += 1) {
    const code: unknown = Reflect.get(current, 'code');
    if (typeof code === 'string') return code;
    current = Reflect.get(current, 'cause');
  }
  return undefined;
}

const DEEPEST_CAUSE = 8;
