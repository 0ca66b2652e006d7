import { InvalidRequestError } from '../errors/invalid-request-error.js';

/** Says what is wrong with the value of an option, if anything. */
export type OptionCheck = (value: unknown) => string | undefined;

/** A check for every option that there is. */
export type OptionChecks<Options> = { readonly [Name in keyof Required<Options>]: OptionCheck };

/** @throws InvalidRequestError when options have unknown names or unusable values. Values are not repeated in it. */
export function checkOptions<Options extends object>(options: Options, checks: OptionChecks<Options>): Options {
  checkObject(options, 'options');
  const names = Object.keys(checks);
  const unknown = Object.keys(options).filter((name) => !names.includes(name));
  const problems = Object.entries<OptionCheck>(checks).map(([name, check]) => [
    name,
    check(Reflect.get(options, name)),
  ]);
  const issues = [...unknown.map((name) => [name, `is not an option; there are ${names.join(', ')}`]), ...problems];
  const found = issues.flatMap(([name, message]) => (message ? [{ path: `options.${name}`, message }] : []));
  if (found.length > 0) throw new InvalidRequestError(found);
  return options;
}

/** @throws InvalidRequestError when something is not an object. */
export function checkObject(value: unknown, argument: string): asserts value is object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new InvalidRequestError([{ path: argument, message: 'must be an object' }]);
}

/** A check that `undefined` passes. */
export function optional(check: OptionCheck): OptionCheck {
  return (value) => (value === undefined ? undefined : check(value));
}

export const checkTimeoutMs: OptionCheck = (value) => {
  const usable = typeof value === 'number' && value > 0 && value <= LONGEST_TIMER_MS;
  return usable ? undefined : `must be a number of milliseconds above 0 and at most ${LONGEST_TIMER_MS}`;
};

/** Longer delays overflow the timers of every runtime and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
