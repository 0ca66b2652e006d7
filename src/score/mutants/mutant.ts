import { isRecord, type Json, type JsonObject } from '../../json.js';

/** One way to change an object of a document. */
export interface Variant {
  readonly operator: string;
  /** What is changed, as seen from the object. */
  readonly path: readonly string[];
  /** The object afterwards. */
  readonly node: Json;
  /** What stands there afterwards, to be read by people. Empty where it is taken out. */
  readonly replacement: string;
}

/** A reference on the way to a place, to be written out before that place can differ from its other uses. */
export interface Inlining {
  /** Where the reference stands once those before it are written out. */
  readonly at: string;
  readonly target: string;
}

/** Where a change can be seen: in the requests or the answers of an operation. What is not named is any. */
export interface Touch {
  readonly operationId?: string;
  /** A path template, with everything under it. */
  readonly path?: string;
  readonly half?: 'request' | 'response';
  /** A documented status, or `default`. */
  readonly status?: string;
}

/** The members of a path that are operations. */
export const METHODS: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** A document with one change in it. */
export interface Mutant {
  /** Stays the same as long as the document does. */
  readonly id: string;
  readonly operator: string;
  /** Whether everything that refers to the changed place changes with it, or one use alone. */
  readonly level: 'component' | 'use-site';
  /** Where what is changed is written: a JSON pointer into the document. */
  readonly pointer: string;
  /** Of a use: where it is used, with the references on the way written out. Otherwise the pointer again. */
  readonly site: string;
  readonly replacement: string;
  readonly touches: readonly Touch[];
  /** The references that are written out for it, which changes nothing. */
  readonly inlinings: readonly Inlining[];
  /** The changed document. What is not changed is shared with the one that is given. */
  apply(document: JsonObject): JsonObject;
}

/** A value with another one at a place in it. Everything beside the way there is shared. */
export function replacedAt(value: Json | undefined, [name, ...rest]: readonly string[], replacement: Json): Json {
  if (name === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((member, index) => (String(index) === name ? replacedAt(member, rest, replacement) : member));
  }
  const object = isRecord(value) ? value : {};
  return { ...object, [name]: replacedAt(object[name], rest, replacement) };
}

export function withoutMember(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
}

/** An object with a member under another name, in the same place. */
export function renamedMember(object: JsonObject, name: string, newName: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([other, value]) => [other === name ? newName : other, value]));
}

export function setting(operator: string, node: JsonObject, name: string, value: Json): Variant {
  return { operator, path: [name], node: { ...node, [name]: value }, replacement: `${name}: ${JSON.stringify(value)}` };
}

export function dropping(operator: string, node: JsonObject, name: string): Variant {
  return { operator, path: [name], node: withoutMember(node, name), replacement: '' };
}

export function renaming(operator: string, node: JsonObject, name: string, newName: string): Variant {
  return { operator, path: [name], node: renamedMember(node, name, newName), replacement: `${newName}: …` };
}

/** Adds to a map or a list, after what is there. */
export function adding(operator: string, node: JsonObject, name: string, value: Json): Variant {
  return { operator, path: [], node: { ...node, [name]: value }, replacement: `${name}: ${JSON.stringify(value)}` };
}

/** The variants of a member, as variants of the object that it is in. */
export function within(node: JsonObject, name: string, variants: readonly Variant[]): Variant[] {
  return variants.map((variant) => ({
    ...variant,
    path: [name, ...variant.path],
    node: { ...node, [name]: variant.node },
  }));
}
