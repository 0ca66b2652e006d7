import { assertion, type Check } from './check.js';

/** As much of a regular expression as checks need. */
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

/** A length counts characters (code points), of which some take two units of a string. Long texts need not be counted. */
function isLong(text: string, count: number): boolean {
  return text.length >= count && (text.length >= 2 * count || [...text].length >= count);
}

/** @param source The pattern as messages show it. */
export function pattern(expression: TextTest, source = expression.source): Check {
  return assertion('pattern', { pattern: source }, (value) => typeof value !== 'string' || expression.test(value));
}

export function format(name: string, expression: TextTest): Check {
  return assertion('format', { format: name }, (value) => typeof value !== 'string' || expression.test(value));
}
