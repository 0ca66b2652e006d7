import { isRecord, type JsonObject, pointerTo, pointerTokens, valueAtPointer } from '../../json.js';
import { AT_LEAST_ONE } from '../schema/keywords.js';
import { visitSchemas } from '../schema/positions.js';
import type { Note } from './mend.js';
import type { SchemaReferences } from './references.js';
import { OF_SAME_VALUE, type UnsureSchemas } from './unsure-schemas.js';

/**
 * Takes out the keywords that would forbid a value because a schema in them allows it, where that schema allows more than was
 * written: `not`, `if`, `maxContains`, and of `oneOf` that no more than one alternative applies. References to such schemas count
 * as well.
 *
 * @param documents Copies of one document.
 */
export function withoutUnsure(
  documents: readonly JsonObject[],
  { lax, blind }: UnsureSchemas,
  { references, dynamic }: SchemaReferences,
  note: Note,
): void {
  const [document] = documents;
  if (document === undefined || lax.size + blind.size === 0) return;
  const schemas = new Set<string>();
  visitSchemas(document, 'other', undefined, (_, pointer) => void schemas.add(pointer));
  const around = (pointer: string) => enclosing(pointer, schemas);
  const referring = referrers([references, dynamic]);
  const change = (schema: string, keyword: string, reason: string, by: (holder: JsonObject) => void) => {
    const holders = documents.map((one) => valueAtPointer(one, schema)).filter((one) => isRecord(one));
    if (!holders.some((holder) => holder[keyword] !== undefined)) return;
    note(pointerTo(schema, keyword), reason);
    for (const holder of holders) by(holder);
  };
  const remove = (schema: string, keyword: string, reason: string) =>
    change(schema, keyword, reason, (holder) => delete holder[keyword]);
  // Sets may grow while they are iterated.
  for (const pointer of lax) {
    for (const reference of referring.get(pointer) ?? []) lax.add(reference);
    const { schema, keyword } = around(pointer) ?? {};
    if (schema === undefined || keyword === undefined) continue;
    lax.add(schema);
    if (keyword === 'not') remove(schema, keyword, NOT_CHECKED);
    if (keyword === 'contains') remove(schema, 'maxContains', 'is not checked, because a part of contains is not');
    if (keyword === 'oneOf')
      change(schema, keyword, 'more than one may apply, because a part of them is not checked', (holder) => {
        holder[AT_LEAST_ONE] = true;
      });
    if (keyword !== 'if') continue;
    remove(schema, keyword, NOT_CHECKED);
    blind.add(schema);
  }
  for (const pointer of blind) {
    for (const keyword of ['unevaluatedProperties', 'unevaluatedItems']) remove(pointer, keyword, LESS_IS_KNOWN);
    for (const reference of referring.get(pointer) ?? []) blind.add(reference);
    const { schema, keyword } = around(pointer) ?? {};
    if (schema !== undefined && OF_SAME_VALUE.has(keyword ?? '')) blind.add(schema);
  }
}

const NOT_CHECKED = 'is not checked, because a part of it is not';
const LESS_IS_KNOWN = 'is not checked, because a keyword that it depends on is not';

/** The schema around another, and the keyword that the other is in. */
function enclosing(pointer: string, schemas: ReadonlySet<string>) {
  const tokens = pointerTokens(pointer);
  for (let length = tokens.length - 1; length > 0; length -= 1) {
    const schema = pointerTo('', ...tokens.slice(0, length));
    if (schemas.has(schema)) return { schema, keyword: tokens[length] };
  }
  return undefined;
}

/** JSON pointers to the schemas with references, by JSON pointer to the target. */
function referrers(all: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const references of all) for (const [from, to] of references) found.set(to, [...(found.get(to) ?? []), from]);
  return found;
}
