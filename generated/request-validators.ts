// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { type Check, anything, each, format, items, maxItems, maxLength, maximum, minItems, minLength, minimum, never, pattern, properties, required, type, validator } from './checks.js';

const idSchema: Check = each(type('integer'), maximum(9007199254740991), minimum(1));

const idListSchema: Check = each(type('array'), minItems(1), items(idSchema));

const dateFilterSchema: Check = each(
  type(['string', 'integer']),
  maximum(9999999999999),
  minimum(1000000000),
  pattern(
    /^([1-9]\d{9,12}|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?)?)$/u,
  ),
);

const attributeValueInputSchema: Check = each(
  type('object'),
  required(['customer_id', 'attribute_id', 'value']),
  properties(
    { id: idSchema, customer_id: idSchema, attribute_id: idSchema, value: each(type('string'), maxLength(255)) },
    never,
  ),
);

const uuidSchema: Check = each(type('string'), format('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i));

export const listCustomerAttributeValuesRequest = validator(each(
  type('object'),
  required(['path', 'query']),
  properties({
    path: each(type('object'), properties({}, never)),
    query: each(
      type('object'),
      properties({
        page: each(type('integer'), maximum(9007199254740991), minimum(1)),
        limit: each(type('integer'), maximum(250), minimum(1)),
        'customer_id:in': idListSchema,
        'attribute_id:in': idListSchema,
        name: each(type('string'), minLength(1)),
        date_created: dateFilterSchema,
        'date_created:min': dateFilterSchema,
        'date_created:max': dateFilterSchema,
        date_modified: dateFilterSchema,
        'date_modified:min': dateFilterSchema,
        'date_modified:max': dateFilterSchema,
      }, never),
    ),
    header: each(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const upsertCustomerAttributeValuesRequest = validator(each(
  type('object'),
  required(['path', 'query', 'body']),
  properties({
    path: each(type('object'), properties({}, never)),
    query: each(type('object'), properties({}, never)),
    header: each(type('object'), properties({}, anything)),
    body: each(type('array'), maxItems(10), minItems(1), items(attributeValueInputSchema)),
  }),
));

export const deleteCustomerAttributeValuesRequest = validator(each(
  type('object'),
  required(['path', 'query']),
  properties({
    path: each(type('object'), properties({}, never)),
    query: each(type('object'), required(['id:in']), properties({ 'id:in': idListSchema }, never)),
    header: each(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const deleteCustomersRequest = validator(each(
  type('object'),
  required(['path', 'query']),
  properties({
    path: each(type('object'), properties({}, never)),
    query: each(type('object'), required(['id:in']), properties({ 'id:in': idListSchema }, never)),
    header: each(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const removeShopperProfilesFromSegmentRequest = validator(each(
  type('object'),
  required(['path', 'query']),
  properties({
    path: each(type('object'), required(['segmentId']), properties({ segmentId: uuidSchema }, never)),
    query: each(type('object'), properties({ 'id:in': each(type('array'), minItems(1), items(uuidSchema)) }, never)),
    header: each(type('object'), properties({}, anything)),
    body: never,
  }),
));
