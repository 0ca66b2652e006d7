import { isObject, type Json, type JsonObject, pointerIn, valueAt } from './json.js';

/** A schema and all others that a value of it must satisfy as well: what it refers to and what it combines, at any depth. */
export function familyOf(document: JsonObject, schema: Json | undefined): readonly JsonObject[] {
  const family = new Set<JsonObject>();
  const add = (part: Json | undefined) => {
    if (!isObject(part) || family.has(part)) return;
    family.add(part);
    add(referred(document, part));
    for (const combined of listOf(part['allOf'])) add(combined);
  };
  add(schema);
  return [...family];
}

/** What the reference of a schema leads to, if it has one. */
export function referred(document: JsonObject, { $ref: reference }: JsonObject): Json | undefined {
  return typeof reference === 'string' && reference.startsWith('#')
    ? valueAt(document, pointerIn(reference))
    : undefined;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
