import { describe, expect, test } from '@jest/globals';
import { type Dialect, SchemaError } from '../../../src/contract/schema/documents.js';
import { FORMATS } from '../../../src/contract/schema/formats.js';
import { Schemas } from '../../../src/contract/schema/schemas.js';
import type { Json, JsonObject } from '../../../src/json.js';

const validatorOf = (schema: Json, dialect: Dialect = '2020-12') =>
  new Schemas({ formats: FORMATS }).add('test', schema, { dialect, isSchema: true }).validator('test');

type Case = readonly [schema: JsonObject, valid: readonly unknown[], invalid: readonly unknown[]];

/** Written out, it would look like a promise. */
const when = (condition: Json, consequence: Json, otherwise: Json = true): JsonObject =>
  Object.fromEntries([
    ['if', condition],
    ['then', consequence],
    ['else', otherwise],
  ]);

function expectVerdicts([schema, valid, invalid]: Case, dialect?: Dialect): void {
  const validate = validatorOf(schema, dialect);
  for (const value of valid) expect([value, validate(value), validate.errors]).toEqual([value, true, null]);
  for (const value of invalid) expect([value, validate(value)]).toEqual([value, false]);
}

describe('every keyword means what JSON Schema says', () => {
  test.each<Case>([
    [{ type: 'integer' }, [1, 1.0, -0], [1.5, '1', null, Number.NaN, Number.POSITIVE_INFINITY]],
    [{ type: ['string', 'null'] }, ['', null], [1, {}, []]],
    [{ type: 'object' }, [{}], [[], null, 'a']],
    [{ type: 'number' }, [1.5], [Number.NaN, '1']],
    [{ enum: [1, 'a', null, { a: [1] }] }, [1, 'a', null, { a: [1] }], ['1', { a: [2] }, { a: [1], b: 1 }, [1]]],
    [{ const: { a: 1, b: 2 } }, [{ b: 2, a: 1 }], [{ a: 1 }, [1, 2]]],
    [{ minimum: 1, exclusiveMaximum: 3 }, [1, 2.9, '0'], [0.9, 3]],
    [{ maximum: 3, exclusiveMinimum: 1 }, [3, 1.1], [1, 3.1]],
    [{ multipleOf: 0.01 }, [19.99, 0, 4.35, 1e300], [19.999]],
    [{ minLength: 2, maxLength: 3 }, ['ab', 'abc', '😀😀', 5], ['a', 'abcd', '😀']],
    [{ pattern: '^a+$' }, ['aa', 7], ['ab', '']],
    [{ minItems: 1, maxItems: 2 }, [[1], 'a'], [[], [1, 2, 3]]],
    [
      { uniqueItems: true },
      [
        [1, '1', true],
        [{ a: 1 }, { a: 2 }],
      ],
      [
        [1, 1],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ],
    ],
    [{ prefixItems: [{ type: 'string' }], items: { type: 'integer' } }, [['a', 1], [], ['a']], [[1], ['a', 'b']]],
    [{ prefixItems: [true], items: false }, [[1], []], [[1, 2]]],
    [{ contains: { const: 1 } }, [[2, 1]], [[2], []]],
    [{ contains: { const: 1 }, minContains: 2, maxContains: 3 }, [[1, 1, 2]], [[1], [1, 1, 1, 1]]],
    [{ contains: { const: 1 }, minContains: 0 }, [[]], []],
    [{ required: ['a'] }, [{ a: null }, []], [{}, { a: undefined }, Object.create({ a: 1 })]],
    [{ minProperties: 1, maxProperties: 2 }, [{ a: 1 }], [{}, { a: 1, b: 1, c: 1 }]],
    [{ properties: { a: { type: 'string' } } }, [{ a: 'x', b: 1 }, { a: undefined }], [{ a: 1 }]],
    [{ patternProperties: { '^x': { type: 'string' } } }, [{ xa: 'a', a: 1 }], [{ xa: 1 }]],
    [
      { properties: { a: true }, patternProperties: { '^x': true }, additionalProperties: { type: 'null' } },
      [{ a: 1, xa: 1, b: null }],
      [{ b: 1 }],
    ],
    [{ propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{ ab: 1 }]],
    [{ dependentRequired: { a: ['b'] } }, [{ b: 1 }, { a: 1, b: 1 }], [{ a: 1 }]],
    [{ dependentSchemas: { a: { required: ['b'] } } }, [{ b: 1 }, { a: 1, b: 1 }], [{ a: 1 }]],
    [{ dependencies: { a: ['b'], c: { maxProperties: 1 } } }, [{ c: 1 }], [{ a: 1 }, { c: 1, b: 1 }]],
    [{ allOf: [{ minimum: 1 }, { maximum: 3 }] }, [2], [0, 4]],
    [{ anyOf: [{ type: 'string' }, { minimum: 3 }] }, ['a', 3], [2]],
    [{ oneOf: [{ minimum: 1 }, { maximum: 3 }] }, [0, 4], [2]],
    [{ not: { type: 'string' } }, [1], ['a']],
    [when({ minimum: 3 }, { multipleOf: 2 }, { multipleOf: 3 }), [4, 0], [5, 2]],
    [{ format: 'date' }, ['2024-02-29', 5], ['2023-02-29']],
    [{ format: 'int32' }, [1, 'text'], [2 ** 31, 1.5]],
    [{ format: 'never-heard-of' }, ['a'], []],
    [{ $comment: 'a', title: 'b', default: 1, examples: [1], deprecated: true, contentEncoding: 'base64' }, ['?'], []],
  ])('%j', (...given) => expectVerdicts(given));

  test.each<Case>([
    [{ allOf: [{ properties: { a: true } }], unevaluatedProperties: false }, [{ a: 1 }, []], [{ a: 1, b: 1 }]],
    [
      {
        anyOf: [
          { properties: { a: { const: 1 } }, required: ['a'] },
          { properties: { b: true }, required: ['b'] },
        ],
        unevaluatedProperties: false,
      },
      [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }],
      [{ a: 2, b: 1 }],
    ],
    [
      { ...when({ required: ['a'] }, { properties: { a: true } }), unevaluatedProperties: false },
      [{ a: 1 }],
      [{ b: 1 }],
    ],
    [
      { dependentSchemas: { a: { properties: { b: true, a: true } } }, unevaluatedProperties: false },
      [{ a: 1, b: 1 }],
      [{ b: 1 }],
    ],
    [
      { $ref: '#/$defs/a', unevaluatedProperties: { type: 'string' }, $defs: { a: { properties: { a: true } } } },
      [{ a: 1, b: 'x' }],
      [{ b: 1 }],
    ],
    [{ not: { not: { properties: { a: true } } }, unevaluatedProperties: false }, [{}], [{ a: 1 }]],
    [{ allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false }, [{ a: 1 }], []],
    [{ properties: { a: true }, allOf: [{ unevaluatedProperties: false }] }, [{}], [{ a: 1 }]],
    [{ allOf: [{ prefixItems: [true] }], unevaluatedItems: false }, [[1], []], [[1, 2]]],
    [{ contains: { type: 'string' }, unevaluatedItems: { type: 'integer' } }, [['a', 1]], [['a', null]]],
  ])('of parts that no schema has looked at: %j', (...given) => expectVerdicts(given));

  test('and boolean schemas allow everything or nothing', () => {
    expect([validatorOf(true)(1), validatorOf({})(1), validatorOf(false)(1)]).toEqual([true, true, false]);
    expect(validatorOf({ properties: { a: false } }).inspect({ a: 1 }).failures).toMatchObject([
      { instancePath: '/a', keyword: 'false schema', rule: { document: 'test', pointer: '/properties/a' } },
    ]);
  });
});

