import { beforeAll, expect, test } from '@jest/globals';
import { type Contract, checkRequest, loadContract } from '../../src/contract/index.js';

const THINGS = '/paths/~1things';
const JSON_CONTENT = { 'application/json': { schema: { type: 'object', required: ['a'] } } };

/** A document with two servers, credentials for all operations, and parameters that are written in several ways. */
let CONTRACT: Contract;
beforeAll(async () => {
  CONTRACT = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    servers: [{ url: 'https://one.example.com' }, { url: 'https://two.example.com' }],
    security: [{ Key: [] }],
    components: { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    paths: {
      '/things': {
        get: {
          operationId: 'getThings',
          parameters: [
            { name: 'X-Meta', in: 'header', content: JSON_CONTENT },
            { name: 'theme', in: 'cookie', schema: { type: 'string', enum: ['dark'] } },
            { name: 'filter', in: 'query', content: JSON_CONTENT },
          ],
          responses: { 200: { description: 'Things.' } },
        },
      },
      '/files': {
        post: { servers: [{ url: 'https://files.example.com' }], responses: { 200: { description: 'Stored.' } } },
      },
    },
  });
});

test.each<[title: string, url: string, headers: Record<string, string>, expected: unknown[]]>([
  ['nothing', '/things?filter={%22a%22:1}', { 'X-Meta': '{"a":1}', Cookie: 'theme=dark' }, []],
  ['several servers', 'https://three.example.com/things', {}, ['servers /servers']],
  ['credentials for all operations', '/things', { 'X-Key': '' }, ['security /security']],
  ['a header that is no JSON', '/things', { 'X-Meta': '{' }, [`content ${THINGS}/get/parameters/0/content`]],
  [
    'a header that is JSON',
    '/things',
    { 'X-Meta': '{}' },
    [`required ${THINGS}/get/parameters/0/content/application~1json/schema/required`],
  ],
  ['a cookie', '/things', { Cookie: 'theme=light' }, [`enum ${THINGS}/get/parameters/1/schema/enum`]],
  [
    'a cookie that is there twice',
    '/things',
    { Cookie: 'theme=dark; theme=dark' },
    [`explode ${THINGS}/get/parameters/1`],
  ],
  ['a query that is no JSON', '/things?filter=x', {}, [`content ${THINGS}/get/parameters/2/content`]],
  [
    'a query that is JSON',
    '/things?filter=%7B%7D',
    {},
    [`required ${THINGS}/get/parameters/2/content/application~1json/schema/required`],
  ],
])('a violation of what is said about %s names its place', (_, url, headers, expected) => {
  const request = { method: 'GET', url, headers: { 'X-Key': 'x', ...headers } };
  expect(checkRequest(request, CONTRACT).map(({ keyword, rule }) => `${keyword} ${rule?.pointer}`)).toEqual(expected);
});

test('a violation of where one operation alone is served names its place', () => {
  const request = { method: 'POST', url: 'https://one.example.com/files', headers: { 'X-Key': 'x' } };
  expect(checkRequest(request, CONTRACT).map(({ keyword, rule }) => `${keyword} ${rule?.pointer}`)).toEqual([
    'servers /paths/~1files/post/servers',
  ]);
});
