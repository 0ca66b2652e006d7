import { isObject, type JsonObject } from '../../spec/json.js';
import { adding, dropping, renaming, setting, within } from '../edit.js';
import type { Variant } from '../mutant.js';

/** Changes which members objects have, and what lists and alternatives consist of. */
export function mutateMembers(schema: JsonObject): Variant[] {
  return [...mutateProperties(schema), ...mutateItems(schema), ...mutateAlternatives(schema)];
}

/** Counterexamples and valid exchanges have a member of this name where nobody declared one: any name stands for all. */
const UNDECLARED = 'undeclared';

function mutateProperties(schema: JsonObject): Variant[] {
  const { properties, additionalProperties } = schema;
  if (schema['type'] !== 'object' && !isObject(properties)) return [];
  const declared = isObject(properties) ? properties : {};
  const names = Object.keys(declared);
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const isClosed = additionalProperties === false;
  // In a closed object another member allows more; in an open one it allows less, as soon as it has a type.
  const added = isClosed ? {} : { type: 'boolean' };
  return [
    ...within(
      schema,
      'properties',
      names.flatMap((name) => [
        dropping('PROP-DROP', declared, name),
        renaming('PROP-RENAME', declared, name, `${name}_renamed`),
      ]),
    ),
    ...within(schema, 'properties', [adding('PROP-ADD-OPT', declared, UNDECLARED, added)]),
    {
      ...adding('PROP-ADD-REQ', schema, 'required', [...required, 'another']),
      node: { ...schema, properties: { ...declared, another: {} }, required: [...required, 'another'] },
    },
    ...names
      .filter((name) => !required.includes(name))
      .map((name) => setting('REQ-ADD', schema, 'required', [...required, name])),
    ...required.map((name, index) => ({
      ...setting(
        'REQ-DROP',
        schema,
        'required',
        required.filter((other) => other !== name),
      ),
      path: ['required', String(index)],
      replacement: '',
    })),
    isClosed
      ? dropping('ADDL-OPEN', schema, 'additionalProperties')
      : setting('ADDL-CLOSE', schema, 'additionalProperties', false),
  ];
}

function mutateItems(schema: JsonObject): Variant[] {
  const { items } = schema;
  return isObject(items) && Object.keys(items).length > 0 ? [setting('ITEMS-ANY', schema, 'items', {})] : [];
}

function mutateAlternatives(schema: JsonObject): Variant[] {
  const combined = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => {
    const branches = schema[keyword];
    if (!Array.isArray(branches)) return [];
    return [
      dropping('COMBINATION-DROP', schema, keyword),
      ...(branches.length > 1
        ? branches.map((_, dropped) => ({
            ...setting(
              'BRANCH-DROP',
              schema,
              keyword,
              branches.filter((__, index) => index !== dropped),
            ),
            path: [keyword, String(dropped)],
            replacement: '',
          }))
        : []),
    ];
  });
  const { oneOf } = schema;
  if (!Array.isArray(oneOf)) return combined;
  const { oneOf: _, ...rest } = schema;
  const relaxed = {
    operator: 'ONEOF-ANYOF',
    path: ['oneOf'],
    node: { ...rest, anyOf: oneOf },
    replacement: 'anyOf: …',
  };
  return [...combined, relaxed];
}
