import { describe, expect, test } from '@jest/globals';
import { expectation, FORMAT_EXAMPLES } from '../../src/contract/expectation.js';
import { checkRequest } from '../../src/contract/index.js';
import { FORMATS } from '../../src/contract/schema/formats.js';
import { oneSchema } from '../support/one-schema.js';

describe('what was expected', () => {
  const many = Array.from({ length: 14 }, (_, number) => number);
  test.each<[string, object, string]>([
    ['enum', { allowedValues: ['a', 1, null] }, 'one of "a", 1, null'],
    ['enum', { allowedValues: many }, 'one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 4 more'],
    ['enum', { allowedValues: ['only'] }, '"only"'],
    ['enum', { allowedValues: [] }, 'no value at all'],
    ['enum', { allowedValues: ['x'.repeat(99), []] }, `one of "${'x'.repeat(79)}…, []`],
    ['const', { allowedValue: { a: 1 } }, '{"a":1}'],
    ['format', { format: 'date-time' }, 'a date-time such as 2026-01-31T12:00:00Z'],
    ['format', { format: 'int32' }, 'an integer from -2147483648 to 2147483647'],
    ['format', { format: 'sku' }, 'a text of the format "sku"'],
    ['format', { format: 'constructor' }, 'a text of the format "constructor"'],
  ])('is said of %s %j', (keyword, params, expected) => {
    expect(expectation({ instancePath: '', keyword, params: { ...params } })).toBe(expected);
  });

  test('is an example of the format, for every format of texts', () => {
    for (const [format, expression] of FORMATS.texts) {
      const [, example = ''] = FORMAT_EXAMPLES[format] ?? [];
      expect([format, example !== '' && expression.test(example)]).toEqual([format, true]);
    }
  });

  test('reaches the message of a violation', async () => {
    const { contract } = await oneSchema({ properties: { size: { enum: ['S', 'M'] }, at: { format: 'date-time' } } });
    const request = {
      method: 'POST',
      url: '/things',
      headers: { 'Content-Type': 'application/json' },
      body: { size: 'L', at: 'noon' },
    };
    expect(checkRequest(request, contract).map(({ message }) => message)).toEqual([
      'postThing: /request/body/size (request.body): expected one of "S", "M", got "L" (enum)',
      'postThing: /request/body/at (request.body): expected a date-time such as 2026-01-31T12:00:00Z, got "noon" (format)',
    ]);
  });
});
