import { isObject, type Json, type JsonObject, pointerTo, unshared } from './json.js';

/**
 * Turns the schemas of an OpenAPI 3.0 document into those of 3.1, which are JSON Schema. Of 3.1, it is a copy. Whoever
 * changes a schema in it changes no other.
 */
export function upgraded(document: JsonObject): JsonObject {
  const copy = unshared(document);
  if (String(copy['openapi']).startsWith('3.0')) visitSchemas(copy, upgradeSchema);
  return copy;
}

/** Calls `visit` with every schema in a document. What is data, such as examples, holds none. */
export function visitSchemas(
  value: Json | undefined,
  visit: (schema: JsonObject, pointer: string) => void,
  kind: Kind = 'other',
  pointer = '',
): void {
  if (Array.isArray(value)) {
    // Parameters have names in components, and are a list elsewhere.
    const kindOfItems = kind === 'named' ? 'other' : kind;
    for (const [index, member] of value.entries()) visitSchemas(member, visit, kindOfItems, pointerTo(pointer, index));
  }
  if (!isObject(value)) return;
  if (kind === 'schema') visit(value, pointer);
  for (const [name, member] of Object.entries(value))
    visitSchemas(member, visit, kindOf(name, kind), pointerTo(pointer, name));
}

/** What stands in a place: a schema, schemas by name, other things by name, data, or something else. */
type Kind = 'schema' | 'schemas' | 'named' | 'data' | 'other';

function kindOf(name: string, parent: Kind): Kind {
  if (parent === 'schemas') return 'schema';
  if (parent === 'named') return 'other';
  if (parent === 'data' || DATA.includes(name)) return 'data';
  if (parent === 'schema') return SCHEMA_MAPS.includes(name) ? 'schemas' : SCHEMAS.includes(name) ? 'schema' : 'data';
  if (name === 'schema') return 'schema';
  if (name === 'schemas') return 'schemas';
  return NAMED.includes(name) ? 'named' : 'other';
}

/** Of a schema, whatever is no schema is data. */
const DATA = ['example', 'examples'];
const NAMED = ['paths', 'responses', 'parameters', 'headers', 'content', 'callbacks', 'requestBodies', 'pathItems'];
const SCHEMA_MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const SCHEMAS = [
  ...['items', 'prefixItems', 'contains', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'],
  ...['propertyNames', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
];

function upgradeSchema(schema: JsonObject): void {
  // In 3.0, whatever stands beside a reference is ignored.
  if ('$ref' in schema) for (const name of Object.keys(schema)) if (name !== '$ref') delete schema[name];
  upgradeLimit(schema, 'exclusiveMinimum', 'minimum');
  upgradeLimit(schema, 'exclusiveMaximum', 'maximum');
  if (schema['nullable'] === true) makeNullable(schema);
  delete schema['nullable'];
}

/** In 3.0 a limit is exclusive where a flag says so; in 3.1 there is another keyword for it. */
function upgradeLimit(schema: JsonObject, flag: string, limit: string): void {
  const value = schema[limit];
  if (schema[flag] === true && value !== undefined) {
    schema[flag] = value;
    delete schema[limit];
  } else if (typeof schema[flag] === 'boolean') delete schema[flag];
}

/** Without a type of its own, a schema is nullable by its combinations, as people write it. */
function makeNullable(schema: JsonObject): void {
  const { type, enum: choices } = schema;
  if (typeof type === 'string') schema['type'] = [type, 'null'];
  if (Array.isArray(choices) && !choices.includes(null)) schema['enum'] = [...choices, null];
  const combined: JsonObject = {};
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    if (schema[keyword] !== undefined) combined[keyword] = schema[keyword];
    delete schema[keyword];
  }
  // A discriminator chooses among the alternatives that it stands with.
  if (schema['discriminator'] !== undefined && ('oneOf' in combined || 'anyOf' in combined)) {
    combined['discriminator'] = schema['discriminator'];
    delete schema['discriminator'];
  }
  if (Object.keys(combined).length > 0) schema['anyOf'] = [{ type: 'null' }, combined];
}
