import { isObject, ownMember, pointerInFragment, pointerTo, valueAtPointer } from '../json.js';

/** An OpenAPI document whose references all lead to places within it. */
export type ContractDocument = Readonly<Record<string, unknown>>;

/** A part of a document and the JSON pointer to it. */
export interface DocumentPart {
  readonly pointer: string;
  readonly value: unknown;
}

/** The part at a path of names, following references; `undefined` if there is none. */
export function partAt(document: ContractDocument, ...names: readonly string[]): DocumentPart | undefined {
  return memberAt(document, { pointer: '', value: document }, ...names);
}

/** An operation, or a part of it. OpenAPI 3.2 lists methods that it has no name for under their own names. */
export function operationPart(
  document: ContractDocument,
  operation: { readonly path: string; readonly method: string },
  ...names: readonly string[]
): DocumentPart | undefined {
  return partAt(document, 'paths', operation.path, ...memberOfMethod(operation.method), ...names);
}

/** Where a path item has the operation of a method. */
export function memberOfMethod(method: string): readonly string[] {
  return NAMED_METHODS.test(method) ? [method.toLowerCase()] : ['additionalOperations', method];
}

const NAMED_METHODS = /^(get|put|post|delete|options|head|patch|trace|query)$/i;

/** As {@link partAt}, starting from another part. */
export function memberAt(
  document: ContractDocument,
  part: DocumentPart | undefined,
  ...names: readonly string[]
): DocumentPart | undefined {
  return names.reduce<DocumentPart | undefined>((at, name) => at && memberOf(document, at, name), part);
}

/** The target of a part's `$ref`, if it has one. */
export function referredTo(document: ContractDocument, { value }: DocumentPart): DocumentPart | undefined {
  const reference = ownMember(value, '$ref');
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  const pointer = pointerInFragment(reference);
  const target = valueAtPointer(document, pointer);
  return target === undefined ? undefined : { pointer, value: target };
}

/** The members of a part by name, with references not followed. */
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

/** References in a chain. It ends those that lead back to themselves. */
const MOST_HOPS = 20;

/** The line, counted from 1, of the part at a JSON pointer; `undefined` if it is unknown. */
export type LineOf = (pointer: string) => number | undefined;

/** Decodes the lines of all parts of a document, each stored as its distance from the one before. */
export function linesFrom(document: ContractDocument, distances: readonly number[]): LineOf {
  let lines: ReadonlyMap<string, number> | undefined;
  // Not needed before there is a violation.
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

/** Members that are documentation only. Properties of schemas may have the same names. */
export const WORDS: readonly string[] = [
  ...['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'tags', 'info', 'links'],
];

/** Objects whose members have names chosen by the author. */
export const NAMED_MEMBERS =
  /^(paths|webhooks|callbacks|content|headers|responses|parameters|requestBodies|schemas|securitySchemes|pathItems|variables|encoding|properties|patternProperties|dependentSchemas|\$defs)$/;

/** Members that hold data, in which names have no meaning for OpenAPI. */
export const DATA: readonly string[] = ['const', 'enum', 'default', 'security', 'required', 'dependentRequired'];
