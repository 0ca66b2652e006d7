// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { Validator } from './descriptor.js';
import type { OperationId } from './operations.js';
import * as validate from './validators.js';

/**
 * Whether the body of a success has its declared outline: its type, and the types and presence of its outermost members.
 * By status; a success that is declared without a body has no entry.
 */
export const successes: Readonly<Record<OperationId, Readonly<Record<string, Validator>>>> = {
  listCustomerAttributeValues: { '200': validate.listCustomerAttributeValues200 },
  upsertCustomerAttributeValues: { '200': validate.upsertCustomerAttributeValues200 },
  deleteCustomerAttributeValues: {},
  deleteCustomers: {},
  removeShopperProfilesFromSegment: { '200': validate.removeShopperProfilesFromSegment200 },
};
