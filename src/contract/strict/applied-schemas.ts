import { isObject, valueAt } from '../../json.js';
import { type ContractDocument, type DocumentPart, memberAt, membersOf, ownMember, referredTo } from '../document.js';
import { regularExpression } from '../patterns/pattern.js';

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

/**
 * Whether a value looks like what a schema describes: it has its type, the members that it requires and, of members that
 * tell alternatives apart, the values that it names. What it does not look at may still be wrong.
 */
export function couldDescribe(document: ContractDocument, schema: DocumentPart, value: unknown): boolean {
  // Other values have no members, for which it matters.
  if (!isObject(value)) return true;
  const keyword = (name: string) => memberAt(document, schema, name)?.value;
  const type = keyword('type');
  if (type !== undefined && ![type].flat().includes(Array.isArray(value) ? 'array' : 'object')) return false;
  if (Array.isArray(value)) return true;
  const required = keyword('required');
  const lacks = (name: unknown) => typeof name === 'string' && !Object.hasOwn(value, name);
  if (Array.isArray(required) && required.some(lacks)) return false;
  const properties = memberAt(document, schema, 'properties');
  return membersOf(properties ?? { pointer: '', value: undefined }).every(([name, property]) => {
    return !Object.hasOwn(value, name) || names(document, property, ownMember(value, name));
  });
}

/** Whether a schema that lists values lists this one. */
function names(document: ContractDocument, schema: DocumentPart, value: unknown): boolean {
  const constant = memberAt(document, schema, 'const');
  const choices = memberAt(document, schema, 'enum')?.value;
  const listed = constant ? [constant.value] : choices;
  return !Array.isArray(listed) || isObject(value) || listed.includes(value);
}

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
