import { isOf30 } from '#contract';
import type { Json } from '../../json.js';
import type { View } from './views.js';

/** A type of values that does not overlap with another one: numbers are integers or fractions. */
export type Atom = 'null' | 'boolean' | 'object' | 'array' | 'string' | 'integer' | 'fraction';

export const ATOMS: readonly Atom[] = ['null', 'boolean', 'object', 'array', 'string', 'integer', 'fraction'];

/** The types that a schema allows, as far as `type`, `enum` and `const` say. */
export function typesOf({ parts, isNever, isNullToo }: View): ReadonlySet<Atom> {
  if (isNever) return new Set();
  let types: ReadonlySet<Atom> = new Set(ATOMS);
  for (const { object, source } of parts) {
    const { type, nullable } = object;
    const choices = choicesIn(object);
    if (type !== undefined) {
      const isNullable = isOf30(source) && nullable === true && (!choices || choices.includes(null));
      const named = [type].flat().flatMap((name) => ATOMS_OF[String(name)] ?? []);
      types = intersection(types, [...named, ...(isNullable ? (['null'] as const) : [])]);
    } else if (choices) types = intersection(types, choices.map(atomOf));
  }
  return isNullToo ? new Set([...types, 'null']) : types;
}

/** The values of `enum` or `const`; `undefined` if there are none. */
export function choicesIn({ enum: choices, const: constant }: Readonly<Record<string, Json>>): Json[] | undefined {
  const listed = Array.isArray(choices) ? choices : undefined;
  if (constant === undefined) return listed;
  return [constant];
}

const ATOMS_OF: Readonly<Record<string, readonly Atom[]>> = {
  null: ['null'],
  boolean: ['boolean'],
  object: ['object'],
  array: ['array'],
  string: ['string'],
  integer: ['integer'],
  number: ['integer', 'fraction'],
};

function intersection(types: ReadonlySet<Atom>, others: readonly Atom[]): ReadonlySet<Atom> {
  return new Set(others.filter((atom) => types.has(atom)));
}

function atomOf(value: Json): Atom {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

/** The types as OpenAPI writes them. */
export function namesOf(types: ReadonlySet<Atom>): string {
  if (types.size === ATOMS.length) return 'any type';
  const names = [...types].filter((atom) => atom !== 'fraction' && !(atom === 'integer' && types.has('fraction')));
  const all = types.has('fraction') ? [...names, 'number'] : names;
  return all.length > 0 ? all.sort().join(' or ') : 'nothing';
}

export function includes<Item>(some: ReadonlySet<Item>, others: ReadonlySet<Item>): boolean {
  return [...others].every((one) => some.has(one));
}
