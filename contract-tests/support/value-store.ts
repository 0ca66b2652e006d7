import { answerRequest } from '../../src/sandbox/operations.js';
import { createStore, SANDBOX_TOKEN, type Store } from '../../src/sandbox/store.js';
import { createLeanStore, type LeanStoreSettings } from './lean-store.js';
import { STORE_HASH } from './store-stub.js';

/** A modelled store that holds so many values, each of another customer, and a client of it. */
export function createValueStore(count: number, more: Pick<LeanStoreSettings, 'latencyMs' | 'options'> = {}) {
  const customers = Array.from({ length: count }, (_, index) => index + 1);
  const store: Store = createStore({
    storeHash: STORE_HASH,
    quota: 100_000,
    seed: {
      customers,
      attributes: [{ id: 1, name: 'Tier', type: 'string' }],
      values: customers.map((customerId) => ({ customerId, attributeId: 1, value: `v${customerId}` })),
    },
  });
  const lean = createLeanStore({
    answer: ({ method, url, headers, body }) =>
      answerRequest(store, { method, url, headers: Object.fromEntries(headers), body: body || undefined }, 0),
    ...more,
    options: { accessToken: SANDBOX_TOKEN, ...more.options },
  });
  return Object.assign(lean, { store });
}

/** The page that a request asks for. */
export function pageOf({ url }: { readonly url: string }): number {
  return Number(new URL(url).searchParams.get('page'));
}
