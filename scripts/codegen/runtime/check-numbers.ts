import { type Check, rule } from './check.js';

export function minimum(limit: number): Check {
  return rule('minimum', { comparison: '>=', limit }, isNumber, (value) => value >= limit);
}

export function maximum(limit: number): Check {
  return rule('maximum', { comparison: '<=', limit }, isNumber, (value) => value <= limit);
}

export function exclusiveMinimum(limit: number): Check {
  return rule('exclusiveMinimum', { comparison: '>', limit }, isNumber, (value) => value > limit);
}

export function exclusiveMaximum(limit: number): Check {
  return rule('exclusiveMaximum', { comparison: '<', limit }, isNumber, (value) => value < limit);
}

/** From 1e21 on, where numbers are too coarse to tell, nothing is a multiple. */
export function multipleOf(divisor: number): Check {
  return rule('multipleOf', { multipleOf: divisor }, isNumber, (value) => {
    const quotient = value / divisor;
    return Number.isInteger(quotient) && Math.abs(quotient) < 1e21;
  });
}

/** NaN and the infinities are not numbers in JSON. */
function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
