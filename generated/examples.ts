// Written by "npm run generate" from the OpenAPI document. Do not edit.

import type { OperationId } from './operations.js';

/** A response to a call, as the document shows it. Without a body, there is none. */
export interface ExampleResponse {
  readonly status: number;
  readonly body?: unknown;
}

/** The first success of each operation with an example, or without a body; `undefined` if there is none. */
export const examples: Readonly<Record<OperationId, ExampleResponse | undefined>> = {
  listCustomerAttributeValues: {
    status: 200,
    body: {
      data: [
        {
          id: 7011,
          customer_id: 1138,
          attribute_id: 4,
          attribute_value: 'Gold',
          date_created: '2026-03-02T08:15:30Z',
          date_modified: '2026-04-18T17:02:11Z',
        },
        {
          id: 7012,
          customer_id: 1139,
          attribute_id: 4,
          attribute_value: 'Silver',
          date_created: '2026-03-02T08:15:31Z',
          date_modified: '2026-03-02T08:15:31Z',
        },
      ],
      meta: { pagination: { total: 6, count: 2, per_page: 2, current_page: 1, total_pages: 3 } },
    },
  },
  upsertCustomerAttributeValues: {
    status: 200,
    body: {
      data: [
        {
          id: 7011,
          customer_id: 1138,
          attribute_id: 4,
          attribute_value: 'Gold',
          date_created: '2026-03-02T08:15:30Z',
          date_modified: '2026-04-18T17:02:11Z',
        },
      ],
      meta: {},
    },
  },
  deleteCustomerAttributeValues: { status: 204 },
  deleteCustomers: { status: 204 },
  removeShopperProfilesFromSegment: { status: 200, body: { data: [], errors: [], meta: { total: 2, success: 2, failed: 0 } } },
};
