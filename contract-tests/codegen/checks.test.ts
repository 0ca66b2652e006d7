import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ValidationIssue, Validator } from '../../generated/descriptor.js';
import { emitChecks } from '../../scripts/codegen/emit-checks.js';
import type { Json, JsonObject } from '../../scripts/spec/json.js';
import { compileAt, createSchemaCompiler, DOCUMENT } from '../../scripts/spec/schema-compiler.js';
import { parseSpec } from '../../scripts/spec/source.js';
import { loadValidators } from '../support/load-generated.js';

/** More with `PROPERTY_RUNS=5000 npm test`. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300) };

/** Schemas that others refer to. */
const SHARED: JsonObject = {
  Small: { type: 'integer', maximum: 2 },
  Alias: { $ref: '#/components/schemas/Small' },
  Tree: {
    type: 'object',
    required: ['a'],
    additionalProperties: false,
    properties: { a: { type: 'integer' }, b: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
  },
  Even: { type: 'object', properties: { c: { $ref: '#/components/schemas/Odd' } }, maxProperties: 1 },
  Odd: { type: 'object', properties: { c: { $ref: '#/components/schemas/Even' } }, minProperties: 1 },
  'type-2': { type: 'null' },
  type: { type: 'string' },
};

const UUID = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';

/** What a schema says, the schema, a value that satisfies it and one that does not. */
const SCHEMAS: readonly (readonly [string, Json, unknown, unknown])[] = [
  ['a string', { type: 'string' }, 'a', 1],
  ['an integer', { type: 'integer' }, 1, 1.5],
  ['a number', { type: 'number' }, 1.5, Number.POSITIVE_INFINITY],
  ['a boolean', { type: 'boolean' }, false, null],
  ['null', { type: 'null' }, null, undefined],
  ['a list', { type: 'array' }, [], {}],
  ['an object', { type: 'object' }, {}, []],
  ['one of several types', { type: ['number', 'null'] }, 7, 'a'],
  ['an integer or text', { type: ['integer', 'string'] }, 7, 1.5],
  ['minimum', { type: 'number', minimum: 2 }, 2, 1],
  ['maximum', { type: ['number', 'string'], maximum: 2 }, 2, 3],
  ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 2 }, 3, 2],
  ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 2 }, 1, 2],
  ['multipleOf', { type: 'number', multipleOf: 0.5 }, 1.5, 0.7],
  ['multipleOf of a large number', { type: 'number', multipleOf: 1 }, 1e20, 1e21],
  ['minLength in characters', { type: 'string', minLength: 2 }, '😀😀', '😀'],
  ['maxLength in characters', { type: 'string', maxLength: 2 }, '😀😀', 'abc'],
  ['minLength and maxLength', { type: 'string', minLength: 1, maxLength: 1 }, '😀', ''],
  ['pattern with whole characters', { type: 'string', pattern: '^.$' }, '😀', 'ab'],
  ['pattern with a class of Unicode', { type: 'string', pattern: '^\\p{L}+$' }, 'ab', '1'],
  ['pattern with quotes', { type: 'string', pattern: `^['"\\\\]$` }, "'", 'a'],
  ['format uuid', { type: 'string', format: 'uuid' }, UUID, `urn:uuid:${UUID}`],
  ['format date', { type: 'string', format: 'date' }, '2026-02-28', '2026-13-01'],
  ['format date-time', { type: 'string', format: 'date-time' }, '2026-02-28T10:00:00Z', '2026-02-28T10:00:00'],
  ['format email', { type: 'string', format: 'email' }, 'a@example.com', 'a'],
  ['format of a number', { type: 'integer', format: 'int64' }, 2 ** 40, 'a'],
  ['minItems', { type: 'array', minItems: 2 }, [1, 2], [1]],
  ['maxItems', { type: 'array', maxItems: 2 }, [1, 2], [1, 2, 3]],
  ['no least number of items', { type: 'array', minItems: 0, uniqueItems: false }, [], 'a'],
  ['uniqueItems of anything', { type: 'array', uniqueItems: true }, [1, '1', [1]], [[1], 1, [1]]],
  ['uniqueItems of objects', { type: 'array', uniqueItems: true, items: { type: 'object' } }, [{ a: 1 }], [{}, {}]],
  ['items', { type: 'array', items: { type: 'string' } }, ['a', 'b'], ['a', 1]],
  ['items that are never there', { type: 'array', items: false }, [], [1]],
  ['items that are anything', { type: 'array', items: true }, [1, 'a'], 1],
  ['items of items', { type: 'array', items: { type: 'array', items: { type: 'integer' } } }, [[1]], [[1], ['a']]],
  [
    'prefixItems',
    { type: 'array', minItems: 2, prefixItems: [{ type: 'string' }, true], items: { type: 'integer' } },
    ['a', 'a', 1],
    ['a', 'a', 'a'],
  ],
  ['required', { type: 'object', required: ['a', 'b'] }, { a: 1, b: null }, { a: 1, b: undefined }],
  ['properties', { type: 'object', properties: { a: { type: 'integer' } } }, { a: 1, b: 1 }, { a: 'a' }],
  ['properties of what may be something else', { properties: { a: false }, type: ['object', 'null'] }, null, { a: 1 }],
  [
    'properties that are anything',
    { type: 'object', additionalProperties: false, properties: { a: true, b: {} } },
    { a: 1, b: 'b' },
    { c: 1 },
  ],
  [
    'additionalProperties that are never there',
    { type: ['object', 'array'], additionalProperties: false, properties: { a: { type: 'integer' } } },
    { a: 1 },
    { a: 1, 'x-1': 1 },
  ],
  [
    'additionalProperties with a schema',
    { type: 'object', additionalProperties: { type: 'integer' } },
    { a: 1 },
    { a: 'a' },
  ],
  [
    'additionalProperties of any kind',
    { type: 'object', required: ['a'], additionalProperties: true, properties: { a: { type: 'integer' } } },
    { a: 1, b: 'b' },
    { b: 'b' },
  ],
  [
    'patternProperties',
    { type: 'object', patternProperties: { '^x-': { type: 'integer' } } },
    { 'x-1': 1 },
    { 'x-1': '' },
  ],
  [
    'patternProperties and no others',
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' } },
      patternProperties: { '^x-': { type: 'integer' }, '1$': { maximum: 2, type: 'integer' } },
      additionalProperties: false,
    },
    { a: 1, 'x-1': 2 },
    { a: 1, b: 2 },
  ],
  ['minProperties', { type: 'object', minProperties: 1 }, { a: 1 }, {}],
  ['maxProperties', { type: 'object', maxProperties: 1 }, { a: 1 }, { a: 1, b: 2 }],
  ['const', { const: 'a' }, 'a', 'b'],
  ['const that is an object', { const: { a: [1, null], b: 2 } }, { b: 2, a: [1, null] }, { a: [null, 1], b: 2 }],
  ['enum', { enum: ['a', 1, null] }, null, '1'],
  ['enum with objects and lists', { enum: [{ a: 1 }, [1, 2]] }, [1, 2], [2, 1]],
  ['allOf', { type: 'integer', allOf: [{ minimum: 1 }, { maximum: 2 }, true] }, 2, 3],
  ['anyOf', { anyOf: [{ type: 'integer', minimum: 2 }, { type: 'string' }] }, 'a', 1],
  ['oneOf', { oneOf: [{ type: 'number' }, { type: 'integer' }, { type: 'string' }] }, 1.5, 1],
  ['not', { not: { type: 'string' } }, 1, 'a'],
  ['not anything', { type: 'string', not: false }, 'a', 1],
  [
    'alternatives within alternatives',
    { anyOf: [{ oneOf: [{ const: 1 }, { const: 'a' }] }, { type: 'null' }] },
    'a',
    'b',
  ],
  ['a reference', { $ref: '#/components/schemas/Alias' }, 2, 3],
  ['a reference with more beside it', { $ref: '#/components/schemas/Small', type: 'integer', minimum: 1 }, 1, 0],
  [
    'a reference to itself',
    { $ref: '#/components/schemas/Tree' },
    { a: 1, b: [{ a: 2 }] },
    { a: 1, b: [{ a: 1, b: [{}] }] },
  ],
  [
    'two references to each other',
    { $ref: '#/components/schemas/Even' },
    { c: { a: 1 } },
    { c: { c: { a: 1, b: 1 } } },
  ],
  [
    'references whose names are alike',
    { anyOf: [{ $ref: '#/components/schemas/type-2' }, { $ref: '#/components/schemas/type' }] },
    'a',
    1,
  ],
  [
    'words that mean nothing',
    { type: 'string', title: 'A', description: 'b', default: 1, readOnly: true, deprecated: true },
    'a',
    1,
  ],
];

