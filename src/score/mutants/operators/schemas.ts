import { isRecord, type JsonObject } from '../../../json.js';
import { adding, dropping, renaming, setting, type Variant, within } from '../mutant.js';

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
const SIZES = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];

/** Moves or drops what limits a value. */
export function mutateLimits(schema: JsonObject): Variant[] {
  return [...mutateBounds(schema), ...mutateText(schema), ...mutateChoices(schema)];
}

function mutateBounds(schema: JsonObject): Variant[] {
  return [...BOUNDS, ...SIZES].flatMap((keyword) => {
    const limit = schema[keyword];
    if (typeof limit !== 'number') return [];
    // Nothing has fewer than no members, so that such a schema would not be one.
    const isLeast = SIZES.includes(keyword) && limit === 0;
    return [
      setting('BOUND-UP', schema, keyword, limit + 1),
      ...(isLeast ? [] : [setting('BOUND-DOWN', schema, keyword, limit - 1)]),
      dropping('BOUND-DROP', schema, keyword),
    ];
  });
}

function mutateText(schema: JsonObject): Variant[] {
  const { format, pattern } = schema;
  return [
    ...(typeof format === 'string'
      ? [
          dropping('FORMAT-DROP', schema, 'format'),
          setting('FORMAT-CHANGE', schema, 'format', format === 'uuid' ? 'date-time' : 'uuid'),
        ]
      : []),
    ...(typeof pattern === 'string'
      ? [dropping('PATTERN-DROP', schema, 'pattern'), ...unanchored(schema, pattern)]
      : []),
  ];
}

function unanchored(schema: JsonObject, pattern: string): Variant[] {
  return [pattern.replace(/^\^/, ''), pattern.replace(/\$$/, '')]
    .filter((relaxed) => relaxed !== pattern)
    .map((relaxed) => setting('PATTERN-RELAX', schema, 'pattern', relaxed));
}

function mutateChoices(schema: JsonObject): Variant[] {
  const { enum: choices, multipleOf, uniqueItems, const: constant } = schema;
  return [
    ...(Array.isArray(choices)
      ? [
          ...choices.map((choice) =>
            setting(
              'ENUM-DROP',
              schema,
              'enum',
              choices.filter((other) => other !== choice),
            ),
          ),
          setting('ENUM-ADD', schema, 'enum', [...choices, 'undeclared']),
        ]
      : []),
    ...(constant === undefined ? [] : [dropping('CONST-DROP', schema, 'const')]),
    ...(multipleOf === undefined ? [] : [dropping('MULTIPLE-DROP', schema, 'multipleOf')]),
    ...(uniqueItems === true ? [dropping('UNIQUE-DROP', schema, 'uniqueItems')] : []),
    ...(schema['default'] === undefined
      ? []
      : [setting('DEFAULT-CHANGE', schema, 'default', otherThan(schema['default']))]),
  ];
}

function otherThan(value: unknown): string | number {
  return typeof value === 'number' ? value + 1 : 'another';
}

/** Changes which members objects have, and what lists and alternatives consist of. */
export function mutateMembers(schema: JsonObject): Variant[] {
  return [...mutateProperties(schema), ...mutateItems(schema), ...mutateAlternatives(schema)];
}

/** Counterexamples and valid exchanges have a member of this name where nobody declared one: any name stands for all. */
const UNDECLARED = 'undeclared';

function mutateProperties(schema: JsonObject): Variant[] {
  const { properties, additionalProperties } = schema;
  if (schema['type'] !== 'object' && !isRecord(properties)) return [];
  const declared = isRecord(properties) ? properties : {};
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
  return isRecord(items) && Object.keys(items).length > 0 ? [setting('ITEMS-ANY', schema, 'items', {})] : [];
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

/** Changes which types of values a schema takes. */
export function mutateType(schema: JsonObject): Variant[] {
  const { type } = schema;
  if (type === undefined) return [];
  const types = [type].flat().map(String);
  const isNullable = types.includes('null');
  const others = types.filter((name) => name !== 'null');
  return [
    setting('TYPE-CHANGE', schema, 'type', OTHER_TYPE[types[0] ?? ''] ?? 'boolean'),
    // Values that are listed have their types.
    ...(Array.isArray(schema['enum']) ? [] : [dropping('TYPE-DROP', schema, 'type')]),
    isNullable
      ? setting('NULLABLE-DROP', schema, 'type', others.length === 1 ? (others[0] ?? null) : others)
      : setting('NULLABLE-ADD', schema, 'type', [...types, 'null']),
    ...(types.includes('integer')
      ? [setting('TYPE-WIDEN', schema, 'type', types.length === 1 ? 'number' : types.map(widened))]
      : []),
    ...(types.length > 1
      ? types.map((name) =>
          setting(
            'TYPE-NARROW',
            schema,
            'type',
            types.filter((other) => other !== name),
          ),
        )
      : []),
  ];
}

function widened(type: string): string {
  return type === 'integer' ? 'number' : type;
}

const OTHER_TYPE: Readonly<Record<string, string>> = {
  string: 'integer',
  integer: 'string',
  number: 'integer',
  boolean: 'string',
  array: 'object',
  object: 'array',
};
