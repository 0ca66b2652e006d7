import type { ValidationIssue } from '../../../generated/descriptor.js';
import { pointerTokens } from '../../value-at.js';
import { schemasAlong } from '../openapi/child-schemas.js';
import { type ContractDocument, type DocumentPart, ownMember, pointerTo } from '../openapi/document-part.js';
import { percentDecoded } from '../wire-value.js';

/** Where the document says what a finding of a validator is about, given the schema of the whole value. */
export function schemaRule(
  document: ContractDocument,
  schema: DocumentPart,
  value: unknown,
  { instancePath, keyword, schemaPath = '' }: ValidationIssue,
): string | undefined {
  const applied = schemasAlong(document, [schema], value, pointerTokens(instancePath));
  if (keyword === 'false schema') return applied.find((part) => part.value === false)?.pointer;
  const candidates = applied
    .filter((part) => ownMember(part.value, keyword) !== undefined)
    .map(({ pointer }) => pointerTo(pointer, keyword));
  const likeness = (pointer: string) =>
    commonEnd(pointerTokens(pointer), pointerTokens(percentDecoded(schemaPath) ?? schemaPath));
  // Schemas that are combined may well have the same keyword.
  const [best] = candidates.sort((one, other) => likeness(other) - likeness(one));
  return best ?? applied[0]?.pointer;
}

/** How many names two pointers end with alike. */
function commonEnd(one: readonly string[], other: readonly string[]): number {
  const difference = one.findIndex((_, index) => one.at(-1 - index) !== other.at(-1 - index));
  return difference === -1 ? one.length : difference;
}
