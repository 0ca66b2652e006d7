/**
 * What errors were made of, word for word: a body or a code. Decisions are made on these. What an error itself shows is
 * masked, and a short access token can be part of any word.
 *
 * The command has a client of its own, and shares the classes of errors with the package. So what its client looks up is kept
 * with the class, and not in a copy of this module.
 */
const KEY = Symbol.for('bigcommerce-customers: originals of errors');

/** Makes a class of errors keep what its errors were made of. */
export function keepOriginals(ErrorClass: object): void {
  Object.defineProperty(ErrorClass, KEY, { value: new WeakMap<object, unknown>() });
}

/** To be called by the constructor of an error whose class, or one above it, keeps originals. */
export function setOriginal(error: object, original: unknown): void {
  tableOf(error)?.set(error, original);
}

export function originalOf(error: object): unknown {
  return tableOf(error)?.get(error);
}

function tableOf(error: object): WeakMap<object, unknown> | undefined {
  const table: unknown = Reflect.get(error.constructor, KEY);
  return table instanceof WeakMap ? table : undefined;
}
