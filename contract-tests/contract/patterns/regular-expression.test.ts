import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { regularExpression } from '../../../src/contract/patterns/pattern.js';

// No pattern is the same as one that was asked for before.
test('the regular expression of a pattern is made once', () => {
  const name = randomUUID();
  const expression = regularExpression(`^${name}$`);
  expect([expression.test(name), expression.test(`${name}!`)]).toEqual([true, false]);
  expect(regularExpression(`^${name}$`)).toBe(expression);
});

test('one that refers back to a group is that of the platform, for contracts that trust it', () => {
  const name = randomUUID();
  const expression = regularExpression(`^(${name})\\1$`);
  expect([expression.test(name + name), expression.test(name)]).toEqual([true, false]);
});

test('what is no pattern is no regular expression either', () => {
  expect(() => regularExpression(`(${randomUUID()}`)).toThrow(/group/);
});
