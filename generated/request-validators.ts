// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { type Check, all, anything, never, validator } from './check.js';
import { items, maxItems, minItems } from './check-lists.js';
import { maximum, minimum } from './check-numbers.js';
import { object } from './check-objects.js';
import { format, maxLength, minLength, pattern } from './check-text.js';
import { type } from './check-type.js';

const idSchema: Check = all(type('integer'), minimum(1), maximum(9007199254740991));

const idListSchema: Check = all(type('array'), minItems(1), items(idSchema));

const dateFilterSchema: Check = all(
  type(['string', 'integer']),
  pattern(
    /^([1-9]\d{9,12}|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?)?)$/u,
  ),
  minimum(1000000000),
  maximum(9999999999999),
);

const attributeValueInputSchema: Check = object(
  { id: idSchema, customer_id: idSchema, attribute_id: idSchema, value: all(type('string'), maxLength(255)) },
  ['customer_id', 'attribute_id', 'value'],
);

const uuidSchema: Check = all(type('string'), format('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i));

export const listCustomerAttributeValuesRequest = validator(object({
  path: object({}),
  query: object({
    page: all(type('integer'), minimum(1), maximum(9007199254740991)),
    limit: all(type('integer'), minimum(1), maximum(250)),
    'customer_id:in': idListSchema,
    'attribute_id:in': idListSchema,
    name: all(type('string'), minLength(1)),
    date_created: dateFilterSchema,
    'date_created:min': dateFilterSchema,
    'date_created:max': dateFilterSchema,
    date_modified: dateFilterSchema,
    'date_modified:min': dateFilterSchema,
    'date_modified:max': dateFilterSchema,
  }),
  header: type('object'),
  body: never,
}, ['path', 'query'], anything));

export const upsertCustomerAttributeValuesRequest = validator(object({
  path: object({}),
  query: object({}),
  header: type('object'),
  body: all(type('array'), minItems(1), maxItems(10), items(attributeValueInputSchema)),
}, ['path', 'query', 'body'], anything));

export const deleteCustomerAttributeValuesRequest = validator(object(
  { path: object({}), query: object({ 'id:in': idListSchema }, ['id:in']), header: type('object'), body: never },
  ['path', 'query'],
  anything,
));

export const deleteCustomersRequest = validator(object(
  { path: object({}), query: object({ 'id:in': idListSchema }, ['id:in']), header: type('object'), body: never },
  ['path', 'query'],
  anything,
));

export const removeShopperProfilesFromSegmentRequest = validator(object({
  path: object({ segmentId: uuidSchema }, ['segmentId']),
  query: object({ 'id:in': all(type('array'), minItems(1), items(uuidSchema)) }),
  header: type('object'),
  body: never,
}, ['path', 'query'], anything));
