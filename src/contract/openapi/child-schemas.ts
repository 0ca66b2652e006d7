import { isObject, valueAt } from '../../value-at.js';
import { appliedSchemas } from './applied-schemas.js';
import { type ContractDocument, type DocumentPart, membersOf, ownMember } from './document-part.js';
import { regularExpression } from './pattern.js';

/** The schemas of the value that names lead to, given those of the value that they lead from. */
export function schemasAlong(
  document: ContractDocument,
  schemas: readonly DocumentPart[],
  value: unknown,
  names: readonly string[],
): DocumentPart[] {
  const [name, ...rest] = names;
  const applied = appliedSchemas(document, schemas, value);
  if (name === undefined) return applied;
  const inner = Array.isArray(value) ? schemasOfItem(applied, Number(name)) : schemasOfMember(applied, name);
  return schemasAlong(document, inner, valueAt(value, name), rest);
}

/** The schemas that declare a member: under its name, by a pattern, or for all that have no schema of their own. */
export function schemasOfMember(applied: readonly DocumentPart[], name: string): DocumentPart[] {
  return applied.flatMap((schema) => {
    const own = keywordOf(schema, 'properties').filter(([property]) => property === name);
    const matching = keywordOf(schema, 'patternProperties').filter(([pattern]) =>
      regularExpression(pattern).test(name),
    );
    const named = [...own, ...matching].map(([, part]) => part);
    return named.length > 0 ? named : CLOSING_KEYWORDS.flatMap((keyword) => schemaOfOthers(schema, keyword));
  });
}

/** The schemas of an item of a list. */
export function schemasOfItem(applied: readonly DocumentPart[], index: number): DocumentPart[] {
  return applied.flatMap((schema) => {
    const first = keywordOf(schema, 'prefixItems')[index];
    if (first) return [first[1]];
    const items = ownMember(schema.value, 'items');
    return isObject(items) ? [{ pointer: `${schema.pointer}/items`, value: items }] : [];
  });
}

/** What says of members without a schema of their own what they may be. */
export const CLOSING_KEYWORDS = ['additionalProperties', 'unevaluatedProperties'];

function schemaOfOthers({ pointer, value }: DocumentPart, keyword: string): DocumentPart[] {
  const schema = ownMember(value, keyword);
  return isObject(schema) && Object.keys(schema).length > 0
    ? [{ pointer: `${pointer}/${keyword}`, value: schema }]
    : [];
}

/** The members of a keyword that has several schemas. */
function keywordOf({ pointer, value }: DocumentPart, keyword: string): [string, DocumentPart][] {
  return membersOf({ pointer: `${pointer}/${keyword}`, value: ownMember(value, keyword) });
}
