import { isObject } from '../../value-at.js';
import { type AppliedSchema, appliedSchemas } from '../openapi/applied-schemas.js';
import { CLOSING_KEYWORDS, schemasOfItem, schemasOfMember } from '../openapi/child-schemas.js';
import { type ContractDocument, type DocumentPart, ownMember, pointerTo } from '../openapi/document-part.js';

/** A member of an object that no schema declares. */
export interface UndeclaredMember {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly value: unknown;
  /** JSON pointer to what declares the others. */
  readonly rule: string | undefined;
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
  const declaring = applied.flatMap(declaredNames);
  const isChecked = declaring.length > 0 && !applied.some(forbidsOthers);
  return Object.entries(value).flatMap(([name, member]) => {
    const at = pointerTo(pointer, name);
    const declared = schemasOfMember(applied, name);
    if (declared.length === 0) return isChecked ? [{ pointer: at, value: member, rule: declaring[0] }] : [];
    return undeclaredMembers(document, declared, member, at);
  });
}

function declaredNames({ pointer, value }: AppliedSchema): string[] {
  const keywords = ['properties', 'patternProperties'].filter((keyword) => isObject(ownMember(value, keyword)));
  return keywords.map((keyword) => `${pointer}/${keyword}`);
}

/** Alternatives that forbid other members may not be the one that a value keeps. */
function forbidsOthers({ value, isAlternative }: AppliedSchema): boolean {
  return !isAlternative && CLOSING_KEYWORDS.some((keyword) => ownMember(value, keyword) === false);
}
