import { describe, expect, test } from '@jest/globals';
import { checkSchemas } from '../../../src/contract/load/check-schemas.js';
import type { JsonObject } from '../../../src/json.js';

/** What becomes of a schema, and what is said about its patterns. */
function checked(schema: JsonObject, isTrusted: boolean) {
  const said: string[] = [];
  const problemAt = (pointer: string, rule: string, reason: string) => {
    said.push(`${pointer} ${reason}`);
    return { file: 'a.yaml', line: 1, column: 1, rule, reason, pointer };
  };
  const run = () =>
    checkSchemas(
      { document: { schema }, references: new Map(), ids: new Map(), problemAt },
      isTrusted,
      (pointer, reason) => void said.push(`${pointer} ${reason}`),
    );
  if (isTrusted) run();
  else expect(run).toThrow('(pattern)');
  return { schema, said };
}

const OTHERS = { additionalProperties: false, unevaluatedProperties: false, required: ['a'] };
const NONE = 'is not a valid JavaScript regular expression (ECMA-262)';
const HOW = "rewrite it, or load the document with { patterns: 'trust' }";

describe('where patterns are trusted, one that JavaScript does not have', () => {
  test.each<[title: string, schema: JsonObject, left: JsonObject, said: string[]]>([
    ['is taken out', { ...OTHERS, pattern: '(' }, OTHERS, [`/schema/pattern the pattern ( ${NONE} and is not checked`]],
    [
      'is taken out of names, with what is said of all others',
      { ...OTHERS, patternProperties: { '(': {}, a: {} } },
      { required: ['a'], patternProperties: { a: {} } },
      [`/schema/patternProperties/( the pattern ( ${NONE} and is not checked`],
    ],
    [
      'leaves what is not the same',
      { pattern: 'a', patternProperties: { '[': {} }, additionalProperties: false },
      { pattern: 'a', patternProperties: {} },
      [`/schema/patternProperties/[ the pattern [ ${NONE} and is not checked`],
    ],
    [
      'leaves names that are no pattern of its own',
      { ...OTHERS, pattern: '(', patternProperties: { a: {} } },
      { ...OTHERS, patternProperties: { a: {} } },
      [`/schema/pattern the pattern ( ${NONE} and is not checked`],
    ],
    ['is none that takes long', { pattern: '^(a+)\\1$' }, { pattern: '^(a+)\\1$' }, []],
    ['is none that is no text', { pattern: 5, patternProperties: '(' }, { pattern: 5, patternProperties: '(' }, []],
  ])('%s', (_, schema, left, said) => {
    expect(checked(structuredClone(schema), true)).toEqual({ schema: left, said });
  });
});

describe('where patterns are not trusted, a document is refused with one that', () => {
  test.each<[title: string, pattern: string, said: string]>([
    ['JavaScript does not have', '(', `the pattern ( ${NONE}; ${HOW}`],
    [
      'takes long',
      '^(a+)\\1$',
      `the pattern ^(a+)\\1$ has a backreference (\\1), so matching it could take forever; ${HOW}`,
    ],
  ])('%s', (_, pattern, said) => {
    expect(checked({ pattern }, false)).toEqual({ schema: { pattern }, said: [`/schema/pattern ${said}`] });
    const schema = { patternProperties: { [pattern]: {} }, additionalProperties: false };
    expect(checked(structuredClone(schema), false)).toMatchObject({ schema, said: [expect.stringContaining(said)] });
  });
});
