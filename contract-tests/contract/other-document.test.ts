import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../scripts/spec/source.js';
import { type Contract, checkRequest, checkResponse } from '../../src/contract/index.js';
import { contractFrom } from '../support/contract-from.js';

const keywords = (violations: readonly { keyword: string }[]) => violations.map(({ keyword }) => keyword);

/** A contract with everything that ours does not use. */
let OTHER: Contract;
beforeAll(() => {
  OTHER = contractFrom(
    parseSpec(
      `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://example.com/api' }]
components:
  securitySchemes:
    Header: { type: apiKey, in: header, name: X-Key }
    Query: { type: apiKey, in: query, name: key }
    Cookie: { type: apiKey, in: cookie, name: session }
  schemas:
    Ids: { type: array, items: { type: integer, maximum: 9 } }
    Box: { type: object, properties: { north: { type: number } } }
security: [{ Header: [] }, { Query: [] }, { Cookie: [] }]
paths:
  /things/{id}:
    get:
      operationId: getThing
      security: []
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: X-Version, in: header, required: true, schema: { type: integer, minimum: 2 } }
        - { name: Accept, in: header, required: true, schema: { const: 'text/csv' } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
        - { name: pipes, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: boolean } } }
        - { name: spaces, in: query, style: spaceDelimited, explode: false, schema: { type: array, items: { type: number } } }
        - { name: kind, in: query, schema: { enum: [a, 7] } }
        - { name: deep, in: query, style: deepObject, schema: &range { type: object, required: [min], properties: { min: { type: number }, max: { type: number } } } }
        - { name: loose, in: query, schema: { type: object, properties: { north: { type: boolean }, 'at[x]': { type: boolean } } } }
        - { name: free, in: query, explode: false, allowReserved: true, schema: { type: integer } }
        - { name: many, in: query, allowReserved: true, schema: { type: array, items: { type: integer } } }
        - { name: tight, in: query, explode: false, schema: *range }
      responses:
        '200':
          description: A thing.
          headers:
            X-Count: { required: true, schema: { type: integer } }
          content:
            'text/*': { schema: { type: string, maxLength: 5 } }
        4XX: { description: No., content: { application/problem+json: { schema: { type: object, required: [title] } } } }
        '404': { description: Gone. }
    put:
      operationId: putThing
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      requestBody: { content: { application/json: { schema: { type: object } }, text/plain: { schema: { type: string } } } }
      responses:
        default: { description: Anything. }
  /things/special:
    get:
      operationId: getSpecial
      responses: { '200': { description: Special., content: { '*/*': { schema: { type: string } }, application/json: { schema: { type: integer } } } } }
    head:
      operationId: headSpecial
      responses: { '200': { description: Special., content: { '*/*': { schema: { type: string } } } } }
  /lists:
    get:
      operationId: getLists
      security: []
      parameters:
        - { name: named, in: query, explode: false, schema: { $ref: '#/components/schemas/Ids', title: Ids } }
        - { name: all, in: query, explode: false, schema: { allOf: [{ $ref: '#/components/schemas/Ids' }, { type: array, maxItems: 2 }] } }
        - { name: some, in: query, explode: false, schema: { anyOf: [{ $ref: '#/components/schemas/Ids' }, { type: array, items: { const: 10 } }] } }
        - { name: box, in: query, style: deepObject, schema: { allOf: [{ $ref: '#/components/schemas/Box' }] } }
        - { name: map, in: query, style: deepObject, schema: { type: object, additionalProperties: { type: integer } } }
      responses: { '204': { description: Done. } }
`,
      'other.yaml',
    ),
  );
});

