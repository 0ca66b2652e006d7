// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { Validator } from './descriptor.js';

export declare const attributeValuePageSchema: Validator;
export declare const headersSchema: Validator;
export declare const plainTextSchema: Validator;
export declare const errorSchema: Validator;
export declare const htmlSchema: Validator;
export declare const headersSchema2: Validator;
export declare const upsertedAttributeValuesSchema: Validator;
export declare const batchResultSchema: Validator;
export declare const schemaSchema: Validator;
