import createClient from 'openapi-fetch';
import { API_PATH } from '../harness/api.mjs';

export const label = 'openapi-fetch';
export const pointedBy = '`baseUrl`';
export const bulkWay = 'ten values after another';
export const bundleOf = { module: 'openapi-fetch', names: ['default'] };

export function create({ storeUrl, accessToken }) {
  const client = createClient({ baseUrl: storeUrl, headers: { 'X-Auth-Token': accessToken } });
  return {
    list: (query) => dataOf(client.GET(API_PATH, { params: { query } })),
    upsert: (body) => dataOf(client.PUT(API_PATH, { body })),
  };
}

async function dataOf(answer) {
  const { data, response } = await answer;
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return data.data;
}
