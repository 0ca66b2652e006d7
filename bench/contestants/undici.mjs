import { request } from 'undici';
import { API_PATH } from '../harness/api.mjs';

export const label = 'undici `request`';
export const pointedBy = 'the URL';
export const bulkWay = 'ten values after another';
export const bundleOf = { module: 'undici', names: ['request'] };

export function create({ storeUrl, accessToken }) {
  const url = storeUrl + API_PATH;
  const headers = { Accept: 'application/json', 'X-Auth-Token': accessToken };
  const jsonHeaders = { ...headers, 'Content-Type': 'application/json' };
  return {
    list: ({ limit, page }) => dataOf(request(`${url}?limit=${limit}&page=${page}`, { headers })),
    upsert: (values) => dataOf(request(url, { method: 'PUT', headers: jsonHeaders, body: JSON.stringify(values) })),
  };
}

async function dataOf(answer) {
  const { statusCode, body } = await answer;
  if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
  return (await body.json()).data;
}
