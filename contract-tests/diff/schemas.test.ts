import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../src/json.js';
import { differencesBetween, documentOf, wordsOf } from './documents.js';

const NAMES = {
  looser: ['minor', 'breaking'],
  stricter: ['breaking', 'minor'],
  contradictory: ['breaking', 'breaking'],
  same: ['minor', 'minor'],
} as const;
const OPPOSITE = { looser: 'stricter', stricter: 'looser', contradictory: 'contradictory', same: 'same' } as const;

/** What a change of a member of both bodies is called, and what the way back is. `*` stands for both sides. */
type Row = readonly [change: string, old: Json, now: Json, tendency: keyof typeof NAMES, id: string, back: string];

const COMPONENTS: JsonObject = {
  Text: { type: 'string' },
  Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  Tree: { type: 'object', properties: { kids: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } },
};
const Text = { $ref: '#/components/schemas/Text' };
const integer = { type: 'integer' };
const string = { type: 'string' };

const ROWS: readonly Row[] = [
  [
    'a maximum is raised',
    { ...integer, maximum: 5 },
    { ...integer, maximum: 9 },
    'looser',
    '*-max-increased',
    '*-max-decreased',
  ],
  [
    'a minimum is raised',
    { ...integer, minimum: 5 },
    { ...integer, minimum: 9 },
    'stricter',
    '*-min-increased',
    '*-min-decreased',
  ],
  ['a minimum is set', integer, { ...integer, minimum: 9 }, 'stricter', '*-min-set', '*-min-unset'],
  [
    'a limit becomes exclusive',
    { type: 'number', maximum: 5 },
    { type: 'number', exclusiveMaximum: 5 },
    'stricter',
    '*-exclusive-max-decreased',
    '*-max-increased',
  ],
  ['a length is limited', string, { ...string, maxLength: 9 }, 'stricter', '*-max-length-set', '*-max-length-unset'],
  [
    'fewer items',
    { type: 'array', maxItems: 9 },
    { type: 'array', maxItems: 5 },
    'stricter',
    '*-max-items-decreased',
    '*-max-items-increased',
  ],
  [
    'more members',
    { type: 'object', minProperties: 1 },
    { type: 'object', minProperties: 2 },
    'stricter',
    '*-min-properties-increased',
    '*-min-properties-decreased',
  ],
  [
    'unique items',
    { type: 'array' },
    { type: 'array', uniqueItems: true },
    'stricter',
    '*-unique-items-set',
    '*-unique-items-unset',
  ],
  [
    'multiples of a multiple',
    { ...integer, multipleOf: 2 },
    { ...integer, multipleOf: 6 },
    'stricter',
    '*-multiple-of-changed',
    '*-multiple-of-changed',
  ],
  [
    'other multiples',
    { ...integer, multipleOf: 2 },
    { ...integer, multipleOf: 3 },
    'contradictory',
    '*-multiple-of-changed',
    '*-multiple-of-changed',
  ],
  ['a type is another one', integer, string, 'contradictory', '*-type-changed', '*-type-changed'],
  ['integers become numbers', integer, { type: 'number' }, 'looser', '*-type-generalized', '*-type-specialized'],
  [
    'one more type',
    string,
    { type: ['string', 'integer'] },
    'looser',
    '*-list-of-types-widened',
    '*-list-of-types-narrowed',
  ],
  ['null is allowed', string, { type: ['string', 'null'] }, 'looser', '*-became-nullable', '*-became-not-nullable'],
  ['anything is allowed', string, {}, 'looser', '*-type-generalized', '*-type-specialized'],
  ['a format', string, { ...string, format: 'uuid' }, 'stricter', '*-format-added', '*-format-removed'],
  [
    'another format',
    { ...string, format: 'date' },
    { ...string, format: 'uuid' },
    'contradictory',
    '*-format-changed',
    '*-format-changed',
  ],
  [
    'a wider format',
    { ...integer, format: 'int32' },
    { ...integer, format: 'int64' },
    'looser',
    '*-format-changed',
    '*-format-changed',
  ],
  ['a pattern', string, { ...string, pattern: '^a' }, 'stricter', '*-pattern-added', '*-pattern-removed'],
  [
    'another pattern',
    { ...string, pattern: '^a' },
    { ...string, pattern: '^b' },
    'contradictory',
    '*-pattern-changed',
    '*-pattern-changed',
  ],
  [
    'a pattern without an anchor',
    { ...string, pattern: '^a$' },
    { ...string, pattern: '^a' },
    'looser',
    '*-pattern-generalized',
    '*-pattern-specialized',
  ],
  [
    'a pattern that ends with a dollar sign',
    { ...string, pattern: '^a\\$' },
    { ...string, pattern: '^a\\' },
    'contradictory',
    '*-pattern-changed',
    '*-pattern-changed',
  ],
  ['one more value', { enum: ['a'] }, { enum: ['a', 'b'] }, 'looser', '*-enum-value-added', '*-enum-value-removed'],
  ['some values only', string, { ...string, enum: ['a'] }, 'stricter', '*-became-enum', '*-became-not-enum'],
  [
    'a default',
    { ...string, default: 'a' },
    { ...string, default: 'b' },
    'same',
    '*-default-value-changed',
    '*-default-value-changed',
  ],
  ['it is deprecated', string, { ...string, deprecated: true }, 'same', '*-deprecated', '*-reactivated'],
  [
    'no other members',
    { type: 'object' },
    { type: 'object', additionalProperties: false },
    'stricter',
    '*-additional-properties-forbidden',
    '*-additional-properties-allowed',
  ],
  [
    'a schema of other members',
    { type: 'object' },
    { type: 'object', additionalProperties: string },
    'stricter',
    '*-additional-properties-restricted',
    '*-additional-properties-allowed',
  ],
  [
    'items have a type',
    { type: 'array' },
    { type: 'array', items: string },
    'stricter',
    '*-type-specialized',
    '*-type-generalized',
  ],
  [
    'one more alternative',
    { anyOf: [string, integer] },
    { anyOf: [integer, string, { type: 'boolean' }] },
    'looser',
    '*-any-of-added',
    '*-any-of-removed',
  ],
  ['an alternative to a component', Text, { oneOf: [integer, Text] }, 'looser', '*-one-of-added', '*-one-of-removed'],
  [
    'alternatives besides',
    { type: 'object', minProperties: 1 },
    { type: 'object', minProperties: 1, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    'stricter',
    '*-alternatives-set',
    '*-alternatives-unset',
  ],
  [
    'several may match',
    { oneOf: [string, integer] },
    { anyOf: [string, integer] },
    'looser',
    '*-one-of-became-any-of',
    '*-any-of-became-one-of',
  ],
  ['something is excluded', integer, { ...integer, not: { const: 5 } }, 'stricter', '*-rule-added', '*-rule-removed'],
  [
    'more is excluded',
    { ...integer, not: { type: 'integer', minimum: 5 } },
    { ...integer, not: { type: 'integer', minimum: 3 } },
    'stricter',
    '*-min-decreased',
    '*-min-increased',
  ],
  [
    'a condition is another one',
    { if: { ...integer, minimum: 5 }, else: { maximum: 9 } },
    { if: { ...integer, minimum: 3 }, else: { maximum: 9 } },
    'contradictory',
    '*-min-decreased',
    '*-min-increased',
  ],
  [
    'names of members have a pattern',
    { type: 'object', propertyNames: string },
    { type: 'object', propertyNames: { ...string, pattern: '^a' } },
    'stricter',
    '*-pattern-added',
    '*-pattern-removed',
  ],
  [
    'a member needs another one',
    { type: 'object' },
    { type: 'object', dependentRequired: { a: ['b'] } },
    'stricter',
    '*-rule-added',
    '*-rule-removed',
  ],
  [
    'a member chooses the alternative',
    { oneOf: [string, integer] },
    { oneOf: [string, integer], discriminator: { propertyName: 'kind' } },
    'stricter',
    '*-discriminator-added',
    '*-discriminator-removed',
  ],
];

describe('a change of a schema has a direction on both sides, and the opposite one on the way back', () => {
  test.each(ROWS)('%s', (_, old, now, tendency, id, back) => {
    const expected = (direction: keyof typeof NAMES, name: string) =>
      (['request', 'response'] as const).map(
        (side, index) => `${side} ${direction} ${NAMES[direction][index]} ${name.replace('*', `${side}-property`)}`,
      );
    const [before, after] = [documentOf(old, COMPONENTS), documentOf(now, COMPONENTS)];
    expect(differencesBetween(before, after).map(wordsOf).sort()).toEqual(expected(tendency, id));
    expect(differencesBetween(after, before).map(wordsOf).sort()).toEqual(expected(OPPOSITE[tendency], back));
  });
});

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });

