import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../scripts/spec/source.js';
import { linesFrom } from '../../src/contract/document.js';
import { type Contract, checkRequest, checkResponse, type HeaderInput } from '../../src/contract/index.js';
import { contractFrom } from '../support/contract-from.js';

let CONTRACT: Contract;
beforeAll(() => {
  CONTRACT = contractFrom(
    parseSpec(
      `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://{region}.example.com/{tenant}', variables: { region: { default: eu }, tenant: { default: a, x-pattern: '^[a-z]$' } } }]
components:
  schemas:
    Plain: { type: integer, minimum: 1 }
    'Odd{x}': { type: integer, minimum: 5 }
  securitySchemes: { Session: { type: apiKey, in: cookie, name: session }, Key: { type: apiKey, in: header, name: X-Key } }
security: [{ Session: [] }, { Key: [] }, {}]
paths:
  /things/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
      - { name: id, in: header, schema: { type: integer } }
      - { name: X-Size, in: header, required: true, schema: { type: integer, minimum: 2 } }
      - { name: colour, in: query, schema: { type: string, pattern: '^r' } }
    get:
      operationId: getThing
      parameters:
        - { name: ids, in: query, explode: false, schema: { type: array, items: { type: integer, minimum: 2 } } }
        - { name: Colour, in: query, schema: { type: string } }
      responses:
        '200':
          description: A thing.
          headers: { X-Left: { required: true, schema: { type: integer, minimum: 0 } } }
          content: { application/json: { schema: { type: object, properties: { old: false, name: { type: string }, size: { allOf: [{ $ref: '#/components/schemas/Plain' }, { $ref: '#/components/schemas/Odd%7Bx%7D' }] }, map: { type: object, additionalProperties: { type: integer } } }, allOf: [{ properties: { never: { type: string } } }, { properties: { never: false } }] } } }
        '204': { description: Nothing. }
        '404': { description: Gone., headers: { X-Why: { schema: { type: string } } } }
    put:
      operationId: putThing
      requestBody:
        required: true
        content:
          application/json: { schema: { type: object, properties: { a/b: { properties: { c: { type: string } } } } } }
      responses: { '204': { description: Done. } }
`,
      'other.yaml',
    ),
  );
});

const THINGS = '/paths/~1things~1{id}';
const JSON_SCHEMA = `${THINGS}/get/responses/200/content/application~1json/schema`;
const OK = { status: 200, headers: { 'Content-Type': 'application/json', 'X-Left': '1' } };
const SIZE = { 'X-Size': '2', 'X-Key': 'x' };
const JSON_SIZE = { ...SIZE, 'Content-Type': 'application/json' };
const STRICT = { strict: true };

const pairs = (found: ReturnType<typeof checkRequest>) => found.map(({ pointer, rule }) => [pointer, rule?.pointer]);
const get = (url: string, headers: HeaderInput = SIZE) =>
  pairs(checkRequest({ method: 'GET', url, headers }, CONTRACT, STRICT));
const put = (body: unknown, headers: HeaderInput = JSON_SIZE) =>
  pairs(checkRequest({ method: 'PUT', url: '/a/things/7', headers, body }, CONTRACT, STRICT));
const answer = (response: Parameters<typeof checkResponse>[0]) =>
  pairs(checkResponse(response, 'getThing', CONTRACT, STRICT));

