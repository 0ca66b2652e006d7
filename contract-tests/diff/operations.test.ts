import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../src/json.js';
import { differencesBetween, documentWith, wordsOf } from './documents.js';

/** What a change of the operation is called, and what the way back is. */
type Row = readonly [
  change: string,
  old: JsonObject,
  now: JsonObject,
  there: readonly string[],
  back: readonly string[],
];

const string: Json = { type: 'string' };
const list: Json = { type: 'array', items: string };
const query = (name: string, more: JsonObject = {}): JsonObject => ({ name, in: 'query', schema: string, ...more });
const parameters = (...all: JsonObject[]): JsonObject => ({ parameters: all });
const done = (more: JsonObject): JsonObject => ({ responses: { 200: { description: 'Done.', ...more } } });
const json = (schema: Json = {}): JsonObject => ({ 'application/json': { schema } });

const PARAMETERS: readonly Row[] = [
  [
    'an optional parameter',
    {},
    parameters(query('a')),
    ['request looser minor new-optional-request-parameter'],
    ['request stricter breaking request-parameter-removed'],
  ],
  [
    'a required parameter',
    {},
    parameters(query('a', { required: true })),
    ['request contradictory breaking new-required-request-parameter'],
    ['request stricter breaking request-parameter-removed'],
  ],
  [
    'a parameter becomes required',
    parameters(query('a')),
    parameters(query('a', { required: true })),
    ['request stricter breaking request-parameter-became-required'],
    ['request looser minor request-parameter-became-optional'],
  ],
  [
    'a parameter goes elsewhere',
    parameters(query('a')),
    parameters({ ...query('a'), in: 'header' }),
    ['request looser minor new-optional-request-parameter', 'request stricter breaking request-parameter-removed'],
    ['request looser minor new-optional-request-parameter', 'request stricter breaking request-parameter-removed'],
  ],
  [
    'another style',
    parameters(query('a', { schema: list })),
    parameters(query('a', { schema: list, style: 'pipeDelimited' })),
    ['request contradictory breaking request-parameter-style-changed'],
    ['request contradictory breaking request-parameter-style-changed'],
  ],
  [
    'lists are joined',
    parameters(query('a', { schema: list })),
    parameters(query('a', { schema: list, explode: false })),
    ['request contradictory breaking request-parameter-explode-changed'],
    ['request contradictory breaking request-parameter-explode-changed'],
  ],
  ['a text is joined', parameters(query('a')), parameters(query('a', { explode: false })), [], []],
  [
    'reserved characters',
    parameters(query('a')),
    parameters(query('a', { allowReserved: true })),
    ['request looser minor request-parameter-reserved-allowed'],
    ['request stricter breaking request-parameter-reserved-forbidden'],
  ],
  [
    'a limit of a parameter',
    parameters(query('a')),
    parameters(query('a', { schema: { type: 'string', maxLength: 3 } })),
    ['request stricter breaking request-parameter-max-length-set'],
    ['request looser minor request-parameter-max-length-unset'],
  ],
  [
    'a default',
    parameters(query('a')),
    parameters(query('a', { schema: { type: 'string', default: 'b' } })),
    ['request same breaking request-parameter-default-value-added'],
    ['request same breaking request-parameter-default-value-removed'],
  ],
  [
    'JSON in a parameter',
    parameters(query('a')),
    parameters({ name: 'a', in: 'query', content: json(string) }),
    ['request contradictory breaking request-parameter-content-changed'],
    ['request contradictory breaking request-parameter-content-changed'],
  ],
];

const BODIES: readonly Row[] = [
  [
    'a body may be sent',
    {},
    { requestBody: { content: json() } },
    ['request looser minor request-body-added-optional'],
    ['request stricter breaking request-body-removed'],
  ],
  [
    'a body must be sent',
    {},
    { requestBody: { required: true, content: json() } },
    ['request contradictory breaking request-body-added-required'],
    ['request contradictory breaking request-body-removed'],
  ],
  [
    'a body is no longer required',
    { requestBody: { required: true, content: json() } },
    { requestBody: { content: json() } },
    ['request looser minor request-body-became-optional'],
    ['request stricter breaking request-body-became-required'],
  ],
  [
    'one more media type is taken',
    { requestBody: { content: json() } },
    { requestBody: { content: { ...json(), 'text/csv': {} } } },
    ['request looser minor request-body-media-type-added'],
    ['request stricter breaking request-body-media-type-removed'],
  ],
  [
    'one more media type comes',
    done({ content: json() }),
    done({ content: { ...json(), 'text/csv': {} } }),
    ['response looser minor response-media-type-added'],
    ['response stricter breaking response-media-type-removed'],
  ],
  [
    'a response has a body',
    done({}),
    done({ content: json() }),
    ['response contradictory minor response-body-added'],
    ['response contradictory breaking response-body-removed'],
  ],
];

