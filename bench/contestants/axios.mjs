import axios from 'axios';
import { API_PATH } from '../harness/api.mjs';

export const label = 'axios';
export const pointedBy = '`baseURL`';
export const bulkWay = 'ten values after another';
export const bundleOf = { module: 'axios', names: ['default'] };

export function create({ storeUrl, accessToken }) {
  const client = axios.create({ baseURL: storeUrl, headers: { 'X-Auth-Token': accessToken } });
  return {
    list: async (params) => (await client.get(API_PATH, { params })).data.data,
    upsert: async (values) => (await client.put(API_PATH, values)).data.data,
  };
}
