import { isObject, type Json, type JsonObject, pointerTo } from './json.js';
import { familyOf, listOf, referred } from './schema-family.js';
import { visitSchemas } from './upgrade.js';

/**
 * A copy of a document whose schemas do not require properties that have a flag. Which ones have it may be written anywhere
 * among what describes the same object: `allOf: [Base, { required: [id] }]`.
 */
export function withoutRequired(document: JsonObject, keyword: string): JsonObject {
  const released: JsonObject = {};
  const copy = { ...structuredClone(document), [RELEASED]: released };
  // A schema that others refer to may be used where nothing has the flag. For other uses there is another schema.
  const names = new Map<string, string>();
  const waiting: JsonObject[] = [];
  const releasedFrom = (target: JsonObject, flagged: ReadonlySet<string>, pointer: string) => {
    const key = JSON.stringify([pointer, ...[...flagged].sort()]);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = pointerTo('#', RELEASED, names.size);
    const own = structuredClone(target);
    names.set(key, name);
    released[names.size - 1] = own;
    release(own, flagged);
    waiting.push(own);
    return name;
  };
  const release = (schema: Json, flagged: ReadonlySet<string>) => {
    if (!isObject(schema) || flagged.size === 0) return;
    const { required, $ref: reference } = schema;
    if (Array.isArray(required)) schema['required'] = required.filter((name) => !isIn(flagged, name));
    const target = referred(document, schema);
    if (isObject(target) && requiresAny(document, target, more(flagged, flaggedIn(document, target, keyword))))
      schema['$ref'] = releasedFrom(target, flagged, String(reference));
    for (const combined of combinedIn(schema)) release(combined, flagged);
  };
  const visit = (schema: JsonObject) => release(schema, flaggedIn(document, schema, keyword));
  visitSchemas(copy, visit);
  for (const schema of waiting) visitSchemas(schema, visit, 'schema');
  return copy;
}

/** Where the schemas are that are not in the document. */
const RELEASED = 'x-released';

/** The names of the properties that have a flag. */
function flaggedIn(document: JsonObject, schema: JsonObject, keyword: string): ReadonlySet<string> {
  const isFlagged = (property: Json) => familyOf(document, property).some((part) => part[keyword] === true);
  const properties = familyOf(document, schema).flatMap((part) =>
    isObject(part['properties']) ? Object.entries(part['properties']) : [],
  );
  return new Set(properties.filter(([, property]) => isFlagged(property)).map(([name]) => name));
}

function more(flagged: ReadonlySet<string>, known: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...flagged].filter((name) => !known.has(name)));
}

/** Whether a schema requires one of the names, or an alternative in it does. */
function requiresAny(document: JsonObject, schema: Json, names: ReadonlySet<string>, seen = new Set<Json>()): boolean {
  if (!isObject(schema) || names.size === 0 || seen.has(schema)) return false;
  seen.add(schema);
  const target = referred(document, schema);
  return (
    listOf(schema['required']).some((name) => isIn(names, name)) ||
    [...(target === undefined ? [] : [target]), ...combinedIn(schema)].some((part) =>
      requiresAny(document, part, names, seen),
    )
  );
}

/** An alternative that says only what is required tells alternatives apart. It is not made one that everything satisfies. */
function combinedIn(schema: JsonObject): readonly Json[] {
  const isOnlyRequired = (part: Json) => isObject(part) && Object.keys(part).join() === 'required';
  const alternatives = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  return [...listOf(schema['allOf']), ...alternatives.filter((part) => !isOnlyRequired(part))];
}

function isIn(names: ReadonlySet<string>, name: Json): boolean {
  return typeof name === 'string' && names.has(name);
}
