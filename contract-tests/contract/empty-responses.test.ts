import { beforeAll, expect, test } from '@jest/globals';
import { type Contract, checkResponse, loadContract } from '../../src/contract/index.js';

const nothing = { description: 'Nothing.' };
let contract: Contract;
beforeAll(async () => {
  contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': {
        get: { operationId: 'get', responses: { '2XX': nothing, 304: nothing, 404: nothing, '1XX': nothing } },
        head: { operationId: 'head', responses: { 200: nothing } },
      },
    },
  });
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const CHUNKED = { 'Transfer-Encoding': 'chunked' };
const length = (bytes: number) => ({ 'Content-Length': `${bytes}` });

const found = (operationId: string, status: number, headers: Record<string, string>, body?: string) =>
  checkResponse({ status, headers, body }, operationId, contract).map(({ pointer }) => pointer);

test.each<[operationId: string, status: number, headers: Record<string, string>, left: string]>([
  ['get', 200, length(0), 'its length, which is none'],
  ['get', 201, length(0), 'its length, which is none'],
  ['get', 404, length(0), 'its length, which is none'],
  ['get', 200, CHUNKED, 'that it ends with its last chunk'],
  ['get', 304, { ...JSON_TYPE, ...length(120) }, 'what the cache has'],
  ['head', 200, { ...JSON_TYPE, ...length(120) }, 'what a GET would have'],
  ['head', 200, CHUNKED, 'what a GET would have'],
])('an answer without a body may say of it what HTTP lets it say: %s %d %j (%s)', (operationId, status, headers) => {
  expect(found(operationId, status, headers)).toEqual([]);
});

test.each<[operationId: string, status: number, headers: Record<string, string>, header: string]>([
  ['get', 204, length(0), 'content-length'],
  ['get', 204, CHUNKED, 'transfer-encoding'],
  ['get', 103, length(0), 'content-length'],
  ['get', 200, length(1), 'content-length'],
  ['get', 200, JSON_TYPE, 'content-type'],
])('an answer without a body says of it nothing else: %s %d %j', (operationId, status, headers, header) => {
  expect(found(operationId, status, headers)).toEqual([`/response/headers/${header}`]);
});

test.each<[operationId: string, status: number]>([
  ['get', 200],
  ['get', 304],
  ['head', 200],
])('an answer for which none is declared has no body: %s %d', (operationId, status) => {
  expect(found(operationId, status, { ...JSON_TYPE, ...length(2) }, '{}')).toEqual(['/response/body']);
});

test.each<[mediaType: string, body: string | undefined, expected: string[]]>([
  ['text/plain', '', []],
  ['text/plain', undefined, []],
  ['text/csv', '', ['content /response/body']],
  ['text/markdown', '', ['content /response/body']],
  ['application/octet-stream', '', []],
  ['application/json', '', ['content /response/body']],
  ['application/xml', '', ['content /response/body']],
  ['text/html', '', ['content /response/body']],
])('an empty answer of %s is judged by the declared content', async (mediaType, body, expected) => {
  const content = {
    'text/plain': { schema: { type: 'string' } },
    'text/csv': { schema: { type: 'string', minLength: 1 } },
    'text/markdown': { schema: { type: 'integer' } },
    'application/octet-stream': {},
    'application/json': {},
    'application/xml': {},
  };
  const texts = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Texts', version: '1' },
    paths: { '/text': { get: { operationId: 'text', responses: { 200: { description: 'A text.', content } } } } },
  });
  const headers = { 'Content-Type': mediaType };
  const violations = checkResponse({ status: 200, headers, body }, 'text', texts);
  expect(violations.map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual(expected);
});
