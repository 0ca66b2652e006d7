import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, checkRequest, checkResponse, loadContract } from '../../src/contract/index.js';

type Place = 'path' | 'query' | 'header' | 'cookie';
type Row = [place: Place, style: string, explode: boolean, kind: 'one' | 'list' | 'object', wire: string];

const KINDS = {
  one: { type: 'string', const: 'blue' },
  list: {
    type: 'array',
    prefixItems: ['blue', 'black', 'brown'].map((color) => ({ const: color })),
    items: false,
    minItems: 3,
  },
  object: {
    type: 'object',
    properties: { R: { type: 'integer', const: 100 }, G: { const: 200 }, B: { type: 'integer', const: 150 } },
    required: ['R', 'G', 'B'],
    additionalProperties: false,
  },
};

/** The examples of the OpenAPI Specification ("Style Examples"), and what its editions write differently. */
const ROWS: Row[] = [
  ['path', 'matrix', false, 'one', ';color=blue'],
  ['path', 'matrix', false, 'list', ';color=blue,black,brown'],
  ['path', 'matrix', false, 'object', ';color=R,100,G,200,B,150'],
  ['path', 'matrix', true, 'one', ';color=blue'],
  ['path', 'matrix', true, 'list', ';color=blue;color=black;color=brown'],
  ['path', 'matrix', true, 'object', ';R=100;G=200;B=150'],
  ['path', 'label', false, 'one', '.blue'],
  ['path', 'label', false, 'list', '.blue,black,brown'],
  ['path', 'label', false, 'list', '.blue.black.brown'],
  ['path', 'label', false, 'object', '.R,100,G,200,B,150'],
  ['path', 'label', false, 'object', '.R.100.G.200.B.150'],
  ['path', 'label', true, 'list', '.blue.black.brown'],
  ['path', 'label', true, 'object', '.R=100.G=200.B=150'],
  ['path', 'simple', false, 'one', 'blue'],
  ['path', 'simple', false, 'list', 'blue,black,brown'],
  ['path', 'simple', false, 'list', '%62lue,black,brown'],
  ['path', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['path', 'simple', true, 'list', 'blue,black,brown'],
  ['path', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['header', 'simple', false, 'one', 'blue'],
  ['header', 'simple', false, 'list', 'blue,black,brown'],
  ['header', 'simple', false, 'list', 'blue, black, brown'],
  ['header', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['header', 'simple', true, 'list', 'blue,black,brown'],
  ['header', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['query', 'form', false, 'one', 'color=blue'],
  ['query', 'form', false, 'list', 'color=blue,black,brown'],
  ['query', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['query', 'form', true, 'one', 'color=blue'],
  ['query', 'form', true, 'list', 'color=blue&color=black&color=brown'],
  ['query', 'form', true, 'object', 'R=100&G=200&B=150'],
  ['query', 'spaceDelimited', false, 'list', 'color=blue%20black%20brown'],
  ['query', 'spaceDelimited', false, 'object', 'color=R%20100%20G%20200%20B%20150'],
  ['query', 'spaceDelimited', true, 'list', 'color=blue&color=black&color=brown'],
  ['query', 'pipeDelimited', false, 'list', 'color=blue|black|brown'],
  ['query', 'pipeDelimited', false, 'list', 'color=blue%7Cblack%7Cbrown'],
  ['query', 'pipeDelimited', false, 'object', 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['query', 'pipeDelimited', true, 'list', 'color=blue&color=black&color=brown'],
  ['query', 'deepObject', true, 'object', 'color[R]=100&color[G]=200&color[B]=150'],
  ['query', 'deepObject', false, 'object', 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ['cookie', 'form', false, 'one', 'color=blue'],
  ['cookie', 'form', false, 'list', 'color=blue,black,brown'],
  ['cookie', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['cookie', 'form', true, 'one', 'theme=dark; color=blue'],
];

const pathOf = (index: number, place: Place) => `/r${index}${place === 'path' ? '/{color}' : ''}`;
const paths = ROWS.map(([place, style, explode, kind], index) => {
  const parameter = { name: 'color', in: place, required: true, style, explode, schema: KINDS[kind] };
  const headers = place === 'header' ? { color: { style, explode, required: true, schema: KINDS[kind] } } : {};
  const get = { operationId: `r${index}`, responses: { '200': { description: 'Yes.', headers } } };
  return [pathOf(index, place), { parameters: [parameter], get }];
});
let CONTRACT: Contract;
beforeAll(async () => {
  CONTRACT = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Styles', version: '1' },
    paths: Object.fromEntries(paths),
  });
});

async function found(index: number, place: Place, wire: string) {
  const path = pathOf(index, place).replace('{color}', () => wire);
  const url = place === 'query' ? `${path}?${wire}` : path;
  const headers = { ...(place === 'header' && { Color: wire }), ...(place === 'cookie' && { Cookie: wire }) };
  const violations = checkRequest({ method: 'GET', url, headers }, CONTRACT);
  if (place === 'header') {
    const answered = checkResponse({ status: 200, headers }, `r${index}`, CONTRACT);
    expect(answered.map(({ keyword }) => keyword)).toEqual(violations.map(({ keyword }) => keyword));
  }
  return violations.map(({ keyword, location, pointer }) => `${keyword} ${location} ${pointer}`);
}

describe('every style is read as the OpenAPI Specification writes it:', () => {
  test('all of them are looked at', async () => {
    expect(CONTRACT.unchecked).toEqual([]);
  });

  test.each(ROWS.map((row, index) => [index, ...row] as const))(
    '%i in a %s, style %s, explode %s, %s: %s',
    async (index, place, _style, _explode, _kind, wire) => {
      expect(await found(index, place, wire)).toEqual([]);
      const other = wire.replace(/brown|150$|blue$/, '7');
      const location = place === 'cookie' ? 'request.header' : `request.${place}`;
      expect(await found(index, place, other)).toEqual([expect.stringMatching(`^const ${location} .*[cC]olor`)]);
    },
  );
});

test.each<[place: Place, style: string, explode: boolean, kind: string, wire: string, expected: string]>([
  ['path', 'matrix', false, 'one', 'blue', 'style request.path /request/path/color'],
  ['path', 'matrix', false, 'list', ';colour=blue', 'style request.path /request/path/color'],
  ['path', 'matrix', false, 'list', ';color=blue;color=black', 'style request.path /request/path/color'],
  ['path', 'matrix', true, 'object', ';R=100;G', 'style request.path /request/path/color'],
  ['path', 'label', false, 'one', 'blue', 'style request.path /request/path/color'],
  ['path', 'label', true, 'object', '.R.100', 'style request.path /request/path/color'],
  ['path', 'simple', false, 'object', 'R,100,G', 'style request.path /request/path/color'],
  ['path', 'simple', true, 'object', 'R,100', 'style request.path /request/path/color'],
  ['header', 'simple', true, 'object', 'R', 'style request.header /request/headers/color'],
  ['query', 'form', false, 'list', 'color=blue&color=black', 'explode request.query /request/query/color'],
  ['cookie', 'form', false, 'one', 'color=blue; color=blue', 'explode request.header /request/headers/cookie/color'],
  ['cookie', 'form', false, 'one', 'theme=dark', 'required request.header /request/headers/cookie'],
])('a wrong form is one violation: %s %s %s %s %s', async (place, style, explode, kind, wire, expected) => {
  const index = ROWS.findIndex((row) => [place, style, explode, kind].every((part, at) => row[at] === part));
  expect((await found(index, place, wire))[0]).toBe(expected);
  if (expected.startsWith('style')) expect(await found(index, place, wire)).toHaveLength(1);
});

test('cookies are declared by their parameters, where checks are strict', async () => {
  const index = ROWS.findIndex(([place]) => place === 'cookie');
  const strictly = async (url: string) =>
    checkRequest({ method: 'GET', url, headers: { Cookie: 'color=blue' } }, CONTRACT, { strict: true });
  expect(await strictly(`/r${index}`)).toEqual([]);
  expect(await strictly('/r25?color=blue')).toMatchObject([
    { keyword: 'undeclared', pointer: '/request/headers/cookie' },
  ]);
});

let OTHER: Contract;
beforeAll(async () => {
  OTHER = await loadContract(`openapi: 3.1.0
info: { title: Other, version: '1' }
components:
  securitySchemes: { Key: { type: apiKey, in: query, name: key } }
paths:
  /json/{at}:
    get:
      parameters:
        - { name: at, in: path, required: true, content: { application/json: { schema: { type: array, items: { type: integer } } } } }
        - { name: filter, in: query, required: true, content: { application/json: { schema: { type: object, required: [a] } } } }
        - { name: X-Json, in: header, content: { application/json: { schema: { maximum: 3 } } } }
        - { name: X-Text, in: header, content: { text/plain: { schema: { maxLength: 3 } } } }
        - { name: X-Csv, in: header, content: { text/csv: { schema: { maxLength: 3 } } } }
      responses:
        '200': { description: Yes., headers: { X-Page: { content: { application/json: { schema: { type: integer } } } } } }
  /open:
    get:
      security: [{ Key: [] }]
      parameters:
        - { name: page, in: query, allowEmptyValue: true, schema: { type: integer } }
        - { name: any, in: query, schema: { type: object, additionalProperties: { type: integer } } }
        - { name: created, in: query, style: deepObject, schema: { anyOf: [{ type: integer }, { type: object, properties: { gt: { type: integer } } }] } }
        - { name: either, in: query, schema: { oneOf: [{ type: array, items: { type: integer } }, { const: all }] } }
        - { name: maybe, in: query, schema: { type: [array, 'null'], items: { type: integer } } }
      responses: { '200': { description: Yes. } }
`);
});

describe('what else a parameter may be:', () => {
  const check = async (url: string, headers = {}) =>
    checkRequest({ method: 'GET', url, headers }, OTHER).map(({ keyword, pointer }) => `${keyword} ${pointer}`);

  test.each<[path: string, query: string, headers: object, expected: string[]]>([
    ['%5B1%5D', '%7B%22a%22%3A1%7D', {}, []],
    ['[1]', '{"a":1}', {}, []],
    ['[1', '{"a":1}', {}, ['content /request/path/at']],
    ['["1"]', '{"a":1}', {}, ['type /request/path/at/0']],
    ['[1]', '{"b":1}', {}, ['required /request/query/filter']],
    ['[1]', '{', {}, ['content /request/query/filter']],
    ['[1', '{"b":1}', {}, ['content /request/path/at', 'required /request/query/filter']],
    ['[1]', '{"a":1}', { 'X-Json': '3', 'X-Text': 'abc', 'X-Csv': 'a,b,c' }, []],
    ['[1]', '{"a":1}', { 'X-Json': '4' }, ['maximum /request/headers/x-json']],
    ['[1]', '{"a":1}', { 'X-Json': 'four' }, ['content /request/headers/x-json']],
    ['[1]', '{"a":1}', { 'X-Text': 'four' }, ['maxLength /request/headers/x-text']],
  ])('JSON and text by media type: %s %s %j', async (path, query, headers, expected) => {
    const encoded = path.replace(/[[\]"{}]/g, encodeURIComponent);
    expect(await check(`/json/${encoded}?filter=${query.replaceAll('"', '%22')}`, headers)).toEqual(expected);
  });

  test('of which violations name the line', async () => {
    const [violation] = checkRequest({ method: 'GET', url: '/json/%5B%221%22%5D?filter={"a":1}' }, OTHER);
    const schema = '/paths/~1json~1{at}/get/parameters/0/content/application~1json/schema';
    expect(violation?.rule).toEqual({ pointer: `${schema}/items/type`, line: 9 });
    expect(OTHER.unchecked?.map(({ line }) => line)).toEqual([13, 23]);
  });

  test.each<[text: string, expected: string[]]>([
    ['7', []],
    ['true', ['type /response/headers/x-page']],
    ['seven', ['content /response/headers/x-page']],
  ])('a header of an answer: %s', async (text, expected) => {
    const response = { status: 200, headers: { 'X-Page': text } };
    const violations = checkResponse(response, 'GET /json/{at}', OTHER);
    expect(violations.map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual(expected);
  });

  test.each<[query: string, expected: string[]]>([
    ['page=', []],
    ['page', []],
    ['page=x', ['type /request/query/page']],
    ['north=1&south=2', []],
    ['north=1&south=x', ['type /request/query/any/south']],
    ['created=5', []],
    ['created[gt]=5', []],
    ['created[gt]=x', ['anyOf /request/query/created']],
    ['created=x', ['anyOf /request/query/created']],
    ['either=all', []],
    ['either=1&either=2', []],
    ['maybe=1&maybe=2', []],
    ['maybe=1&maybe=x', ['type /request/query/maybe/1']],
  ])('a query %s', async (query, expected) => {
    expect(await check(`/open?key=secret&${query}`)).toEqual(expected);
  });
});
