import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, checkRequest, loadContract } from '../../src/contract/index.js';

const ints = { type: 'array', items: { type: 'integer' } };
let contract: Contract;
beforeAll(async () => {
  const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more });
  const fields = { type: 'object', properties: { phrase: { enum: ['two words'] }, sum: { enum: ['1+1'] }, ids: ints } };
  contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Search', version: '1' },
    servers: [{ url: 'https://search.example' }],
    paths: {
      '/find': {
        get: {
          operationId: 'find',
          parameters: [
            query('q', { type: 'string' }),
            query('phrase', { enum: ['two words'] }),
            query('sum', { enum: ['1+1'] }),
            query('since', { type: 'string', format: 'date-time' }),
            query('ids', ints, { explode: false }),
            query('tags', { type: 'array', items: { enum: ['a b', 'c+d'] } }),
            query('spaced', ints, { style: 'spaceDelimited', explode: false }),
            query(
              'point',
              { type: 'object', properties: { x: { type: 'integer' } }, required: ['x'] },
              { explode: false },
            ),
            query('full name', { type: 'integer' }),
            {
              name: 'filter',
              in: 'query',
              content: { 'application/json': { schema: { enum: [{ a: 'b c' }, { a: 'b+c' }] } } },
            },
            query('größe', { type: 'integer' }),
          ],
          responses: { 200: { description: 'Found.' } },
        },
        post: {
          operationId: 'findByForm',
          requestBody: {
            content: {
              'application/x-www-form-urlencoded': { schema: fields, encoding: { ids: { explode: false } } },
            },
          },
          responses: { 200: { description: 'Found.' } },
        },
      },
      '/größe/{id}:teilen': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 9 } }],
        get: { operationId: 'share', responses: { 200: { description: 'Shared.' } } },
      },
      '/caf%C3%A9/menu': { get: { operationId: 'menu', responses: { 200: { description: 'The menu.' } } } },
    },
  });
});

const found = (url: string, strict = false) =>
  checkRequest({ method: 'GET', url: `https://search.example${url}` }, contract, { strict }).map(
    ({ keyword, pointer }) => `${keyword} ${pointer}`,
  );

describe('a query conforms as clients write it', () => {
  test.each<[query: string, unusual: string[]]>([
    ['q=a:b', ['allowReserved /request/query/q']],
    ["q=a!b'c(d)e*", ['allowReserved /request/query/q']],
    ['q=$,/?@;=', ['allowReserved /request/query/q']],
    ['q=[]|^{}\\`', ['allowReserved /request/query/q']],
    ['q=a=b', ['allowReserved /request/query/q']],
    ['q=1,2', ['allowReserved /request/query/q']],
    ['q=a+b', ['allowReserved /request/query/q']],
    ['q=a%20b', []],
    ['phrase=two+words', ['allowReserved /request/query/phrase']],
    ['phrase=two%20words', []],
    ['sum=1+1', ['allowReserved /request/query/sum']],
    ['sum=1%2B1', []],
    ['phrase=two+words&sum=1+1', ['allowReserved /request/query/phrase', 'allowReserved /request/query/sum']],
    ['since=2026-03-01T10:00:00+02:00', ['allowReserved /request/query/since']],
    ['tags=a+b&tags=c%2Bd', ['allowReserved /request/query/tags']],
    ['ids=1,2', []],
    ['ids=1%2C2', ['style /request/query/ids']],
    ['ids=1%2c2,3', ['style /request/query/ids']],
    ['point=x,1', []],
    ['point=x%2C1', ['style /request/query/point']],
    ['spaced=1%202', []],
    ['spaced=1+2', []],
    ['full+name=1', []],
    ['full%20name=1', []],
    ['filter=%7B%22a%22%3A%22b+c%22%7D', []],
    ['filter={%22a%22:%22b%20c%22}', []],
    ['gr%C3%B6%C3%9Fe=1', []],
    ['q=a&', []],
    ['q=a&&sum=1%2B1', []],
    ['&q=a', []],
    ['', []],
  ])('%s', (query, unusual) => {
    expect(found(`/find?${query}`)).toEqual([]);
    expect(found(`/find?${query}`, true)).toEqual(unusual);
  });
});

