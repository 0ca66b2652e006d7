// By its path: a package cannot be imported by its own name from below another package.json.
import { createCustomersClient } from '../../dist/index.js';

/** This package as a contestant, with a `fetch` or without. */
export function clientOfOurs({ origin, storeHash, accessToken }, fetch) {
  const { attributeValues } = createCustomersClient({
    storeHash,
    accessToken,
    baseUrl: origin,
    ...(fetch && { fetch }),
  });
  return {
    list: async (query) => (await attributeValues.list(query)).data,
    upsert: (values) => attributeValues.upsert(values),
    upsertAll: (values) => attributeValues.upsert(values),
    upsertBatches: (values) => attributeValues.upsertBatches(values),
    walk: () => attributeValues.listAll(),
  };
}
