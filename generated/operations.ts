// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { OperationDescriptor, ServerDescriptor } from './descriptor.js';

/** The document that everything in this folder was generated from. */
export const specification = { title: 'BigCommerce customer data', version: '1.0.0' };

export const server = {
  url: 'https://api.bigcommerce.com/stores/{store_hash}/v3',
  variables: { store_hash: { default: 'abc123example', pattern: '^[A-Za-z0-9_-]+$' } },
  maxUrlLength: 2048,
} as const satisfies ServerDescriptor;

/** The headers that carry credentials. */
export const credentialHeaders = ['X-Auth-Token'] as const;

/** Every operation by its operationId. */
export const operations = {
  listCustomerAttributeValues: {
    operationId: 'listCustomerAttributeValues',
    method: 'GET',
    path: '/customers/attribute-values',
    parameters: {
      path: [],
      query: [
        {
          name: 'page',
          required: false,
          types: ['integer'],
          limits: { default: 1, minimum: 1, maximum: 9007199254740991 },
          style: 'form',
          explode: true,
          allowReserved: false,
        },
        {
          name: 'limit',
          required: false,
          types: ['integer'],
          limits: { default: 50, minimum: 1, maximum: 250 },
          style: 'form',
          explode: true,
          allowReserved: false,
        },
        {
          name: 'customer_id:in',
          required: false,
          types: ['array'],
          itemTypes: ['integer'],
          limits: { minItems: 1 },
          style: 'form',
          explode: false,
          allowReserved: false,
        },
        {
          name: 'attribute_id:in',
          required: false,
          types: ['array'],
          itemTypes: ['integer'],
          limits: { minItems: 1 },
          style: 'form',
          explode: false,
          allowReserved: false,
        },
        {
          name: 'name',
          required: false,
          types: ['string'],
          limits: { minLength: 1 },
          style: 'form',
          explode: true,
          allowReserved: false,
        },
        {
          name: 'date_created',
          required: false,
          types: ['string', 'integer'],
          limits: { minimum: 1000000000, maximum: 9999999999999 },
          style: 'form',
          explode: true,
          allowReserved: true,
          dateFilter: true,
        },
        {
          name: 'date_created:min',
          required: false,
          types: ['string', 'integer'],
          limits: { minimum: 1000000000, maximum: 9999999999999 },
          style: 'form',
          explode: true,
          allowReserved: true,
          dateFilter: true,
        },
        {
          name: 'date_created:max',
          required: false,
          types: ['string', 'integer'],
          limits: { minimum: 1000000000, maximum: 9999999999999 },
          style: 'form',
          explode: true,
          allowReserved: true,
          dateFilter: true,
        },
        {
          name: 'date_modified',
          required: false,
          types: ['string', 'integer'],
          limits: { minimum: 1000000000, maximum: 9999999999999 },
          style: 'form',
          explode: true,
          allowReserved: true,
          dateFilter: true,
        },
        {
          name: 'date_modified:min',
          required: false,
          types: ['string', 'integer'],
          limits: { minimum: 1000000000, maximum: 9999999999999 },
          style: 'form',
          explode: true,
          allowReserved: true,
          dateFilter: true,
        },
        {
          name: 'date_modified:max',
          required: false,
          types: ['string', 'integer'],
          limits: { minimum: 1000000000, maximum: 9999999999999 },
          style: 'form',
          explode: true,
          allowReserved: true,
          dateFilter: true,
        },
      ],
      header: [],
    },
    success: { 200: ['application/json'] },
    security: [
      [{ in: 'header', name: 'X-Auth-Token', scopes: ['store_v2_customers'] }],
      [{ in: 'header', name: 'X-Auth-Token', scopes: ['store_v2_customers_read_only'] }],
    ],
    repeatable: true,
  },
  upsertCustomerAttributeValues: {
    operationId: 'upsertCustomerAttributeValues',
    method: 'PUT',
    path: '/customers/attribute-values',
    parameters: { path: [], query: [], header: [] },
    requestBody: { required: true, mediaTypes: ['application/json'], limits: { minItems: 1, maxItems: 10 } },
    success: { 200: ['application/json'] },
    security: [[{ in: 'header', name: 'X-Auth-Token', scopes: ['store_v2_customers'] }]],
    maxConcurrency: 3,
    repeatable: true,
  },
  deleteCustomerAttributeValues: {
    operationId: 'deleteCustomerAttributeValues',
    method: 'DELETE',
    path: '/customers/attribute-values',
    parameters: {
      path: [],
      query: [
        {
          name: 'id:in',
          required: true,
          types: ['array'],
          itemTypes: ['integer'],
          limits: { minItems: 1 },
          style: 'form',
          explode: false,
          allowReserved: false,
          whenOmitted: 'unknown',
        },
      ],
      header: [],
    },
    success: { 204: [] },
    security: [[{ in: 'header', name: 'X-Auth-Token', scopes: ['store_v2_customers'] }]],
    repeatable: true,
  },
  deleteCustomers: {
    operationId: 'deleteCustomers',
    method: 'DELETE',
    path: '/customers',
    parameters: {
      path: [],
      query: [
        {
          name: 'id:in',
          required: true,
          types: ['array'],
          itemTypes: ['integer'],
          limits: { minItems: 1 },
          style: 'form',
          explode: false,
          allowReserved: false,
          whenOmitted: 'changes-nothing',
        },
      ],
      header: [],
    },
    success: { 204: [] },
    security: [[{ in: 'header', name: 'X-Auth-Token', scopes: ['store_v2_customers'] }]],
    repeatable: true,
  },
  removeShopperProfilesFromSegment: {
    operationId: 'removeShopperProfilesFromSegment',
    method: 'DELETE',
    path: '/segments/{segmentId}/shopper-profiles',
    parameters: {
      path: [{ name: 'segmentId', required: true, types: ['string'], limits: {} }],
      query: [
        {
          name: 'id:in',
          required: false,
          types: ['array'],
          itemTypes: ['string'],
          limits: { minItems: 1 },
          style: 'form',
          explode: false,
          allowReserved: false,
          whenOmitted: 'removes-all',
          repeatableWhenOmitted: false,
        },
      ],
      header: [],
    },
    success: { 200: ['application/json'], 204: [] },
    security: [[{ in: 'header', name: 'X-Auth-Token', scopes: ['store_v2_customers'] }]],
    maxConcurrency: 10,
    repeatable: true,
  },
} as const satisfies Record<string, OperationDescriptor>;

export type OperationId = keyof typeof operations;
