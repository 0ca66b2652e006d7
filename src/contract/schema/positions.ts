import { isRecord, type Json, type JsonObject, pointerTo } from '../../json.js';

/** What stands in a place: a schema, schemas by name, other things by name, data, or something else of OpenAPI. */
export type Kind = 'schema' | 'schemas' | 'named' | 'data' | 'other';

/** The kind of a member, given that of the object or array it belongs to. */
export function kindOfMember(name: string, parent: Kind, isInArray: boolean): Kind {
  // Parameters have names in components, and are an array elsewhere.
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
 * Calls `visit` with every schema in a document. What is data, such as an example, contains none.
 *
 * @param visit Returns what its schema's own parts are told as `context`.
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
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== 'object' || member === null) continue;
    visitSchemas(member, kindOfMember(name, kind, Array.isArray(value)), own, visit, pointerTo(pointer, name));
  }
}

/** Whatever is in a schema and is neither a schema nor a list or map of them is data. */
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
