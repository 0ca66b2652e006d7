import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { operations } from '../../generated/operations.js';
import {
  assertNoViolations,
  bigcommerceContract,
  checkExchange,
  checkRequest,
  checkResponse,
  contractAt,
} from '../../src/contract/index.js';
import { ORIGIN, VALUES_PATH } from '../support/server.js';

const LIST = {
  method: 'GET',
  url: `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}?customer_id:in=1`,
  headers: { 'X-Auth-Token': 'token-that-nobody-may-see' },
};
const PAGE = { data: [], meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } } };
const ANSWER = { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(PAGE) };

const keywords = (violations: readonly { keyword: string }[]) => violations.map(({ keyword }) => keyword);

describe('a violation', () => {
  test('says which operation, where, which rule, what was expected and what was found', () => {
    const body = { ...PAGE, data: [{ customer_id: 1, attribute_id: 4, attribute_value: 10 }] };
    expect(checkExchange({ request: LIST, response: { ...ANSWER, body: JSON.stringify(body) } })).toEqual([
      {
        operationId: 'listCustomerAttributeValues',
        location: 'response.body',
        pointer: '/response/body/data/0/attribute_value',
        keyword: 'type',
        expected: 'string',
        actual: 10,
        rule: {
          pointer: '/components/schemas/AttributeValue/properties/attribute_value/type',
          line: expect.any(Number),
        },
        message:
          'listCustomerAttributeValues: /response/body/data/0/attribute_value (response.body): expected string, got 10 (type)',
      },
    ]);
  });

  test('never shows a credential', () => {
    const headers = { 'X-Auth-Tokn': 'token-that-nobody-may-see' };
    const violations = checkRequest({ ...LIST, headers });
    expect(violations).toMatchObject([
      { location: 'request.security', keyword: 'security', expected: 'X-Auth-Token in the header' },
    ]);
    expect(inspect(violations, { depth: null })).not.toContain('token-that-nobody-may-see');
  });

  const TOKEN = 'token-that-nobody-may-see';
  test.each<[string, Parameters<typeof checkExchange>[0]['request'], object]>([
    ['in the query as well', { ...LIST, url: `${LIST.url}&X-Auth-Token=${TOKEN}` }, PAGE],
    ['in the path', { ...LIST, url: `${ORIGIN}/stores/abc123example/v3/${TOKEN}` }, PAGE],
    ['as the store hash', { ...LIST, url: LIST.url.replace('abc123example', `${TOKEN}.`) }, PAGE],
    ['as user of the URL', { ...LIST, url: LIST.url.replace('//', `//${TOKEN}@`), headers: {} }, PAGE],
    ['as the method', { ...LIST, method: TOKEN }, PAGE],
    ['as a name in the query', { ...LIST, url: `${LIST.url}&${TOKEN}=1` }, PAGE],
    ['behind a long text', { ...LIST, url: `${LIST.url}&x=${'y'.repeat(70)}${TOKEN}` }, PAGE],
    ['in an answer', LIST, { data: { [TOKEN]: [`a ${TOKEN}`] } }],
    ['under another name of its kind', { ...LIST, url: `${LIST.url}&x-auth-TOKEN=${TOKEN}`, headers: {} }, PAGE],
  ])('never shows a credential that is %s', (_, request, body) => {
    const violations = checkExchange({ request, response: { ...ANSWER, body: JSON.stringify(body) } });
    expect(violations.length).toBeGreaterThan(0);
    expect(inspect(violations, { depth: null })).not.toContain(TOKEN.slice(0, 8));
  });

  test('is found, not thrown, where a body is nested too deeply, or contains itself', () => {
    const error = { status: 422, headers: ANSWER.headers };
    const nested = `${'{"errors":['.repeat(5_000)}{}${']}'.repeat(5_000)}`;
    expect(keywords(checkResponse({ ...error, body: nested }, 'deleteCustomers'))).toEqual(['nesting']);
    const cyclic: { errors: unknown } = { errors: 1 };
    cyclic.errors = cyclic;
    expect(keywords(checkResponse({ ...error, body: cyclic }, 'deleteCustomers'))).toEqual(['nesting']);
  });

  test('names one reason for alternatives within alternatives', () => {
    const error = { status: 422, headers: ANSWER.headers, body: JSON.stringify({ errors: [1, { errors: [[2]] }] }) };
    expect(checkResponse(error, 'deleteCustomers')).toMatchObject([
      { pointer: '/response/body/errors', keyword: 'anyOf' },
    ]);
  });

  test('repeats at most 80 characters of a value in its message, and the whole in actual', () => {
    const [violation] = checkRequest({ ...LIST, url: `${LIST.url.split('?')[0]}?page=${'x'.repeat(500)}` });
    expect(violation?.message.length).toBeLessThan(220);
    expect(violation?.actual).toBe('x'.repeat(500));
  });

  test('can be thrown', () => {
    const violations = checkRequest({ ...LIST, method: 'PATCH' });
    expect(() => assertNoViolations(violations)).toThrow(
      expect.objectContaining({
        name: 'ContractViolationError',
        violations,
        message: expect.stringContaining('expected GET or PUT or DELETE'),
      }),
    );
    expect(() => assertNoViolations([])).not.toThrow();
  });
});

