// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { Validator } from './descriptor.js';

export declare const listCustomerAttributeValues: Validator;
export declare const upsertCustomerAttributeValues: Validator;
export declare const deleteCustomerAttributeValues: Validator;
export declare const deleteCustomers: Validator;
export declare const removeShopperProfilesFromSegment: Validator;
