import { isObject, ownMember, pointerInFragment, pointerTo, valueAtPointer } from '../json.js';

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
  const pointer = pointerInFragment(reference);
  const target = valueAtPointer(document, pointer);
  return target === undefined ? undefined : { pointer, value: target };
}

/** The members of a part by name, without following references. */
export function membersOf({ pointer, value }: DocumentPart): [name: string, member: DocumentPart][] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, member]) => [name, { pointer: pointerTo(pointer, name), value: member }]);
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

/** Tells the line, counted from 1, of what a JSON pointer leads to; `undefined` where that is not known. */
export type LineOf = (pointer: string) => number | undefined;

/** Puts the lines of all parts of a document, each as the distance to the one before, back where they belong. */
export function linesFrom(document: ContractDocument, distances: readonly number[]): LineOf {
  let lines: ReadonlyMap<string, number> | undefined;
  // Nobody needs them before there is a violation.
  return (pointer) => {
    lines ??= readLines(document, distances);
    return lines.get(pointer);
  };
}

function readLines(document: ContractDocument, distances: readonly number[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 0;
  const read = (value: unknown, pointer: string) => {
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      const at = pointerTo(pointer, name);
      line += distances[lines.size] ?? 0;
      lines.set(at, line);
      read(member, at);
    }
  };
  read(document, '');
  return lines;
}

/** Members of a document that are for readers only. A property may well have one of these names. */
export const WORDS: readonly string[] = [
  ...['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'tags', 'info', 'links'],
];

/** Objects whose members are named by the author. */
export const NAMED_MEMBERS =
  /^(paths|webhooks|callbacks|content|headers|responses|parameters|requestBodies|schemas|securitySchemes|pathItems|variables|encoding|properties|patternProperties|dependentSchemas|\$defs)$/;

/** Members that hold data, in which names mean nothing. */
export const DATA: readonly string[] = ['const', 'enum', 'default', 'security', 'required', 'dependentRequired'];
