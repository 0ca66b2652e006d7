import { assertion, type Check } from './check.js';

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

/** A format of numbers, such as int32. Texts have formats of their own. */
export function numberFormat(name: string, holds: (value: number) => boolean): Check {
  return assertion('format', { format: name }, (value) => !isNumber(value) || holds(value));
}

/** NaN and the infinities do not exist in JSON: they have no type, and so no bounds either. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && value - value === 0;
}

/** Exact for decimals: in binary, 19.99 would not be a multiple of 0.01. */
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
