import { isRecord, type Json } from '../../json.js';
import type { Documents, Place } from './documents.js';

/** What a schema describes: a request, in which read-only members are forbidden, or a response, in which write-only ones are. */
export type Direction = 'request' | 'response';

/** The keyword of members that are forbidden in a direction. */
export const FORBIDDEN = { request: 'readOnly', response: 'writeOnly' } as const;

/**
 * The names of members that are forbidden in a direction, and so not required either. The keyword may be anywhere among the
 * schemas of the same object: `allOf: [Base, { required: [id] }]`.
 */
export function membersNotSent(documents: Documents, place: Place, direction: Direction): ReadonlySet<string> {
  const keyword = FORBIDDEN[direction];
  const names = new Set<string>();
  for (const part of familyOf(documents, place)) {
    const { properties } = part.schema;
    if (!isRecord(properties)) continue;
    for (const name of Object.keys(properties)) {
      const property = documents.within(part, 'properties', name);
      if (familyOf(documents, property).some(({ schema }) => schema[keyword] === true)) names.add(name);
    }
  }
  return names;
}

/** An alternative with only `required` distinguishes alternatives. Dropping names from it would make it match everything. */
export function isOnlyRequired(schema: Json | undefined): boolean {
  return isRecord(schema) && Object.keys(schema).join() === 'required';
}

type ObjectPlace = Place & { readonly schema: Readonly<Record<string, Json>> };

/** A schema and, recursively, all others that its values must satisfy as well, through `$ref` and `allOf`. */
function familyOf(documents: Documents, start: Place): readonly ObjectPlace[] {
  const family = new Map<Json, ObjectPlace>();
  const add = (place: Place) => {
    const { schema } = place;
    if (!isRecord(schema) || family.has(schema)) return;
    family.set(schema, { ...place, schema });
    const { $ref: reference, allOf } = schema;
    if (typeof reference === 'string') add(documents.resolve(reference, place));
    if (Array.isArray(allOf)) for (const index of allOf.keys()) add(documents.within(place, 'allOf', index));
  };
  add(start);
  return [...family.values()];
}
