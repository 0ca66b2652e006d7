import { couldDescribe } from './could-describe.js';
import { namedChoice } from './discriminator.js';
import { type ContractDocument, type DocumentPart, membersOf, ownMember, referredTo } from './document-part.js';

/** A schema that has a say in what a value may be. */
export interface AppliedSchema extends DocumentPart {
  /** Whether it is one of several that the value may keep instead. */
  readonly isAlternative: boolean;
}

/**
 * All schemas that apply to a value: the given ones, what they refer to and what they are combined of. Of alternatives,
 * the one that it names, or else those that it could be meant as.
 */
export function appliedSchemas(
  document: ContractDocument,
  schemas: readonly DocumentPart[],
  value: unknown,
): AppliedSchema[] {
  const found = new Map<string, AppliedSchema>();
  const add = (part: DocumentPart, isAlternative: boolean) => {
    const known = found.get(part.pointer);
    if (known && (isAlternative || !known.isAlternative)) return;
    found.set(part.pointer, { ...part, isAlternative });
    const target = referredTo(document, part);
    if (target) add(target, isAlternative);
    for (const all of partsIn(part, 'allOf')) add(all, isAlternative);
    for (const keyword of ALTERNATIVES) {
      const choices = partsIn(part, keyword);
      const named = namedChoice(document, part, choices, value);
      const likely = named ? [named] : choices.filter((choice) => couldDescribe(document, choice, value));
      for (const choice of likely.length > 0 ? likely : choices) add(choice, true);
    }
    for (const keyword of CONDITIONS) for (const condition of own(part, keyword)) add(condition, true);
    for (const dependent of own(part, 'dependentSchemas'))
      for (const [name, schema] of membersOf(dependent)) if (ownMember(value, name) !== undefined) add(schema, true);
  };
  for (const schema of schemas) add(schema, false);
  return [...found.values()];
}

/** What a keyword of a schema has, if it is there. */
function own({ pointer, value }: DocumentPart, keyword: string): DocumentPart[] {
  const member = ownMember(value, keyword);
  return member === undefined ? [] : [{ pointer: `${pointer}/${keyword}`, value: member }];
}

/** The members of a keyword that has a list of schemas. */
function partsIn({ pointer, value }: DocumentPart, keyword: string): DocumentPart[] {
  const list = ownMember(value, keyword);
  return Array.isArray(list)
    ? list.map((part, index) => ({ pointer: `${pointer}/${keyword}/${index}`, value: part }))
    : [];
}

const ALTERNATIVES = ['anyOf', 'oneOf'];
const CONDITIONS = ['if', 'then', 'else'];
