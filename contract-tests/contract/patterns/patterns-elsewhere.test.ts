import { describe, expect, test } from '@jest/globals';
import { oneSchema } from '../../support/one-schema.js';

describe('a pattern that JavaScript does not have', () => {
  const schema = {
    properties: { name: { type: 'string', pattern: '(?<^abc$' }, other: { pattern: '^b$' } },
    patternProperties: { '(?<^x-': { type: 'string' }, '^y-': { type: 'string' } },
    additionalProperties: false,
  };

  test('is not checked, but listed', async () => {
    const { contract, answered } = await oneSchema(schema);
    expect(answered({ name: 'ABC', 'X-A': 'b', 'y-a': 'b' })).toEqual([]);
    expect(answered({ name: 5, other: 'c', 'y-a': 5 }).sort()).toEqual(['pattern /other', 'type /name', 'type /y-a']);
    const listed = contract.unchecked?.map(({ pointer, reason }) => `${pointer?.split('/').at(-1)}: ${reason}`);
    const reason = 'is not a valid JavaScript regular expression (ECMA-262) and is not checked';
    expect(new Set(listed)).toEqual(
      new Set([`pattern: the pattern (?<^abc$ ${reason}`, `(?<^x-: the pattern (?<^x- ${reason}`]),
    );
  });
});
