import { describe, expect, test } from '@jest/globals';
import type { Direction } from '../../../src/contract/schema/one-way.js';
import { Schemas, type SchemaValidator } from '../../../src/contract/schema/schemas.js';
import type { JsonObject } from '../../../src/json.js';

const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function validatorOf(schema: JsonObject, components: JsonObject = {}, direction?: Direction): SchemaValidator {
  const document = { components: { schemas: { ...components, Tested: schema } } };
  return new Schemas(direction && { direction })
    .add('openapi', document)
    .validator('openapi#/components/schemas/Tested');
}

const told = (validator: SchemaValidator, value: unknown) =>
  validator.inspect(value).failures.map(({ instancePath, keyword }) => `${keyword} ${instancePath}`);

describe('a failure', () => {
  test('says where the value is wrong, what is demanded, and where that is written', () => {
    const validate = validatorOf({ items: refer('Pet') }, { Pet: { properties: { 'a/b': { maximum: 5 } } } });
    expect(validate([{}, { 'a/b': 7 }])).toBe(false);
    expect(validate.errors).toEqual([
      {
        instancePath: '/1/a~1b',
        keyword: 'maximum',
        params: { comparison: '<=', limit: 5 },
        message: 'must be <= 5',
        rule: { document: 'openapi', pointer: '/components/schemas/Pet/properties/a~1b/maximum' },
      },
    ]);
  });

  test('is told once for each mistake, and not for what only a condition or an alternative demands', () => {
    const schema = {
      required: ['a', 'b'],
      properties: { a: { type: 'string', minLength: 2 }, c: { anyOf: [{ type: 'string' }, { minimum: 3 }] } },
      if: { required: ['x'] },
      not: { required: ['y'] },
      propertyNames: { maxLength: 1 },
    };
    expect(told(validatorOf(schema), { a: 'x', c: 5, long: 1, y: 1 })).toEqual([
      'not ',
      'required ',
      'propertyNames ',
      'minLength /a',
    ]);
    expect(told(validatorOf({ contains: { type: 'string' } }), [1, 2])).toEqual(['contains ']);
    expect(told(validatorOf({ oneOf: [{ minimum: 1 }, { maximum: 3 }, { type: 'string' }] }), 2)).toEqual(['oneOf ']);
  });

  test('of alternatives that all fail is preceded by the failures of each', () => {
    const validate = validatorOf({ oneOf: [{ type: 'string' }, { properties: { a: { type: 'string' } } }] });
    expect(told(validate, { a: 1 })).toEqual(['type ', 'type /a', 'oneOf ']);
  });

  test('of unevaluated members does not repeat what an alternative that fails knows', () => {
    const schema = { anyOf: [{ properties: { a: { type: 'string' } } }, { properties: { b: {} }, required: ['b'] }] };
    const validate = validatorOf({ ...schema, unevaluatedProperties: false });
    expect(told(validate, { a: 1, c: 1 })).toEqual(['type /a', 'required ', 'anyOf ', 'unevaluatedProperties ']);
  });
});

describe('a discriminator', () => {
  const pet = (kind: string, more: JsonObject) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: kind }, ...more },
  });
  const PETS = { Cat: pet('cat', { lives: { type: 'integer' } }), Dog: pet('hound', { bark: { type: 'boolean' } }) };
  const discriminator = { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', hound: 'Dog' } };
  const alternatives = [refer('Cat'), refer('Dog')];

  test.each(['oneOf', 'anyOf'])('chooses whose failures of %s are told', (keyword) => {
    const validate = validatorOf({ [keyword]: alternatives, discriminator }, PETS);
    expect(told(validate, { kind: 'cat', lives: 9 })).toEqual([]);
    expect(told(validate, { kind: 'cat', lives: 'nine' })).toEqual(['type /lives']);
    expect(told(validate, { kind: 'hound', bark: 1 })).toEqual(['type /bark']);
    expect(told(validate, { kind: 'unicorn' })).toEqual(['discriminator ']);
    expect(told(validate, {})).toEqual(['discriminator ']);
    expect(told(validate, 'cat')).toEqual(['type ', 'type ', `${keyword} `]);
  });

  test.each(['oneOf', 'anyOf'])('does not change the verdict of %s', (keyword) => {
    const schemas = [refer('Any'), refer('Other')];
    const components = { Any: {}, Other: { required: ['kind'] } };
    const [plain, discriminated] = [{}, { discriminator: { propertyName: 'kind' } }].map((more) =>
      validatorOf({ [keyword]: schemas, ...more }, components),
    );
    for (const value of [{ kind: 'Any' }, { kind: 'Other' }, { kind: 'unicorn' }, {}, 'text'])
      expect([value, discriminated?.(value)]).toEqual([value, plain?.(value)]);
  });
});