describe('any other OpenAPI document', () => {
  const get = (url: string, headers = { 'X-Version': '2' }) =>
    checkRequest({ method: 'GET', url: `https://example.com/api${url}`, headers }, OTHER);
  const answer = (response: Parameters<typeof checkResponse>[0], operationId = 'getThing') =>
    keywords(checkResponse(response, operationId, OTHER));

  test('literal segments win over templates', () => {
    expect(get('/things/7')).toEqual([]);
    expect(checkRequest({ method: 'GET', url: '/api/things/special?key=1&other=2' }, OTHER)).toMatchObject([
      { operationId: 'getSpecial', keyword: 'parameters' },
    ]);
    expect(get('/things/other')).toMatchObject([
      { operationId: 'getThing', location: 'request.path', keyword: 'type' },
    ]);
  });

  test.each<[string, string[]]>([
    ['tags=a&tags=b', []],
    ['tags=a', []],
    ['pipes=true|false', []],
    ['pipes=true%7Cfalse', []],
    ['pipes=true,false', ['type']],
    ['spaces=1%202.5', []],
    ['spaces=1&spaces=2', ['explode']],
    ['kind=a', []],
    ['kind=7', []],
    ['kind=8', ['enum']],
    ['deep[min]=1&deep[max]=2.5', []],
    ['deep%5Bmin%5D=1', []],
    ['deep[max]=2', ['required']],
    ['deep[min]=x', ['type']],
    ['deep[min]=1&deep[min]=2', ['explode']],
    ['north=true', []],
    ['north=up', ['type']],
    ['south=true', ['parameters']],
    ['tight=min,1,max,2', []],
    ['tight=max,2', ['required']],
    ['tight=min,1,max,x', ['type']],
    ['at[x]=true', []],
    ['at[x]=up', ['type']],
    ['free=1', []],
    ['free=1,2', ['type']],
    ['many=1&many=2', []],
    ['many=1,2', ['type']],
  ])('lists are read in their own style: %s', (query, expected) => {
    expect(keywords(get(`/things/7?${query}`))).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['named=1,2', []],
    ['named=1,10', ['maximum']],
    ['all=1,2', []],
    ['all=1,2,3', ['maxItems']],
    ['some=1,2', []],
    ['some=10', []],
    ['some=11', ['anyOf']],
    ['box[north]=1.5', []],
    ['box[north]=x', ['type']],
    ['map[a]=1', []],
    ['map[a]=x', ['type']],
  ])('schemas are followed through references and combinations: %s', (query, expected) => {
    expect(keywords(get(`/lists?${query}`))).toEqual(expected);
  });

  test('the answer to a HEAD has no body', () => {
    expect(answer({ status: 200, headers: { 'Content-Type': 'text/html' } }, 'headSpecial')).toEqual([]);
  });

  test('the media type that fits best decides', () => {
    const json = { status: 200, headers: { 'Content-Type': 'application/json' } };
    expect(answer({ ...json, body: '7' }, 'getSpecial')).toEqual([]);
    expect(answer({ ...json, body: '"7"' }, 'getSpecial')).toEqual(['type']);
  });

  test('declared headers are checked, and Accept is not a parameter', () => {
    expect(get('/things/7', { 'X-Version': '1' })).toMatchObject([{ location: 'request.header', keyword: 'minimum' }]);
    expect(checkRequest({ method: 'GET', url: '/api/things/7' }, OTHER)).toMatchObject([
      { location: 'request.header', keyword: 'required' },
    ]);
  });

  test('one of several credentials is enough, and an empty list asks for none', () => {
    const special = (url: string, headers = {}) => keywords(checkRequest({ method: 'GET', url, headers }, OTHER));
    expect(special('/api/things/special', { 'x-key': '1' })).toEqual([]);
    expect(special('/api/things/special?key=1')).toEqual([]);
    expect(special('/api/things/special?key=')).toEqual(['security']);
    expect(special('/api/things/special', { Cookie: 'theme=dark; session=1' })).toEqual([]);
    expect(special('/api/things/special', { Cookie: 'theme=dark; session=' })).toEqual(['security']);
    expect(special('/api/things/special')).toEqual(['security']);
    expect(checkRequest({ method: 'GET', url: '/api/things/special' }, OTHER)).toMatchObject([
      { rule: { pointer: '/security' } },
    ]);
  });

  test('a range of statuses covers what is not listed, and only that', () => {
    const problem = { headers: { 'Content-Type': 'application/problem+json' }, body: '{"title":"no"}' };
    expect(answer({ status: 422, ...problem })).toEqual([]);
    expect(answer({ status: 422, ...problem, body: '{}' })).toEqual(['required']);
    expect(answer({ status: 404 })).toEqual([]);
    expect(answer({ status: 404, ...problem })).toEqual(['content']);
    expect(answer({ status: 500 })).toEqual(['responses']);
  });

  test('default covers every status where the document does not limit it', () => {
    expect(answer({ status: 299 }, 'putThing')).toEqual([]);
    expect(answer({ status: 599 }, 'putThing')).toEqual([]);
  });

  test('required headers and ranges of media types are understood', () => {
    expect(answer({ status: 200, headers: { 'X-Count': '1', 'Content-Type': 'text/csv' }, body: 'a,b' })).toEqual([]);
    expect(answer({ status: 200, headers: { 'Content-Type': 'text/csv' }, body: 'a,b' })).toEqual(['required']);
    expect(answer({ status: 200, headers: { 'X-Count': '1', 'Content-Type': 'text/csv' }, body: 'a,b,c,d' })).toEqual([
      'maxLength',
    ]);
    expect(answer({ status: 200, headers: { 'X-Count': '1', 'Content-Type': 'image/png' }, body: 'a' })).toEqual([
      'content',
    ]);
  });

  test('a range of all media types covers all of them', () => {
    expect(answer({ status: 200, headers: { 'Content-Type': 'image/png' }, body: 'a' }, 'getSpecial')).toEqual([]);
    expect(answer({ status: 200, body: 'a' }, 'getSpecial')).toEqual(['content']);
  });

  test('a body that may be left out may be left out, and one that is not JSON has no schema', () => {
    const put = (body?: string, type = 'application/json') =>
      keywords(
        checkRequest(
          { method: 'PUT', url: '/api/things/7', headers: { 'X-Key': '1', 'Content-Type': type }, body },
          OTHER,
        ),
      );
    expect(put()).toEqual([]);
    expect(put('{}')).toEqual([]);
    expect(put('[]')).toEqual(['type']);
    expect(put('hello', 'text/plain')).toEqual([]);
    expect(put('hello', 'text/html')).toEqual(['content']);
  });
});
