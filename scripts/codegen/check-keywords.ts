import { type Json, type JsonObject, pointerTo } from '../../src/contract/load/json.js';
import { ANNOTATION_FORMATS, FORMATS } from '../spec/schema-compiler.js';
import { isObjectSchema, MEMBER_KEYWORDS, writeMembers } from './check-members.js';
import type { CheckName } from './check-names.js';
import type { CheckCode, CheckWriter, PlacedSchema } from './check-writer.js';

/** A keyword, where it stands, and the schema that it is part of. */
export interface PlacedKeyword {
  readonly keyword: string;
  readonly value: Json;
  readonly pointer: string;
  readonly schema: JsonObject;
}

export type WriteKeyword = (place: PlacedKeyword, writer: CheckWriter) => readonly (CheckCode | undefined)[];

/** Writes the checks of one keyword. A keyword that excludes nothing has none. */
export function writeKeyword(place: PlacedKeyword, writer: CheckWriter): CheckCode[] {
  const { keyword } = place;
  if (keyword.startsWith('x-') || ANNOTATIONS.has(keyword)) return [];
  const write = KEYWORDS.get(keyword) ?? refuseKeyword;
  return write(place, writer).filter((code) => code !== undefined);
}

/** Keywords that tell people something, and those that only other keywords look at. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly', '$comment'],
  ...['externalDocs', 'xml', 'discriminator', 'contentEncoding', 'contentMediaType', 'contentSchema', '$defs'],
]);

/** Left out silently, it would let through what the document forbids. */
const refuseKeyword: WriteKeyword = ({ keyword, pointer }, writer) =>
  writer.refuse(pointer, `checks of requests cannot be generated for the keyword ${keyword}`);

/** A keyword whose check has the same name and takes what the keyword says. */
function plain(name: CheckName): [string, WriteKeyword] {
  return [name, ({ value }, writer) => [writer.call(name, value)]];
}

/** As {@link plain}, for lengths, of which none is below 0. */
function least(name: CheckName): [string, WriteKeyword] {
  return [name, ({ value }, writer) => (value === 0 ? [] : [writer.call(name, value)])];
}

function alternatives(name: 'anyOf' | 'oneOf'): [string, WriteKeyword] {
  return [name, (place, writer) => [writer.call(name, ...partsOf(place).map((part) => writer.writeAlways(part)))]];
}

/** A keyword that is part of the check of an object, where there is one. */
function unlessObject(write: WriteKeyword): WriteKeyword {
  return (place, writer) => (isObjectSchema(place.schema) ? [] : write(place, writer));
}

const writeConstant: WriteKeyword = ({ value }, writer) => [
  writer.call('constant', value, ...equalFor([value], writer)),
];

const writeEnum: WriteKeyword = ({ value }, writer) => [
  writer.call('choice', value, ...equalFor([value].flat(), writer)),
];

/** Only objects and lists need more than `===` to be compared. */
function equalFor(values: readonly Json[], writer: CheckWriter): CheckCode[] {
  return values.some((value) => typeof value === 'object' && value !== null) ? [writer.named('equal')] : [];
}

const writeFormat: WriteKeyword = ({ value, pointer }, writer) => {
  const name = String(value);
  const expression = FORMATS.get(name);
  if (expression) return [writer.call('format', name, expression)];
  return ANNOTATION_FORMATS.includes(name) ? [] : writer.refuse(pointer, `format ${name} is not known`);
};

const writePattern: WriteKeyword = ({ value }, writer) => [writer.call('pattern', new RegExp(String(value), 'u'))];

const writeItems: WriteKeyword = ({ value, schema: { prefixItems }, pointer }, writer) => {
  const item = writer.write({ schema: value, pointer });
  const start = Array.isArray(prefixItems) ? [prefixItems.length] : [];
  return item ? [writer.call('items', item, ...start)] : [];
};

const writePrefixItems: WriteKeyword = (place, writer) => [
  writer.call(
    'prefixItems',
    partsOf(place).map((part) => writer.writeAlways(part)),
  ),
];

const KEYWORDS: ReadonlyMap<string, WriteKeyword> = new Map([
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const).map(plain),
  ...(['maxLength', 'maxItems', 'maxProperties'] as const).map(plain),
  ...(['minLength', 'minItems', 'minProperties'] as const).map(least),
  ...(['anyOf', 'oneOf'] as const).map(alternatives),
  ['$ref', ({ value, pointer }, writer) => [writer.reference(String(value), pointer)]],
  ['allOf', (place, writer) => partsOf(place).map((part) => writer.write(part))],
  ['not', ({ value, pointer }, writer) => [writer.call('not', writer.writeAlways({ schema: value, pointer }))]],
  ['const', writeConstant],
  ['enum', writeEnum],
  ['format', writeFormat],
  ['pattern', writePattern],
  ['items', writeItems],
  ['prefixItems', writePrefixItems],
  ['uniqueItems', ({ value }, writer) => (value === true ? [writer.named('uniqueItems')] : [])],
  ['type', unlessObject(({ value }, writer) => [writer.call('type', value)])],
  [
    'required',
    unlessObject(({ value }, writer) => ([value].flat().length > 0 ? [writer.call('required', value)] : [])),
  ],
  ...MEMBER_KEYWORDS.map((name): [string, WriteKeyword] => [name, writeMembers]),
]);

/** The schemas in a list. */
function partsOf({ value, pointer }: PlacedKeyword): PlacedSchema[] {
  return [value].flat().map((schema, index) => ({ schema, pointer: pointerTo(pointer, index) }));
}
