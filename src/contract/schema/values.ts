import { isObject, isRecord } from '../../json.js';
import { assertion, type Check } from './check.js';

/** A type of JSON Schema, or one of several. */
export function type(wanted: string | readonly string[]): Check {
  const tests = [wanted].flat().map((name) => TESTS[name] ?? isNothing);
  const [first = isNothing] = tests;
  const test = tests.length > 1 ? (value: unknown) => tests.some((has) => has(value)) : first;
  return assertion('type', { type: wanted }, test);
}

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: isNumber,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
};

/** For type names that do not exist, and for forbidden members. */
function isNothing(): boolean {
  return false;
}

/** A read-only member in a request, or a write-only one in a response: no value is valid. */
export function forbidden(keyword: 'readOnly' | 'writeOnly'): Check {
  return assertion(keyword, {}, isNothing);
}

export function constant(allowedValue: unknown): Check {
  return assertion('const', { allowedValue }, (value) => value === allowedValue || equal(value, allowedValue));
}

export function choice(allowedValues: readonly unknown[]): Check {
  const simple = new Set(allowedValues.filter((value) => !isObject(value)));
  const others = allowedValues.filter(isObject);
  return assertion(
    'enum',
    { allowedValues },
    (value) => simple.has(value) || (isObject(value) && others.some((other) => equal(value, other))),
  );
}

/** Whether two JSON values are equal. The order of members does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && equal(Reflect.get(one, name), Reflect.get(other, name)));
}

export function minimum(limit: number): Check {
  return assertion('minimum', { comparison: '>=', limit }, (value) => !isNumber(value) || value >= limit);
}

export function maximum(limit: number): Check {
  return assertion('maximum', { comparison: '<=', limit }, (value) => !isNumber(value) || value <= limit);
}

export function exclusiveMinimum(limit: number): Check {
  return assertion('exclusiveMinimum', { comparison: '>', limit }, (value) => !isNumber(value) || value > limit);
}

export function exclusiveMaximum(limit: number): Check {
  return assertion('exclusiveMaximum', { comparison: '<', limit }, (value) => !isNumber(value) || value < limit);
}

export function multipleOf(divisor: number): Check {
  const params = { multipleOf: divisor };
  return assertion('multipleOf', params, (value) => !isNumber(value) || isMultipleOf(value, divisor));
}

/** A format of numbers, such as int32. */
export function numberFormat(name: string, holds: (value: number) => boolean): Check {
  return assertion('format', { format: name }, (value) => !isNumber(value) || holds(value));
}

/** NaN and the infinities do not exist in JSON, so they have no type and no limits. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && value - value === 0;
}

/** Decimal arithmetic, because as doubles 19.99 is not a multiple of 0.01. */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (divisor === 0 || !isNumber(value) || !isNumber(divisor)) return false;
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const [one, other] = [decimal(value), decimal(divisor)];
  const exponent = Math.min(one.exponent, other.exponent);
  const scaled = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  return scaled(one) % scaled(other) === 0n;
}

/** A number as `digits * 10 ** exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** The part of RegExp that checks need. */
export interface TextTest {
  test(text: string): boolean;
  readonly source?: string;
}

export function minLength(limit: number): Check {
  return assertion('minLength', { limit }, (value) => typeof value !== 'string' || isLong(value, limit));
}

export function maxLength(limit: number): Check {
  return assertion('maxLength', { limit }, (value) => typeof value !== 'string' || !isLong(value, limit + 1));
}

/** Whether a text has at least `count` code points, of which some take two units. Long texts are not counted. */
function isLong(text: string, count: number): boolean {
  return text.length >= count && (text.length >= 2 * count || [...text].length >= count);
}

/** @param source The pattern in messages. */
export function pattern(expression: TextTest, source = expression.source): Check {
  return assertion('pattern', { pattern: source }, (value) => typeof value !== 'string' || expression.test(value));
}

export function format(name: string, expression: TextTest): Check {
  return assertion('format', { format: name }, (value) => typeof value !== 'string' || expression.test(value));
}
