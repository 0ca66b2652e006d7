import { isObject, type Json, type JsonObject, pointerIn, valueAt } from './json.js';
import { visitSchemas } from './upgrade.js';

/**
 * A copy of a document whose schemas have no `$id`: what refers to one, or to a part of the schema that has it, refers to
 * the place in the document instead. References that lead to nothing there are left as they are.
 */
export function withoutIds(document: JsonObject): JsonObject {
  const copy = structuredClone(document);
  const places = new Map<string, string>();
  visitSchemas(document, ({ $id: id }, pointer) => {
    if (typeof id === 'string') places.set(id.replace(/#$/, ''), pointer);
  });
  if (places.size === 0) return copy;
  const rewrite = (value: Json, base: JsonObject, pointer: string) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (isObject(member) && typeof member['$id'] === 'string') continue;
      if (name === '$ref' && isObject(value) && typeof member === 'string') {
        if (member.startsWith('#/') && valueAt(base, pointerIn(member)) !== undefined)
          value['$ref'] = `#${encoded(pointer)}${member.slice(1)}`;
      } else rewrite(member, base, pointer);
    }
  };
  visitSchemas(copy, (schema, pointer) => {
    if (typeof schema['$id'] === 'string') rewrite(schema, schema, pointer);
  });
  visitSchemas(copy, (schema) => {
    delete schema['$id'];
    const { $ref: reference } = schema;
    const [id = '', fragment = ''] = typeof reference === 'string' ? reference.split('#') : [];
    const place = places.get(id);
    if (place !== undefined && (fragment === '' || fragment.startsWith('/')))
      schema['$ref'] = `#${encoded(place)}${fragment}`;
  });
  return copy;
}

function encoded(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}
