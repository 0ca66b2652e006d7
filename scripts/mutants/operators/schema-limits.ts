import type { JsonObject } from '../../spec/json.js';
import { dropping, setting } from '../edit.js';
import type { Variant } from '../mutant.js';

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
