import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/contract/load/json.js';
import { withChoices } from '../../../src/contract/load/one-way.js';

const refer = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const [CAT, DOG, ODD] = [refer('Cat'), refer('Dog'), refer('An%20odd~1name')];
const SCHEMAS: JsonObject = {
  Cat: { required: ['kind'] },
  Dog: { allOf: [{ $ref: '#/components/schemas/Cat' }, { required: ['name'] }] },
  'An odd/name': { required: ['kind'] },
  Free: { properties: { kind: {} } },
};
const documentOf = (Given: JsonObject): JsonObject => ({ components: { schemas: { ...SCHEMAS, Given } } });
const given = (schema: JsonObject) => {
  const noted: string[] = [];
  const document = withChoices(documentOf(schema), (pointer, reason) => noted.push(`${pointer}: ${reason}`));
  return { document, noted };
};
const chosen = (...alternatives: [reference: JsonObject, values: string[]][]): JsonObject => ({
  type: 'object',
  oneOf: alternatives.map(([reference, values]) => ({
    allOf: [reference],
    required: ['kind'],
    properties: { kind: { enum: values } },
  })),
  discriminator: { propertyName: 'kind' },
});
const KIND = { propertyName: 'kind' };
const mapped = (mapping: Json) => ({ ...KIND, mapping });

describe('an alternative is chosen by a discriminator', () => {
  test.each<[title: string, schema: JsonObject, expected: JsonObject]>([
    ['by its name', { oneOf: [CAT, DOG], discriminator: KIND }, chosen([CAT, ['Cat']], [DOG, ['Dog']])],
    ['in anyOf', { anyOf: [CAT], discriminator: KIND, title: 'A' }, { title: 'A', ...chosen([CAT, ['Cat']]) }],
    ['of an object', { type: 'object', oneOf: [CAT], discriminator: KIND }, chosen([CAT, ['Cat']])],
    ['of a name with other characters', { oneOf: [ODD], discriminator: KIND }, chosen([ODD, ['An odd/name']])],
    [
      'by what is mapped to its reference or its name, and by its name as well',
      {
        oneOf: [CAT, DOG],
        discriminator: mapped({ c: '#/components/schemas/Cat', d: 'Dog', tom: 'Cat', cow: 'Cow', x: 1 }),
      },
      chosen([CAT, ['c', 'tom', 'Cat']], [DOG, ['d', 'Dog']]),
    ],
    [
      'not by a name that is mapped to another',
      { oneOf: [CAT, DOG], discriminator: mapped({ Cat: 'Dog', c: 'Cat' }) },
      chosen([CAT, ['c']], [DOG, ['Cat', 'Dog']]),
    ],
    ['whatever the mapping is', { oneOf: [CAT], discriminator: mapped(['Cat']) }, chosen([CAT, ['Cat']])],
  ])('%s', (_, schema, expected) => {
    expect(given(schema)).toEqual({ document: documentOf(expected), noted: [] });
  });

  test('in a copy of the document', () => {
    const document = documentOf({ oneOf: [CAT], discriminator: KIND });
    withChoices(document, () => undefined);
    expect(document).toEqual(documentOf({ oneOf: [CAT], discriminator: KIND }));
  });
});

describe('a discriminator is not followed, which is noted,', () => {
  test.each<[title: string, schema: JsonObject]>([
    ['without alternatives', { discriminator: KIND }],
    ['with an empty list of them', { oneOf: [], discriminator: KIND }],
    ['with something that is no list', { oneOf: 'Cat', discriminator: KIND }],
    ['with two lists', { oneOf: [CAT], anyOf: [DOG], discriminator: KIND }],
    ['with a property that need not be there', { oneOf: [CAT, refer('Free')], discriminator: KIND }],
    ['with an alternative that has no name', { oneOf: [CAT, { required: ['kind'] }], discriminator: KIND }],
    ['with an alternative that is anything', { oneOf: [CAT, true], discriminator: KIND }],
    ['of what is no object', { type: 'string', oneOf: [CAT], discriminator: KIND }],
    ['of a property without a name', { oneOf: [CAT], discriminator: { propertyName: 5 } }],
    ['where one value stands for two', { oneOf: [CAT, CAT], discriminator: KIND }],
    ['where no value stands for one', { oneOf: [CAT, DOG], discriminator: mapped({ Cat: 'Dog' }) }],
  ])('%s', (_, schema) => {
    const { discriminator: _discriminator, ...others } = schema;
    expect(given(schema)).toEqual({
      document: documentOf(others),
      noted: [
        '/components/schemas/Given/discriminator: the discriminator is not followed: it must be a required property, and of alternatives that are all references',
      ],
    });
  });

  test('and one that is none is left alone', () => {
    const schema = { oneOf: [CAT], discriminator: 'kind' };
    expect(given(schema)).toEqual({ document: documentOf(schema), noted: [] });
  });
});
