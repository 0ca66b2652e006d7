import { describe, expect, test } from '@jest/globals';
import { bigcommerceContract } from '../../src/contract/index.js';
import { answerRequest } from '../../src/sandbox/operations.js';
import {
  answersOf,
  get,
  PROFILE_IDS,
  put,
  remove,
  removeProfiles,
  SEGMENT_ID,
  START_MS,
  storeWith,
} from './sandbox-calls.js';

const { query } = bigcommerceContract.operations['listCustomerAttributeValues']?.parameters ?? { query: [] };
const limit = query.find(({ name }) => name === 'limit');
const gold = { customer_id: 11, attribute_id: 1, value: 'Gold' };

describe('what a store does', () => {
  test('responds to an upsert with the records and an empty meta', () => {
    const [answer] = answersOf(
      {},
      put([
        { customer_id: 12, attribute_id: 1, value: '' },
        { ...gold, attribute_id: 2, value: '10' },
      ]),
    );
    expect(answer?.body).toEqual({
      data: [
        {
          id: 2,
          customer_id: 12,
          attribute_id: 1,
          attribute_value: '',
          date_created: '2026-03-02T08:15:30Z',
          date_modified: '2026-03-02T08:15:30Z',
        },
        {
          id: 3,
          customer_id: 11,
          attribute_id: 2,
          attribute_value: '10',
          date_created: '2026-03-02T08:15:30Z',
          date_modified: '2026-03-02T08:15:30Z',
        },
      ],
      meta: {},
    });
  });

  test('responds to a deletion without a body and without headers that describe one', () => {
    const [answer] = answersOf({}, remove('/customers?id:in=11'));
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(Object.keys(answer?.headers ?? {}).filter((name) => /^(content|transfer|vary)/i.test(name))).toEqual([]);
  });

  test('counts pages, without links', () => {
    const [answer] = answersOf({}, get('?limit=1&page=2'));
    const pagination = { total: 2, count: 1, per_page: 1, current_page: 2, total_pages: 2 };
    expect(answer?.body).toMatchObject({ data: [{ id: 2 }], meta: { pagination } });
    expect(answersOf({}, get())[0]?.body.meta).toEqual({
      pagination: { total: 2, count: 2, per_page: Number(limit?.limits.default), current_page: 1, total_pages: 1 },
    });
  });

  test('ignores a percent-encoded date, but accepts a percent-encoded comma', () => {
    const [future, encoded, ids] = answersOf(
      {},
      get('?date_created:min=2027-01-01T00:00:00Z'),
      get('?date_created:min=2027-01-01T00%3A00%3A00Z'),
      get('?customer_id:in=11%2C13'),
    );
    expect([future, encoded, ids].map((answer) => answer?.body.data.length)).toEqual([0, 2, 1]);
  });

  test.each([
    ['?foo=bar', 'The filter(s): foo are not valid filter parameter(s).'],
    ['?&page=2', 'The filter(s):  are not valid filter parameter(s).'],
    [
      '?customer_id:in=1,hello',
      'Query parameter "customer_id:in" value may contain only integer values. For input string: "hello".',
    ],
  ])('refuses %s in the words of BigCommerce', (query, title) => {
    const type = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';
    expect(answersOf({}, get(query))[0]?.body).toEqual({ status: 422, title, type, errors: {} });
  });

  test('sends the headers of BigCommerce with every response', () => {
    const [list, deletion] = answersOf({}, get(), remove('/customers?id:in=11'));
    const always = { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' };
    expect(list?.headers).toMatchObject({ ...always, 'Content-Type': 'application/json', Vary: 'Accept-Encoding' });
    expect(deletion?.headers).toMatchObject(always);
  });

  test('deletes a customer with all values, and nothing of other customers', () => {
    const store = storeWith();
    answerRequest(store, remove('/customers?id:in=11,99'), START_MS);
    expect([...store.state.customers]).toEqual([12, 13]);
    expect([...store.state.values.values()].map(({ customerId }) => customerId)).toEqual([12]);
  });

  test('removes the profiles in id:in, and all of them without it', () => {
    const store = storeWith();
    const profiles = () => [...(store.state.segments.get(SEGMENT_ID) ?? [])];
    answerRequest(store, removeProfiles(`?id:in=${PROFILE_IDS[0].toUpperCase()}`), START_MS);
    expect(profiles()).toEqual(PROFILE_IDS.slice(1));
    answerRequest(store, removeProfiles(''), START_MS);
    expect(profiles()).toEqual([]);
  });

  test('is the same for the same requests', () => {
    const requests = [put([gold]), get(), remove('/customers?id:in=11'), get()];
    expect(answersOf({}, ...requests)).toEqual(answersOf({}, ...requests));
  });
});
