import fc from 'fast-check';
import { type Contract, loadContract } from '../../src/contract/index.js';

/** The names and values of a query or a form, before anything is encoded. */
export type Pairs = readonly (readonly [name: string, value: string])[];

const PARAMETERS = [
  { name: 'text', schema: { type: 'string', maxLength: 40 } },
  { name: 'count', schema: { type: 'integer', minimum: -99, maximum: 99 } },
  { name: 'ratio', schema: { type: 'number' } },
  { name: 'isOpen', schema: { type: 'boolean' } },
  { name: 'since', schema: { type: 'string', format: 'date-time' } },
  { name: 'mail', schema: { type: 'string', format: 'email' } },
  { name: 'tags', schema: { type: 'array', items: { type: 'string' }, maxItems: 3 } },
  { name: 'ids', explode: false, schema: { type: 'array', items: { type: 'integer' }, maxItems: 3 } },
  { name: 'colours', explode: false, schema: { type: 'array', items: { enum: ['dark red', 'c+m+y', 'blue'] } } },
  { name: 'size', style: 'deepObject', schema: { type: 'object', properties: { min: { type: 'integer' }, unit: {} } } },
  { name: 'page[number]', schema: { type: 'integer' } },
  { name: 'full name', schema: { type: 'string' } },
  { name: 'filter', content: { 'application/json': { schema: { type: 'object', required: ['is'] } } } },
];

/** Texts with every character that is special to some writer or reader. */
export const texts = fc.string({
  unit: fc.constantFrom(...`abc 019!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~éß日🙂`),
  maxLength: 12,
});
const integers = fc.integer({ min: -99, max: 99 });
const NONE: Pairs = [];
const optional = (arbitrary: fc.Arbitrary<Pairs>) => fc.option(arbitrary, { nil: NONE });
const one = (name: string, values: fc.Arbitrary<unknown>) =>
  optional(values.map((value) => [[name, String(value)]] as const));
const joined = (name: string, values: fc.Arbitrary<unknown>) =>
  one(
    name,
    fc.array(values, { minLength: 1, maxLength: 3 }).map((items) => items.join(',')),
  );
/** What conforms to the parameters above, and now and then leaves one out. */
export const QUERIES: fc.Arbitrary<Pairs> = fc
  .tuple(
    one('text', texts),
    one('count', integers),
    one('ratio', fc.constantFrom(0.5, -1.25, 1e21, 3e-7)),
    one('isOpen', fc.boolean()),
    one('since', fc.constantFrom('2026-03-01T10:00:00+02:00', '2026-03-01T10:00:00.5Z')),
    one('mail', fc.constantFrom("o'neil+news@mail.example", 'a@b.example')),
    optional(fc.array(texts, { minLength: 1, maxLength: 3 }).map((all) => all.map((text) => ['tags', text] as const))),
    joined('ids', integers),
    joined('colours', fc.constantFrom('dark red', 'c+m+y', 'blue')),
    optional(
      fc.tuple(integers, texts).map(([min, unit]) => [
        ['size[min]', String(min)],
        ['size[unit]', unit],
      ]),
    ),
    one('page[number]', integers),
    one('full name', texts),
    one(
      'filter',
      fc.record({ is: texts, n: integers }).map((filter) => JSON.stringify(filter)),
    ),
  )
  .map((parts) => parts.flat());

/** A form has no nested objects. */
export const fieldsOf = (pairs: Pairs): Pairs => pairs.filter(([field]) => !/^(size|filter)/.test(field));

/** A text that can be a part of a path: dots alone would be removed. */
export const SEGMENTS = texts.filter((text) => /[^.]/.test(text));

export interface Item {
  readonly text: string;
  readonly count: number;
  readonly tags: readonly string[];
  readonly parent: { readonly isOpen: boolean } | null;
}
export const ITEMS: fc.Arbitrary<Item> = fc.record({
  text: texts,
  count: integers,
  tags: fc.array(texts, { maxLength: 3 }),
  parent: fc.option(fc.record({ isOpen: fc.boolean() })),
});
const ITEM = {
  type: 'object',
  required: ['text', 'count', 'tags', 'parent'],
  properties: {
    text: { type: 'string', maxLength: 40 },
    count: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
    parent: { type: ['object', 'null'], properties: { isOpen: { type: 'boolean' } } },
  },
};

/** Headers and cookies as a client is given them. */
export const HEADERS: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .tuple(fc.constantFrom('a', 'b c', '"d"; e=1'), fc.array(integers, { minLength: 1, maxLength: 3 }), integers)
  .map(([note, ids, visit]) => ({
    'X-Note': note,
    'X-Ids': ids.join(','),
    Cookie: `theme=dark%20red; visit=${visit}`,
  }));
const HEADER_PARAMETERS = [
  { name: 'X-Note', in: 'header', required: true, schema: { enum: ['a', 'b c', '"d"; e=1'] } },
  { name: 'X-Ids', in: 'header', required: true, schema: { type: 'array', items: { type: 'integer' } } },
  { name: 'theme', in: 'cookie', required: true, schema: { const: 'dark red' } },
  { name: 'visit', in: 'cookie', required: true, schema: { type: 'integer' } },
];

/** A search by query, one by form, and an item in JSON. */
export function loadSearch(): Promise<Contract> {
  const parameters = PARAMETERS.map((parameter) => ({ ...parameter, in: 'query' }));
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } };
  const fields = PARAMETERS.filter(({ name, schema }) => schema && name !== 'size');
  const form = {
    schema: { type: 'object', properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])) },
    encoding: { ids: { explode: false }, colours: { explode: false } },
  };
  const responses = { 200: { description: 'Found.' } };
  const bodyOf = (type: string, media: object) => ({ required: true, content: { [type]: media } });
  const requestBody = bodyOf('application/json', { schema: ITEM });
  return loadContract({
    openapi: '3.1.0',
    info: { title: 'Search', version: '1' },
    paths: {
      '/find/{id}': { parameters: [id], get: { operationId: 'find', parameters, responses } },
      '/form': {
        post: {
          operationId: 'send',
          requestBody: { ...bodyOf('application/x-www-form-urlencoded', form), required: false },
          responses,
        },
      },
      '/items': { post: { operationId: 'add', parameters: HEADER_PARAMETERS, requestBody, responses } },
    },
  });
}
