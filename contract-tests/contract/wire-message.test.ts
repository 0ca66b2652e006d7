import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { checkExchange, checkRequest, checkResponse, toWireRequest, toWireResponse } from '../../src/contract/index.js';
import { ORIGIN, VALUES_PATH } from '../support/server.js';

const URL_OF_VALUES = `${ORIGIN}/stores/abc123/v3${VALUES_PATH}`;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const REQUEST = {
  method: 'PUT',
  url: URL_OF_VALUES,
  headers: { ...JSON_TYPE, 'X-Auth-Token': 'token-of-nobody' },
} as const;
const VALUES = [{ customer_id: 1, attribute_id: 2, value: 'blue' }];
const ERROR = { status: 422, headers: JSON_TYPE } as const;
const UPSERT = 'upsertCustomerAttributeValues';

const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const keywords = (violations: readonly { keyword: string }[]) => violations.map(({ keyword }) => keyword);
/** What callers have who have no compiler. */
const untyped = (value: object) => value as never;

describe('a message of the platform is refused, because its body has not been read', () => {
  const response = () => untyped(Response.json({ nonsense: 1 }, { status: 422 }));
  const request = () => untyped(new Request(URL_OF_VALUES, { method: 'PUT', body: '[]', headers: REQUEST.headers }));

  test.each<[string, () => unknown, string]>([
    ['a Response', () => checkResponse(response(), UPSERT), 'check await toWireResponse(response)'],
    ['a Request', () => checkRequest(request()), 'check await toWireRequest(request)'],
    [
      'a Request in an exchange',
      () => checkExchange({ request: request(), response: ERROR }),
      'check await toWireRequest(request)',
    ],
    [
      'a Response in an exchange',
      () => checkExchange({ request: REQUEST, response: response() }),
      'check await toWireResponse(response)',
    ],
  ])('%s', (_, check, message) => {
    expect(check).toThrow(TypeError);
    expect(check).toThrow(message);
  });
});

describe('bytes are taken for the text that they are', () => {
  test.each<[string, (bytes: Uint8Array) => unknown]>([
    ['Uint8Array', (bytes) => bytes],
    ['Buffer', (bytes) => Buffer.from(bytes)],
    ['ArrayBuffer', (bytes) => bytes.buffer],
  ])('%s', (_, make) => {
    expect(checkRequest({ ...REQUEST, body: make(encoded(VALUES)) })).toEqual([]);
    expect(keywords(checkRequest({ ...REQUEST, body: make(encoded([])) }))).toEqual(['minItems']);
    expect(keywords(checkResponse({ ...ERROR, body: make(encoded([])) }, UPSERT))).toEqual(['type']);
    const undeclared = { ...ERROR, body: make(encoded({ unknown: 1 })) };
    const strict = checkResponse(undeclared, UPSERT, undefined, { strict: true });
    expect(strict).toMatchObject([{ keyword: 'undeclared', pointer: '/response/body/unknown' }]);
  });

  test('and refused where they are none', () => {
    const body = new Uint8Array([0x22, 0xff, 0x22]);
    expect(() => checkRequest({ ...REQUEST, body })).toThrow('the body of the request has bytes that are not UTF-8');
    expect(() => checkResponse({ ...ERROR, body }, UPSERT)).toThrow(TypeError);
  });
});

test('parameters are taken for the form that they are written as', () => {
  const [found] = checkRequest({ ...REQUEST, body: new URLSearchParams({ a: '1 2' }) });
  expect(found).toMatchObject({ keyword: 'content', expected: 'valid JSON', actual: 'a=1+2' });
});

test.each(['text', 'clone'])('a message with a function %s is not yet one of the platform', (name) => {
  expect(checkRequest(untyped({ ...REQUEST, body: VALUES, [name]: () => '' }))).toEqual([]);
});

test('a message of the platform whose body has been read already is refused', async () => {
  const request = new Request(URL_OF_VALUES, { method: 'PUT', body: '[]' });
  const response = new Response('[]');
  await Promise.all([request.text(), response.text()]);
  await expect(toWireRequest(request)).rejects.toThrow(
    new TypeError('the body of the request has already been read; check the request first, or a clone of it'),
  );
  await expect(toWireResponse(response)).rejects.toThrow(
    new TypeError('the body of the response has already been read; check the response first, or a clone of it'),
  );
});

test.each<[string, () => unknown]>([
  ['a stream', () => new ReadableStream()],
  ['a stream of Node', () => Readable.from(['[]'])],
  ['a blob', () => new Blob(['[]'])],
  ['a promise', () => Promise.resolve('[]')],
  ['a form with files', () => new FormData()],
])('a body that shows nothing of what it holds is refused: %s', (_, body) => {
  const check = () => checkResponse({ ...ERROR, body: body() }, UPSERT);
  expect(check).toThrow(TypeError);
  expect(check).toThrow('the body of the response must be text or a JSON value');
});

test('a JSON value may have members that are called as what streams can do', () => {
  expect(checkResponse({ ...ERROR, body: { getReader: 'x', pipe: 1, append: null } }, UPSERT)).toEqual([]);
});