const RESPONSES: readonly Row[] = [
  [
    'one more success',
    done({}),
    { responses: { ...object(done({})), 202: { description: 'Later.' } } },
    ['response looser breaking response-success-status-added'],
    ['response stricter breaking response-success-status-removed'],
  ],
  [
    'one more error',
    done({}),
    { responses: { ...object(done({})), 409: { description: 'No.' } } },
    ['response looser minor response-non-success-status-added'],
    ['response stricter minor response-non-success-status-removed'],
  ],
  [
    'an error that default covers',
    { responses: { default: { description: 'No.' } } },
    { responses: { default: { description: 'No.' }, 409: { description: 'No.' } } },
    ['response same minor response-non-success-status-added'],
    ['response same minor response-non-success-status-removed'],
  ],
  [
    'a header',
    done({}),
    done({ headers: { A: { schema: string } } }),
    ['response stricter minor response-header-added'],
    ['response looser breaking optional-response-header-removed'],
  ],
  [
    'a header that is always there',
    done({ headers: { A: { schema: string } } }),
    done({ headers: { a: { required: true, schema: string } } }),
    ['response stricter minor response-header-became-required'],
    ['response looser breaking response-header-became-optional'],
  ],
  [
    'the type of a header',
    done({ headers: { A: { schema: string } } }),
    done({ headers: { A: { schema: { type: 'integer' } } } }),
    ['response contradictory breaking response-header-type-changed'],
    ['response contradictory breaking response-header-type-changed'],
  ],
];

function object(operation: JsonObject): JsonObject {
  const { responses } = operation;
  return typeof responses === 'object' && responses !== null && !Array.isArray(responses) ? responses : {};
}

const RULES: readonly Row[] = [
  [
    'repetition',
    {},
    { 'x-repeatable': true },
    ['request looser minor api-became-repeatable'],
    ['request stricter breaking api-became-not-repeatable'],
  ],
  [
    'fewer calls at once',
    { 'x-max-concurrency': 9 },
    { 'x-max-concurrency': 3 },
    ['request stricter breaking api-max-concurrency-decreased'],
    ['request looser minor api-max-concurrency-increased'],
  ],
  [
    'dates as they are',
    parameters(query('a')),
    parameters(query('a', { 'x-date-filter': true })),
    ['request stricter breaking request-parameter-became-date-filter'],
    ['request looser minor request-parameter-became-no-date-filter'],
  ],
  [
    'what omission does',
    parameters(query('a', { 'x-when-omitted': 'unknown' })),
    parameters(query('a', { 'x-when-omitted': 'removes-all' })),
    ['request same breaking request-parameter-effect-of-omission-changed'],
    ['request same breaking request-parameter-effect-of-omission-changed'],
  ],
  [
    'repetition of omission',
    parameters(query('a')),
    parameters(query('a', { 'x-repeatable-when-omitted': false })),
    ['request stricter breaking request-parameter-omission-became-not-repeatable'],
    ['request looser minor request-parameter-omission-became-repeatable'],
  ],
  [
    'an optional body',
    done({ content: json() }),
    done({ content: json(), 'x-body-optional': true }),
    ['response looser breaking response-body-became-optional'],
    ['response stricter minor response-body-became-required'],
  ],
  [
    'more statuses',
    { responses: { default: { description: 'No.', 'x-status-range': { minimum: 400, maximum: 499 } } } },
    { responses: { default: { description: 'No.', 'x-status-range': { minimum: 400, maximum: 599 } } } },
    ['response looser breaking response-status-range-widened'],
    ['response stricter minor response-status-range-narrowed'],
  ],
  [
    'an extension that is no rule',
    {},
    { 'x-owner': 'loans' },
    ['none same patch extension-changed'],
    ['none same patch extension-changed'],
  ],
  [
    'another name',
    { operationId: 'lend' },
    { operationId: 'addLoan' },
    ['none same breaking api-operation-id-removed'],
    ['none same breaking api-operation-id-removed'],
  ],
  [
    'a description',
    { description: 'Lends.' },
    { description: 'Lends a book.' },
    ['none same patch description-changed'],
    ['none same patch description-changed'],
  ],
  [
    'deprecation',
    {},
    { deprecated: true },
    ['request same minor endpoint-deprecated'],
    ['request same minor endpoint-reactivated'],
  ],
];

describe.each<[string, readonly Row[]]>([
  ['parameters', PARAMETERS],
  ['bodies', BODIES],
  ['responses', RESPONSES],
  ['rules and words', RULES],
])('a change of %s', (_, rows) => {
  test.each(rows)('%s', (__, old, now, there, back) => {
    const [before, after] = [documentWith(old), documentWith(now)];
    expect(wireWords(before, after)).toEqual(there);
    expect(wireWords(after, before)).toEqual(back);
  });
});

/** Without what is said where nothing is found. */
function wireWords(old: JsonObject, now: JsonObject): string[] {
  return differencesBetween(old, now)
    .map(wordsOf)
    .filter((words) => !words.endsWith('document-changed'))
    .sort();
}

