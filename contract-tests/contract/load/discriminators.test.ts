import { describe, expect, test } from '@jest/globals';
import { oneSchema } from '../../support/one-schema.js';

const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const SCHEMAS = {
  Pet: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' }, id: { readOnly: true } } },
  Cat: { allOf: [refer('Pet'), { required: ['lives', 'id'], properties: { lives: { type: 'integer' } } }] },
  Dog: { allOf: [refer('Pet'), { properties: { bark: { type: 'boolean' } } }] },
};

describe('a discriminator', () => {
  test.each(['oneOf', 'anyOf'])('chooses among %s, by name or mapping', async (keyword) => {
    const discriminator = { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', hound: 'Dog' } };
    const { answered, sent, contract } = await oneSchema(
      { [keyword]: [refer('Cat'), refer('Dog')], discriminator },
      SCHEMAS,
    );
    expect(contract.unchecked).toEqual([]);
    // It never decides whether a value is valid: both alternatives match this.
    expect(answered({ kind: 'cat', lives: 9, id: 1, bark: true })).toEqual(keyword === 'oneOf' ? ['oneOf '] : []);
    expect(answered({ kind: 'hound', id: 9 })).toEqual([]);
    expect(answered({ kind: 'Dog', bark: 5 })).toEqual(['type /bark']);
    expect(answered({ kind: 'cat', id: 1, bark: 5 })).toEqual(['required ']);
    expect(answered({ kind: 'unicorn', bark: 5 })).toEqual(['discriminator ']);
    expect(answered({})).toEqual(['discriminator ']);
    expect(answered('cat')).toEqual([`${keyword} `]);
    expect(sent({ kind: 'cat', lives: 9, bark: 5 })).toEqual([]);
    expect(sent({ kind: 'cat', lives: 9, bark: 5, id: 1 })).toEqual(['readOnly /id']);
  });

  test('of version 3.0 chooses where there may be null instead', async () => {
    const schema = { nullable: true, oneOf: [refer('Cat'), refer('Dog')], discriminator: { propertyName: 'kind' } };
    const { answered, contract } = await oneSchema(schema, SCHEMAS, '3.0.3');
    expect(contract.unchecked).toEqual([]);
    expect(answered(null)).toEqual([]);
    expect(answered({ kind: 'Cat', lives: 9, id: 1, bark: 5 })).toEqual([]);
    expect(answered({ kind: 'unicorn', bark: 5 })).toEqual(['discriminator ']);
  });

  test.each(['oneOf', 'anyOf'])('never changes whether a value is valid: %s', async (keyword) => {
    const alternatives = { [keyword]: [refer('Cat'), refer('Dog'), { type: 'object', required: ['name'] }] };
    const mapping = { cat: '#/components/schemas/Dog', nothing: '#/components/schemas/Nothing' };
    const plain = await oneSchema(alternatives, SCHEMAS);
    const kinds = ['Cat', 'Dog', 'cat', 'nothing', 'unicorn', '', 7, null, undefined];
    const values = kinds.flatMap((kind) => [
      ...[
        { kind },
        { kind, lives: 9, id: 1 },
        { kind, bark: true },
        { kind, bark: 1 },
        { kind, name: 'a', lives: 'x' },
      ],
      ...[{ kind, bark: 1, lives: 'x' }, 'cat', 7, [kind]],
    ]);
    for (const discriminator of [
      { propertyName: 'kind' },
      { propertyName: 'kind', mapping },
      { propertyName: 'sort' },
    ]) {
      const named = await oneSchema({ ...alternatives, discriminator }, SCHEMAS);
      for (const value of values) {
        expect([value, named.answered(value).length > 0]).toEqual([value, plain.answered(value).length > 0]);
        expect([value, named.sent(value).length > 0]).toEqual([value, plain.sent(value).length > 0]);
      }
    }
  });

  test.each<[title: string, schema: object]>([
    ['without alternatives', { ...SCHEMAS.Pet, discriminator: { propertyName: 'kind' } }],
    ['of alternatives without a name', { oneOf: [SCHEMAS.Pet], discriminator: { propertyName: 'kind' } }],
  ])('%s is listed as not followed', async (_, schema) => {
    const { answered, contract } = await oneSchema(refer('Given'), {
      ...SCHEMAS,
      Given: schema,
    });
    expect(contract.unchecked?.map(({ pointer }) => pointer)).toEqual(['/components/schemas/Given/discriminator']);
    expect(answered({ kind: 'unicorn' })).toEqual([]);
  });
});

test('references within a schema that has an $id, and to it, are followed', async () => {
  const Priced = {
    $id: 'https://schemas.example.com/priced',
    properties: { price: { $ref: '#/$defs/price' }, other: refer('Other') },
    $defs: { price: { type: 'number' } },
  };
  const schema = { $ref: 'https://schemas.example.com/priced' };
  const { answered } = await oneSchema(schema, { Priced, Other: { type: 'string' } });
  expect(answered({ price: 1, other: 'a' })).toEqual([]);
  expect(answered({ price: 'a', other: 1 }).sort()).toEqual(['type /other', 'type /price']);
});
