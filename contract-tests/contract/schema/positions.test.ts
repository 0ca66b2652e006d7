import { describe, expect, test } from '@jest/globals';
import { visitSchemas } from '../../../src/contract/schema/positions.js';
import type { Json, JsonObject } from '../../../src/json.js';

describe('schemas of a document are', () => {
  const found = (value: Json) => {
    const pointers: string[] = [];
    visitSchemas(value, 'other', undefined, (_, pointer) => void pointers.push(pointer));
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
