// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { type Check, all, anything, format, items, maxItems, maxLength, maximum, minItems, minLength, minimum, never, pattern, properties, required, type, validator } from './checks.js';
import type { Validator } from './descriptor.js';
import type { OperationId } from './operations.js';

const idSchema: Check = all(type('integer'), maximum(9007199254740991), minimum(1));

const idListSchema: Check = all(type('array'), minItems(1), items(idSchema));

const dateFilterSchema: Check = all(
  type(['string', 'integer']),
  maximum(9999999999999),
  minimum(1000000000),
  pattern(
    /^([1-9]\d{9,12}|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?)?)$/u,
  ),
);

const attributeValueInputSchema: Check = all(
  type('object'),
  required(['customer_id', 'attribute_id', 'value']),
  properties(
    { id: idSchema, customer_id: idSchema, attribute_id: idSchema, value: all(type('string'), maxLength(255)) },
    never,
  ),
);

const uuidSchema: Check = all(type('string'), format('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i));

/** What the parameters and the body of each operation must satisfy, as `{ path, query, header, body }`. */
export const requests: Readonly<Record<OperationId, Validator>> = {
  listCustomerAttributeValues: validator(() => all(
    type('object'),
    required(['path', 'query']),
    properties({
      path: all(type('object'), properties({}, never)),
      query: all(
        type('object'),
        properties({
          page: all(type('integer'), maximum(9007199254740991), minimum(1)),
          limit: all(type('integer'), maximum(250), minimum(1)),
          'customer_id:in': idListSchema,
          'attribute_id:in': idListSchema,
          name: all(type('string'), minLength(1)),
          date_created: dateFilterSchema,
          'date_created:min': dateFilterSchema,
          'date_created:max': dateFilterSchema,
          date_modified: dateFilterSchema,
          'date_modified:min': dateFilterSchema,
          'date_modified:max': dateFilterSchema,
        }, never),
      ),
      header: all(type('object'), properties({}, anything)),
      body: never,
    }),
  )),

  upsertCustomerAttributeValues: validator(() => all(
    type('object'),
    required(['path', 'query', 'body']),
    properties({
      path: all(type('object'), properties({}, never)),
      query: all(type('object'), properties({}, never)),
      header: all(type('object'), properties({}, anything)),
      body: all(type('array'), maxItems(10), minItems(1), items(attributeValueInputSchema)),
    }),
  )),

  deleteCustomerAttributeValues: validator(() => all(
    type('object'),
    required(['path', 'query']),
    properties({
      path: all(type('object'), properties({}, never)),
      query: all(type('object'), required(['id:in']), properties({ 'id:in': idListSchema }, never)),
      header: all(type('object'), properties({}, anything)),
      body: never,
    }),
  )),

  deleteCustomers: validator(() => all(
    type('object'),
    required(['path', 'query']),
    properties({
      path: all(type('object'), properties({}, never)),
      query: all(type('object'), required(['id:in']), properties({ 'id:in': idListSchema }, never)),
      header: all(type('object'), properties({}, anything)),
      body: never,
    }),
  )),

  removeShopperProfilesFromSegment: validator(() => all(
    type('object'),
    required(['path', 'query']),
    properties({
      path: all(type('object'), required(['segmentId']), properties({ segmentId: uuidSchema }, never)),
      query: all(type('object'), properties({ 'id:in': all(type('array'), minItems(1), items(uuidSchema)) }, never)),
      header: all(type('object'), properties({}, anything)),
      body: never,
    }),
  )),
};