describe('what travels one way only', () => {
  const BASE = {
    type: 'object',
    properties: { id: { type: 'integer', readOnly: true }, secret: { type: 'string', writeOnly: true } },
  };
  const ALL = { required: ['id', 'secret', 'name'] };

  test.each<[title: string, schema: JsonObject]>([
    ['beside what is required', { ...BASE, ...ALL }],
    ['in a combined schema', { allOf: [refer('Base'), ALL] }],
    ['around a combined schema', { ...BASE, allOf: [ALL] }],
    ['in what a reference beside it leads to', { ...refer('Base'), ...ALL }],
    ['when both are elsewhere', { allOf: [refer('Base'), refer('All')] }],
    ['several schemas further', { allOf: [{ allOf: [refer('Both')] }] }],
    ['in alternatives', { ...BASE, oneOf: [{ ...ALL, type: 'object' }] }],
    ['by reference alone', refer('Both')],
  ])('is not required the other way: %s', (_, schema) => {
    const components = {
      Base: BASE,
      All: ALL,
      Both: { allOf: [{ allOf: [refer('All')] }, { allOf: [refer('Base')] }] },
    };
    const [sent, answered, either] = (['request', 'response', undefined] as const).map((direction) => {
      const validate = validatorOf(schema, components, direction);
      return (value: unknown) => told(validate, value).filter((line) => !/^(any|one)Of/.test(line));
    });
    expect(sent?.({ name: 'a', secret: 'b' })).toEqual([]);
    expect(sent?.({ name: 'a', secret: 'b', id: 1 })).toContain('readOnly /id');
    expect(sent?.({ name: 'a' })).toContain('required ');
    expect(answered?.({ name: 'a', id: 1 })).toEqual([]);
    expect(answered?.({ name: 'a', id: 1, secret: 'b' })).toContain('writeOnly /secret');
    expect(either?.({ name: 'a', id: 1, secret: 'b' })).toEqual([]);
    expect(either?.({ name: 'a', id: 1 })).toContain('required ');
  });

  test('is required where the same schema is used for something else', () => {
    const schema = { properties: { mine: { allOf: [refer('Base'), refer('All')] }, other: refer('All') } };
    const validate = validatorOf(schema, { Base: BASE, All: ALL }, 'request');
    expect(told(validate, { mine: { name: 'a', secret: 'b' } })).toEqual([]);
    expect(told(validate, { other: { name: 'a', secret: 'b' } })).toEqual(['required /other']);
  });

  test('is released in schemas that contain themselves, but still tells alternatives apart', () => {
    const child = { allOf: [refer('Base'), refer('Node')] };
    const tree = validatorOf(child, { Base: BASE, Node: { required: ['id'], properties: { child } } }, 'request');
    expect(told(tree, { child: { child: {} } })).toEqual([]);
    expect(told(tree, { child: { child: { id: 1 } } })).toEqual(['readOnly /child/child/id']);
    const either = validatorOf({ ...BASE, anyOf: [{ required: ['id'] }, { required: ['email'] }] }, {}, 'request');
    expect([either({ email: 'a' }), either({})]).toEqual([true, false]);
  });
});

