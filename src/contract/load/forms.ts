import type { JsonObject } from '../../json.js';

export const TEXT = { type: 'string' };
export const FLAG = { type: 'boolean' };
/** A literal beyond the range of a double is read as Infinity, which has no JSON type, and is still a number. */
const NUMBER = choice({ type: ['string', 'boolean', 'array', 'object', 'null'] }, { type: 'number' });
const COUNT = { type: 'integer', minimum: 0 };
export const ANY: JsonObject = { type: 'object' };
export const TEXTS = listOf(TEXT);
const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** A reference to one of the forms, by name. */
export function form(name: string): JsonObject {
  return { $ref: `#/$defs/${name}` };
}

/** `if`, `then` and `else`. Not an object literal, because an object with a member `then` looks like a promise. */
export function choice(condition: JsonObject, holds: JsonObject, otherwise: JsonObject = {}): JsonObject {
  return Object.fromEntries([
    ['if', condition],
    ['then', holds],
    ['else', otherwise],
  ]);
}

/** A form, or a reference to something that has it. */
export function either(name: string): JsonObject {
  return choice({ type: 'object', required: ['$ref'] }, { properties: { $ref: TEXT } }, form(name));
}

export function listOf(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

/** A list that must not be empty. */
function someOf(items: JsonObject): JsonObject {
  return { ...listOf(items), minItems: 1 };
}

export function mapOf(additionalProperties: JsonObject): JsonObject {
  return { type: 'object', additionalProperties };
}

/** An object that allows these members and extensions, and no others. */
export function closed(properties: JsonObject, required: string[] = []): JsonObject {
  return { type: 'object', required, properties, patternProperties: { '^x-': {} }, additionalProperties: false };
}

/** A rule for objects of which one member has this value. */
export function when(name: string, value: string, rule: JsonObject): JsonObject {
  return choice({ type: 'object', required: [name], properties: { [name]: { const: value } } }, rule);
}

/** Keywords of a schema in OpenAPI 3.0. */
export function keywords30(): JsonObject {
  const schema = form('schema');
  return {
    ...commonKeywords(),
    ...{
      type: { enum: TYPES },
      nullable: FLAG,
      readOnly: FLAG,
      writeOnly: FLAG,
      exclusiveMinimum: FLAG,
      exclusiveMaximum: FLAG,
      required: { ...TEXTS, minItems: 1 },
    },
    ...{ items: schema, additionalProperties: choice({ type: 'object' }, schema, FLAG) },
  };
}

/** Schemas of OpenAPI 3.1, which may be booleans. */
export function keywords31(): JsonObject {
  const schema = form('schema');
  const names = [...TYPES, 'null'];
  return {
    type: ['object', 'boolean'],
    properties: {
      ...commonKeywords(),
      type: choice({ type: 'array' }, someOf({ enum: names }), { enum: names }),
      ...{ $ref: TEXT, $id: TEXT, $anchor: TEXT, $dynamicRef: TEXT, $dynamicAnchor: TEXT, $defs: mapOf(schema) },
      ...{ exclusiveMinimum: NUMBER, exclusiveMaximum: NUMBER, minContains: COUNT, maxContains: COUNT },
      ...{ items: schema, prefixItems: listOf(schema), contains: schema, unevaluatedItems: schema },
      ...{ additionalProperties: schema, unevaluatedProperties: schema, propertyNames: schema },
      ...{ patternProperties: mapOf(schema), dependentSchemas: mapOf(schema), dependentRequired: mapOf(TEXTS) },
      ...choice(schema, schema, schema),
    },
  };
}

/** Keywords of both versions. */
function commonKeywords(): JsonObject {
  const schema = form('schema');
  return {
    ...{ multipleOf: { type: 'number', exclusiveMinimum: 0 }, maximum: NUMBER, minimum: NUMBER },
    ...{ maxLength: COUNT, minLength: COUNT, pattern: TEXT, format: TEXT, maxItems: COUNT, minItems: COUNT },
    ...{ uniqueItems: FLAG, maxProperties: COUNT, minProperties: COUNT, required: TEXTS, enum: someOf({}) },
    ...{ allOf: someOf(schema), anyOf: someOf(schema), oneOf: someOf(schema), not: schema },
    ...{ properties: mapOf(schema), deprecated: FLAG, title: TEXT },
    description: TEXT,
  };
}
