import { describe, expect, test } from '@jest/globals';
import { SchemaError } from '../../../src/contract/schema/documents.js';
import { Schemas } from '../../../src/contract/schema/schemas.js';
import type { JsonObject } from '../../../src/json.js';

const TEXT = { type: 'string' };

/** Verdicts of `schema` on a text and on a number, with another document to refer to. */
function verdicts(schema: JsonObject, other: JsonObject = {}): readonly boolean[] {
  const schemas = new Schemas().add('http://example.com/dir/main.json', schema, { isSchema: true });
  schemas.add('http://example.com/dir/other.json', other, { isSchema: true });
  const validate = schemas.validator('http://example.com/dir/main.json');
  return [validate('a'), validate(1)];
}

describe('a reference leads to', () => {
  test.each<[title: string, schema: JsonObject, other?: JsonObject]>([
    ['a pointer', { $ref: '#/$defs/a', $defs: { a: TEXT } }],
    ['a pointer with escapes', { $ref: '#/$defs/a~1b~0c%20%22', $defs: { 'a/b~c "': TEXT } }],
    ['a place that is no schema elsewhere', { $ref: '#/x-schemas/a', 'x-schemas': { a: TEXT } }],
    ['an anchor', { $ref: '#a', $defs: { b: { $anchor: 'a', ...TEXT } } }],
    ['an id', { $ref: 'sub.json', $defs: { a: { $id: 'sub.json', ...TEXT } } }],
    [
      'a pointer into what has an id',
      { $ref: 'sub.json#/$defs/b', $defs: { a: { $id: 'sub.json', $defs: { b: TEXT } } } },
    ],
    [
      'an anchor in what has an id',
      { $ref: '/x#b', $defs: { a: { $id: '/x', $defs: { b: { $anchor: 'b', ...TEXT } } } } },
    ],
    [
      'what is relative to the id around it',
      { $ref: 'x/y', $defs: { a: { $id: 'x/y', $ref: 'z' }, b: { $id: 'x/z', ...TEXT } } },
    ],
    [
      'what a pointer finds within an id',
      { $ref: '#/$defs/a', $defs: { a: { $id: 'x/', $ref: '#/$defs/b', $defs: { b: TEXT } } } },
    ],
    ['a name (URN)', { $ref: 'urn:a:b', $defs: { a: { $id: 'urn:a:b', ...TEXT } } }],
    ['another document', { $ref: 'other.json' }, TEXT],
    ['a part of another document', { $ref: './other.json#/$defs/a' }, { $defs: { a: TEXT } }],
    [
      'an id in another document',
      { $ref: 'http://example.com/elsewhere' },
      { $defs: { a: { $id: '/elsewhere', ...TEXT } } },
    ],
    ['an anchor in another document', { $ref: 'other.json#a' }, { $defs: { a: { $anchor: 'a', ...TEXT } } }],
    ['and from there back', { $ref: 'other.json', $defs: { a: TEXT } }, { $ref: 'main.json#/$defs/a' }],
  ])('%s', (...[, schema, other]) => {
    expect(verdicts(schema, other)).toEqual([true, false]);
  });

  test('nothing that merely looks like an id', () => {
    const data = { const: { $id: 'sub.json', type: 'string' }, examples: [{ $anchor: 'a' }] };
    for (const $ref of ['sub.json', '#a']) expect(() => verdicts({ $ref, $defs: { data } })).toThrow(SchemaError);
  });

  test.each(['#/$defs/missing', '#missing', 'missing.json', 'other.json#/missing'])(
    'nowhere, and says so: %s',
    ($ref) => {
      expect(() => verdicts({ items: {}, $ref })).toThrow(`main.json# refers to ${$ref}, which leads nowhere`);
    },
  );
});

test('a dynamic reference leads to the outermost schema that has the anchor', () => {
  const node = { $id: 'node', $dynamicAnchor: 'node', properties: { child: { $dynamicRef: '#node' } } };
  const strict = { $id: 'strict', $dynamicAnchor: 'node', $ref: 'node', unevaluatedProperties: false };
  const schemas = new Schemas().add('http://example.com/', { $defs: { node, strict } }, { isSchema: true });
  const [loose, closed] = ['node', 'strict'].map((name) => schemas.validator(`http://example.com/${name}`));
  const misspelled = { child: { child: { chidl: 1 } } };
  expect([loose?.(misspelled), closed?.({ child: { child: {} } }), closed?.(misspelled)]).toEqual([true, true, false]);
  expect(closed?.errors).toMatchObject([{ instancePath: '/child/child', keyword: 'unevaluatedProperties' }]);
});

describe('schemas of an OpenAPI document', () => {
  const openapi = {
    openapi: '3.1.0',
    paths: {
      '/things': {
        get: {
          responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } } },
        },
      },
    },
    components: {
      schemas: {
        Tree: {
          properties: { name: TEXT, left: { $ref: '#/components/schemas/Tree' }, size: { $ref: 'sizes.yaml#/Size' } },
        },
        Priced: {
          $id: 'https://example.com/priced',
          properties: { price: { $ref: '#/$defs/price' } },
          $defs: { price: { type: 'number' } },
        },
      },
    },
  };
  const schemas = new Schemas().add('dir/openapi.yaml', openapi).add('dir/sizes.yaml', { Size: { type: 'integer' } });
  const content = '/paths/~1things/get/responses/200/content/application~1json/schema';

  test('are reached by pointer, contain themselves, and refer to other files', () => {
    const validate = schemas.validator(`dir/openapi.yaml#${content}`);
    expect(validate({ left: { left: { name: 'a', size: 1 } } })).toBe(true);
    expect(validate.inspect({ left: { left: { name: 1, size: 'a' } } }).failures).toMatchObject([
      {
        instancePath: '/left/left/name',
        rule: { document: 'dir/openapi.yaml', pointer: '/components/schemas/Tree/properties/name/type' },
      },
      { instancePath: '/left/left/size', rule: { document: 'dir/sizes.yaml', pointer: '/Size/type' } },
    ]);
  });

  test('may have an id, from which their references start', () => {
    const validate = schemas.validator('https://example.com/priced');
    expect([validate({ price: 1 }), validate({ price: 'a' })]).toEqual([true, false]);
  });

  test('can be part of a schema that is given', () => {
    const validate = schemas.validator({
      required: ['body'],
      properties: { body: { $ref: `dir/openapi.yaml#${content}` } },
    });
    expect([validate({ body: { name: 'a' } }), validate({ body: { name: 1 } }), validate({})]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('are not looked at before there is a value', () => {
    const broken = {
      components: { schemas: { A: { properties: { a: { $ref: '#/nowhere' }, b: { minimum: 'a' } } } } },
    };
    const validate = new Schemas().add('openapi', broken).validator('openapi#/components/schemas/A/properties/b');
    expect(() => validate(1)).toThrow('openapi#/components/schemas/A/properties/b has minimum');
  });
});
