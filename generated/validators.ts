// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { Validator } from './descriptor.js';
import type { OperationId } from './operations.js';
import { type Check, all, anything, choice, format, items, maxItems, maxLength, maximum, minItems, minLength, minimum, never, pattern, properties, required, type, validator } from './checks.js';

const idSchema: Check = all(type('integer'), maximum(9007199254740991), minimum(1));

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

const schemaSchema: Check = all(type('integer'), maximum(9007199254740991), minimum(1));

const schemaSchema2: Check = all(type('integer'), maximum(250), minimum(1));

const emailFilterSchema: Check = all(type('string'), maxLength(255), pattern(/^[^\s,@]+@[^\s,@]+$/u));

const uuidSchema: Check = all(type('string'), format('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i));

export const listCustomerAttributeValuesRequest = validator(() => all(
  type('object'),
  required(['path', 'query']),
  properties({
    path: all(type('object'), properties({}, never)),
    query: all(
      type('object'),
      properties({
        page: all(type('integer'), maximum(9007199254740991), minimum(1)),
        limit: all(type('integer'), maximum(250), minimum(1)),
        'customer_id:in': all(type('array'), minItems(1), items(idSchema)),
        'attribute_id:in': all(type('array'), minItems(1), items(idSchema)),
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
));

export const upsertCustomerAttributeValuesRequest = validator(() => all(
  type('object'),
  required(['path', 'query', 'body']),
  properties({
    path: all(type('object'), properties({}, never)),
    query: all(type('object'), properties({}, never)),
    header: all(type('object'), properties({}, anything)),
    body: all(type('array'), maxItems(10), minItems(1), items(attributeValueInputSchema)),
  }),
));

export const deleteCustomerAttributeValuesRequest = validator(() => all(
  type('object'),
  required(['path', 'query']),
  properties({
    path: all(type('object'), properties({}, never)),
    query: all(
      type('object'),
      required(['id:in']),
      properties({ 'id:in': all(type('array'), minItems(1), items(idSchema)) }, never),
    ),
    header: all(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const listCustomersRequest = validator(() => all(
  type('object'),
  required(['path', 'query']),
  properties({
    path: all(type('object'), properties({}, never)),
    query: all(
      type('object'),
      properties({
        page: schemaSchema,
        limit: schemaSchema2,
        'id:in': all(type('array'), minItems(1), items(idSchema)),
        'email:in': all(type('array'), minItems(1), items(emailFilterSchema)),
        include: all(
          type('array'),
          minItems(1),
          items(all(
            type('string'),
            choice(
              ['addresses', 'storecredit', 'attributes', 'formfields', 'shopper_profile_id', 'segment_ids'],
            ),
          )),
        ),
      }, never),
    ),
    header: all(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const deleteCustomersRequest = validator(() => all(
  type('object'),
  required(['path', 'query']),
  properties({
    path: all(type('object'), properties({}, never)),
    query: all(
      type('object'),
      required(['id:in']),
      properties({ 'id:in': all(type('array'), minItems(1), items(idSchema)) }, never),
    ),
    header: all(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const listCustomerAttributesRequest = validator(() => all(
  type('object'),
  required(['path', 'query']),
  properties({
    path: all(type('object'), properties({}, never)),
    query: all(
      type('object'),
      properties({ page: schemaSchema, limit: schemaSchema2, name: all(type('string'), minLength(1)) }, never),
    ),
    header: all(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const listShopperProfilesOfSegmentRequest = validator(() => all(
  type('object'),
  required(['path', 'query']),
  properties({
    path: all(type('object'), required(['segmentId']), properties({ segmentId: uuidSchema }, never)),
    query: all(type('object'), properties({ page: schemaSchema, limit: schemaSchema2 }, never)),
    header: all(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const removeShopperProfilesFromSegmentRequest = validator(() => all(
  type('object'),
  required(['path', 'query']),
  properties({
    path: all(type('object'), required(['segmentId']), properties({ segmentId: uuidSchema }, never)),
    query: all(type('object'), properties({ 'id:in': all(type('array'), minItems(1), items(uuidSchema)) }, never)),
    header: all(type('object'), properties({}, anything)),
    body: never,
  }),
));

export const listCustomerAttributeValues200 = validator(
  () => all(type('object'), required(['data', 'meta']), properties({ data: type('array'), meta: type('object') })),
);

export const upsertCustomerAttributeValues200 = validator(
  () => all(type('object'), required(['data', 'meta']), properties({ data: type('array'), meta: type('object') })),
);

export const listCustomers200 = validator(
  () => all(type('object'), required(['data', 'meta']), properties({ data: type('array'), meta: type('object') })),
);

export const listCustomerAttributes200 = validator(
  () => all(type('object'), required(['data', 'meta']), properties({ data: type('array'), meta: type('object') })),
);

export const listShopperProfilesOfSegment200 = validator(
  () => all(type('object'), required(['data', 'meta']), properties({ data: type('array'), meta: type('object') })),
);

export const removeShopperProfilesFromSegment200 = validator(
  () => all(type('object'), properties({ data: type('array'), errors: type('array'), meta: type('object') })),
);

/** What the parameters and the body of each operation must satisfy, as `{ path, query, header, body }`. */
export const requests: Readonly<Record<OperationId, Validator>> = {
  listCustomerAttributeValues: listCustomerAttributeValuesRequest,
  upsertCustomerAttributeValues: upsertCustomerAttributeValuesRequest,
  deleteCustomerAttributeValues: deleteCustomerAttributeValuesRequest,
  listCustomers: listCustomersRequest,
  deleteCustomers: deleteCustomersRequest,
  listCustomerAttributes: listCustomerAttributesRequest,
  listShopperProfilesOfSegment: listShopperProfilesOfSegmentRequest,
  removeShopperProfilesFromSegment: removeShopperProfilesFromSegmentRequest,
};

/**
 * Whether the body of a success has its declared outline: its type, and the types and presence of its outermost members.
 * By status; a success that is declared without a body has no entry.
 */
export const successes: Readonly<Record<OperationId, Readonly<Record<string, Validator>>>> = {
  listCustomerAttributeValues: { '200': listCustomerAttributeValues200 },
  upsertCustomerAttributeValues: { '200': upsertCustomerAttributeValues200 },
  deleteCustomerAttributeValues: {},
  listCustomers: { '200': listCustomers200 },
  deleteCustomers: {},
  listCustomerAttributes: { '200': listCustomerAttributes200 },
  listShopperProfilesOfSegment: { '200': listShopperProfilesOfSegment200 },
  removeShopperProfilesFromSegment: { '200': removeShopperProfilesFromSegment200 },
};
