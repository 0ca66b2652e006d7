import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../scripts/spec/source.js';
import { type Contract, checkRequest, checkResponse, type Violation } from '../../src/contract/index.js';
import { contractFrom } from '../support/contract-from.js';
import { ORIGIN, VALUES_PATH } from '../support/server.js';

const BASE = `${ORIGIN}/stores/abc123/v3`;
const VALUES = `${BASE}${VALUES_PATH}`;
const TOKEN = { 'X-Auth-Token': 'token-of-nobody' };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const LIST = 'listCustomerAttributeValues';

const messages = (violations: readonly Violation[]) => violations.map(({ message }) => message);
const get = (url: string) => messages(checkRequest({ method: 'GET', url, headers: TOKEN }));
const put = (body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  messages(checkRequest({ method: 'PUT', url: VALUES, headers: { ...TOKEN, ...headers }, body }));
const answer = (status: number, headers: Record<string, string>, body?: unknown, operation = LIST, strict = false) =>
  messages(checkResponse({ status, headers, body }, operation, undefined, { strict }));

/** A contract of what ours has not got. */
let OTHER: Contract;
beforeAll(() => {
  OTHER = contractFrom(
    parseSpec(
      `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://example.com' }]
components:
  securitySchemes:
    Key: { type: apiKey, in: header, name: X-Key }
    Query: { type: apiKey, in: query, name: key }
    Session: { type: apiKey, in: cookie, name: session }
paths:
  /things:
    get:
      operationId: getThings
      security: [{ Key: [], Query: [] }, { Session: [] }]
      parameters:
        - { name: a/b~c, in: query, schema: { type: integer } }
        - { name: X-Size, in: header, schema: { type: [integer, 'null'] } }
      responses:
        '202': { description: Either., content: { text/csv: {}, application/json: {} } }
        default: { description: Anything. }
    put:
      operationId: putThings
      requestBody: { content: { application/json: { schema: { not: {}, properties: { old: false, request: { properties: { header: { type: string } } } } } }, text/csv: {} } }
      responses: { '204': { description: Done. } }
    delete:
      operationId: deleteThings
      responses: { default: { description: Anything. } }
`,
      'other.yaml',
    ),
  );
});
const CIRCLE: unknown[] = [];
CIRCLE.push(CIRCLE);
const other = (method: string, url: string, headers: Record<string, string> = {}, body?: unknown) =>
  messages(checkRequest({ method, url, headers, body }, OTHER));

describe('a violation says in one sentence where it is, what was expected and what was found', () => {
  test.each<[title: string, found: () => string[], expected: string[]]>([
    [
      'of another server',
      () => get('https://example.com/v3?a=1'),
      [
        `/request/url (request.server): expected a URL of ${ORIGIN}/stores/{store_hash}/v3, got "https://example.com/v3" (servers)`,
      ],
    ],
    [
      'of a server variable',
      () => get(VALUES.replace('abc123', 'a.b')),
      ['/request/url (request.server): expected a store_hash that matches ^[A-Za-z0-9_-]+$, got "a.b" (x-pattern)'],
    ],
    [
      'of a path',
      () => get(`${BASE}/nowhere`),
      ['/request/url (request.path): expected a documented path, got "/nowhere" (paths)'],
    ],
    [
      'of a method',
      () => messages(checkRequest({ method: 'PATCH', url: VALUES, headers: TOKEN })),
      ['/request/method (request.method): expected GET or PUT or DELETE, got "PATCH" (method)'],
    ],
    [
      'of a fragment',
      () => get(`${VALUES}#here`),
      ['/request/url (request.path): expected no fragment, got "#here" (fragment)'],
    ],
    [
      'of percent-encoding',
      () => get(`${VALUES}?name=%zz`),
      [
        'listCustomerAttributeValues: /request/query/name (request.query): expected well-formed percent-encoding of UTF-8, got "%zz" (percent-encoding)',
      ],
    ],
    [
      'of a date',
      () => get(`${VALUES}?date_created=2026-03-02T08%3A15%3A30Z`),
      [
        'listCustomerAttributeValues: /request/query/date_created (request.query): expected a date without percent-encoding, got "2026-03-02T08%3A15%3A30Z" (x-date-filter)',
      ],
    ],
    [
      'of reserved characters',
      () => get(`${VALUES}?name=a:b`),
      [
        'listCustomerAttributeValues: /request/query/name (request.query): expected reserved characters percent-encoded, got "a:b" (allowReserved)',
      ],
    ],
    [
      'of an equals sign in a value',
      () => get(`${VALUES}?name=a=b`),
      [
        'listCustomerAttributeValues: /request/query/name (request.query): expected reserved characters percent-encoded, got "a=b" (allowReserved)',
      ],
    ],
    [
      'of a user in the address',
      () => get('https://user:word@example.com/v3'),
      [
        `/request/url (request.server): expected a URL of ${ORIGIN}/stores/{store_hash}/v3, got "https://[redacted]@example.com/v3" (servers)`,
      ],
    ],
    [
      'of a name that is there twice',
      () => get(`${VALUES}?limit=1&limit=2`),
      [
        'listCustomerAttributeValues: /request/query/limit (request.query): expected the name once, got "2 times" (explode)',
      ],
    ],
    [
      'of a parameter',
      () => get(`${VALUES}?limit=300`),
      ['listCustomerAttributeValues: /request/query/limit (request.query): expected <= 250, got 300 (maximum)'],
    ],
    [
      'of a parameter that nobody declared',
      () => get(`${VALUES}?a~/b=red`),
      [
        'listCustomerAttributeValues: /request/query/a~0~1b (request.query): expected no undeclared query parameter, got "red" (parameters)',
      ],
    ],
    [
      'of a name with slashes',
      () => other('GET', '/things?key=1&a/b~c=x', { 'X-Key': '1' }),
      ['getThings: /request/query/a~1b~0c (request.query): expected integer, got "x" (type)'],
    ],
    [
      'of a declared header',
      () => other('GET', '/things?key=1', { 'X-Key': '1', 'X-Size': 'x' }),
      ['getThings: /request/headers/x-size (request.header): expected integer or null, got "x" (type)'],
    ],
    [
      'of a name with slashes that is there twice',
      () => other('GET', '/things?key=1&a/b~c=1&a/b~c=2', { 'X-Key': '1' }),
      ['getThings: /request/query/a~1b~0c (request.query): expected the name once, got "2 times" (explode)'],
    ],
    [
      'of credentials',
      () => other('GET', '/things'),
      [
        'getThings: /request/headers (request.security): expected X-Key in the header and key in the query, or session in the cookie, got "no credential" (security)',
      ],
    ],
    [
      'of a body that must not be',
      () => other('GET', '/things', { Cookie: 'session=1' }, 'x'),
      ['getThings: /request/body (request.body): expected no body, got "a body" (requestBody)'],
    ],
    [
      'of a value that nothing may have',
      () => other('PUT', '/things', JSON_TYPE, { old: 1 }),
      [
        'putThings: /request/body (request.body): expected NOT be valid, got {"old":1} (not)',
        'putThings: /request/body/old (request.body): expected nothing here, got 1 (false schema)',
      ],
    ],
    [
      'of a body that has members named like its place',
      () => other('PUT', '/things', JSON_TYPE, { request: { header: 1 } }).slice(1),
      ['putThings: /request/body/request/header (request.body): expected string, got 1 (type)'],
    ],
    [
      'of several media types',
      () => other('PUT', '/things', { 'Content-Type': 'text/plain' }, 'x'),
      ['putThings: /request/body (request.body): expected application/json or text/csv, got "text/plain" (content)'],
    ],
    [
      'of a body that must be',
      () => put(undefined),
      [
        'upsertCustomerAttributeValues: /request (request.body): expected a member "body", got {"path":{},"query":{},"header":{}} (required)',
      ],
    ],
    [
      'of a media type',
      () => put('x', { 'Content-Type': 'text/plain' }),
      [
        'upsertCustomerAttributeValues: /request/body (request.body): expected application/json, got "text/plain" (content)',
      ],
    ],
    [
      'of a body without one',
      () => put('x', {}),
      [
        'upsertCustomerAttributeValues: /request/body (request.body): expected application/json, got "a body without Content-Type" (content)',
      ],
    ],
    [
      'of a body that is no JSON',
      () => put('{'),
      ['upsertCustomerAttributeValues: /request/body (request.body): expected valid JSON, got "{" (content)'],
    ],
    [
      'of members',
      () => put([{ customer_id: 1, attribute_id: 1, extra: 1 }]),
      [
        'upsertCustomerAttributeValues: /request/body/0 (request.body): expected a member "value", got {"customer_id":1,"attribute_id":1,"extra":1} (required)',
        'upsertCustomerAttributeValues: /request/body/0 (request.body): expected no member "extra", got {"customer_id":1,"attribute_id":1,"extra":1} (additionalProperties)',
      ],
    ],
    [
      'of a long value',
      () => put(`"${'x'.repeat(100)}"`),
      [`upsertCustomerAttributeValues: /request/body (request.body): expected array, got "${'x'.repeat(79)}… (type)`],
    ],
    [
      'of a value that is just short enough to be shown',
      () => put(`"${'x'.repeat(78)}"`),
      [`upsertCustomerAttributeValues: /request/body (request.body): expected array, got "${'x'.repeat(78)}" (type)`],
    ],
    [
      'of what contains itself',
      () => answer(200, JSON_TYPE, CIRCLE),
      [
        'listCustomerAttributeValues: /response/body (response.body): expected nested at most 100 levels deep, got ' +
          '['.repeat(80) +
          '… (nesting)',
      ],
    ],
    [
      'of nesting',
      () => put(`${'['.repeat(102)}${']'.repeat(102)}`),
      [
        `upsertCustomerAttributeValues: /request/body (request.body): expected nested at most 100 levels deep, got ${'['.repeat(80)}… (nesting)`,
      ],
    ],
    [
      'of a status',
      () => answer(302, {}),
      [
        'listCustomerAttributeValues: /response/status (response.status): expected one of 200, 401, 403, 404, 422, 429, 500, 502, 503, 504, default, got 302 (responses)',
      ],
    ],
    [
      'of a status that is no number',
      () => messages(checkResponse({ status: Number.NaN }, 'putThings', OTHER)),
      ['putThings: /response/status (response.status): expected one of 204, got NaN (responses)'],
    ],
    [
      'of an answer without a body, which could have had several',
      () => messages(checkResponse({ status: 202 }, 'getThings', OTHER)),
      [
        'getThings: /response/body (response.body): expected a body (text/csv or application/json), got "no body" (content)',
      ],
    ],
    [
      'of an answer without a body',
      () => answer(200, {}),
      [
        'listCustomerAttributeValues: /response/body (response.body): expected a body (application/json), got "no body" (content)',
      ],
    ],
    [
      'of an answer without its body',
      () => answer(200, JSON_TYPE),
      [
        'listCustomerAttributeValues: /response/body (response.body): expected a body (application/json), got "application/json" (content)',
      ],
    ],
    [
      'of an answer with another body',
      () => answer(200, { 'Content-Type': 'text/html' }, '<p>'),
      [
        'listCustomerAttributeValues: /response/body (response.body): expected application/json, got "text/html" (content)',
      ],
    ],
    [
      'of an answer with a body where there is none',
      () => answer(204, { 'Content-Type': 'text/plain' }, 'x', 'deleteCustomers'),
      ['deleteCustomers: /response/body (response.body): expected no body, got "text/plain" (content)'],
    ],
    [
      'of an answer that describes no body',
      () => answer(204, { 'Content-Length': '0' }, '', 'deleteCustomers'),
      [
        'deleteCustomers: /response/headers/content-length (response.header): expected no header that describes a body, got "0" (content)',
      ],
    ],
    [
      'of a status that is not listed',
      () => answer(409, JSON_TYPE, '{}', LIST, true),
      [
        'listCustomerAttributeValues: /response/status (response.status): expected a declared status (200, 401, 403, 404, 422, 429, 500, 502, 503, 504), got 409 (undeclared)',
      ],
    ],
    [
      'of a status where none is listed',
      () => messages(checkResponse({ status: 200 }, 'deleteThings', OTHER, { strict: true })),
      ['deleteThings: /response/status (response.status): expected a declared status, got 200 (undeclared)'],
    ],
    [
      'of a status where another is listed',
      () => messages(checkResponse({ status: 200 }, 'getThings', OTHER, { strict: true })),
      ['getThings: /response/status (response.status): expected a declared status (202), got 200 (undeclared)'],
    ],
    [
      'of a header that is not declared',
      () => answer(204, { 'X-New': '1' }, '', 'deleteCustomers', true),
      [
        'deleteCustomers: /response/headers/x-new (response.header): expected no undeclared header, got "[redacted]" (undeclared)',
      ],
    ],
    [
      'of a member that is not declared',
      () => answer(422, JSON_TYPE, { meta: { more: 1 } }, LIST, true),
      [
        'listCustomerAttributeValues: /response/body/meta/more (response.body): expected no undeclared property, got 1 (undeclared)',
      ],
    ],
  ])('%s', (_, found, expected) => {
    expect(found()).toEqual(expected);
  });
});

test('nothing is said of what a text holds, where a contract does not tell media types apart', () => {
  expect(other('PUT', '/things', { 'Content-Type': 'text/csv' }, 'a,b')).toEqual([]);
});
