/**
 * A function that does its work once for each object. An object with ten thousand members that nobody declared is the
 * subject of as many violations.
 */
export function remembered<Result>(make: (value: unknown) => Result): (value: unknown) => Result {
  const made = new WeakMap<object, Result>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return make(value);
    const known = made.get(value);
    if (known !== undefined) return known;
    const result = make(value);
    made.set(value, result);
    return result;
  };
}
