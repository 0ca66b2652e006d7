import fc from 'fast-check';
import type { DocumentNode, OperationModel, ParameterModel } from '../../src/contract/load/model.js';
import { FORMATS } from '../../src/contract/schema/formats.js';
import { sampleOf } from '../evidence/counterexamples/wire.js';
import { type Form, parametersIn } from './method-calls.js';

/** How large values may become. What goes into a URL must be small, because there can be many of them. */
export interface Size {
  readonly items: number;
  readonly characters: number;
}

const IN_BODY: Size = { items: 45, characters: 1_000 };
const IN_QUERY: Size = { items: 5, characters: 30 };
/** Ids of several requests. */
const IN_LIST: Size = { items: 400, characters: 100 };

/**
 * Everything that a method may be called with, as the document describes its operation.
 *
 * @param isSplit Whether the method makes several requests of lists that are too long for one.
 */
export function argumentsOf(operation: OperationModel, form: Form, isSplit: boolean): fc.Arbitrary<unknown[]> {
  const path = parametersIn(operation, 'path').map((parameter) => parameterOf(parameter, IN_QUERY));
  const query = parametersIn(operation, 'query');
  if (form === 'nothing') return fc.tuple(...path);
  if (form === 'filters') return fc.tuple(...path, recordOf(query));
  const list = query.find(({ schema }) => schema.object['type'] === 'array');
  const content = form === 'body' ? operation.requestBody?.content[0]?.schema : list?.schema;
  if (!content) throw new Error(`${operation.operationId} takes no ${form}`);
  const size = form === 'body' ? IN_BODY : IN_LIST;
  if (!isList(content)) return fc.tuple(...path, valuesOf(content));
  return fc.tuple(...path, isSplit ? itemsOf(content, size) : limitedItems(content, size));
}

/** Filters as callers write them: any of them, or none. */
function recordOf(parameters: readonly ParameterModel[]): fc.Arbitrary<object> {
  const members = parameters.map((parameter) => [parameter.name, parameterOf(parameter, IN_QUERY)] as const);
  const requiredKeys = parameters.filter(({ required }) => required).map(({ name }) => name);
  return fc.record(Object.fromEntries(members), { requiredKeys });
}

function parameterOf({ schema, dateFilter }: ParameterModel, size: Size): fc.Arbitrary<unknown> {
  if (dateFilter) return dateFilters;
  return schema.text('format') === 'date-time' ? fc.oneof(moments, dateTimes) : valuesOf(schema, size);
}

const isList = (schema: DocumentNode) => schema.object['type'] === 'array';

function itemsOf(schema: DocumentNode, size: Size): fc.Arbitrary<unknown[]> {
  const minLength = schema.integer('minItems') ?? 0;
  return fc.array(valuesOf(schema.at('items'), size), { minLength, maxLength: Math.max(minLength, size.items) });
}

/** Values that a schema accepts, in all forms that its rules have. */
export function valuesOf(schema: DocumentNode, size = IN_BODY): fc.Arbitrary<unknown> {
  const { enum: choices, const: constant, anyOf, oneOf } = schema.object;
  if (constant !== undefined) return fc.constant(constant);
  if (Array.isArray(choices)) return fc.constantFrom(...choices);
  const alternatives = Array.isArray(anyOf) ? 'anyOf' : Array.isArray(oneOf) ? 'oneOf' : undefined;
  if (alternatives) return fc.oneof(...schema.at(alternatives).members.map(([, branch]) => valuesOf(branch, size)));
  const types = [schema.object['type'] ?? []].flat().map(String);
  if (types.length === 0) return fc.jsonValue({ maxDepth: 1 });
  return fc.oneof(...types.map((type) => ofType(schema, type, size)));
}

function ofType(schema: DocumentNode, type: string, size: Size): fc.Arbitrary<unknown> {
  if (type === 'array') return limitedItems(schema, size);
  if (type === 'object') return objectsOf(schema, size);
  if (type === 'string') return textsOf(schema, size);
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  const [min = -(2 ** 53) + 1, max = 2 ** 53 - 1] = [schema.integer('minimum'), schema.integer('maximum')];
  const near = (least: number) => fc.integer({ min: least, max: Math.min(least + 2, max) });
  // Some that repeat, and the whole range.
  return fc.oneof(near(min), fc.integer({ min, max }), fc.integer({ min: Math.max(min, max - 2), max }));
}

