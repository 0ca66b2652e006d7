import { describe, expect, test } from '@jest/globals';
import { checkResponse, loadContract } from '../../../src/contract/index.js';
import type { Json, JsonObject } from '../../../src/json.js';

const BAD = { type: 'any' };
const PATTERN = { pattern: '(a)\\1' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Not a literal, because an object with a member `then` looks like a promise. */
const conditional = (then: JsonObject): JsonObject =>
  Object.fromEntries([
    ['if', BAD],
    ['then', then],
  ]);

async function contractOf(version: string, schema: Json, more: JsonObject = {}) {
  const responses = { '200': { description: 'x', content: { 'application/json': { schema } } } };
  const paths = { '/p': { get: { operationId: 'p', responses } } };
  const info = { title: 't', version: '1' };
  return loadContract({ openapi: version, info, paths, components: { schemas: { Bad: BAD, ...more } } });
}

/** A schema with a keyword that is passed over, and what is listed beside that keyword. */
type Row = [what: string, version: string, schema: Json, valid: Json[], invalid: Json[], listed: string[]];

describe('a keyword that is passed over forbids nothing, wherever it stands:', () => {
  test.each<Row>([
    ['not', '3.1.0', { not: PATTERN }, ['', 'aa', 1], [], ['/not']],
    ['not of a type', '3.0.3', { not: BAD }, ['', 1], [], ['/not']],
    ['not of a keyword of 3.1', '3.0.3', { not: { const: '' } }, ['', 1], [], ['/not']],
    ['not of no schema', '3.1.0', { not: [] }, ['', 1], [], ['/not']],
    ['not of a reference', '3.1.0', { type: 'string', not: ref('Bad') }, ['a'], [1], ['/not']],
    ['not within not', '3.1.0', { not: { not: { properties: { a: BAD } } } }, [{ a: 1 }], [], ['/not', '/not/not']],
    ['not of items', '3.1.0', { not: { items: { anyOf: [BAD, { type: 'null' }] } } }, [[1]], [], ['/not']],
    ['an unknown format', '3.1.0', { not: { format: 'phone' } }, ['a'], [], ['/not']],
    ['a misspelt keyword', '3.1.0', { not: { minlength: 3 } }, ['a'], [], ['/not']],
    ['oneOf', '3.0.3', { oneOf: [{ type: 'object' }, { type: 'null' }] }, [{}, null], [], ['/oneOf']],
    ['oneOf with no type', '3.1.0', { oneOf: [{ type: 'string' }, { type: [] }] }, ['x', 1], [], ['/oneOf']],
    ['not of the document', '3.1.0', { not: { $ref: '#' } }, ['x', 1], [], ['/not']],
    ['oneOf with null', '3.1.0', { oneOf: [{ type: 'string' }, { type: null }] }, ['x', null], [], ['/oneOf']],
    [
      'oneOf of constants in 3.0',
      '3.0.3',
      { oneOf: [{ properties: { k: { const: 'a' } } }, { type: 'object', properties: { k: { const: 'b' } } }] },
      [{ k: 'a' }, { k: 'b' }],
      [],
      ['/oneOf'],
    ],
    [
      'oneOf, of which one still has to apply',
      '3.1.0',
      { oneOf: [{ type: 'string', ...PATTERN }, { type: 'string' }, { type: 'integer' }] },
      ['aa', 1],
      [true],
      ['/oneOf'],
    ],
    ['oneOf of references', '3.1.0', { oneOf: [ref('Bad'), { type: 'string' }] }, ['x', 1], [], ['/oneOf']],
    [
      'oneOf of keywords beside references in 3.0',
      '3.0.3',
      { oneOf: ['a', 'b'].map((name) => ({ ...ref('Any'), required: [name] })) },
      [{ a: 1 }],
      [1],
      ['/oneOf'],
    ],
    ['if', '3.1.0', conditional({ type: 'string' }), [1, 'a'], [], ['/if']],
    ['contains', '3.1.0', { contains: PATTERN, maxContains: 1 }, [['a', 'b']], [[]], ['/maxContains']],
    ['minContains', '3.1.0', { contains: { type: 'string' }, minContains: '0' }, [[]], [], []],
    [
      'names by pattern in 3.0',
      '3.0.3',
      { type: 'object', patternProperties: { '^x': {} }, additionalProperties: false },
      [{ x1: 1 }],
      [1],
      [],
    ],
    ['members', '3.1.0', { type: 'object', properties: [], additionalProperties: false }, [{ a: 1 }], [1], []],
    ['first items', '3.1.0', { prefixItems: {}, items: { type: 'string' } }, [[1, 'a']], [], []],
    ['nullable', '3.0.3', { type: 'string', nullable: 'yes' }, ['a', null], [1], []],
    [
      'unevaluated members',
      '3.1.0',
      { type: 'object', allOf: [{ patternProperties: { '(': {} } }], unevaluatedProperties: false },
      [{ a: 1 }],
      [1],
      ['/unevaluatedProperties'],
    ],
    [
      'unevaluated members after a condition',
      '3.1.0',
      { ...conditional({ properties: { a: {} } }), unevaluatedProperties: false },
      [{ a: 1 }],
      [],
      ['/if', '/unevaluatedProperties'],
    ],
  ])('%s', async (_, version, schema, valid, invalid, listed) => {
    const contract = await contractOf(version, schema, { Any: { type: 'object' } });
    const { unchecked = [] } = contract;
    const depending = unchecked.filter(({ reason }) => reason.includes(', because a '));
    const prefix = '/paths/~1p/get/responses/200/content/application~1json/schema';
    expect(depending.map(({ pointer }) => pointer?.replace(prefix, '')).sort()).toEqual(listed);
    expect(unchecked.some(({ pointer }) => pointer?.startsWith(prefix) || pointer?.includes('/Bad'))).toBe(true);
    const failing = (value: Json) =>
      checkResponse(
        { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) },
        'p',
        contract,
      ).length > 0;
    expect(valid.filter(failing)).toEqual([]);
    expect(invalid.filter((value) => !failing(value))).toEqual([]);
  });

  test('a schema that is used elsewhere is still checked there, and what needs it to fail is not', async () => {
    const contract = await contractOf(
      '3.1.0',
      { allOf: [ref('A')] },
      {
        A: { type: 'object', properties: { b: { oneOf: [ref('B'), { type: 'string' }] } } },
        B: { anyOf: [ref('C'), { type: 'integer' }] },
        C: { type: 'string', pattern: '(' },
      },
    );
    expect(contract.unchecked?.map(({ pointer }) => pointer).sort()).toEqual([
      '/components/schemas/A/properties/b/oneOf',
      '/components/schemas/Bad/type',
      '/components/schemas/C/pattern',
    ]);
  });
});
