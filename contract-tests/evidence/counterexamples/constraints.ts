import { isRecord, type Json, type JsonObject, pointerTo } from '../../../src/json.js';

/** Keywords that exclude something wherever they stand. */
const KEYWORDS = [
  'type',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'anyOf',
  'x-pattern',
  'x-date-filter',
  'x-status-range',
  'enum',
  // The document has none of these. One that is added asks for a way to break it.
  'const',
  'not',
  'oneOf',
  'if',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'uniqueItems',
  'contains',
  'prefixItems',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'patternProperties',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/** Objects whose members are named by the author, so that a member called `type` is no keyword. */
const NAMED_MEMBERS = /\/(properties|schemas|headers|parameters|responses|content|paths|examples)$/;

/** Every constraint that a document writes down, as JSON pointers. */
export function constraintsIn(document: JsonObject): string[] {
  return [...walk(document, '')];
}

function* walk(value: Json, pointer: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* walk(member, pointerTo(pointer, index));
  }
  if (!isRecord(value) || /\/(example|examples|securitySchemes|x-status-range)(\/|$)/.test(pointer)) return;
  if (!NAMED_MEMBERS.test(pointer)) yield* constraintsOf(value, pointer);
  for (const [name, member] of Object.entries(value)) yield* walk(member, pointerTo(pointer, name));
}

function* constraintsOf(object: JsonObject, pointer: string): Generator<string> {
  for (const keyword of KEYWORDS)
    if (object[keyword] !== undefined && object[keyword] !== 0 && !isImplied(object, keyword))
      yield pointerTo(pointer, keyword);
  const required = object['required'];
  if (required === true) yield pointerTo(pointer, 'required');
  if (Array.isArray(required)) for (const name of required) yield pointerTo(pointer, 'required', String(name));
  if (object['additionalProperties'] === false) yield pointerTo(pointer, 'additionalProperties');
  if (object['explode'] === false) yield pointerTo(pointer, 'explode');
  if (object['operationId'] !== undefined)
    yield* [pointer, pointerTo(pointer, 'parameters'), pointerTo(pointer, 'responses')];
  if (object['description'] !== undefined && isResponse(pointer)) yield pointerTo(pointer, 'content');
  if (isRecord(object['properties'])) {
    for (const [name, member] of Object.entries(object['properties']))
      if (member === false) yield pointerTo(pointer, 'properties', name);
  }
}

/** Values that are listed have their types. */
function isImplied(object: JsonObject, keyword: string): boolean {
  return keyword === 'type' && Array.isArray(object['enum']);
}

function isResponse(pointer: string): boolean {
  return /^\/components\/responses\/[^/]+$|\/responses\/[^/]+$/.test(pointer);
}
