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
  listCustomers: {
    status: 200,
    body: {
      data: [
        {
          id: 1138,
          email: 'ada@example.com',
          first_name: 'Ada',
          last_name: 'Byron',
          company: '',
          phone: '',
          customer_group_id: 0,
          date_created: '2026-02-11T10:00:00Z',
          date_modified: '2026-03-02T08:15:30Z',
          shopper_profile_id: '0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01',
          segment_ids: ['6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90'],
        },
      ],
      meta: { pagination: { total: 1, count: 1, per_page: 50, current_page: 1, total_pages: 1 } },
    },
  },
  deleteCustomers: { status: 204 },
  listCustomerAttributes: {
    status: 200,
    body: {
      data: [
        {
          id: 4,
          name: 'Loyalty tier',
          type: 'string',
          date_created: '2025-06-01T12:00:00Z',
          date_modified: '2025-06-01T12:00:00Z',
        },
        { id: 9, name: 'Birthday', type: 'date' },
      ],
      meta: { pagination: { total: 2, count: 2, per_page: 50, current_page: 1, total_pages: 1 } },
    },
  },
  listShopperProfilesOfSegment: {
    status: 200,
    body: {
      data: [
        {
          id: '0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01',
          customer_id: 1138,
          created_at: '2026-02-11T10:00:00Z',
          updated_at: '2026-02-11T10:00:00Z',
        },
        { id: '9b2e4f60-7c1d-4e8a-b3f5-5a6d7c8e9f02' },
      ],
      meta: { pagination: { total: 2, count: 2, per_page: 50, current_page: 1, total_pages: 1 } },
    },
  },
  removeShopperProfilesFromSegment: { status: 200, body: { data: [], errors: [], meta: { total: 2, success: 2, failed: 0 } } },
};
