import { InvalidRequestError, type RequestIssue } from '../errors/invalid-request-error.js';

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
  const issues: RequestIssue[] = [];
  for (const name of Object.keys(copy)) {
    if (Object.hasOwn(checks, name)) continue;
    const message = `is not an option; there are ${Object.keys(checks).join(', ')}`;
    issues.push({ path: `${argument}.${name}`, message });
  }
  for (const name of Object.keys(checks)) {
    const message = checks[name]?.(Reflect.get(copy, name));
    if (message) issues.push({ path: `${argument}.${name}`, message });
  }
  if (issues.length > 0) throw new InvalidRequestError(issues);
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
