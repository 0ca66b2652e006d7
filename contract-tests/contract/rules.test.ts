import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../scripts/spec/source.js';
import {
  bigcommerceContract,
  checkExchange,
  checkRequest,
  checkResponse,
  type Violation,
} from '../../src/contract/index.js';
import { valueAtPointer } from '../../src/json.js';
import { readStored } from '../evidence/stored/files.js';
import { ACCEPTED, isRequest } from '../evidence/stored/half.js';
import { entriesOfLine } from '../evidence/stored/lines.js';
import { contractFrom } from '../support/contract-from.js';
import { ORIGIN, VALUES_PATH, VALUES_POINTER } from '../support/server.js';
import { SPECIFICATION, SPECIFICATION_TEXT } from '../support/specification.js';

const BASE = `${ORIGIN}/stores/abc123/v3`;
const TOKEN = { 'X-Auth-Token': 'token-of-nobody' };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const LINES = SPECIFICATION_TEXT.split('\n');
const LIST = `${VALUES_POINTER}/get`;
const PUT = `${VALUES_POINTER}/put`;

const rules = (violations: readonly Violation[]) => violations.map(({ rule }) => rule?.pointer);
const get = (url: string, headers: Record<string, string> = TOKEN) =>
  rules(checkRequest({ method: 'GET', url: `${BASE}${VALUES_PATH}${url}`, headers }));
const put = (body: unknown, headers = JSON_TYPE) =>
  rules(checkRequest({ method: 'PUT', url: `${BASE}${VALUES_PATH}`, headers: { ...TOKEN, ...headers }, body }));
const answer = (status: number, headers: Record<string, string>, body?: unknown, strict = false) =>
  rules(checkResponse({ status, headers, body }, 'listCustomerAttributeValues', undefined, { strict }));

describe('a violation names the place in the document that has the rule', () => {
  test.each<[title: string, found: () => (string | undefined)[], expected: string[]]>([
    ['of a parameter', () => get('?limit=251'), [`${LIST}/parameters/1/schema/maximum`]],
    ['of an item of a parameter', () => get('?customer_id:in=0'), ['/components/schemas/Id/minimum']],
    [
      'of how a parameter is written',
      () => get('?customer_id:in=1&customer_id:in=2'),
      [`${LIST}/parameters/2/explode`],
    ],
    ['of what a parameter leaves unsaid', () => get('?limit=1&limit=2'), [`${LIST}/parameters/1`]],
    ['of parameters that are not declared', () => get('?colour=red'), [`${LIST}/parameters`]],
    ['of credentials', () => get('', {}), [`${LIST}/security`]],
    [
      'of a body',
      () => put([{ customer_id: 1, attribute_id: 1, value: 5 }]),
      ['/components/schemas/AttributeValueInput/properties/value/type'],
    ],
    ['of how many there may be', () => put([]), [`${PUT}/requestBody/content/application~1json/schema/minItems`]],
    ['of a body that must be there', () => put(undefined), [`${PUT}/requestBody/required`]],
    ['of media types', () => put('x', { 'Content-Type': 'text/plain' }), [`${PUT}/requestBody/content`]],
    ['of statuses', () => answer(302, {}), [`${LIST}/responses`]],
    [
      'of a header',
      () => answer(401, { ...JSON_TYPE, 'X-Rate-Limit-Requests-Left': '-1' }, {}),
      ['/components/headers/X-Rate-Limit-Requests-Left/schema/minimum'],
    ],
    [
      'of an answer',
      () => answer(200, JSON_TYPE, {}),
      ['/components/schemas/AttributeValuePage/required', '/components/schemas/AttributeValuePage/required'],
    ],
    ['of alternatives', () => answer(422, JSON_TYPE, { errors: [7] }), ['/components/schemas/ErrorMessages/anyOf']],
    [
      'of what is declared',
      () => answer(422, JSON_TYPE, { meta: { more: 1 } }, true),
      ['/components/schemas/BatchCounts/properties'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found()).toEqual(expected);
  });

  test.each<[string, string, string, string]>([
    ['servers', 'GET', 'https://example.com/', '/servers/0/url'],
    [
      'a part of the server',
      'DELETE',
      `${BASE.replace('abc123', 'a.b')}/customers?id:in=1`,
      '/servers/0/variables/store_hash/x-pattern',
    ],
    ['paths', 'GET', `${BASE}/nowhere`, '/paths'],
    ['methods', 'POST', `${BASE}/customers`, '/paths'],
  ])('of %s', (_, method, url, expected) => {
    expect(rules(checkRequest({ method, url, headers: TOKEN }))).toEqual([expected]);
    expect(rules(checkExchange({ request: { method, url, headers: TOKEN }, response: { status: 204 } }))).toEqual([
      expected,
    ]);
  });

  test('and its line, for everything that can be broken', async () => {
    const { bases, lines } = await readStored();
    const rejected = lines.filter(({ verdict }) => verdict !== ACCEPTED);
    for (const { operationId, half } of rejected.flatMap((line) => entriesOfLine(line, bases).slice(0, 1))) {
      for (const { rule, message } of isRequest(half) ? checkRequest(half) : checkResponse(half, operationId)) {
        const name = rule?.pointer.split('/').at(-1)?.replaceAll('~1', '/');
        expect([message, valueAtPointer(SPECIFICATION.document, rule?.pointer ?? '/nowhere')]).not.toEqual([
          message,
          undefined,
        ]);
        // The members of a list have no names; their lines begin with a dash.
        const written = Number(name) < 100 ? '- ' : `${name}:`;
        expect([message, LINES[(rule?.line ?? 0) - 1]?.replaceAll("'", '')]).toEqual([
          message,
          expect.stringContaining(written),
        ]);
      }
    }
  });

  test('also when credentials are taken out of it', () => {
    const request = {
      method: 'GET',
      url: `${BASE}${VALUES_PATH}?name=&token=token-of-nobody`,
      headers: TOKEN,
    };
    expect(rules(checkExchange({ request, response: { status: 401, headers: JSON_TYPE, body: {} } }))).toEqual([
      `${LIST}/parameters`,
      `${LIST}/parameters/4/schema/minLength`,
    ]);
  });
});

test('of schemas that are combined, the one that is broken is named', () => {
  const text = `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://example.com' }]
paths:
  /things:
    get:
      operationId: getThings
      parameters:
        - { name: size, in: query, schema: { allOf: [{ minimum: 1 }, { type: integer, minimum: 5 }] } }
      responses: { '204': { description: Done. } }
`;
  const contract = contractFrom(parseSpec(text, 'other.yaml'));
  const found = checkRequest({ method: 'GET', url: '/things?size=3' }, contract);
  expect(found.map(({ rule }) => rule)).toEqual([
    { pointer: '/paths/~1things/get/parameters/0/schema/allOf/1/minimum', line: 9 },
  ]);
});

test('the published lines are those of the document', () => {
  for (const pointer of [
    '/servers',
    '/components/schemas/Error/properties/error/anyOf/1',
    `${LIST}/responses/default/$ref`,
  ])
    expect(bigcommerceContract.lineOf(pointer)).toBe(SPECIFICATION.lineAt(pointer));
  expect(bigcommerceContract.lineOf('/nowhere')).toBeUndefined();
});
