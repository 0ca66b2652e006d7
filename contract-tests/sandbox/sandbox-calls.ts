import { server } from '../../generated/operations.js';
import { answerRequest } from '../../src/sandbox/operations.js';
import type { StoreRequest, StoreResponse } from '../../src/sandbox/store.js';
import { createStore, SANDBOX_TOKEN, type StoreSettings } from '../../src/sandbox/store.js';
import { ORIGIN, VALUES_PATH } from '../support/server.js';

export const SEGMENT_ID = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
export const PROFILE_IDS = [
  '0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01',
  '9b2e4f60-7c1d-4e8a-b3f5-5a6d7c8e9f02',
  '3f1b8d74-2a6c-4f9e-9d10-7c5e4b3a2103',
] as const;

/** Three customers, an attribute of each type, two values, one segment. */
export const SEED = {
  customers: [11, 12, 13],
  attributes: [
    { id: 1, name: 'Loyalty tier', type: 'string' },
    { id: 2, name: 'Points', type: 'number' },
    { id: 3, name: 'Birthday', type: 'date' },
  ],
  values: [
    { customerId: 11, attributeId: 1, value: 'Gold' },
    { customerId: 12, attributeId: 1, value: 'Silver' },
  ],
  segments: { [SEGMENT_ID]: PROFILE_IDS },
} as const satisfies StoreSettings['seed'];

export const START_MS = Date.UTC(2026, 2, 2, 8, 15, 30);

/** A store with the seed. */
export const storeWith = (settings: StoreSettings = {}) => createStore({ seed: SEED, nowMs: START_MS, ...settings });

const PATH = server.url.replace(ORIGIN, '').replace('{store_hash}', server.variables.store_hash.default);

/** A request with the token of the store. `members` replace its own. */
export const request = (method: string, path: string, more: Partial<StoreRequest> = {}): StoreRequest => ({
  method,
  url: PATH + path,
  headers: { 'X-Auth-Token': SANDBOX_TOKEN, ...(more.body !== undefined && { 'Content-Type': 'application/json' }) },
  ...more,
});

export const put = (values: unknown) =>
  request('PUT', VALUES_PATH, { body: typeof values === 'string' ? values : JSON.stringify(values) });
export const get = (query = '') => request('GET', `${VALUES_PATH}${query}`);
export const remove = (path: string) => request('DELETE', path);
export const removeProfiles = (query: string) => remove(`/segments/${SEGMENT_ID}/shopper-profiles${query}`);

/** The responses of a store to requests that are a millisecond apart, with parsed bodies. */
export const answersOf = (settings: StoreSettings, ...requests: StoreRequest[]) => {
  const store = storeWith(settings);
  return requests.map((each, index) => readable(answerRequest(store, each, START_MS + index)));
};

export const readable = ({ status, headers, body }: StoreResponse) => ({
  status,
  headers,
  body: headers['Content-Type'] === 'application/json' ? JSON.parse(body) : body,
});
