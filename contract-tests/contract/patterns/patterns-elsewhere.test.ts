import { describe, expect, test } from '@jest/globals';
import { oneSchema } from '../../support/one-schema.js';

describe('a pattern that JavaScript does not have', () => {
  const schema = {
    properties: { name: { type: 'string', pattern: '(?i)^abc$' }, other: { pattern: '^b$' } },
    patternProperties: { '(?i)^x-': { type: 'string' }, '^y-': { type: 'string' } },
    additionalProperties: false,
  };

  test('is not checked, but listed, where patterns are trusted', async () => {
    const { contract, answered } = await oneSchema(schema, {}, '3.1.0', { patterns: 'trust' });
    expect(answered({ name: 'ABC', 'X-A': 'b', 'y-a': 'b' })).toEqual([]);
    expect(answered({ name: 5, other: 'c', 'y-a': 5 }).sort()).toEqual(['pattern /other', 'type /name', 'type /y-a']);
    const listed = contract.unchecked?.map(({ pointer, reason }) => `${pointer?.split('/').at(-1)}: ${reason}`);
    const reason = 'is not a valid JavaScript regular expression (ECMA-262) and is not checked';
    expect(new Set(listed)).toEqual(
      new Set([`pattern: the pattern (?i)^abc$ ${reason}`, `(?i)^x-: the pattern (?i)^x- ${reason}`]),
    );
  });

  test('is refused otherwise, with what to do', async () => {
    await expect(oneSchema(schema)).rejects.toThrow(
      /\(\?i\)\^abc\$ is not a valid JavaScript regular expression.*patterns: 'trust'/,
    );
  });
});
