import { DocumentNode, isOf30, type ModelSource } from '#contract';
import { isRecord, type Json, pointerInFragment } from '../../json.js';
import { canonical, partOf } from '../node.js';

/** A schema with everything that the same value must satisfy: through `$ref`, `allOf` and alternatives of one. */
export interface View {
  /** The same for the same parts of a document. */
  readonly key: string;
  /** Where the schema is written. */
  readonly pointer: string;
  readonly parts: readonly DocumentNode[];
  /** Whether `false` is among the parts. */
  readonly isNever: boolean;
  /** Whether null is allowed besides, by an alternative of its own. */
  readonly isNullToo: boolean;
}

/** Finds the view of a schema, or of several that the same value must satisfy. */
export type FindView = (schemas: readonly DocumentNode[]) => View;

/** Keeps the views of a document, because most schemas are reached in many ways. */
export function createViews(): FindView {
  const known = new Map<string, View>();
  return (schemas) => {
    const key = schemas.map(({ pointer }) => pointer).join(' ');
    const view = known.get(key) ?? viewOf(schemas);
    known.set(key, view);
    return view;
  };
}

function viewOf(schemas: readonly DocumentNode[]): View {
  const [first] = schemas;
  const nullable = schemas.length === 1 && first ? nullableAlternative(first) : undefined;
  if (nullable) {
    const inner = viewOf([nullable]);
    return { ...inner, key: `${inner.key}?`, isNullToo: true };
  }
  const flat: Flat = { parts: new Map(), seen: new Set(), isNever: false };
  for (const schema of schemas) flatten(schema, flat);
  const parts = [...flat.parts.values()];
  const pointer = first?.pointer ?? '';
  // A schema that says nothing has no parts to be known by.
  const key = parts.length > 0 ? parts.map((part) => part.pointer).join(' ') : `${pointer} (anything)`;
  return { key: flat.isNever ? `${key}!` : key, pointer, parts, isNever: flat.isNever, isNullToo: false };
}

interface Flat {
  readonly parts: Map<string, DocumentNode>;
  readonly seen: Set<string>;
  isNever: boolean;
}

function flatten(node: DocumentNode, into: Flat): void {
  const { object, pointer, value, source } = node;
  if (value === false) into.isNever = true;
  if (into.seen.has(pointer) || !isRecord(value)) return;
  into.seen.add(pointer);
  const { $ref: reference } = object;
  if (typeof reference === 'string' && reference.startsWith('#')) {
    flatten(DocumentNode.in(source, pointerInFragment(reference)), into);
    // OpenAPI 3.0 ignores keywords beside a reference.
    if (isOf30(source)) return;
  }
  into.parts.set(pointer, node);
  for (const [keyword, branches] of combinationsOf(node))
    if (keyword === 'allOf' || branches.length === 1) for (const branch of branches) flatten(branch, into);
}

/** The combinations of a schema with their branches. */
export function combinationsOf(node: DocumentNode): (readonly [keyword: Combination, branches: DocumentNode[]])[] {
  return COMBINATIONS.flatMap((keyword) => {
    const list = node.object[keyword];
    return Array.isArray(list) ? [[keyword, list.map((_, index) => partOf(node, keyword, index))] as const] : [];
  });
}

export type Combination = 'allOf' | 'anyOf' | 'oneOf';
const COMBINATIONS: readonly Combination[] = ['allOf', 'anyOf', 'oneOf'];

/** The other one of two alternatives of which one is null, where the schema says nothing else. */
function nullableAlternative(node: DocumentNode): DocumentNode | undefined {
  const [keyword, ...others] = rulesIn(node);
  if (others.length > 0 || (keyword !== 'anyOf' && keyword !== 'oneOf')) return undefined;
  const branches = combinationsOf(node).flatMap(([, list]) => list);
  const rest = branches.filter((branch) => !(branch.object['type'] === 'null' && rulesIn(branch).length === 1));
  return branches.length === 2 && rest.length === 1 ? rest[0] : undefined;
}

/** The keywords of a schema that restrict values. */
export function rulesIn({ object }: DocumentNode): string[] {
  return Object.keys(object).filter((name) => !NO_RULES.has(name) && !name.startsWith('x-'));
}

/** Whether a schema allows every value. */
export function isAnything({ parts, isNever }: View): boolean {
  return !isNever && parts.every((part) => rulesIn(part).length === 0);
}

const NO_RULES: ReadonlySet<string> = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  ...['externalDocs', 'xml', '$comment', '$schema', '$defs', '$id', '$anchor', 'nullable'],
]);

/** What makes two branches the same alternative: the component, or else everything that is written. */
export function labelOf({ pointer, value }: DocumentNode): string {
  return /^\/components\/schemas\/[^/]*$/.test(pointer) ? pointer : canonical(value);
}

/** The parts of a view that have a keyword, with its value. */
export function withKeyword({ parts }: View, keyword: string): (readonly [part: DocumentNode, value: Json])[] {
  return parts.flatMap((part) => {
    const value = part.object[keyword];
    return value === undefined ? [] : [[part, value] as const];
  });
}

/** The part of a view to which something missing is missing from. */
export function placeOf({ parts, pointer }: View): string {
  return parts[0]?.pointer ?? pointer;
}

export type { ModelSource };
