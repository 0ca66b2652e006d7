// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { Validator } from './descriptor.js';

export declare const attributeValuePage: Validator;
export declare const headers: Validator;
export declare const plainText: Validator;
export declare const error: Validator;
export declare const html: Validator;
export declare const headers2: Validator;
export declare const upsertedAttributeValues: Validator;
export declare const batchResult: Validator;
export declare const schema: Validator;