function limitedItems(schema: DocumentNode, size: Size): fc.Arbitrary<unknown[]> {
  const items = Math.min(schema.integer('maxItems') ?? size.items, size.items);
  return itemsOf(schema, { ...size, items });
}

function objectsOf(schema: DocumentNode, size: Size): fc.Arbitrary<object> {
  const members = schema.at('properties').members.map(([name, member]) => [name, valuesOf(member, size)] as const);
  const requiredKeys = schema.at('required').members.map(([, name]) => String(name.value));
  return fc.record(Object.fromEntries(members), { requiredKeys });
}

function textsOf(schema: DocumentNode, size: Size): fc.Arbitrary<string> {
  const format = schema.text('format');
  if (format === 'uuid')
    return fc.oneof(
      fc.uuid(),
      fc.uuid().map((text) => text.toUpperCase()),
    );
  if (format === 'date-time') return dateTimes;
  if (format === 'email') return fc.emailAddress({ size: 'small' }).filter((text) => isOfFormat(format, text));
  if (FORMATS.texts.has(format)) return fc.constant(String(sampleOf(schema)));
  const [minLength = 0, most = size.characters] = [schema.integer('minLength'), schema.integer('maxLength')];
  const maxLength = Math.max(minLength, Math.min(most, size.characters));
  const { pattern } = schema.object;
  if (typeof pattern !== 'string') return anyText(minLength, maxLength);
  const matching = fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
  return matching.filter((text) => [...text].length >= minLength && [...text].length <= most);
}

const isOfFormat = (format: string, text: string) => FORMATS.texts.get(format)?.test(text) ?? true;

/** Characters of all kinds, and those with a meaning in URLs. A character outside the basic plane is one. */
export function anyText(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({
    unit: fc.oneof(
      fc.string({ minLength: 1, maxLength: 1 }),
      fc.constantFrom('ü', '漢', '💶', '\u0000', '\n', '&', '=', ',', '%', '+', '#'),
    ),
    minLength,
    maxLength,
  });
}

/** Of the years that four digits have. */
export const moments = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T00:00:00Z'),
  noInvalidDate: true,
});

const dateTimes = moments.map((moment) => moment.toISOString());

const pad = (number: number) => String(number).padStart(2, '0');
const offset = fc.oneof(
  fc.constant(''),
  fc.constant('Z'),
  fc
    .tuple(fc.constantFrom('+', '-'), fc.nat(23), fc.constantFrom('', ':'), fc.nat(59))
    .map(([sign, hours, colon, minutes]) => sign + pad(hours) + colon + pad(minutes)),
);
const dateFilters = fc.oneof(
  moments,
  moments.map((moment) => moment.toISOString().slice(0, 10)),
  fc.tuple(moments, offset).map(([moment, zone]) => moment.toISOString().slice(0, 19) + zone),
  fc.integer({ min: 1_000_000_000, max: 9_999_999_999_999 }),
  fc.integer({ min: 1_000_000_000, max: 9_999_999_999_999 }).map(String),
);

/** What only looks like something that is wanted. */
const ODD: readonly unknown[] = [
  ...[
    0,
    -1,
    1.5,
    '7',
    2 ** 53,
    2 ** 53 - 1,
    Number.NaN,
    null,
    251,
    2026,
    1e13,
    [],
    {},
    '1,2',
    '',
    '..',
    'x'.repeat(256),
  ],
  ...['6F0F0C1E-3A51-4B7E-9F5D-2C8B1A7D4E90', 'urn:uuid:6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90', '😀'.repeat(255)],
  ...[
    '😀'.repeat(256),
    '2026-03',
    '2026-02-30T10:00:00+25:00',
    '2026-03-02T08:15:30Z\n',
    Array(11).fill({}),
    { note: 1 },
  ],
  { constructor: 1, toString: undefined },
];

export const junk = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
    withSparseArray: true,
  }),
  fc.constantFrom(...ODD),
);

/** A value with one member, somewhere in it, replaced, or with one too many. */
export function mutilated(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || value instanceof Date) return junk;
  const keys = Object.keys(value);
  if (keys.length === 0) return junk;
  return fc
    .constantFrom(...keys, ...(Array.isArray(value) ? [] : ['undeclared']))
    .chain((key) =>
      fc
        .oneof(junk, mutilated(Reflect.get(value, key)))
        .map((member) =>
          Array.isArray(value)
            ? value.map((old: unknown, index) => (String(index) === key ? member : old))
            : { ...value, [key]: member },
        ),
    );
}
