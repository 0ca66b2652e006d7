import { isRecord, type Json, type JsonObject } from '../../../json.js';
import { dropping, setting, type Variant, within } from '../mutant.js';
import { mutatePattern } from './patterns.js';

/** Adds rules that are plausible, and that usual values keep: only large, empty, or unusual ones break them. */
export function addRules(schema: JsonObject): Variant[] {
  const types = [schema['type']].flat().map(String);
  // Values that are listed are limited as they are.
  const isListed = schema['enum'] !== undefined || schema['const'] !== undefined;
  const byType = isListed ? [] : types.flatMap((type) => ADDED[type]?.(schema) ?? []);
  return [...byType, ...addNot(schema, types), ...addAnnotations(schema, types), ...mutatePattern(schema, 'pattern')];
}

function addNumberRules(schema: JsonObject): Variant[] {
  const isFree = (...keywords: string[]) => keywords.every((keyword) => schema[keyword] === undefined);
  return [
    ...(isFree('maximum', 'exclusiveMaximum') ? [setting('BOUND-ADD', schema, 'maximum', 2147483647)] : []),
    ...(isFree('minimum', 'exclusiveMinimum') ? [setting('BOUND-ADD', schema, 'minimum', 1)] : []),
    ...(isFree('multipleOf') ? [setting('MULTIPLE-ADD', schema, 'multipleOf', 10)] : []),
  ];
}

function addTextRules(schema: JsonObject): Variant[] {
  // What has a form has its length from that.
  if (schema['format'] !== undefined || schema['pattern'] !== undefined) return [];
  return [
    ...(schema['maxLength'] === undefined ? [setting('BOUND-ADD', schema, 'maxLength', 255)] : []),
    ...(schema['minLength'] === undefined ? [setting('BOUND-ADD', schema, 'minLength', 1)] : []),
    setting('PATTERN-ADD', schema, 'pattern', '^[ -~]*$'),
  ];
}

function addListRules(schema: JsonObject): Variant[] {
  const { minItems, maxItems, uniqueItems } = schema;
  return [
    ...(maxItems === undefined ? [setting('BOUND-ADD', schema, 'maxItems', 100)] : []),
    ...(minItems === undefined ? [setting('BOUND-ADD', schema, 'minItems', 1)] : []),
    ...(uniqueItems === true || maxItems === 1 ? [] : [setting('UNIQUE-ADD', schema, 'uniqueItems', true)]),
  ];
}

function addObjectRules(schema: JsonObject): Variant[] {
  const { additionalProperties, maxProperties, properties } = schema;
  const names = isRecord(properties) ? Object.keys(properties) : [];
  const inClosed = names.map((name) => setting('NOT-ADD', schema, 'not', { required: [name] }));
  if (additionalProperties !== undefined && additionalProperties !== true) return inClosed;
  return [
    ...inClosed,
    setting('ADDL-TYPE', schema, 'additionalProperties', { type: 'string' }),
    setting('UNEVALUATED-CLOSE', schema, 'unevaluatedProperties', false),
    setting('NAMES-ADD', schema, 'propertyNames', { pattern: '^[a-z][a-z0-9_]*$' }),
    setting('NAMES-ADD', schema, 'propertyNames', { maxLength: 64 }),
    ...(maxProperties === undefined ? [setting('BOUND-ADD', schema, 'maxProperties', names.length + 5)] : []),
  ];
}

const ADDED: Readonly<Record<string, (schema: JsonObject) => Variant[]>> = {
  integer: addNumberRules,
  number: addNumberRules,
  string: addTextRules,
  array: addListRules,
  object: addObjectRules,
};

function addNot(schema: JsonObject, types: readonly string[]): Variant[] {
  const { not, propertyNames } = schema;
  return [
    ...(not === undefined ? [] : [dropping('NOT-DROP', schema, 'not')]),
    ...(propertyNames === undefined ? [] : [dropping('NAMES-DROP', schema, 'propertyNames')]),
    ...(not === undefined && types.length > 1 ? types.map((type) => setting('NOT-ADD', schema, 'not', { type })) : []),
  ];
}

/** Says something that exchanges need not show. */
function addAnnotations(schema: JsonObject, types: readonly string[]): Variant[] {
  const usual = DEFAULTS[types[0] ?? ''];
  const { properties } = schema;
  const isDefaulted = schema['default'] !== undefined;
  return [
    ...(isDefaulted ? [dropping('DEFAULT-DROP', schema, 'default')] : []),
    ...(isDefaulted || usual === undefined ? [] : [setting('DEFAULT-ADD', schema, 'default', usual)]),
    ...(isRecord(properties) ? within(schema, 'properties', flipReadOnly(properties)) : []),
  ];
}

const DEFAULTS: Readonly<Record<string, Json>> = { integer: 7, number: 7, string: 'usual', boolean: true };

function flipReadOnly(properties: JsonObject): Variant[] {
  return Object.entries(properties).flatMap(([name, member]) => {
    // Beside a reference it counts as well, but what is said there is not a change of the member.
    if (!isRecord(member) || member['$ref'] !== undefined) return [];
    const flipped =
      member['readOnly'] === true
        ? dropping('READONLY-DROP', member, 'readOnly')
        : setting('READONLY-ADD', member, 'readOnly', true);
    return within(properties, name, [flipped]);
  });
}
