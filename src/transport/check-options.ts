import { InvalidRequestError } from '../errors/invalid-request-error.js';

/** Says what is wrong with the value of an option, if anything. */
export type OptionCheck = (value: unknown) => string | undefined;

/** A check for every option that there is. */
export type OptionChecks<Options> = { readonly [Name in keyof Required<Options>]: OptionCheck };

/**
 * Checks options and copies them, so that what was checked is what is used, whatever the caller does meanwhile.
 *
 * @throws InvalidRequestError when options have unknown names or unusable values. Values are not repeated in it.
 */
export function checkOptions<Options extends object>(
  options: Options,
  checks: Readonly<Record<string, OptionCheck>>,
  argument = 'options',
): Options {
  checkPlainObject(options, argument);
  const copy = { ...options };
  const names = Object.keys(checks);
  const unknown = Object.keys(copy).filter((name) => !names.includes(name));
  const problems = Object.entries(checks).map(([name, check]) => [name, check(Reflect.get(copy, name))]);
  const issues = [...unknown.map((name) => [name, `is not an option; there are ${names.join(', ')}`]), ...problems];
  const found = issues.flatMap(([name, message]) => (message ? [{ path: `${argument}.${name}`, message }] : []));
  if (found.length > 0) throw new InvalidRequestError(found);
  return copy;
}

/** @throws InvalidRequestError when something is no plain object. */
export function checkPlainObject(value: unknown, argument: string): void {
  if (!isPlainObject(value)) throw new InvalidRequestError([{ path: argument, message: 'must be a plain object' }]);
}

/**
 * Whether a value is an object that a literal makes, in any realm. What other objects hold (a Map, a promise, an instance
 * of a class) cannot be seen by looking at their members, so that they would pass for an object with nothing in it.
 */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A check that `undefined` passes. */
export function optional(check: OptionCheck): OptionCheck {
  return (value) => (value === undefined ? undefined : check(value));
}

export const checkMilliseconds: OptionCheck = (value) => {
  const isUsable = typeof value === 'number' && value > 0 && value <= LONGEST_TIMER_MS;
  return isUsable ? undefined : `must be a number of milliseconds above 0 and at most ${LONGEST_TIMER_MS}`;
};

export const checkWholeNumber: OptionCheck = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number, 0 or above';

export const checkFunction: OptionCheck = (value) => (typeof value === 'function' ? undefined : 'must be a function');

export const checkBoolean: OptionCheck = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');

export const checkSignal: OptionCheck = (value) => {
  const methods = ['addEventListener', 'removeEventListener'];
  const isSignal = typeof value === 'object' && value !== null && 'aborted' in value;
  const isUsable = isSignal && methods.every((name) => typeof Reflect.get(value, name) === 'function');
  return isUsable ? undefined : 'must be an AbortSignal';
};

/** Longer delays overflow the timers of every runtime and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
