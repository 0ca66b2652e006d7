import { isObject } from '../../value-at.js';
import { type AppliedSchema, appliedSchemas } from '../openapi/applied-schemas.js';
import { type ContractDocument, type DocumentPart, membersOf, ownMember, pointerTo } from '../openapi/document-part.js';

/** A member of an object that no schema declares. */
export interface UndeclaredMember {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly value: unknown;
}

/**
 * Members that the schemas of a value do not declare, wherever they declare any and do not forbid others: what they
 * forbid, validators find. A schema for all other members (`additionalProperties: { type: … }`) declares them;
 * `true` and `{}` say no more than their absence.
 */
export function undeclaredMembers(
  document: ContractDocument,
  schemas: readonly DocumentPart[],
  value: unknown,
  pointer = '',
): UndeclaredMember[] {
  if (schemas.length === 0 || !isObject(value)) return [];
  const applied = appliedSchemas(document, schemas, value);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      undeclaredMembers(document, schemasOfItem(applied, index), item, `${pointer}/${index}`),
    );
  }
  const isChecked = applied.some(declaresNames) && !applied.some(forbidsOthers);
  return Object.entries(value).flatMap(([name, member]) => {
    const at = pointerTo(pointer, name);
    const declared = schemasOfMember(applied, name);
    if (declared.length === 0) return isChecked ? [{ pointer: at, value: member }] : [];
    return undeclaredMembers(document, declared, member, at);
  });
}

function declaresNames({ value }: AppliedSchema): boolean {
  return ['properties', 'patternProperties'].some((keyword) => isObject(ownMember(value, keyword)));
}

/** Alternatives that forbid other members may not be the one that a value keeps. */
function forbidsOthers({ value, isAlternative }: AppliedSchema): boolean {
  return !isAlternative && CLOSING.some((keyword) => ownMember(value, keyword) === false);
}

const CLOSING = ['additionalProperties', 'unevaluatedProperties'];

/** The schemas that declare a member: under its name, by a pattern, or for all that have no schema of their own. */
function schemasOfMember(applied: readonly AppliedSchema[], name: string): DocumentPart[] {
  return applied.flatMap((schema) => {
    const own = keywordOf(schema, 'properties').filter(([property]) => property === name);
    const matching = keywordOf(schema, 'patternProperties').filter(([pattern]) => new RegExp(pattern, 'u').test(name));
    const named = [...own, ...matching].map(([, part]) => part);
    return named.length > 0 ? named : CLOSING.flatMap((keyword) => schemaOfOthers(schema, keyword));
  });
}

function schemaOfOthers({ pointer, value }: DocumentPart, keyword: string): DocumentPart[] {
  const schema = ownMember(value, keyword);
  return isObject(schema) && Object.keys(schema).length > 0
    ? [{ pointer: `${pointer}/${keyword}`, value: schema }]
    : [];
}

function schemasOfItem(applied: readonly AppliedSchema[], index: number): DocumentPart[] {
  return applied.flatMap((schema) => {
    const first = keywordOf(schema, 'prefixItems')[index];
    if (first) return [first[1]];
    const items = ownMember(schema.value, 'items');
    return isObject(items) ? [{ pointer: `${schema.pointer}/items`, value: items }] : [];
  });
}

/** The members of a keyword that has several schemas. */
function keywordOf({ pointer, value }: DocumentPart, keyword: string): [string, DocumentPart][] {
  return membersOf({ pointer: `${pointer}/${keyword}`, value: ownMember(value, keyword) });
}
