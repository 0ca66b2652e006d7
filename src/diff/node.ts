import { DocumentNode, SpecProblemsError } from '#contract';
import { isRecord, type Json, pointerTo } from '../json.js';
import type { Written } from './difference.js';

/** The part at a path of names, with references followed. One whose reference leads nowhere is not followed. */
export function partOf(node: DocumentNode, ...names: readonly (string | number)[]): DocumentNode {
  try {
    return node.at(...names);
  } catch (error) {
    if (!(error instanceof SpecProblemsError)) throw error;
    return DocumentNode.in(node.source, pointerTo(node.pointer, ...names));
  }
}

/** A part that is no schema. What stands beside a reference there has no meaning. */
export function componentOf(node: DocumentNode, ...names: readonly (string | number)[]): DocumentNode {
  const part = partOf(node, ...names);
  try {
    return part.referred;
  } catch (error) {
    if (!(error instanceof SpecProblemsError)) throw error;
    return part;
  }
}

/** The members of an object or an array by name, with references followed. */
export function membersOf(node: DocumentNode): Map<string, DocumentNode> {
  const { value } = node;
  const names = Array.isArray(value) ? value.map((_, index) => String(index)) : Object.keys(node.object);
  return new Map(names.map((name) => [name, componentOf(node, name)]));
}

/** A member as it is written. */
export function written(node: DocumentNode, name: string): Written {
  const value = node.object[name];
  return value === undefined ? { pointer: node.pointer } : { pointer: pointerTo(node.pointer, name), value };
}

export function writtenNode(node: DocumentNode): Written {
  return { pointer: node.pointer, value: node.value };
}

/** JSON with sorted names, so that equal values are equal texts. */
export function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (!isRecord(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  return canonical(one) === canonical(other);
}
