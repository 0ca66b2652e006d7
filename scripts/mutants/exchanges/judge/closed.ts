import { isObject, type Json, type JsonObject } from '../../../spec/json.js';

/** A document in which objects have no members but those that their schemas declare, where they declare any. */
export function closed(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, closedValue(value)]));
}

function closedValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(closedValue);
  if (!isObject(value)) return value;
  // What several schemas declare together, none of them may close.
  if ('allOf' in value) throw new TypeError('allOf is not understood here');
  const isOpen = isObject(value['properties']) && value['additionalProperties'] === undefined;
  return { ...closed(value), ...(isOpen && { additionalProperties: false }) };
}
