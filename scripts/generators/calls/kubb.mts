import * as store from './client/index.js';
import { customerIds, headers, input, profileIds, segmentId, since, storeUrl, valueIds } from './store.mjs';

const settings = { baseURL: storeUrl, headers };

await store.listCustomerAttributeValues({ 'customer_id:in': customerIds }, settings);
await store.listCustomerAttributeValues({ 'date_modified:min': since }, settings);
await store.upsertCustomerAttributeValues(input, settings);
await store.deleteCustomerAttributeValues({ 'id:in': valueIds }, settings);
await store.deleteCustomers({ 'id:in': customerIds }, settings);
await store.removeShopperProfilesFromSegment(segmentId, { 'id:in': profileIds }, settings);
