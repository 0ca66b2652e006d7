import { API_PATH } from '../harness/api.mjs';

export const label = '`fetch`';
export const pointedBy = 'the URL';
export const bulkWay = 'ten values after another';

export function create({ storeUrl, accessToken }) {
  const url = storeUrl + API_PATH;
  const headers = { Accept: 'application/json', 'X-Auth-Token': accessToken };
  const jsonHeaders = { ...headers, 'Content-Type': 'application/json' };
  return {
    list: ({ limit, page }) => dataOf(fetch(`${url}?limit=${limit}&page=${page}`, { headers })),
    upsert: (values) => dataOf(fetch(url, { method: 'PUT', headers: jsonHeaders, body: JSON.stringify(values) })),
  };
}

async function dataOf(answer) {
  const response = await answer;
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return (await response.json()).data;
}