describe('in any document, a violation names the place that has the rule', () => {
  test.each<[title: string, found: () => unknown[], expected: unknown[]]>([
    ['of nothing', () => get('/a/things/7?colour=red&ids=2,3', { ...SIZE, id: '5' }), []],
    ['of a server variable', () => get('/A/things/7'), [['/request/url', '/servers/0/variables/tenant/x-pattern']]],
    ['of a path parameter', () => get('/a/things/x'), [['/request/path/id', `${THINGS}/parameters/0/schema/type`]]],
    [
      'of a header of the same name',
      () => get('/a/things/7', { ...SIZE, ID: 'x' }),
      [['/request/headers/id', `${THINGS}/parameters/1/schema/type`]],
    ],
    [
      'of a header',
      () => get('/a/things/7', { 'x-size': '1' }),
      [['/request/headers/x-size', `${THINGS}/parameters/2/schema/minimum`]],
    ],
    [
      'of a header that is missing',
      () => get('/a/things/7', {}),
      [['/request/headers', `${THINGS}/parameters/2/required`]],
    ],
    [
      'of a parameter of the path, in the query',
      () => get('/a/things/7?colour=blue'),
      [['/request/query/colour', `${THINGS}/parameters/3/schema/pattern`]],
    ],
    [
      'of how such a parameter is written',
      () => get('/a/things/7?colour=r:'),
      [['/request/query/colour', `${THINGS}/parameters/3`]],
    ],
    [
      'of an item of a list',
      () => get('/a/things/7?ids=2,1'),
      [['/request/query/ids/1', `${THINGS}/get/parameters/0/schema/items/minimum`]],
    ],
    [
      'of how a list is written',
      () => get('/a/things/7?ids=2&ids=3'),
      [['/request/query/ids', `${THINGS}/get/parameters/0/explode`]],
    ],
    [
      'of a parameter that nobody declared',
      () => get('/a/things/7?new=1'),
      [['/request/query/new', `${THINGS}/get/parameters`]],
    ],
    [
      'of a header that nobody declared',
      () => get('/a/things/7', { ...SIZE, 'X-New': '1' }),
      [['/request/headers/x-new', `${THINGS}/get/parameters`]],
    ],
    ['of cookies, which are credentials', () => get('/a/things/7', { ...SIZE, Cookie: 'session=1' }), []],
    [
      'of a body that nobody declared',
      () => pairs(checkRequest({ method: 'GET', url: '/a/things/7', headers: SIZE, body: 'x' }, CONTRACT)),
      [['/request/body', `${THINGS}/get`]],
    ],
    ['of a body that is missing', () => put(undefined), [['/request', `${THINGS}/put/requestBody/required`]]],
    [
      'of a member of a body',
      () => put({ 'a/b': { c: 1 } }),
      [
        [
          '/request/body/a~1b/c',
          `${THINGS}/put/requestBody/content/application~1json/schema/properties/a~1b/properties/c/type`,
        ],
      ],
    ],
    [
      'of members that nobody declared',
      () => put({ new: 1, 'a/b': { d: 1 } }),
      [
        ['/request/body/new', `${THINGS}/put/requestBody/content/application~1json/schema/properties`],
        [
          '/request/body/a~1b/d',
          `${THINGS}/put/requestBody/content/application~1json/schema/properties/a~1b/properties`,
        ],
      ],
    ],
    [
      'of a media type',
      () => put('x', { ...SIZE, 'Content-Type': 'text/plain' }),
      [['/request/body', `${THINGS}/put/requestBody/content`]],
    ],
    ['of a status', () => answer({ status: 500 }), [['/response/status', `${THINGS}/get/responses`]]],
    [
      'of a header of an answer',
      () => answer({ ...OK, headers: { ...OK.headers, 'X-LEFT': '-1' }, body: {} }).slice(-1),
      [['/response/headers/x-left', `${THINGS}/get/responses/200/headers/X-Left/schema/type`]],
    ],
    [
      'of the value of a header',
      () => answer({ ...OK, headers: { ...OK.headers, 'X-Left': '-1' }, body: {} }),
      [['/response/headers/x-left', `${THINGS}/get/responses/200/headers/X-Left/schema/minimum`]],
    ],
    [
      'of a header that an answer lacks',
      () => answer({ status: 200, headers: { 'Content-Type': 'application/json' }, body: {} }),
      [['/response/headers', `${THINGS}/get/responses/200/headers/X-Left/required`]],
    ],
    [
      'of a header that an answer should not have',
      () => answer({ ...OK, headers: { ...OK.headers, 'X-New': '1' }, body: {} }),
      [['/response/headers/x-new', `${THINGS}/get/responses/200/headers`]],
    ],
    [
      'of such a header where there are none',
      () => answer({ status: 204, headers: { 'X-New': '1' } }),
      [['/response/headers/x-new', `${THINGS}/get/responses/204`]],
    ],
    [
      'of a header that describes nothing',
      () => answer({ status: 404, headers: { 'Content-Type': 'text/plain' } }),
      [['/response/headers/content-type', `${THINGS}/get/responses/404`]],
    ],
    [
      'of a body that should not be',
      () => answer({ status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'x' }),
      [['/response/body', `${THINGS}/get/responses/404`]],
    ],
    [
      'of the media type of an answer',
      () => answer({ ...OK, headers: { ...OK.headers, 'Content-Type': 'text/html' }, body: 'x' }),
      [['/response/body', `${THINGS}/get/responses/200/content`]],
    ],
    [
      'of a member that must not be',
      () => answer({ ...OK, body: { name: 'x', old: 1 } }),
      [['/response/body/old', `${THINGS}/get/responses/200/content/application~1json/schema/properties/old`]],
    ],
    [
      'of a member that may be, and must not be',
      () => answer({ ...OK, body: { never: 'x' } }),
      [['/response/body/never', `${JSON_SCHEMA}/allOf/1/properties/never`]],
    ],
    [
      'of a schema whose name is percent-encoded in references',
      () => answer({ ...OK, body: { size: 3 } }),
      [['/response/body/size', '/components/schemas/Odd{x}/minimum']],
    ],
    [
      'of members by any name',
      () => answer({ ...OK, body: { map: { a: 'x' } } }),
      [['/response/body/map/a', `${JSON_SCHEMA}/properties/map/additionalProperties/type`]],
    ],
    [
      'of a body without its media type',
      () => answer({ status: 200, headers: { 'X-Left': '1' }, body: { new: 1 } }),
      [['/response/body', `${THINGS}/get/responses/200/content`]],
    ],
  ])('%s', (_, found, expected) => {
    expect(found()).toEqual(expected);
  });
});

test('what has no line has no rule', () => {
  const found = checkRequest({ method: 'GET', url: '/nowhere' }, { ...CONTRACT, lineOf: () => undefined });
  expect(found.map(({ rule }) => rule)).toEqual([undefined]);
});

test('lines are found from their distances, in the order of the document', () => {
  const lineOf = linesFrom({ info: { 'a/b': 1 }, paths: [{ x: null }, 'y'] }, [2, 3, 1, 1, 0, 4]);
  expect(['/info', '/info/a~1b', '/paths', '/paths/0', '/paths/0/x', '/paths/1'].map(lineOf)).toEqual([
    2, 5, 6, 7, 7, 11,
  ]);
  expect(lineOf('/paths/2')).toBeUndefined();
  expect(linesFrom({ a: 1, b: 2 }, [1])('/b')).toBe(1);
});
