import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../scripts/spec/source.js';
import { type Contract, checkRequest, checkResponse, contractAt, type HeaderInput } from '../../src/contract/index.js';
import { contractFrom } from '../support/contract-from.js';

let CONTRACT: Contract;
beforeAll(() => {
  CONTRACT = contractFrom(
    parseSpec(
      `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: /api }]
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, maxLength: 3 } }
        - { name: size, in: query, schema: { type: number } }
        - { name: flag, in: query, schema: { type: boolean } }
        - { name: off, in: query, schema: { const: false } }
        - { name: text, in: query, schema: { type: string, const: 'true' } }
        - { name: one, in: query, schema: { oneOf: [{ type: boolean }, { type: integer }] } }
        - { name: deep, in: query, style: deepObject, schema: &range { type: object, additionalProperties: false, properties: { min: { type: number } } } }
        - { name: tight, in: query, explode: false, schema: *range }
        - { name: X-Size, in: header, schema: { type: integer } }
      responses:
        '200':
          description: A thing.
          headers: { X-Left: { schema: { type: integer } } }
          content:
            application/json: { schema: { type: object } }
            application/vnd.thing+json: { schema: { type: array } }
            application/json5: { schema: { type: string } }
            'text/html ; charset=utf-8': { schema: { type: string } }
        '204': { description: Nothing. }
        default: { description: Anything. }
`,
      'other.yaml',
    ),
  );
});

const keywords = (violations: readonly { keyword: string }[]) => violations.map(({ keyword }) => keyword);
const get = (url: string, headers?: HeaderInput) =>
  checkRequest({ method: 'GET', url: `/api/things/${url}`, ...(headers && { headers }) }, CONTRACT);
const answer = (status: number, headers: HeaderInput, body?: unknown) =>
  keywords(checkResponse({ status, headers, body }, 'getThing', CONTRACT));

test.each<[query: string, expected: string[]]>([
  ...['0', '7', '70', '-7', '1.25', '-0.5', '1e5', '1E5', '1e-12', '1.5e%2B10', '12e34'].map(
    (text): [string, string[]] => [`size=${text}`, []],
  ),
  ...['', 'x', '1x', 'x1', '01', '.5', '1.', '1e', '1e5x', '1x5', '--1', '1%2C5', '1.2.3', 'Infinity'].map(
    (text): [string, string[]] => [`size=${text}`, ['type']],
  ),
  ['flag=true', []],
  ['flag=false', []],
  ['flag=TRUE', ['type']],
  ['flag=1', ['type']],
  ['off=false', []],
  ['off=true', ['const']],
  ['text=true', []],
  ['one=true', []],
  ['one=5', []],
  ['one=x', ['oneOf']],
  ['deep[min]=1', []],
  ['deep[min]x=1', ['parameters']],
  ['deep=1', ['style']],
  ['deep[max]=1', ['additionalProperties']],
  ['tight=m%69n,1', []],
  ['tight=min', ['type']],
  ['tight=max,1', ['additionalProperties']],
])('a query is read as JSON writes values: %s', (query, expected) => {
  expect(keywords(get(`7?${query}`))).toEqual(expected);
});

test.each<[string, unknown[]]>([
  ['a%20b', []],
  ['a%20bc', ['a bc']],
  ['%zz%zz', ['/api/things/%zz%zz', '%zz%zz']],
])('a path is read without its percent-encoding, where it has any: %s', (id, expected) => {
  expect(get(id).map(({ actual }) => actual)).toEqual(expected);
});

describe('headers', () => {
  test.each<[HeaderInput, unknown[]]>([
    [{ 'x-size': '5' }, []],
    [{ 'X-Size': 5 }, []],
    [{ 'X-Size': undefined }, []],
    [{ 'X-Size': ['5', '6'] }, ['5, 6']],
    [
      [
        ['X-Size', '5'],
        ['x-size', '6'],
      ],
      ['5, 6'],
    ],
  ])('are joined where they are repeated: %j', (headers, expected) => {
    expect(get('7', headers).map(({ actual }) => actual)).toEqual(expected);
  });

  test.each(['Content-Type', 'Content-Length', 'Transfer-Encoding'])('of an empty answer have no %s', (name) => {
    expect(answer(204, { [name]: 'x' })).toEqual(['content']);
    expect(answer(204, { 'X-Left': '1' })).toEqual([]);
  });
});

test.each<[mediaType: string, body: string, expected: string[]]>([
  ['application/json', '{}', []],
  ['application/json ; charset=utf-8', '{}', []],
  ['APPLICATION/JSON', '[]', ['type']],
  ['application/vnd.thing+json', '[]', []],
  ['application/vnd.thing+json', '{}', ['type']],
  ['application/vnd.thing+json', '{', ['content']],
  ['application/json5', '{', []],
  ['text/html', '<p>', []],
  ['text/html/x', '<p>', ['content']],
])('what a media type says decides how a body is read: %s %s', (mediaType, body, expected) => {
  expect(answer(200, { 'Content-Type': mediaType }, body)).toEqual(expected);
});

test.each<[status: number, expected: string[]]>([
  [100, []],
  [599, []],
  [99, ['responses']],
  [600, ['responses']],
  [Number.NaN, ['responses']],
  [404.5, ['responses']],
])('default covers the statuses that HTTP has: %d', (status, expected) => {
  expect(answer(status, {})).toEqual(expected);
});

test.each([
  ['http://127.0.0.1:8080/proxy///', 'http://127.0.0.1:8080/proxy/api/things/7'],
  ['https://example.com', 'https://EXAMPLE.com/api/things/7'],
])('a contract without a host may be served anywhere: %s', (baseUrl, url) => {
  const contract = contractAt(baseUrl, CONTRACT);
  expect(checkRequest({ method: 'get', url }, contract)).toEqual([]);
  expect(keywords(checkRequest({ method: 'GET', url: 'https://other.example/api/things/7' }, contract))).toEqual([
    'servers',
  ]);
  expect(
    checkRequest({ method: 'GET', url }, contractAt(baseUrl, contractAt('http://first.example', CONTRACT))),
  ).toEqual([]);
});
