import type { JsonObject } from '../../spec/json.js';
import { dropping, setting } from '../edit.js';
import type { Variant } from '../mutant.js';

/** Changes which types of values a schema takes. */
export function mutateType(schema: JsonObject): Variant[] {
  const { type } = schema;
  if (type === undefined) return [];
  const types = [type].flat().map(String);
  const isNullable = types.includes('null');
  const others = types.filter((name) => name !== 'null');
  return [
    setting('TYPE-CHANGE', schema, 'type', OTHER_TYPE[types[0] ?? ''] ?? 'boolean'),
    dropping('TYPE-DROP', schema, 'type'),
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
