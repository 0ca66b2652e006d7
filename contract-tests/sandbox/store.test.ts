import { describe, expect, test } from '@jest/globals';
import { operations } from '../../generated/operations.js';
import { checkExchange, checkResponse } from '../../src/contract/index.js';
import { findRoute } from '../../src/sandbox/admit.js';
import { answerRequest } from '../../src/sandbox/operations.js';
import type { StoreRequest, StoreSettings } from '../../src/sandbox/store.js';
import { idsAsQuery, VALUES_PATH } from '../support/server.js';
import {
  get,
  PROFILE_IDS,
  put,
  readable,
  remove,
  removeProfiles,
  request,
  START_MS,
  storeWith,
} from './sandbox-calls.js';

const gold = { customer_id: 11, attribute_id: 1, value: 'Gold' };
const { maxItems } = operations.upsertCustomerAttributeValues.requestBody.limits;
const ids = idsAsQuery(PROFILE_IDS);
const absent = 'aaaaaaaa-58c4-4d43-8a53-6b1f2e9c7a01';

/** Requests that the contract allows, with the status of the response. */
const ALLOWED: readonly [string, StoreRequest, number, StoreSettings?][] = [
  ['a list of everything', get(), 200],
  ['a list with filters', get('?customer_id:in=11&attribute_id:in=1&name=Loyalty%20tier&limit=1&page=2'), 200],
  ['a list between dates', get('?date_created:min=2026-03-02&date_modified:max=1772439330'), 200],
  ['a page beyond the last', get('?page=9'), 200],
  ['an upsert', put([gold, { customer_id: 13, attribute_id: 3, value: '1984-05-25' }]), 200],
  [
    'an upsert, records in another order',
    put([gold, { ...gold, customer_id: 12 }]),
    200,
    { switches: { reorderRecords: true } },
  ],
  ['an upsert for a customer who does not exist', put([{ ...gold, customer_id: 99 }]), 422],
  ['an upsert for an attribute that does not exist', put([{ ...gold, attribute_id: 99 }]), 422],
  ['an upsert of an invalid number', put([{ ...gold, attribute_id: 2 }]), 422],
  ['an upsert of an invalid date', put([{ ...gold, attribute_id: 3, value: '2026-02-30' }]), 422],
  ['deleting values', remove(`${VALUES_PATH}?${idsAsQuery([1, 2, 99])}`), 204],
  ['deleting customers', remove(`/customers?${idsAsQuery([11, 99])}`), 204],
  ['removing profiles', removeProfiles(`?${ids}`), 200],
  ['removing profiles, without counts', removeProfiles(`?${ids}`), 204, { switches: { removalAnswer: 204 } }],
  ['emptying a segment', removeProfiles(''), 200],
  ['emptying a segment, without counts', removeProfiles(''), 204, { switches: { removalAnswer: 204 } }],
  ['removing profiles of an unknown segment', remove(`/segments/${absent}/shopper-profiles?${ids}`), 404],
  [
    'removing a profile that is not there, in part',
    removeProfiles(`?${idsAsQuery([absent, ...PROFILE_IDS])}`),
    200,
    { switches: { removalAnswer: 200, reportsAbsentProfiles: true } },
  ],
  [
    'removing a profile that is not there',
    removeProfiles(`?id:in=${absent}`),
    422,
    { switches: { reportsAbsentProfiles: true } },
  ],
  ['a token that nobody knows', request('GET', VALUES_PATH, { headers: { 'x-auth-token': 'x' } }), 401],
  ['a token without a scope', remove('/customers?id:in=11'), 403, { tokens: { 'sandbox-token': [] } }],
  ['a token of another store', remove('/customers?id:in=11'), 403, { storeHash: 'another' }],
  ['a quota that is used up', remove('/customers?id:in=11'), 429, { quota: 0 }],
];

/** Requests that the contract does not allow. */
const REFUSED: readonly [string, StoreRequest, number][] = [
  ['no token', request('DELETE', '/customers?id:in=11', { headers: {} }), 401],
  ['an empty token', request('DELETE', '/customers?id:in=11', { headers: { 'X-Auth-Token': ' ' } }), 401],
  ['customers without ids', remove('/customers'), 204],
  ['values without ids', remove(VALUES_PATH), 422],
  ['invalid ids', remove('/customers?id:in=a'), 422],
  ['an unknown filter', get('?colour=red'), 422],
  ['an empty filter', get('?customer_id:in='), 422],
  ['a page too large', get('?limit=100000'), 422],
  [
    'too many values',
    put(Array.from({ length: maxItems + 1 }, (_, index) => ({ ...gold, customer_id: index + 1 }))),
    413,
  ],
  ['no values', put([]), 422],
  ['a single value', put(gold), 422],
  ['an item without its value', put([{ customer_id: 11, attribute_id: 1 }]), 422],
  ['a value that is a number', put([{ ...gold, value: 7 }]), 422],
  ['invalid JSON', put('[{'), 400],
  ['a segment that is not a UUID', remove('/segments/x/shopper-profiles'), 422],
];

describe('every response conforms to the contract', () => {
  test.each(ALLOWED)('%s', (_, sent, status, settings = {}) => {
    const response = answerRequest(storeWith(settings), sent, START_MS);
    expect(response.status).toBe(status);
    expect(response.headers['X-Request-Id']).toMatch(/^[0-9a-f]{32}$/);
    expect(checkExchange({ request: sent, response })).toEqual([]);
  });

  test.each(REFUSED)('%s', (_, sent, status) => {
    const response = answerRequest(storeWith(), sent, START_MS);
    const { operationId = 'none' } = findRoute(sent) ?? {};
    expect(response.status).toBe(status);
    expect(checkResponse(response, operationId)).toEqual([]);
  });

  test.each([
    ['an unknown path', request('GET', '/customers/nothing')],
    ['a method that the path does not have', request('POST', '/customers')],
    ['two slashes', request('DELETE', '//customers?id:in=1')],
    ['two slashes at the end', request('DELETE', '/customers//?id:in=1')],
    ['a slash at the end of an unknown path', request('GET', '/nothing/')],
    ['a slash at the end of a query', request('GET', '/nothing?name=/')],
    ['no token either', request('GET', '/nothing', { headers: {} })],
  ])('no such route: %s', (_, sent) => {
    const response = answerRequest(storeWith(), sent, START_MS);
    expect(readable(response)).toMatchObject({ status: 404, body: 'The route is not found, check the URL' });
    expect(checkResponse(response, 'deleteCustomers')).toEqual([]);
  });

  test('route, token, store, quota and request are checked in this order', () => {
    const wrong = (headers: Record<string, string>, settings: StoreSettings) =>
      answerRequest(storeWith(settings), request('DELETE', '/customers?id:in=a', { headers }), START_MS).status;
    const token = { 'X-Auth-Token': 'sandbox-token' };
    expect([
      wrong({}, { storeHash: 'another', quota: 0 }),
      wrong(token, { storeHash: 'another', quota: 0 }),
      wrong(token, { quota: 0 }),
      wrong(token, {}),
    ]).toEqual([401, 403, 429, 422]);
  });
});