describe('members of objects', () => {
  test.each<[string, JsonObject, JsonObject, string[]]>([
    [
      'that become required',
      object({ a: string }),
      object({ a: string }, { required: ['a'] }),
      [
        'request stricter breaking request-property-became-required',
        'response stricter minor response-property-became-required',
      ],
    ],
    [
      'that become optional',
      object({ a: string }, { required: ['a'] }),
      object({ a: string }),
      [
        'request looser minor request-property-became-optional',
        'response looser breaking response-property-became-optional',
      ],
    ],
    [
      'that are new',
      object({}),
      object({ a: string }),
      [
        'request stricter minor new-optional-request-property',
        'response stricter minor response-optional-property-added',
      ],
    ],
    [
      'that are new and required',
      object({}),
      object({ a: string }, { required: ['a'] }),
      [
        'request stricter breaking new-required-request-property',
        'response stricter minor response-required-property-added',
      ],
    ],
    [
      'that are new where others are forbidden',
      object({}, { additionalProperties: false }),
      object({ a: string }, { additionalProperties: false }),
      [
        'request looser minor new-optional-request-property',
        'response looser breaking response-property-added-to-closed-object',
      ],
    ],
    [
      'that are gone',
      object({ a: string }),
      object({}),
      [
        'request looser breaking request-property-removed',
        'response looser breaking response-optional-property-removed',
      ],
    ],
    [
      'that were required and are gone',
      object({ a: string }, { required: ['a'] }),
      object({}),
      [
        'request looser breaking request-property-removed',
        'response looser breaking response-required-property-removed',
      ],
    ],
    [
      'that are gone and forbidden',
      object({ a: string }, { additionalProperties: false }),
      object({}, { additionalProperties: false }),
      [
        'request stricter breaking request-property-removed',
        'response stricter breaking response-optional-property-removed',
      ],
    ],
    [
      'that can no longer be sent',
      object({ a: string }),
      object({ a: { ...string, readOnly: true } }),
      ['request stricter breaking request-property-became-read-only'],
    ],
    [
      'that are no longer received',
      object({ a: string }),
      object({ a: { ...string, writeOnly: true } }),
      ['response stricter breaking response-property-became-write-only'],
    ],
    [
      'that are never sent',
      object({ a: { ...string, readOnly: true } }),
      object({ a: { ...integer, readOnly: true } }),
      ['response contradictory breaking response-property-type-changed'],
    ],
  ])('%s', (_, old, now, expected) => {
    expect(differencesBetween(documentOf(old), documentOf(now)).map(wordsOf).sort()).toEqual(expected);
  });
});

