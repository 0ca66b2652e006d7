import { assertion, type Check } from './check.js';

/** As much of a regular expression as checks need. */
export interface TextTest {
  test(text: string): boolean;
  readonly source?: string;
}

/** A length counts characters (code points), of which some take two units of a string. */
export function minLength(limit: number): Check {
  const isLong = (text: string) => text.length >= 2 * limit || [...text].length >= limit;
  return assertion('minLength', { limit }, (value) => typeof value !== 'string' || isLong(value));
}

export function maxLength(limit: number): Check {
  const isShort = (text: string) => text.length <= limit || (text.length <= 2 * limit && [...text].length <= limit);
  return assertion('maxLength', { limit }, (value) => typeof value !== 'string' || isShort(value));
}

/** @param source The pattern as messages show it. */
export function pattern(expression: TextTest, source = expression.source): Check {
  return assertion('pattern', { pattern: source }, (value) => typeof value !== 'string' || expression.test(value));
}

export function format(name: string, expression: TextTest): Check {
  return assertion('format', { format: name }, (value) => typeof value !== 'string' || expression.test(value));
}
