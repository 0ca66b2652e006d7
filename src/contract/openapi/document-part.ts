import { isObject, pointerTokens } from '../../value-at.js';

/** An OpenAPI document, with every reference in it to the document itself. */
export type ContractDocument = Readonly<Record<string, unknown>>;

/** A place in a document: what stands there and the JSON pointer to it. */
export interface DocumentPart {
  readonly pointer: string;
  readonly value: unknown;
}

/** The part that a path of names leads to, with references followed; `undefined` where it leads nowhere. */
export function partAt(document: ContractDocument, ...names: readonly string[]): DocumentPart | undefined {
  return memberAt(document, { pointer: '', value: document }, ...names);
}

/** As {@link partAt}, from another part on. */
export function memberAt(
  document: ContractDocument,
  part: DocumentPart | undefined,
  ...names: readonly string[]
): DocumentPart | undefined {
  return names.reduce<DocumentPart | undefined>((at, name) => at && memberOf(document, at, name), part);
}

/** What a `$ref` of a part refers to, if it has one. */
export function referredTo(document: ContractDocument, { value }: DocumentPart): DocumentPart | undefined {
  const reference = ownMember(value, '$ref');
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  const pointer = decoded(reference.slice(1));
  const target = pointerTokens(pointer).reduce<unknown>(ownMember, document);
  return target === undefined ? undefined : { pointer, value: target };
}

/** The members of a part by name, without following references. */
export function membersOf({ pointer, value }: DocumentPart): [name: string, member: DocumentPart][] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, member]) => [name, { pointer: pointerTo(pointer, name), value: member }]);
}

/** A member that a value has itself: those of every object, such as `constructor`, are none. */
export function ownMember(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

/** Appends names to a JSON pointer (RFC 6901). */
export function pointerTo(pointer: string, ...names: readonly string[]): string {
  return pointer + names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function memberOf(document: ContractDocument, part: DocumentPart, name: string): DocumentPart | undefined {
  let at: DocumentPart | undefined = part;
  for (let hops = 0; at && hops < MOST_HOPS; hops += 1) {
    const value = ownMember(at.value, name);
    if (value !== undefined) return { pointer: pointerTo(at.pointer, name), value };
    at = referredTo(document, at);
  }
  return undefined;
}

/** References that lead to references. */
const MOST_HOPS = 20;

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
