import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/contract/load/json.js';
import { upgraded, visitSchemas } from '../../../src/contract/load/upgrade.js';

const upgradedSchema = (schema: JsonObject, openapi: Json = '3.0.3') =>
  upgraded({ openapi, components: { schemas: { Thing: schema } } })['components'];

describe('a schema of OpenAPI 3.0 becomes one of 3.1', () => {
  test.each<[schema: JsonObject, expected: JsonObject]>([
    [{ type: 'integer', nullable: true }, { type: ['integer', 'null'] }],
    [{ type: 'integer', nullable: false }, { type: 'integer' }],
    [{ nullable: true }, {}],
    [{ nullable: true, enum: ['a'] }, { enum: ['a', null] }],
    [{ nullable: true, enum: ['a', null] }, { enum: ['a', null] }],
    [{ nullable: true, allOf: [{}] }, { anyOf: [{ type: 'null' }, { allOf: [{}] }] }],
    [
      { nullable: true, title: 'Thing', anyOf: [{}], oneOf: [{}] },
      { title: 'Thing', anyOf: [{ type: 'null' }, { anyOf: [{}], oneOf: [{}] }] },
    ],
    ...['oneOf', 'anyOf'].map((keyword): [JsonObject, JsonObject] => [
      { nullable: true, [keyword]: [{}], discriminator: {} },
      { anyOf: [{ type: 'null' }, { [keyword]: [{}], discriminator: {} }] },
    ]),
    [
      { nullable: true, allOf: [{}], discriminator: {} },
      { discriminator: {}, anyOf: [{ type: 'null' }, { allOf: [{}] }] },
    ],
    [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [{ maximum: 1, exclusiveMaximum: true }, { exclusiveMaximum: 1 }],
    [{ minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
    [{ exclusiveMaximum: true }, {}],
    [
      { minimum: 1, maximum: 2 },
      { minimum: 1, maximum: 2 },
    ],
    [{ exclusiveMinimum: 1 }, { exclusiveMinimum: 1 }],
    [{ $ref: '#/a', nullable: true, description: 'A.' }, { $ref: '#/a' }],
    [
      { properties: { nullable: { nullable: true, type: 'string' } } },
      { properties: { nullable: { type: ['string', 'null'] } } },
    ],
  ])('%j', (schema, expected) => {
    expect(upgradedSchema(schema)).toStrictEqual({ schemas: { Thing: expected } });
  });

  test.each<[Json | undefined]>([['3.1.0'], ['3.1'], [undefined]])(
    'unless its document is of version %s',
    (openapi) => {
      expect(upgradedSchema({ nullable: true }, openapi ?? null)).toEqual({ schemas: { Thing: { nullable: true } } });
    },
  );

  test('in a copy', () => {
    const document = { openapi: '3.0.0', components: { schemas: { Thing: { nullable: true } } } };
    upgraded(document);
    expect(document.components.schemas.Thing).toEqual({ nullable: true });
  });
});

describe('schemas of a document are', () => {
  const found = (value: Json) => {
    const pointers: string[] = [];
    visitSchemas(value, (_, pointer) => pointers.push(pointer));
    return pointers;
  };
  const inSchema = (schema: Json) => found({ schema }).map((pointer) => pointer.replace(/^\/schema/, ''));

  test.each([
    ...['properties', 'patternProperties', 'dependentSchemas', '$defs'].map((name): [string, JsonObject, string[]] => [
      `members of ${name}`,
      { [name]: { example: {}, properties: {} } },
      [`/${name}/example`, `/${name}/properties`],
    ]),
    ...['items', 'contains', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'].map(
      (name): [string, JsonObject, string[]] => [name, { [name]: {} }, [`/${name}`]],
    ),
    ...['propertyNames', 'not', 'if', 'then', 'else'].map((name): [string, JsonObject, string[]] => [
      name,
      { [name]: {} },
      [`/${name}`],
    ]),
    ...['prefixItems', 'allOf', 'anyOf', 'oneOf'].map((name): [string, JsonObject, string[]] => [
      `items of ${name}`,
      { [name]: [{}, {}] },
      [`/${name}/0`, `/${name}/1`],
    ]),
  ])('%s', (_, schema, expected) => {
    expect(inSchema(schema)).toEqual(['', ...expected]);
  });

  test.each(['example', 'examples', 'default', 'const', 'enum', 'x-more', 'discriminator'])(
    'not what %s of a schema holds',
    (name) => {
      expect(inSchema({ [name]: { schema: {}, items: {} } })).toEqual(['']);
    },
  );

  test.each(['paths', 'responses', 'parameters', 'headers', 'content', 'callbacks', 'requestBodies', 'pathItems'])(
    'those of %s, whatever they are called',
    (name) => {
      expect(found({ [name]: { example: { schema: {} }, schema: { schema: {} } } })).toEqual([
        `/${name}/example/schema`,
        `/${name}/schema/schema`,
      ]);
    },
  );

  test('not what examples hold', () => {
    expect(found({ example: { schema: {} }, examples: { a: { value: { schema: {} } } } })).toEqual([]);
  });

  test('those of components, and of lists of parameters', () => {
    expect(found({ components: { schemas: { a: {}, schema: true } } })).toEqual(['/components/schemas/a']);
    expect(found({ parameters: [{ schema: {} }] })).toEqual(['/parameters/0/schema']);
  });
});
