// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { Validator } from './descriptor.js';
import type { OperationId } from './operations.js';
import * as validate from './validators.js';

/** What the parameters and the body of each operation must satisfy, as `{ path, query, header, body }`. */
export const requests: Readonly<Record<OperationId, Validator>> = {
  listCustomerAttributeValues: validate.listCustomerAttributeValuesRequest,
  upsertCustomerAttributeValues: validate.upsertCustomerAttributeValuesRequest,
  deleteCustomerAttributeValues: validate.deleteCustomerAttributeValuesRequest,
  deleteCustomers: validate.deleteCustomersRequest,
  removeShopperProfilesFromSegment: validate.removeShopperProfilesFromSegmentRequest,
};
