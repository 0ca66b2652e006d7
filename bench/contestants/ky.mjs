import ky from 'ky';
import { API_PATH } from '../harness/api.mjs';

export const label = 'ky';
export const pointedBy = '`prefixUrl`';
export const bulkWay = 'ten values after another; it repeats after a 429, twice';
export const bundleOf = { module: 'ky', names: ['default'] };

export function create({ storeUrl, accessToken }) {
  const client = ky.create({ prefixUrl: storeUrl, headers: { 'X-Auth-Token': accessToken } });
  const path = API_PATH.slice(1);
  return {
    list: async (searchParams) => (await client.get(path, { searchParams }).json()).data,
    upsert: async (json) => (await client.put(path, { json }).json()).data,
  };
}
