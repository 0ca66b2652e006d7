import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import { describe, expect, test } from '@jest/globals';
import { isMultipleOf } from '../../../src/contract/schema/values.js';
import { oneSchema } from '../../support/one-schema.js';

describe('multiples are those of decimal numbers', () => {
  test.each<[value: number, divisor: number, expected: boolean]>([
    [19.99, 0.01, true],
    [0.07, 0.01, true],
    [19.995, 0.01, false],
    [-0.3, 0.1, true],
    [0, 0.01, true],
    [7, 2, false],
    [8, 2, true],
    [1.5, 0.5, true],
    [1, 0.3, false],
    [1e21, 0.01, true],
    [1e300, 7e-300, false],
    [5e-324, 5e-324, true],
    [1e-7, 1e-6, false],
    [1, 0, false],
    [123456789.01, 0.01, true],
  ])('%d of %d: %s', (value, divisor, expected) => {
    expect(isMultipleOf(value, divisor)).toBe(expected);
  });

  test('as another implementation has it, for 10,000 prices and as many that are none', async () => {
    registerSchema(
      { $schema: 'https://json-schema.org/draft/2020-12/schema', multipleOf: 0.01 },
      'https://example.com/price',
    );
    const isPrice = await validate('https://example.com/price');
    const wrong: number[] = [];
    for (let cents = 0; cents < 10_000; cents += 1) {
      for (const value of [cents / 100, Number(`${cents}.005`)])
        if (isMultipleOf(value, 0.01) !== isPrice(value).valid) wrong.push(value);
    }
    expect(wrong).toEqual([]);
  });

  test('in bodies', async () => {
    const { answered, contract } = await oneSchema({ type: 'number', multipleOf: 0.01 });
    expect(answered(19.99)).toEqual([]);
    expect(answered(19.999)).toEqual(['multipleOf ']);
    expect(contract.unchecked).toEqual([]);
  });
});
