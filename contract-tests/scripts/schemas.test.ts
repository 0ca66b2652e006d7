import { describe, expect, test } from '@jest/globals';
import { validateSchemas } from '../../scripts/spec/schemas.js';
import { parseSpec } from '../../scripts/spec/source.js';

/** What is wrong with a schema in line 4. */
const problemsOf = (schema: object) =>
  validateSchemas(parseSpec(`openapi: 3.1.0\ncomponents:\n  schemas:\n    A: ${JSON.stringify(schema)}\n`, 'api.yaml'));

describe('a schema that would not be checked as it is meant stops the generation, with its line', () => {
  test.each<[string, object, RegExp]>([
    ['a keyword that is not known', { nullable: true }, /nullable, a keyword that is not known/],
    ['a format that is not known', { type: 'string', format: 'uuidd' }, /uuidd, a format that is not known/],
    ['a pattern that is none', { type: 'string', pattern: '((' }, /pattern that is not one/],
    ['a pattern of names that is none', { type: 'object', patternProperties: { '((': {} } }, /pattern that is not one/],
    ['a reference to nothing', { $ref: '#/components/schemas/B' }, /#\/components\/schemas\/B, which leads nowhere/],
    [
      'a keyword with a value that it cannot have',
      { type: 'array', maxItems: 'two' },
      /maxItems, which must be a number/,
    ],
    ['something that is no schema', { type: 'array', items: 7 }, /must be a schema/],
    ['a keyword about another type', { type: 'string', minItems: 1 }, /missing type "array" for keyword "minItems"/],
    ['a keyword without its type', { properties: {} }, /missing type "object" for keyword "properties"/],
    ['a part without the type that it is about', { properties: { a: { maximum: 1 } }, type: 'object' }, /"maximum"/],
  ])('%s', (_, schema, reason) => {
    expect(validateSchemas(parseSpec('openapi: 3.1.0', 'api.yaml'))).toEqual([]);
    expect(problemsOf(schema)).toEqual([
      expect.objectContaining({ file: 'api.yaml', line: 4, rule: 'schema', reason: expect.stringMatching(reason) }),
    ]);
  });
});

test.each<[string, object]>([
  ['a bound of integers', { type: 'integer', minimum: 1 }],
  [
    'an alternative about the type of all',
    { type: 'object', anyOf: [{ required: ['a'] }, { allOf: [{ minProperties: 1 }] }] },
  ],
  ['a format of what may be text', { type: ['integer', 'string'], format: 'date' }],
  ['a format that only says how a number is stored', { type: 'number', format: 'double' }],
  ['data with names that are no keywords', { const: { nullable: true }, default: { format: 'x' } }],
  ['an extension', { type: 'string', 'x-note': 'a' }],
])('%s is no mistake', (_, schema) => {
  expect(problemsOf(schema)).toEqual([]);
});
