import { client } from './client/client.gen.js';
import * as store from './client/index.js';
import { customerIds, headers, input, profileIds, segmentId, since, storeUrl, valueIds } from './store.mjs';

client.setConfig({ baseUrl: storeUrl, headers });

await store.listCustomerAttributeValues({ query: { 'customer_id:in': customerIds } });
await store.listCustomerAttributeValues({ query: { 'date_modified:min': since } });
await store.upsertCustomerAttributeValues({ body: input });
await store.deleteCustomerAttributeValues({ query: { 'id:in': valueIds } });
await store.deleteCustomers({ query: { 'id:in': customerIds } });
await store.removeShopperProfilesFromSegment({ path: { segmentId }, query: { 'id:in': profileIds } });
