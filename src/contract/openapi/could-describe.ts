import { isObject } from '../../value-at.js';
import { type ContractDocument, type DocumentPart, memberAt, membersOf, ownMember } from './document-part.js';

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