describe('OpenAPI 3.0 has keywords of its own', () => {
  test.each<Case>([
    [{ type: 'string', nullable: true }, ['a', null], [1]],
    // An enum lists null itself: nullable only adds it to the type (3.0.3, Schema Object, "nullable").
    [{ type: 'string', nullable: true, enum: ['a'] }, ['a'], ['b', null]],
    [{ type: 'string', nullable: true, enum: ['a', null] }, ['a', null], ['b']],
    [{ type: 'string', enum: ['a', null] }, ['a'], ['b', null]],
    [{ nullable: true, allOf: [{ type: 'object' }] }, [{}, null], [1]],
    [{ nullable: true, properties: { a: { type: 'string' } } }, [null], [{ a: null }]],
    [{ type: 'string' }, ['a'], [null]],
    [{ minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: false }, [1.1, 3], [1, 3.1]],
    [
      { items: { $ref: '#/definitions/a', type: 'string', nullable: true }, definitions: { a: { type: 'integer' } } },
      [[1]],
      [['a'], [null]],
    ],
    // What version 3.0 does not have is not looked at.
    [
      { ...when({}, false), const: 1, prefixItems: [false], contains: false, propertyNames: false },
      [[2], { a: 1 }],
      [],
    ],
    [
      { patternProperties: { a: false }, dependentRequired: { a: ['b'] }, unevaluatedProperties: false },
      [{ a: 1 }],
      [],
    ],
    [{ patternProperties: { a: true }, additionalProperties: false }, [], [{ a: 1 }]],
  ])('%j', (...given) => expectVerdicts(given, 'openapi-3.0'));
});

test('members that every object inherits are members like others', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const value = JSON.parse(`{ "${name}": 1 }`);
    const properties = JSON.parse(`{ "${name}": { "type": "string" } }`);
    expect(validatorOf({ required: [name] })({})).toBe(false);
    expect(validatorOf({ required: [name] })(value)).toBe(true);
    expect(validatorOf({ properties })({})).toBe(true);
    expect(validatorOf({ properties })(value)).toBe(false);
    expect(validatorOf({ properties, additionalProperties: false })({ a: 1 })).toBe(false);
    expect(validatorOf({ additionalProperties: false })(value)).toBe(false);
    expect(validatorOf({ const: {} })(value)).toBe(false);
  }
});

test.each<[JsonObject, string]>([
  [{ items: { minimum: '5' } }, 'test#/items has minimum, which must be a number'],
  [{ required: 'a' }, 'test# has required, which must be an array'],
  [{ properties: [] }, 'test# has properties, which must be an object'],
  [{ pattern: 5 }, 'test# has pattern, which must be a string'],
  [{ items: [{}] }, 'test#/items must be a schema: an object or a boolean'],
])('a keyword that makes no sense is named when it is needed: %j', (schema, message) => {
  const validate = validatorOf(schema);
  expect(() => validate([1])).toThrow(message);
  expect(() => validate([1])).toThrow(SchemaError);
});