test.each<[query: string, expected: string[]]>([
  ['q=a b', ['percent-encoding /request/query/q']],
  ['q="a"', ['percent-encoding /request/query/q']],
  ['q=<a>', ['percent-encoding /request/query/q']],
  ['q=ä', ['percent-encoding /request/query/q']],
  ['q=\u0001', ['percent-encoding /request/query/q']],
  ['q=%zz', ['percent-encoding /request/query/q']],
  ['q=%C3', ['percent-encoding /request/query/q']],
  ['größe=1', ['percent-encoding /request/query/größe']],
  ['filter={"a":"b%20c"}', ['percent-encoding /request/query/filter']],
  ['phrase=two+words+more', ['enum /request/query/phrase']],
  ['sum=1+2', ['enum /request/query/sum']],
  ['ids=1%2Cx', ['type /request/query/ids/0']],
  ['ids=1&ids=2', ['explode /request/query/ids']],
  ['tags=a,b', ['enum /request/query/tags/0']],
  ['tags=a%2Cb', ['enum /request/query/tags/0']],
  ['Q=a', ['parameters /request/query/Q']],
  ['=a', ['parameters /request/query/']],
])('what no reader understands is a violation in a query: %s', (query, expected) => {
  expect(found(`/find?${query}`)).toEqual(expected);
});

test('the value in a message is the one that most servers see', () => {
  const [violation] = checkRequest({ method: 'GET', url: 'https://search.example/find?phrase=a+b' }, contract);
  expect(violation?.actual).toBe('a b');
});

test.each<[body: string, expected: string[]]>([
  ['phrase=two+words', []],
  ['sum=1%2B1', []],
  ['sum=1+1', []],
  ['ids=1%2C2', []],
  ['ids=1,2&', []],
  ['sum=1+2', ['enum /request/body/sum']],
  ['phrase=two words', ['percent-encoding /request/body/phrase']],
  ['ids=1%2Cx', ['type /request/body/ids/0']],
])('a form is read as a query is: %s', (body, expected) => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const request = { method: 'POST', url: 'https://search.example/find', headers, body };
  expect(checkRequest(request, contract).map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual(expected);
});

test.each<[path: string, expected: string[]]>([
  ['/gr%C3%B6%C3%9Fe/7:teilen', []],
  ['/gr%c3%b6%c3%9fe/7%3Ateilen', []],
  ['/%67r%C3%B6%C3%9Fe/a%2Fb:teilen', []],
  ['/größe/7:teilen', ['encoding /request/url']],
  ['/caf%C3%A9/menu', []],
  ['/caf%c3%a9/%6Denu', []],
  ['/café/menu', ['encoding /request/url']],
  ['/%66ind', []],
  ['/find%2F', ['paths /request/url']],
  ['/FIND', ['paths /request/url']],
  ['/gr%C3%B6%C3%9Fe/%zz:teilen', ['encoding /request/url']],
  ['/gr%C3%B6%C3%9Fe/0123456789:teilen', ['maxLength /request/path/id']],
])('the literal text of a path may be percent-encoded: %s', (path, expected) => {
  expect(found(path)).toEqual(expected);
});

test('a path as browsers leave it is a finding of strict checks only', () => {
  expect(found('/gr%C3%B6%C3%9Fe/[7]|:teilen')).toEqual([]);
  expect(found('/gr%C3%B6%C3%9Fe/[7]|:teilen', true)).toEqual(['encoding /request/url']);
});

test('a server with x-exact-urls takes nothing but what OpenAPI writes', async () => {
  const get = (name: string, schema: object, explode = true) => ({ name, in: 'query', explode, schema });
  const exact = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Exact', version: '1' },
    servers: [{ url: 'https://exact.example', 'x-exact-urls': true }],
    paths: {
      '/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: {
          operationId: 'get',
          parameters: [get('q', { type: 'string' }), get('ids', ints, false)],
          responses: { 200: { description: 'Found.' } },
        },
      },
    },
  });
  const keywords = (url: string) =>
    checkRequest({ method: 'GET', url: `https://exact.example${url}` }, exact).map(({ keyword }) => keyword);
  expect(keywords('/a?q=a%20b&ids=1,2')).toEqual([]);
  expect(keywords('/a?q=a&')).toEqual(['parameters']);
  expect(keywords('/a?')).toEqual([]);
  expect(keywords('/a?q=a+b')).toEqual(['allowReserved']);
  expect(keywords('/a?q=a:b')).toEqual(['allowReserved']);
  expect(keywords('/a?ids=1%2C2')).toEqual(['type']);
  expect(keywords('/a?q=a&&ids=1')).toEqual(['parameters']);
  expect(keywords('/[a]')).toEqual(['encoding']);
});
