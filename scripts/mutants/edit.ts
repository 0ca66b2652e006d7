import { isObject, type Json, type JsonObject } from '../spec/json.js';
import type { Variant } from './mutant.js';

/** A value with another one at a place in it. Everything beside the way there is shared. */
export function replacedAt(value: Json | undefined, [name, ...rest]: readonly string[], replacement: Json): Json {
  if (name === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((member, index) => (String(index) === name ? replacedAt(member, rest, replacement) : member));
  }
  const object = isObject(value) ? value : {};
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
