// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { type Check, rule } from './check.js';

/** Characters outside the basic plane have a length of 2, but are one each. They are counted where it may matter. */
export function minLength(limit: number): Check {
  return rule('minLength', { limit }, isText, (text) => text.length >= 2 * limit || [...text].length >= limit);
}

export function maxLength(limit: number): Check {
  return rule('maxLength', { limit }, isText, (text) => text.length <= limit || [...text].length <= limit);
}

export function pattern(expression: RegExp): Check {
  return rule('pattern', { pattern: expression.source }, isText, (text) => expression.test(text));
}

export function format(name: string, expression: RegExp): Check {
  return rule('format', { format: name }, isText, (text) => expression.test(text));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
