import { Agent } from 'node:http';
import { fetchTransport } from '@space48/bigcommerce-api/lib/internal/operation.js';
import { V3 } from '@space48/bigcommerce-api/lib/management/index.js';
import { API_PATH } from '../harness/api.mjs';

export const label = '@space48/bigcommerce-api';
export const pointedBy = '`baseUrl` of its own transport, and its own agent settings on an agent for plain HTTP';
export const bulkWay = 'ten values after another; it repeats after a 429';
export const bundleOf = { module: '@space48/bigcommerce-api', names: ['Management'] };

export function create({ storeUrl, accessToken }) {
  // What its constructor makes of a store hash and a token, at another address.
  const agent = new Agent({ maxSockets: 10, keepAlive: true });
  const client = new V3.Client(fetchTransport({ headers: { 'X-Auth-Token': accessToken }, baseUrl: storeUrl, agent }));
  return {
    list: (query) => client.get(API_PATH, { query }),
    upsert: (body) => client.put(API_PATH, { body }),
    walk: () => client.list(API_PATH, { query: { limit: 250 } }),
  };
}
