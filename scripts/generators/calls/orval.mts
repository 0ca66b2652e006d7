import * as store from './client/client.js';
import { customerIds, headers, input, profileIds, segmentId, since, storeUrl, valueIds } from './store.mjs';

// The functions call `fetch` with a path alone.
const { fetch } = globalThis;
globalThis.fetch = (path, init) => fetch(`${storeUrl}${path}`, init);

await store.listCustomerAttributeValues({ 'customer_id:in': customerIds }, { headers });
await store.listCustomerAttributeValues({ 'date_modified:min': since }, { headers });
await store.upsertCustomerAttributeValues(input, { headers });
await store.deleteCustomerAttributeValues({ 'id:in': valueIds }, { headers });
await store.deleteCustomers({ 'id:in': customerIds }, { headers });
await store.removeShopperProfilesFromSegment(segmentId, { 'id:in': profileIds }, { headers });
