/** What a check expects, without a library: the suite runs where there is nothing but the package. */

/** @throws Error when two values are not the same as JSON. */
export function equal(actual, expected, what) {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: expected ${right}, got ${left}`);
}

/** Waits for a promise that must reject with an error of a class, and gives the error. */
export async function rejection(promise, ErrorClass) {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  if (error instanceof ErrorClass) return error;
  throw new Error(`expected ${ErrorClass.name}, got ${error === undefined ? 'no error' : (error.stack ?? error)}`);
}
