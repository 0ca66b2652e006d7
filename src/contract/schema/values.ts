import { assertion, type Check } from './check.js';
import { isNumber } from './numbers.js';

/** A type name of JSON Schema, or several of which a value has one. */
export function type(wanted: string | readonly string[]): Check {
  const tests = [wanted].flat().map((name) => TESTS[name] ?? isNothing);
  const [first = isNothing, second] = tests;
  const test = second ? (value: unknown) => tests.some((has) => has(value)) : first;
  return assertion('type', { type: wanted }, test);
}

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: isNumber,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isPlainObject,
};

/** What JSON has no type for. */
function isNothing(): boolean {
  return false;
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What must not travel in the direction that is checked, whatever it is. */
export function forbidden(keyword: 'readOnly' | 'writeOnly'): Check {
  return assertion(keyword, {}, isNothing);
}

export function constant(allowedValue: unknown): Check {
  return assertion('const', { allowedValue }, (value) => value === allowedValue || equal(value, allowedValue));
}

export function choice(allowedValues: readonly unknown[]): Check {
  const simple = new Set(allowedValues.filter((value) => !hasMembers(value)));
  const others = allowedValues.filter(hasMembers);
  return assertion(
    'enum',
    { allowedValues },
    (value) => simple.has(value) || (hasMembers(value) && others.some((other) => equal(value, other))),
  );
}

/** Whether two JSON values are the same. The order of members does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!hasMembers(one) || !hasMembers(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name]));
}

function hasMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
