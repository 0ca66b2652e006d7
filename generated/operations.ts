// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { type ClientOperation, type ServerDescriptor, withoutPrototypes } from './descriptor.js';

/** The document that everything in this folder was generated from. */
export const specification = { title: 'BigCommerce customer data', version: '1.0.0' };

export const server = {
  url: 'https://api.bigcommerce.com/stores/{store_hash}/v3',
  variables: { store_hash: { default: 'abc123example', pattern: '^[A-Za-z0-9_-]+$' } },
  maxUrlLength: 2048,
  exactUrls: true,
} as const satisfies ServerDescriptor;

/** The headers that carry credentials. */
export const credentialHeaders = ['X-Auth-Token'] as const;

/** Every operation by its operationId, as far as a client must know it. */
export const operations = /* @__PURE__ */ withoutPrototypes({
  listCustomerAttributeValues: {
    method: 'GET',
    path: '/customers/attribute-values',
    parameters: {
      query: [
        { name: 'page', limits: { minimum: 1, maximum: 9007199254740991 } },
        { name: 'limit', limits: { minimum: 1, maximum: 250 } },
        { name: 'customer_id:in', explode: false, list: true },
        { name: 'attribute_id:in', explode: false, list: true },
        { name: 'name' },
        {
          name: 'date_created',
          allowReserved: true,
          dateFilter: true,
          limits: { minimum: 1000000000, maximum: 9999999999999 },
        },
        {
          name: 'date_created:min',
          allowReserved: true,
          dateFilter: true,
          limits: { minimum: 1000000000, maximum: 9999999999999 },
        },
        {
          name: 'date_created:max',
          allowReserved: true,
          dateFilter: true,
          limits: { minimum: 1000000000, maximum: 9999999999999 },
        },
        {
          name: 'date_modified',
          allowReserved: true,
          dateFilter: true,
          limits: { minimum: 1000000000, maximum: 9999999999999 },
        },
        {
          name: 'date_modified:min',
          allowReserved: true,
          dateFilter: true,
          limits: { minimum: 1000000000, maximum: 9999999999999 },
        },
        {
          name: 'date_modified:max',
          allowReserved: true,
          dateFilter: true,
          limits: { minimum: 1000000000, maximum: 9999999999999 },
        },
      ],
    },
    success: { 200: ['application/json'] },
    repeatable: true,
  },
  upsertCustomerAttributeValues: {
    method: 'PUT',
    path: '/customers/attribute-values',
    parameters: { query: [] },
    requestBody: { limits: { maxItems: 10 } },
    success: { 200: ['application/json'] },
    maxConcurrency: 3,
    repeatable: true,
  },
  deleteCustomerAttributeValues: {
    method: 'DELETE',
    path: '/customers/attribute-values',
    parameters: { query: [{ name: 'id:in', explode: false, list: true }] },
    success: { 204: [] },
    repeatable: true,
  },
  listCustomers: {
    method: 'GET',
    path: '/customers',
    parameters: {
      query: [
        { name: 'page', limits: { minimum: 1, maximum: 9007199254740991 } },
        { name: 'limit', limits: { minimum: 1, maximum: 250 } },
        { name: 'id:in', explode: false, list: true },
        { name: 'email:in', explode: false, list: true },
        { name: 'include', explode: false, list: true },
      ],
    },
    success: { 200: ['application/json'] },
    repeatable: true,
  },
  deleteCustomers: {
    method: 'DELETE',
    path: '/customers',
    parameters: { query: [{ name: 'id:in', explode: false, list: true }] },
    success: { 204: [] },
    repeatable: true,
  },
  listCustomerAttributes: {
    method: 'GET',
    path: '/customers/attributes',
    parameters: {
      query: [
        { name: 'page', limits: { minimum: 1, maximum: 9007199254740991 } },
        { name: 'limit', limits: { minimum: 1, maximum: 250 } },
        { name: 'name' },
      ],
    },
    success: { 200: ['application/json'] },
    repeatable: true,
  },
  listShopperProfilesOfSegment: {
    method: 'GET',
    path: '/segments/{segmentId}/shopper-profiles',
    parameters: {
      query: [
        { name: 'page', limits: { minimum: 1, maximum: 9007199254740991 } },
        { name: 'limit', limits: { minimum: 1, maximum: 250 } },
      ],
    },
    success: { 200: ['application/json'] },
    maxConcurrency: 10,
    repeatable: true,
  },
  removeShopperProfilesFromSegment: {
    method: 'DELETE',
    path: '/segments/{segmentId}/shopper-profiles',
    parameters: { query: [{ name: 'id:in', explode: false, list: true, repeatableWhenOmitted: false }] },
    success: { 200: ['application/json'], 204: [] },
    maxConcurrency: 10,
    repeatable: true,
  },
} as const satisfies Record<string, ClientOperation>);

export type OperationId = keyof typeof operations;
