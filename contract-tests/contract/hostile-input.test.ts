import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../scripts/spec/source.js';
import { checkExchange, checkRequest, checkResponse } from '../../src/contract/index.js';
import { contractFrom } from '../support/contract-from.js';
import { VALUES_PATH } from '../support/server.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const STRICT = { strict: true };
const keywords = (violations: readonly { keyword: string }[]) => [...new Set(violations.map(({ keyword }) => keyword))];
const answer = (body: unknown) =>
  keywords(checkResponse({ status: 200, headers: JSON_TYPE, body }, 'listCustomerAttributeValues', undefined, STRICT));

describe('a verdict, not a crash, is what comes of', () => {
  test.each<[string, unknown, string[]]>([
    ['a text nested 5,000 deep', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, ['nesting']],
    ['a number that is too large for any', '{"data":[{"customer_id":1e999}],"meta":1}', ['required', 'type']],
    ['broken UTF-8', Buffer.from([0x7b, 0xff, 0xfe]).toString(), ['content']],
    ['half of a surrogate pair', '"\ud800"', ['type']],
    ['a member called __proto__', '{"__proto__":{"data":[]}}', ['required', 'undeclared']],
    ['a member called constructor', '{"constructor":{"prototype":1}}', ['required', 'undeclared']],
    ['a value of every kind but the right one', [null, () => 1, Symbol('a')], ['type']],
  ])('%s', (_, body, expected) => {
    expect(answer(body).sort()).toEqual(expected);
  });

  test('a body that contains itself', () => {
    const body: Record<string, unknown> = { data: [] };
    body['self'] = body;
    expect(answer(body)).toEqual(['nesting']);
  });

  test.each(['%', '%ff', '%00', '?'.repeat(9), '='.repeat(9), '&'.repeat(9), '__proto__=1', 'constructor=1'])(
    'the query %s',
    (query) => {
      const request = {
        method: 'GET',
        url: `/stores/a/v3${VALUES_PATH}?${query}`,
        headers: { 'X-Auth-Token': 'x' },
      };
      expect(keywords(checkExchange({ request, response: { status: 401 } }, undefined, STRICT))).toContain(
        'parameters',
      );
    },
  );

  test('numbers that no program keeps as they are', () => {
    expect(answer('{"data":[],"meta":{},"a":12345678901234567890,"b":-0,"c":1e400}')).toEqual([
      'required',
      'undeclared',
    ]);
  });

  test('a value of which every member is a violation', () => {
    const members = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`member${index}`, index]));
    const request = {
      method: 'PUT',
      url: `/stores/a/v3${VALUES_PATH}`,
      headers: { 'X-Auth-Token': 'a-token-of-some-length', ...JSON_TYPE },
      body: [{ attribute_id: 1, customer_id: 1, value: 'x', ...members }],
    };
    expect(checkRequest(request)).toHaveLength(1_001);
  });

  test.each<[string, string, string[]]>([
    ['brackets', `${'['.repeat(200_000)}=1`, ['parameters']],
    ['question marks', '?'.repeat(200_000), ['parameters']],
    ['a value of many megabytes', `name=${'a'.repeat(20_000_000)}`, []],
  ])('a query of nothing but %s', (_, query, expected) => {
    const request = {
      method: 'GET',
      url: `/stores/a/v3${VALUES_PATH}?${query}`,
      headers: { 'X-Auth-Token': 'x' },
    };
    expect(keywords(checkRequest(request))).toEqual(expected);
  });

  test('members of a parameter that have the names of what every object has', () => {
    const contract = contractFrom(
      parseSpec(
        `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://example.com' }]
paths:
  /things:
    get:
      operationId: getThings
      parameters:
        - { name: deep, in: query, style: deepObject, schema: { type: object, additionalProperties: false, properties: { a: {} } } }
      responses: { '204': { description: Done. } }
`,
        'other.yaml',
      ),
    );
    for (const name of ['constructor', 'toString', '__proto__'])
      expect(keywords(checkRequest({ method: 'GET', url: `/things?deep[${name}]=1` }, contract))).toEqual([
        'additionalProperties',
      ]);
  });
});
