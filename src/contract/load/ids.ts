import { encodePointer, isRecord, type Json, type JsonObject, pointerInFragment, valueAtPointer } from '../../json.js';
import { BASE, resolve } from '../schema/documents.js';
import { visitSchemas } from '../schema/positions.js';
import { DOCUMENT } from './read-schemas.js';
import type { SchemaReferences } from './references.js';

/** The ids of all schemas (`$id`) as URIs: each may be relative to that of a schema around it. */
export function schemaIds(document: JsonObject): ReadonlySet<string> {
  const ids = new Set<string>();
  visitSchemas(document, 'other', MAIN_URI, ({ $id: id }, _, base) => {
    if (typeof id !== 'string') return base;
    const own = resolve(id, base).replace(/#$/, '');
    ids.add(own);
    return own;
  });
  return ids;
}

/** The URI that the ids and references of a document are relative to. */
export const MAIN_URI = resolve(DOCUMENT, BASE);

/**
 * A copy of a document in which all references between schemas are JSON pointers into the document, without `$id`. References
 * without a target are unchanged. A document that has only pointers already is returned itself.
 */
export function withoutIds(document: JsonObject, { references, isPlain }: SchemaReferences): JsonObject {
  if (isPlain) return document;
  const copy = structuredClone(document);
  visitSchemas(copy, 'other', undefined, (schema, pointer) => {
    delete schema['$id'];
    const target = references.get(pointer);
    if (target !== undefined) schema['$ref'] = `#${encodePointer(target)}`;
  });
  return copy;
}

/**
 * A copy of a document in which references within a schema with an `$id` can lead to other parts of the document, as authors
 * intend. Strictly, they are relative to that schema and lead nowhere.
 */
export function withReachableParts(document: JsonObject, hasIds: boolean): JsonObject {
  if (!hasIds) return document;
  const copy = structuredClone(document);
  const rewrite = (value: Json, base: JsonObject) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (name !== '$ref' || typeof member !== 'string' || !isRecord(value)) rewrite(member, base);
      else if (member.startsWith('#/') && valueAtPointer(base, pointerInFragment(member)) === undefined)
        value['$ref'] = `${BASE}${DOCUMENT}${member}`;
    }
  };
  visitSchemas(copy, 'other', undefined, (schema) => {
    if (typeof schema['$id'] === 'string') rewrite(schema, schema);
  });
  return copy;
}
