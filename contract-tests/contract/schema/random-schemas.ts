import fc from 'fast-check';
import { isRecord, type Json, type JsonObject } from '../../../src/json.js';

const NAMES = ['a', 'b', 'c', 'x1'] as const;
const PATTERNS = ['^x', 'b', '^[a-c]$', '1$'] as const;
const TYPES = ['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'] as const;

/** Values that tend to satisfy one rule and break another. */
export const simpleValue: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  ...[null, true, false, 0, 1, 2, 3, 4, 6, -1, 1.5, 0.5, 2 ** 53],
  ...['', 'a', 'b', 'ab', 'abc', 'x1', '1', '😀', '😀😀'],
);
export const anyValue = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simpleValue,
    fc.array(tie('value'), { maxLength: 3 }),
    objectOf(tie('value')),
  ),
})).value;

function objectOf(value: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 3, noNullPrototype: true });
}

type Keyword = readonly [name: string, value: fc.Arbitrary<Json>];

const count = fc.nat(3);
const number = fc.constantFrom(-1, 0, 1, 1.5, 2, 3);
const names = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 });

const assertions: readonly Keyword[] = [
  [
    'type',
    fc.oneof(fc.constantFrom(...TYPES), fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 })),
  ],
  ['enum', fc.uniqueArray(anyValue, { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) })],
  ['const', anyValue],
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const).map((name): Keyword => [name, number]),
  ['multipleOf', fc.constantFrom(0.5, 1, 2, 3)],
  ...(['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const).map(
    (name): Keyword => [name, count],
  ),
  ['pattern', fc.constantFrom(...PATTERNS)],
  ['uniqueItems', fc.boolean()],
  ['required', names],
  ['dependentRequired', fc.dictionary(fc.constantFrom(...NAMES), names, { maxKeys: 2, noNullPrototype: true })],
];

/** Keywords that contain schemas; those whose mistakes are told as Ajv tells them, and others. */
function applicators(schema: fc.Arbitrary<Json>): {
  readonly alike: readonly Keyword[];
  readonly others: readonly Keyword[];
} {
  const map = (keys: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...keys), schema, { maxKeys: 3, noNullPrototype: true });
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  return {
    alike: [
      ['properties', map(NAMES)],
      ['patternProperties', map(PATTERNS)],
      ['additionalProperties', schema],
      ['items', schema],
      ['prefixItems', list],
      ['not', schema],
      ['allOf', list],
      ['anyOf', list],
      ['dependentSchemas', map(NAMES)],
    ],
    others: [
      ['oneOf', list],
      ['if', schema],
      ['then', schema],
      ['else', schema],
      ['contains', schema],
      ['minContains', count],
      ['maxContains', count],
      ['propertyNames', schema],
      ['unevaluatedProperties', schema],
      ['unevaluatedItems', schema],
    ],
  };
}

/** Schemas of a few keywords each, which refer to others by the given references. */
function schemasWith(references: readonly string[], isPlain: boolean): fc.Arbitrary<Json> {
  return fc.letrec<{ schema: Json }>((tie) => {
    const { alike, others } = applicators(tie('schema'));
    const keywords: Keyword[] = [...assertions, ...alike, ...(isPlain ? [] : others)];
    if (references.length > 0) keywords.push(['$ref', fc.constantFrom(...references)]);
    const keyword = fc.oneof(...keywords.map(([name, value]) => fc.tuple(fc.constant(name), value)));
    const ofKeywords = fc
      .uniqueArray(keyword, { minLength: 1, maxLength: 4, selector: ([name]) => name })
      .map((entries): Json => Object.fromEntries(entries));
    return {
      schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), { arbitrary: ofKeywords, weight: 6 }),
    };
  }).schema;
}

/**
 * Schemas that use all keywords, refer to each other and, where a value becomes smaller on the way, to themselves.
 *
 * @param isPlain Whether to leave out keywords whose mistakes Ajv tells in another way, or judges wrongly.
 */
export function randomSchema(isPlain = false): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      schema: schemasWith(['#/$defs/one', '#/$defs/two', '#three'], isPlain),
      one: schemasWith(['#/$defs/two', '#three'], isPlain),
      two: schemasWith(['#three'], isPlain),
      three: schemasWith([], isPlain),
      isRecursive: fc.boolean(),
    })
    .map(({ schema, one, two, three, isRecursive }) => ({
      ...(isRecursive && { properties: { a: { $ref: '#' } } }),
      ...asObject(schema),
      $defs: { one, two, three: { ...asObject(three), $anchor: 'three' } },
    }));
}

/** Without members that are `undefined`, which records may have as far as their type tells. */
function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}

function asObject(schema: Json): JsonObject {
  return isRecord(schema) ? schema : { allOf: [schema] };
}

/** Values that a schema may have been written for, and others. */
export function valueNear(schema: Json, root: JsonObject, depth = 3): fc.Arbitrary<Json> {
  if (!isRecord(schema) || depth === 0) return anyValue;
  const near = (inner: Json | undefined) => (inner === undefined ? anyValue : valueNear(inner, root, depth - 1));
  const { enum: choices, const: constant, properties, items, prefixItems, $ref: reference, $defs } = schema;
  const options: fc.Arbitrary<Json>[] = [anyValue];
  if (Array.isArray(choices)) options.push(fc.constantFrom(...choices));
  if (constant !== undefined) options.push(fc.constant(constant));
  if (isRecord(properties)) {
    const members = Object.entries(properties).map(([name, member]) => [name, near(member)]);
    options.push(fc.record(Object.fromEntries(members), { requiredKeys: [], noNullPrototype: true }).map(asJson));
  }
  if (Array.isArray(prefixItems)) options.push(fc.tuple(...prefixItems.map(near)));
  if (items !== undefined) options.push(fc.array(near(items), { maxLength: 3 }));
  const definitions = isRecord(root['$defs']) ? root['$defs'] : ($defs ?? {});
  if (typeof reference === 'string' && isRecord(definitions))
    options.push(near(definitions[reference.split(/[/#]/).at(-1) ?? '']));
  for (const keyword of ['allOf', 'anyOf', 'oneOf'])
    for (const part of [schema[keyword] ?? []].flat()) options.push(near(part));
  return fc.oneof(...options);
}