describe('a strict inspection', () => {
  const undeclared = (schema: JsonObject, value: unknown) =>
    validatorOf(schema, { Named: { properties: { name: {} } } })
      .inspect(value, true)
      .undeclared.map(({ pointer, rule }) => [pointer, rule?.pointer.replace('/components/schemas', '')]);

  test.each<[schema: JsonObject, value: unknown, expected: readonly (readonly string[])[]]>([
    [{}, { a: 1 }, []],
    [{ properties: { a: {} } }, { a: { b: 1 }, c: 1 }, [['/c', '/Tested/properties']]],
    [{ properties: { a: {} }, additionalProperties: {} }, { b: 1 }, [['/b', '/Tested/properties']]],
    [{ properties: { a: {} }, additionalProperties: { type: 'integer' } }, { b: 1 }, []],
    [{ properties: { a: {} }, additionalProperties: false }, { b: 1 }, []],
    [{ patternProperties: { '^x': {} } }, { xa: 1, b: 1 }, [['/b', '/Tested/patternProperties']]],
    [{ ...refer('Named'), properties: { a: {} } }, { name: 1, a: 1, b: 1 }, [['/b', '/Tested/properties']]],
    [{ items: refer('Named') }, [{ name: 1 }, { other: 1 }], [['/1/other', '/Named/properties']]],
    [
      { anyOf: [{ required: ['a'], properties: { x: {} } }, { properties: { y: {} } }] },
      { x: 1 },
      [['/x', '/Tested/anyOf/1/properties']],
    ],
    [
      JSON.parse(
        '{ "if": { "required": ["x"] }, "then": { "properties": { "a": {} } }, "else": { "properties": { "b": {} } } }',
      ),
      { a: 1, b: 1 },
      [['/a', '/Tested/else/properties']],
    ],
    [{ allOf: [{ properties: { a: {} } }], unevaluatedProperties: { type: 'integer' } }, { b: 1 }, []],
  ])('finds members that no schema declares: %j', (schema, value, expected) => {
    expect(undeclared(schema, value)).toEqual(expected);
  });
});

describe('hostile values and schemas take no longer than others', () => {
  test('a long list of different objects is compared in proportion to its length', () => {
    const list = Array.from({ length: 20_000 }, (_, index) => ({ id: index, tags: [String(index)] }));
    const validate = validatorOf({ uniqueItems: true });
    expect(validate(list)).toBe(true);
    expect(validate([...list, { tags: ['7'], id: 7 }])).toBe(false);
    expect(validate.errors).toMatchObject([{ params: { i: 20_000, j: 7 } }]);
  }, 5_000);

  test('alternatives within alternatives are tried once each', () => {
    const leaf = { type: 'integer' };
    const node = { properties: { child: refer('Tree') }, required: ['child'], unevaluatedProperties: false };
    const Tree = { anyOf: [leaf, node], unevaluatedProperties: false };
    const discriminated = { oneOf: [refer('Leaf'), refer('Node')], discriminator: { propertyName: 'kind' } };
    let value: unknown = 'wrong';
    for (let level = 0; level < 90; level += 1) value = { child: value, kind: 'Node' };
    expect(validatorOf(refer('Tree'), { Tree })(value)).toBe(false);
    const Node = { type: 'object', properties: { child: discriminated, kind: {} } };
    expect(told(validatorOf(discriminated, { Leaf: leaf, Node }), value)).toHaveLength(3);
  }, 5_000);

  test('patterns that would take for ever do not', () => {
    expect(validatorOf({ pattern: '^(a+)+$' })(`${'a'.repeat(200)}!`)).toBe(false);
    expect(validatorOf({ patternProperties: { '^(a+)+$': false } })({ [`${'a'.repeat(200)}!`]: 1 })).toBe(true);
  }, 5_000);

  test('a schema that contains itself follows a value 100 levels deep, through references and combinations', () => {
    const Node = { allOf: [{ anyOf: [{ oneOf: [{ $ref: '#/components/schemas/Inner' }] }] }] };
    const Inner = { properties: { child: { allOf: [refer('Tested')] } }, unevaluatedProperties: false };
    let value: unknown = {};
    for (let level = 0; level < 100; level += 1) value = { child: value };
    const validate = validatorOf(refer('Node'), { Node, Inner });
    expect([validate(value), validate.inspect(value, true)]).toEqual([true, { failures: [], undeclared: [] }]);
  });
});