describe('an exchange may be given', () => {
  test('with headers in any form and any case', () => {
    for (const headers of [
      { 'x-AUTH-token': 'x' },
      new Headers({ 'X-Auth-Token': 'x' }),
      [['X-Auth-Token', 'x']] as const,
      { 'X-Auth-Token': ['x', 'y'] },
    ]) {
      expect(checkRequest({ ...LIST, headers })).toEqual([]);
    }
  });

  test('with a body as text or as the value that it stands for', () => {
    expect(checkResponse({ ...ANSWER, body: PAGE }, 'listCustomerAttributeValues')).toEqual([]);
    expect(keywords(checkResponse({ ...ANSWER, body: {} }, 'listCustomerAttributeValues'))).toEqual([
      'required',
      'required',
    ]);
  });

  test('with a path in place of a URL', () => {
    expect(checkRequest({ ...LIST, url: `/stores/abc123example/v3${VALUES_PATH}` })).toEqual([]);
  });

  test('with parameters in its media type, and null for no body', () => {
    expect(
      checkResponse(
        { ...ANSWER, headers: { 'content-type': 'Application/JSON; charset=utf-8' } },
        'listCustomerAttributeValues',
      ),
    ).toEqual([]);
    expect(checkResponse({ status: 204, body: null }, 'deleteCustomers')).toEqual([]);
  });

  test('without headers, and whatever they are called with', () => {
    expect(checkRequest(JSON.parse(JSON.stringify({ ...LIST, headers: null })))).toMatchObject([
      { keyword: 'security' },
    ]);
    expect(keywords(checkRequest({ ...LIST, headers: { 'X-Auth-Token': [' ', ''] } }))).toEqual(['security']);
    expect(keywords(checkRequest({ ...LIST, url: `${LIST.url}#part` }))).toEqual(['fragment']);
    expect(keywords(checkResponse({ ...ANSWER, status: 200.5 }, 'listCustomerAttributeValues'))).toEqual(['responses']);
  });

  test('an error that may come without a body comes without one of another kind too', () => {
    const answer = (headers: Record<string, string>) =>
      keywords(checkResponse({ status: 429, headers }, 'deleteCustomers'));
    expect(answer({})).toEqual([]);
    expect(answer({ 'Content-Type': 'text/html' })).toEqual([]);
    expect(answer({ 'Content-Type': 'application/xml' })).toEqual(['content']);
  });

  test('of an operation that does not exist only by mistake', () => {
    expect(() => checkResponse(ANSWER, 'deleteEverything')).toThrow('the contract has no operation deleteEverything');
    expect(() => checkResponse(ANSWER, 'toString')).toThrow('the contract has no operation toString');
  });

  test('to another server', () => {
    const request = { ...LIST, url: LIST.url.replace(ORIGIN, 'http://127.0.0.1:8080/proxy') };
    expect(keywords(checkRequest(request))).toEqual(['servers']);
    expect(checkRequest(request, contractAt('http://127.0.0.1:8080/proxy/'))).toEqual([]);
  });
});

test('the contract of this package names its operations, in the order of the document', () => {
  expect(Object.keys(bigcommerceContract.operations)).toEqual(Object.keys(operations));
});
