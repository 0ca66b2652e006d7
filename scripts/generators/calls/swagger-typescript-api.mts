import { Api } from './client/api.js';
import { customerIds, headers, input, profileIds, segmentId, since, storeUrl, valueIds } from './store.mjs';

const store = new Api({ baseUrl: storeUrl, baseApiParams: { headers } });

await store.customers.listCustomerAttributeValues({ 'customer_id:in': customerIds });
await store.customers.listCustomerAttributeValues({ 'date_modified:min': since });
await store.customers.upsertCustomerAttributeValues(input);
await store.customers.deleteCustomerAttributeValues({ 'id:in': valueIds });
await store.customers.deleteCustomers({ 'id:in': customerIds });
await store.segments.removeShopperProfilesFromSegment(segmentId, { 'id:in': profileIds });