describe('the same in other words is no difference:', () => {
  const allOf = { allOf: [{ $ref: '#/components/schemas/Named' }, { properties: { age: integer } }] };
  const flat = object({ name: string, age: integer }, { required: ['name'] });
  const old = (schema: Json) => documentOf(schema, COMPONENTS, '3.0.3');
  test.each<[string, JsonObject, JsonObject]>([
    ['a component', documentOf(string, COMPONENTS), documentOf(Text, COMPONENTS)],
    ['allOf', documentOf(flat, COMPONENTS), documentOf(allOf, COMPONENTS)],
    ['one alternative', documentOf(string), documentOf({ anyOf: [string] })],
    ['the order of alternatives', documentOf({ oneOf: [string, integer] }), documentOf({ oneOf: [integer, string] })],
    ['a constant', documentOf({ const: 'a' }), documentOf({ enum: ['a'] })],
    ['no least length', documentOf({ ...string, minLength: 0 }), documentOf(string)],
    ['whole numbers', documentOf({ ...integer, exclusiveMinimum: 0 }), documentOf({ ...integer, minimum: 1 })],
    ['a limit of another type', documentOf({ ...string, minimum: 1 }), documentOf(string)],
    ['nullable', old({ ...string, nullable: true }), documentOf({ type: ['string', 'null'] }, COMPONENTS)],
    [
      'null as an alternative',
      old({ ...string, nullable: true }),
      documentOf({ oneOf: [{ type: 'null' }, string] }, COMPONENTS),
    ],
    [
      'an exclusive limit',
      old({ type: 'number', minimum: 1, exclusiveMinimum: true }),
      documentOf({ type: 'number', exclusiveMinimum: 1 }, COMPONENTS),
    ],
  ])('%s', (_, before, after) => {
    const isSpoken = ({ id }: { readonly id: string }) => id === 'document-changed';
    expect(differencesBetween(before, after).filter((found) => !isSpoken(found))).toEqual([]);
    expect(differencesBetween(after, before).filter((found) => !isSpoken(found))).toEqual([]);
  });
});

test('a schema that contains itself is compared once', () => {
  const changed = {
    ...COMPONENTS,
    Tree: object({ kids: { type: 'array', maxItems: 3, items: { $ref: '#/components/schemas/Tree' } } }),
  };
  const tree = { $ref: '#/components/schemas/Tree' };
  const found = differencesBetween(documentOf(tree, COMPONENTS), documentOf(tree, changed));
  expect(found.map(wordsOf)).toEqual([
    'request stricter breaking request-property-max-items-set',
    'response stricter minor response-property-max-items-set',
  ]);
  expect(found[0]).toMatchObject({
    new: { pointer: '/components/schemas/Tree/properties/kids/maxItems', value: 3 },
    operations: ['POST /loans'],
  });
});
