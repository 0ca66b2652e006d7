// The first calls: write an attribute value of a customer, read it, delete it.
//
//   npx tsx examples/first-call.ts

import { createCustomersClient } from 'bigcommerce-customers';
import { startSandbox } from 'bigcommerce-customers/sandbox';

// A store on this machine. For a real store, delete this and set BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN (with the
// scope `store_v2_customers`) in the environment: createCustomersClient() reads them.
const sandbox = await startSandbox({ customers: 100 });
const { url: baseUrl, storeHash, accessToken } = sandbox;

const bigcommerce = createCustomersClient({ baseUrl, storeHash, accessToken });

// Creates the value of attribute 4 of customer 23, or replaces it.
const [saved] = await bigcommerce.attributeValues.upsert([
  { customer_id: 23, attribute_id: 4, value: 'Prefers a call in the morning' },
]);
console.log(`saved: ${saved?.attribute_value}`);

// One page. Filters have the names of the API.
const { data, meta } = await bigcommerce.attributeValues.list({ 'customer_id:in': [23], limit: 50 });
console.log(`customer 23 has ${data.length} of ${meta.pagination.total} values`);

// All pages, value by value. The next page is fetched while you process this one.
let gold = 0;
for await (const value of bigcommerce.attributeValues.listAll({ 'attribute_id:in': [1] })) {
  if (value.attribute_value === 'Gold') gold += 1;
}
console.log(`${gold} of 100 customers are Gold`);

// Deletes by the id of the value itself, which every listed record has.
if (saved?.id !== undefined) await bigcommerce.attributeValues.delete([saved.id]);
console.log(`deleted; ${sandbox.exchanges.length} requests in all`);

await sandbox.stop();
