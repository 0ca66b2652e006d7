import createClient from 'openapi-fetch';
import type { paths } from './client/types.js';
import { customerIds, headers, input, profileIds, segmentId, since, storeUrl, valueIds } from './store.mjs';

const store = createClient<paths>({ baseUrl: storeUrl, headers });

await store.GET('/customers/attribute-values', { params: { query: { 'customer_id:in': customerIds } } });
await store.GET('/customers/attribute-values', { params: { query: { 'date_modified:min': since } } });
await store.PUT('/customers/attribute-values', { body: input });
await store.DELETE('/customers/attribute-values', { params: { query: { 'id:in': valueIds } } });
await store.DELETE('/customers', { params: { query: { 'id:in': customerIds } } });
await store.DELETE('/segments/{segmentId}/shopper-profiles', {
  params: { path: { segmentId }, query: { 'id:in': profileIds } },
});
