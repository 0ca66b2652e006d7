import createClient from 'openapi-fetch';
import type { paths } from '../../generated/types.js';

const client = createClient<paths>({
  baseUrl: 'https://api.bigcommerce.com/stores/abc123/v3',
  headers: { 'X-Auth-Token': 'x' },
});

const { data: page } = await client.GET('/customers/attribute-values', {
  params: { query: { 'attribute_id:in': [3], limit: 250 } },
});
const names: (string | undefined)[] = (page?.data ?? []).map(({ attribute_value }) => attribute_value);
const { data: saved } = await client.PUT('/customers/attribute-values', {
  body: [{ customer_id: 23, attribute_id: 3, value: 'Gold' }],
});
await client.DELETE('/customers', { params: { query: { 'id:in': [23, 24] } } });

console.log(names, page?.meta.pagination?.total, saved?.data[0]?.id);
