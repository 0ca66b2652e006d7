import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  bigcommerceContract,
  type Contract,
  checkExchange,
  checkRequest,
  checkResponse,
  loadContract,
} from '../../src/contract/index.js';
import { VALUES_PATH } from '../support/server.js';
import { SPECIFICATION_TEXT } from '../support/specification.js';

let loaded: Contract;
beforeAll(async () => {
  loaded = await loadContract(SPECIFICATION_TEXT);
});
const JSON_TYPE = { 'Content-Type': 'application/json' };
const PAGINATION = { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 };

/** A page whose records all lack three members. */
const pageOf = (records: number) => ({
  data: Array.from({ length: records }, (_, id) => ({ id: id + 1 })),
  meta: { pagination: PAGINATION },
});
const answer = (body: unknown, contract: Contract, strict = false) =>
  checkResponse({ status: 200, headers: JSON_TYPE, body }, 'listCustomerAttributeValues', contract, { strict });

describe.each<[string, () => Contract]>([
  ['published', () => bigcommerceContract],
  ['loaded', () => loaded],
])('of a list of wrong records, %s validators', (_, contract) => {
  test('copy nothing that they have found already, so that twice the records take twice the time', () => {
    const { concat } = Array.prototype;
    let copied = 0;
    const spy = jest.spyOn(Array.prototype, 'concat').mockImplementation(function (
      this: unknown[],
      ...others: unknown[]
    ) {
      copied += this.length;
      return Reflect.apply(concat, this, others);
    });
    answer(pageOf(2_000), contract());
    spy.mockRestore();
    expect(copied).toBeLessThan(2_000);
  });

  test('find as much as they did in each alone', () => {
    const one = answer(pageOf(1), contract()).map(({ keyword, pointer }) => `${pointer} ${keyword}`);
    expect(one.length).toBeGreaterThan(1);
    const three = answer(pageOf(3), contract()).map(({ keyword, pointer }) => `${pointer} ${keyword}`);
    expect(three).toEqual([0, 1, 2].flatMap((at) => one.map((text) => text.replace('/data/0', `/data/${at}`))));
  });

  test('describe the first thousand violations, and count the others', () => {
    const each = answer(pageOf(1), contract()).length;
    const violations = answer(pageOf(1_000), contract());
    expect(violations).toHaveLength(1_001);
    expect(violations.at(-2)).toMatchObject({ keyword: 'required' });
    const next = Math.floor(1_000 / each);
    expect(violations.at(-1)).toMatchObject({
      operationId: 'listCustomerAttributeValues',
      location: 'response.body',
      pointer: `/response/body/data/${next}`,
      keyword: 'more',
      actual: `${1_000 * each - 1_000} others`,
    });
    expect(violations.at(-1)?.message).toMatch(/expected no more than 1000 violations, got "\d+ others" \(more\)$/);
  });
});

test('a thousand violations are all described', () => {
  const body = Array.from({ length: 10 }, () => ({
    customer_id: 1,
    attribute_id: 2,
    value: 'x',
    ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`member${index}`, index])),
  }));
  const headers = { ...JSON_TYPE, 'X-Auth-Token': 'token-of-nobody' };
  const request = { method: 'PUT', url: `/stores/a/v3${VALUES_PATH}`, headers };
  const keywords = (sent: unknown) => checkRequest({ ...request, body: sent }).map(({ keyword }) => keyword);
  expect(new Set(keywords(body))).toEqual(new Set(['additionalProperties']));
  expect(keywords(body)).toHaveLength(1_000);
  const more = body.map((value, index) => (index === 9 ? { ...value, customer_id: 0 } : value));
  expect(keywords(more)).toHaveLength(1_001);
  expect(keywords(more).at(-1)).toBe('more');
  const exchange = { request: { ...request, body: more }, response: { status: 499 } };
  expect(checkExchange(exchange).filter(({ keyword }) => keyword === 'more')).toMatchObject([
    { location: 'request.body', pointer: '/request/body/9/customer_id' },
  ]);
});

test('of thousands of undeclared members those that are allowed do not count', () => {
  const members = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`member${index}`, index]));
  const body = { ...pageOf(0), ...members };
  expect(answer(body, bigcommerceContract, true)).toHaveLength(1_001);
  const strict = { allow: ['response.body:/member*'] };
  const response = { status: 200, headers: JSON_TYPE, body: { ...body, other: 1 } };
  expect(checkResponse(response, 'listCustomerAttributeValues', undefined, { strict })).toMatchObject([
    { keyword: 'undeclared', pointer: '/response/body/other' },
  ]);
});
