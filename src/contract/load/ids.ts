import { isRecord, type Json, type JsonObject, pointerInFragment, valueAtPointer } from '../../json.js';
import { BASE } from '../schema/documents.js';
import { visitSchemas } from '../schema/positions.js';
import { encodePointer } from './bundle.js';
import { DOCUMENT } from './read-schemas.js';

/** JSON pointers to the schemas that have an `$id`, by id. */
export function schemaIds(document: JsonObject): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  visitSchemas(document, 'other', undefined, ({ $id: id }, pointer) => {
    if (typeof id === 'string') places.set(id.replace(/#$/, ''), pointer);
  });
  return places;
}

/**
 * A copy of a document without `$id`: references by id become JSON pointers into the document. References without a target
 * are unchanged. A document without ids is returned itself.
 */
export function withoutIds(document: JsonObject, ids: ReadonlyMap<string, string>): JsonObject {
  if (ids.size === 0) return document;
  const copy = structuredClone(document);
  const rewrite = (value: Json, base: JsonObject, pointer: string) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (isRecord(member) && typeof member['$id'] === 'string') continue;
      if (name === '$ref' && isRecord(value) && typeof member === 'string') {
        if (member.startsWith('#/') && valueAtPointer(base, pointerInFragment(member)) !== undefined)
          value['$ref'] = `#${encodePointer(pointer)}${member.slice(1)}`;
      } else rewrite(member, base, pointer);
    }
  };
  visitSchemas(copy, 'other', undefined, (schema, pointer) => {
    if (typeof schema['$id'] === 'string') rewrite(schema, schema, pointer);
  });
  visitSchemas(copy, 'other', undefined, (schema) => {
    delete schema['$id'];
    const { $ref: reference } = schema;
    const [id = '', fragment = ''] = typeof reference === 'string' ? reference.split('#') : [];
    const place = ids.get(id);
    if (place !== undefined && (fragment === '' || fragment.startsWith('/')))
      schema['$ref'] = `#${encodePointer(place)}${fragment}`;
  });
  return copy;
}

/**
 * A copy of a document in which references within a schema with an `$id` can lead to other parts of the document, as authors
 * intend. Strictly, they are relative to that schema and lead nowhere.
 */
export function withReachableParts(document: JsonObject, ids: ReadonlyMap<string, string>): JsonObject {
  if (ids.size === 0) return document;
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