describe('a change of the document', () => {
  const schemes = (key: JsonObject): JsonObject => ({
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key', ...key } },
  });
  const secured = (security: Json, key: JsonObject = {}) => documentWith({}, { components: schemes(key), security });
  const served = (...urls: string[]) => documentWith({}, { servers: urls.map((url) => ({ url })) });
  const withPaths = (paths: JsonObject) => documentWith({}, { paths });
  const get: JsonObject = { responses: { 200: { description: 'Done.' } } };
  const id = (name: string): JsonObject => ({ name, in: 'path', required: true, schema: string });

  test.each<[string, JsonObject, JsonObject, string[]]>([
    [
      'credentials are asked for',
      secured([]),
      secured([{ Key: [] }]),
      ['request stricter breaking api-security-added'],
    ],
    [
      'credentials are no longer asked for',
      secured([{ Key: [] }]),
      secured([]),
      ['request looser minor api-security-removed'],
    ],
    [
      'credentials may be left out',
      secured([{ Key: [] }]),
      secured([{ Key: [] }, {}]),
      ['request looser minor api-security-removed'],
    ],
    [
      'one more scope',
      secured([{ Key: ['read'] }]),
      secured([{ Key: ['read', 'write'] }]),
      ['request stricter breaking api-security-scope-added'],
    ],
    [
      'one scope less',
      secured([{ Key: ['read', 'write'] }]),
      secured([{ Key: ['read'] }]),
      ['request looser minor api-security-scope-removed'],
    ],
    [
      'another header',
      secured([{ Key: [] }]),
      secured([{ Key: [] }], { name: 'X-Token' }),
      ['request contradictory breaking api-security-component-changed'],
    ],
    [
      'another server',
      served('https://a.example'),
      served('https://b.example'),
      ['request contradictory breaking server-url-changed'],
    ],
    [
      'one more server',
      served('https://a.example'),
      served('https://a.example/', 'https://b.example'),
      ['request looser minor server-added'],
    ],
    [
      'one server less',
      served('https://a.example', 'https://b.example'),
      served('https://b.example'),
      ['request stricter breaking server-removed'],
    ],
    [
      'an operation is new',
      withPaths({ '/a': { get } }),
      withPaths({ '/a': { get, put: get } }),
      ['request looser minor endpoint-added'],
    ],
    [
      'an operation is gone',
      withPaths({ '/a': { get, put: get } }),
      withPaths({ '/a': { get } }),
      ['request stricter breaking api-removed-without-deprecation'],
    ],
    [
      'a path is gone',
      withPaths({ '/a': { get }, '/b': { get: { ...get, deprecated: true } } }),
      withPaths({ '/a': { get } }),
      ['request stricter breaking api-path-removed-with-deprecation'],
    ],
    [
      'another name in a path',
      withPaths({ '/a/{id}': { get, parameters: [id('id')] } }),
      withPaths({ '/a/{key}': { get, parameters: [id('key')] } }),
      ['none same breaking api-path-parameter-renamed'],
    ],
    [
      'another title',
      secured([]),
      { ...secured([]), info: { title: 'Books', version: '1.0.0' } },
      ['none same patch info-changed'],
    ],
    ['another version', secured([]), { ...secured([]), info: { title: 'Loans', version: '2.0.0' } }, []],
    [
      'what nobody uses',
      secured([]),
      { ...secured([]), tags: [{ name: 'Loans' }] },
      ['none same patch document-changed'],
    ],
  ])('%s', (_, old, now, expected) => {
    expect(differencesBetween(old, now).map(wordsOf)).toEqual(expected);
  });

  test('that takes a reference away is named where the reference was', () => {
    const Book = { type: 'object', properties: { it: { $ref: '#/components/schemas/Text' } } };
    const listed = (responses: JsonObject, schema: Json) =>
      documentWith(
        { responses, requestBody: { content: json({ $ref: '#/components/schemas/Book' }) } },
        {
          components: {
            schemas: { Book: schema, Text: { type: 'string' } },
            responses: { No: { description: 'No.' } },
          },
        },
      );
    const old = listed({ 404: { $ref: '#/components/responses/No' } }, Book);
    const found = differencesBetween(old, listed({}, { type: 'object', properties: {} }));
    expect(found.map(({ old: { pointer } }) => pointer).sort()).toEqual([
      '/components/schemas/Book/properties/it',
      '/paths/~1loans/post/responses/404',
    ]);
  });

  test('of a component is named once, with all operations that use it', () => {
    const response = (maximum: number): JsonObject => ({
      components: { responses: { Page: { description: 'A page.', content: json({ type: 'integer', maximum }) } } },
    });
    const page: JsonObject = { responses: { 200: { $ref: '#/components/responses/Page' } } };
    const paths: JsonObject = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`/a${index}`, { get: page }]),
    );
    const found = differencesBetween(
      documentWith({}, { paths, ...response(5) }),
      documentWith({}, { paths, ...response(6) }),
    );
    expect(found.map(wordsOf)).toEqual(['response looser breaking response-body-max-increased']);
    expect(found[0]).toMatchObject({
      old: { pointer: '/components/responses/Page/content/application~1json/schema/maximum', value: 5 },
      new: { pointer: '/components/responses/Page/content/application~1json/schema/maximum', value: 6 },
    });
    expect(found[0]?.operations).toHaveLength(50);
  });
});
