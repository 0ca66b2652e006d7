import http from 'node:http';
import https from 'node:https';
import BigCommerce from 'node-bigcommerce';
import { API_PATH } from '../harness/api.mjs';

export const label = 'node-bigcommerce';
export const pointedBy = '`https.request` replaced in its process by `http.request` to the server, with keep-alive';
export const bulkWay = 'ten values after another; it repeats after a 429';
export const bundleOf = { module: 'node-bigcommerce', names: ['default'] };

export function create({ origin, storeHash, accessToken }) {
  // It calls https://api.bigcommerce.com whatever it is told. Its connections are kept, as Node does for HTTPS.
  const { hostname, port } = new URL(origin);
  const agent = new http.Agent({ keepAlive: true });
  https.request = (options, callback) => http.request({ ...options, hostname, port, agent }, callback);
  const client = new BigCommerce({ clientId: 'id', storeHash, accessToken, responseType: 'json', apiVersion: 'v3' });
  return {
    list: async ({ limit, page }) => (await client.get(`${API_PATH}?limit=${limit}&page=${page}`)).data,
    upsert: async (values) => (await client.put(API_PATH, values)).data,
  };
}