const pairOf = (index: number) => `schema${index}`;
const document: JsonObject = {
  openapi: '3.1.0',
  components: {
    schemas: { ...SHARED, ...Object.fromEntries(SCHEMAS.map(([, schema], index) => [pairOf(index), schema])) },
  },
};

/** Values that are likely to satisfy one rule and break another. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<unknown>(...[null, true, false, 0, -0, 1, 2, 3, 0.7, 1.5, -1, 1e20, 1e21, Number.NaN, Infinity]),
    fc.constantFrom<unknown>(
      ...['', 'a', 'b', 'ab', 'abc', '1', '😀', '😀😀', "'", '\ud800', UUID, '2026-02-28', undefined],
    ),
    fc.constantFrom<unknown>(...SCHEMAS.flatMap(([, , good, bad]) => [good, bad])),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'x-1', 'x-2'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const ajv = createSchemaCompiler(document, { strictTuples: false });
let validators: Readonly<Record<string, Validator>> = {};

beforeAll(async () => {
  const names = SCHEMAS.map((_, index) => pairOf(index));
  const schemas = names.map((name) => [name, { $ref: `${DOCUMENT}#/components/schemas/${name}` }] as const);
  validators = await loadValidators(emitChecks(parseSpec(JSON.stringify(document), 'checks.yaml'), new Map(schemas)));
});

describe('a generated check finds what the schema compiler finds', () => {
  test.each(SCHEMAS.map(([title, , good, bad], index) => [title, index, good, bad] as const))(
    '%s',
    (_, index, good, bad) => {
      const validate = validators[pairOf(index)];
      const compiled = compileAt(ajv, `/components/schemas/${pairOf(index)}`);
      if (!validate) throw new Error('was not generated');
      expect([validate(good), validate(bad)]).toEqual([true, false]);
      fc.assert(
        fc.property(value, (input) => {
          expect([validate(input), found(validate.errors)]).toEqual([compiled(input), found(compiled.errors)]);
        }),
        RUNS,
      );
    },
  );
});

test('of a list of fixed length, every item too many is found', async () => {
  const schema = { type: 'array', prefixItems: [{ type: 'integer' }], minItems: 1, items: false };
  const { validate } = await loadValidators(
    emitChecks(parseSpec('a: 1', 'checks.yaml'), new Map([['validate', schema]])),
  );
  expect(validate?.([1])).toBe(true);
  expect(validate?.([1, 2, 3])).toBe(false);
  expect(found(validate?.errors)).toEqual(['/1 false schema {}', '/2 false schema {}']);
});

describe('names that every object inherits are names like others', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];
  const validatorOf = async (schema: JsonObject) => {
    const source = parseSpec(JSON.stringify({ openapi: '3.1.0' }), 'checks.yaml');
    const { validate } = await loadValidators(emitChecks(source, new Map([['validate', schema]])));
    if (!validate) throw new Error('was not generated');
    return (text: string) => (validate(JSON.parse(text)) ? [] : found(validate.errors));
  };

  test.each(names)('%s', async (name) => {
    const properties = Object.fromEntries([[name, { type: 'string' }]]);
    const closed = await validatorOf({ type: 'object', additionalProperties: false, required: [name], properties });
    expect(closed(`{ "${name}": "a" }`)).toEqual([]);
    expect(closed(`{ "${name}": 1 }`)).toEqual([`/${name} type {"type":"string"}`]);
    expect(closed('{}')).toEqual([` required {"missingProperty":"${name}"}`]);
    const empty = await validatorOf({ type: 'object', additionalProperties: false });
    expect(empty(`{ "${name}": 1 }`)).toEqual([` additionalProperties {"additionalProperty":"${name}"}`]);
  });
});

describe('a keyword that no check can be generated for is refused where it stands', () => {
  test.each<[string, Json]>([
    ['contains', { type: 'integer' }],
    ['minContains', 1],
    ['if', { type: 'integer' }],
    ['dependentRequired', { a: ['b'] }],
    ['dependentSchemas', {}],
    ['propertyNames', { pattern: '^a' }],
    ['unevaluatedProperties', false],
    ['unevaluatedItems', false],
    ['nullable', true],
    ['$anchor', 'here'],
    ['$dynamicRef', '#here'],
    ['format', 'colour'],
    ['$ref', '#here'],
    ['$ref', 'other.yaml#/components/schemas/A'],
    ['$ref', '#/components/schemas/Missing'],
  ])('%s', (keyword, said) => {
    const text = `openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n      items:\n        ${keyword}: ${JSON.stringify(said)}\n`;
    const schemas = new Map([['validate', { $ref: `${DOCUMENT}#/components/schemas/A` }]]);
    expect(() => emitChecks(parseSpec(text, 'checks.yaml'), schemas)).toThrow(/^checks\.yaml:6:\d+ .*\(generate\)$/);
  });
});

/** Findings in a form and an order in which they can be compared. The words of the schema compiler are its own. */
function found(issues: readonly ValidationIssue[] | null | undefined): string[] {
  return (issues ?? [])
    .map(({ instancePath, keyword, params }) => `${instancePath} ${keyword} ${JSON.stringify(params)}`)
    .sort();
}
