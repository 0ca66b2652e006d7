// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { Validator } from './descriptor.js';

export declare const listCustomerAttributeValuesRequest: Validator;
export declare const upsertCustomerAttributeValuesRequest: Validator;
export declare const deleteCustomerAttributeValuesRequest: Validator;
export declare const deleteCustomersRequest: Validator;
export declare const removeShopperProfilesFromSegmentRequest: Validator;
