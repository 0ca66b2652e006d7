import { createCustomersClient } from '../../dist/index.js';

const client = createCustomersClient({ storeHash: 'abc123', accessToken: 'x' });

const { data, meta } = await client.attributeValues.list({ 'attribute_id:in': [3], limit: 250 });
const names: (string | undefined)[] = data.map(({ attribute_value }) => attribute_value);
const saved = await client.attributeValues.upsert([{ customer_id: 23, attribute_id: 3, value: 'Gold' }]);
await client.customers.delete([23, 24]);

console.log(names, meta.pagination?.total, saved[0]?.id);
