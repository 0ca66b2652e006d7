import { type ContractDocument, type DocumentPart, ownMember, referredTo } from './document-part.js';

/**
 * Of alternatives, the one that a value names in the member that the `discriminator` beside them says. `undefined` where
 * there is no discriminator, or the value names none of them.
 */
export function namedChoice(
  document: ContractDocument,
  { value: schema }: DocumentPart,
  choices: readonly DocumentPart[],
  value: unknown,
): DocumentPart | undefined {
  const discriminator = ownMember(schema, 'discriminator');
  const property = ownMember(discriminator, 'propertyName');
  const name = typeof property === 'string' ? ownMember(value, property) : undefined;
  if (typeof name !== 'string') return undefined;
  const mapped = ownMember(ownMember(discriminator, 'mapping'), name);
  const wanted = typeof mapped === 'string' ? mapped : name;
  return choices.find((choice) => {
    const pointer = referredTo(document, choice)?.pointer;
    return pointer !== undefined && lastOf(wanted) === lastOf(pointer);
  });
}

/** The name of a schema, as references to it end. Those to other files have been written anew, but keep their names. */
function lastOf(reference: string): string | undefined {
  return reference.split(/[/#]/).at(-1);
}
