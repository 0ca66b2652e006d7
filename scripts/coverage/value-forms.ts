import { isDeepStrictEqual } from 'node:util';
import type { DocumentNode } from '../codegen/document.js';
import type { ParameterModel } from '../codegen/model.js';
import type { WireType } from '../codegen/runtime/descriptor.js';
import { itemTypes, wireTypes } from '../codegen/schema-parts.js';
import type { Json } from '../spec/json.js';

/** A value, or a kind of values, that a parameter is to be used with. */
export interface ValueForm {
  readonly name: string;
  matches(value: unknown): boolean;
}

/**
 * The values that a parameter must be seen with: each of an enumeration, both booleans, each type where it has several;
 * lists with one member and with more, because they look the same on the wire only with one.
 */
export function valueForms({ schema }: Pick<ParameterModel, 'schema'>): ValueForm[] {
  const types = wireTypes(schema);
  if (!types.includes('array')) return [...enumerated(schema, types), ...kinds(types)];
  const inItems = [...enumerated(schema.at('items'), itemTypes(schema)), ...kinds(itemTypes(schema))];
  return [
    { name: 'with one member', matches: (value) => Array.isArray(value) && value.length === 1 },
    ...(schema.integer('maxItems') === 1
      ? []
      : [{ name: 'with several members', matches: (value: unknown) => Array.isArray(value) && value.length > 1 }]),
    ...inItems.map(({ name, matches }) => ({
      name: `with a member ${name}`,
      matches: (value: unknown) => Array.isArray(value) && value.some(matches),
    })),
  ];
}

function enumerated(schema: DocumentNode, types: readonly WireType[]): ValueForm[] {
  const { enum: choices, const: constant } = schema.object;
  const listed = Array.isArray(choices) ? choices : constant === undefined ? [] : [constant];
  const values: readonly Json[] = listed.length === 0 && types.includes('boolean') ? [true, false] : listed;
  return values.map((value) => ({
    name: `= ${JSON.stringify(value)}`,
    matches: (sent: unknown) => isDeepStrictEqual(sent, value),
  }));
}

/** Null has no form on the wire, and a boolean has forms of its own. */
function kinds(types: readonly WireType[]): ValueForm[] {
  const written = types.filter((type) => type !== 'null' && type !== 'boolean');
  return written.length < 2
    ? []
    : written.map((type) => ({ name: `as ${type}`, matches: (value) => isOfType(value, type) }));
}

function isOfType(value: unknown, type: WireType): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}
