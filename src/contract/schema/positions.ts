import { isRecord, type Json, type JsonObject, ownMember, pointerTo } from '../../json.js';

/** What a part of a document is: a schema, a map of schemas, another map, data, or another object of OpenAPI. */
export type Kind = 'schema' | 'schemas' | 'named' | 'data' | 'other';

/** The kind of a member, given that of the object or array it belongs to. */
export function kindOfMember(name: string, parent: Kind, isInArray: boolean): Kind {
  // `parameters` is a map in components, and an array elsewhere.
  if (isInArray) return parent === 'named' ? 'other' : parent;
  if (parent === 'schemas') return 'schema';
  if (parent === 'named') return 'other';
  if (parent === 'data' || EXAMPLES.has(name)) return 'data';
  if (parent === 'schema') return SCHEMA_MAPS.has(name) ? 'schemas' : SCHEMAS.has(name) ? 'schema' : 'data';
  if (name === 'schema') return 'schema';
  if (name === 'schemas') return 'schemas';
  return NAMED.has(name) ? 'named' : 'other';
}

/**
 * Calls `visit` with every schema in a document. Data, such as examples, contains none.
 *
 * @param visit Returns the `context` for the subschemas of its schema.
 */
export function visitSchemas<Context>(
  value: Json | undefined,
  kind: Kind,
  context: Context,
  visit: (schema: JsonObject, pointer: string, context: Context) => Context,
  pointer = '',
): void {
  if (typeof value !== 'object' || value === null || kind === 'data') return;
  const own = kind === 'schema' && isRecord(value) ? visit(value, pointer, context) : context;
  // Object.entries for each object would take most of the time.
  for (const name in value) {
    const member = ownMember(value, name);
    if (typeof member !== 'object' || member === null) continue;
    visitSchemas(member, kindOfMember(name, kind, Array.isArray(value)), own, visit, pointerTo(pointer, name));
  }
}

/** Other members of a schema are data. */
const SCHEMAS = new Set([
  ...['items', 'prefixItems', 'contains', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'],
  ...['propertyNames', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'contentSchema'],
]);
const SCHEMA_MAPS = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', 'dependencies', '$defs', 'definitions'],
]);
const EXAMPLES = new Set(['example', 'examples']);
const NAMED = new Set([
  ...['paths', 'responses', 'parameters', 'headers', 'content', 'callbacks', 'requestBodies', 'pathItems'],
]);
