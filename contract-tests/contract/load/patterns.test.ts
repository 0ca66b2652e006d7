import { describe, expect, test } from '@jest/globals';
import { checkSchemas } from '../../../src/contract/load/check-schemas.js';
import { UnsureSchemas } from '../../../src/contract/load/unsure-schemas.js';
import type { JsonObject } from '../../../src/json.js';

/** What becomes of a schema, and what is said about its patterns. */
function checked(schema: JsonObject, isTrusted: boolean) {
  const said: string[] = [];
  const note = (pointer: string, reason: string) => void said.push(`${pointer} ${reason}`);
  checkSchemas({ openapi: '3.1.0', schema }, isTrusted, note, new UnsureSchemas());
  return { schema, said };
}

const OTHERS = { additionalProperties: false, unevaluatedProperties: false, required: ['a'] };
const NONE = 'is not a valid JavaScript regular expression (ECMA-262) and is not checked';

describe('a pattern that JavaScript does not have', () => {
  test.each<[title: string, schema: JsonObject, left: JsonObject, said: string[]]>([
    ['is taken out', { ...OTHERS, pattern: '(' }, OTHERS, [`/schema/pattern the pattern ( ${NONE}`]],
    [
      'is taken out of names, with the rules for other names',
      { ...OTHERS, patternProperties: { '(': {}, a: {} } },
      { required: ['a'], patternProperties: { a: {} } },
      [`/schema/patternProperties/( the pattern ( ${NONE}`],
    ],
    [
      'leaves other keywords',
      { pattern: 'a', patternProperties: { '[': {} }, additionalProperties: false },
      { pattern: 'a', patternProperties: {} },
      [`/schema/patternProperties/[ the pattern [ ${NONE}`],
    ],
    [
      'leaves patterns of names if only that of the value is wrong',
      { ...OTHERS, pattern: '(', patternProperties: { a: {} } },
      { ...OTHERS, patternProperties: { a: {} } },
      [`/schema/pattern the pattern ( ${NONE}`],
    ],
  ])('%s', (_, schema, left, said) => {
    for (const isTrusted of [true, false])
      expect(checked(structuredClone(schema), isTrusted)).toEqual({ schema: left, said });
  });
});

describe('a pattern that could take forever', () => {
  const pattern = '^(a+)\\1$';
  const reason = `the pattern ${pattern} has a backreference (\\1), so matching it could take forever; it is not checked unless patterns are trusted`;

  test('is taken out', () => {
    expect(checked({ pattern }, false)).toEqual({ schema: {}, said: [`/schema/pattern ${reason}`] });
    expect(checked({ patternProperties: { [pattern]: {} }, additionalProperties: false }, false)).toEqual({
      schema: { patternProperties: {} },
      said: [`/schema/patternProperties/${pattern} ${reason}`],
    });
  });

  test('stays where patterns are trusted', () => {
    expect(checked({ pattern }, true)).toEqual({ schema: { pattern }, said: [] });
  });
});
