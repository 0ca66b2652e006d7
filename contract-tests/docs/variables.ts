import { expect } from '@jest/globals';
import { createCustomersClient } from '../../src/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { ORIGIN } from '../support/server.js';
import { TEST_CERTIFICATE, TEST_KEY } from '../support/test-certificate.js';

/** What a block takes for granted: its type for the compiler, and its value when the block runs. */
interface Variable {
  readonly type: string;
  readonly value: (world: World) => unknown;
}

/** What a block runs in. */
export interface World {
  /** A store with 700 customers, attributes 1 to 4, and values. */
  readonly sandbox: Sandbox;
  /** What is to be done when the block has ended. */
  readonly afterwards: (() => unknown)[];
  /** What the block has said to a log. */
  readonly logged: unknown[];
  /** Stands for the global object. */
  readonly globals: { fetch: typeof fetch };
}

const REQUEST = new Request(`${ORIGIN}/stores/abc123/v3/customers?id:in=1`, {
  method: 'DELETE',
  headers: { 'X-Auth-Token': 'x' },
});
const JEST = (name: string) => `typeof import('@jest/globals').${name}`;

/** A row of somebody's file for each of two customers, and one for somebody who does not exist. */
async function* rows() {
  yield { customer_id: 1, attribute_id: 1, value: 'Gold' };
  yield { customer_id: 2, attribute_id: 1, value: 'Gold' };
  yield { customer_id: 99_999, attribute_id: 1, value: 'Gold' };
}

/** Every variable that a block uses without declaring it. */
export const VARIABLES = {
  accessToken: { type: 'string', value: ({ sandbox }) => sandbox.accessToken },
  bigcommerce: {
    type: "import('bigcommerce-customers').CustomersClient",
    value: ({ sandbox: { url: baseUrl, storeHash, accessToken } }) =>
      createCustomersClient({ baseUrl, storeHash, accessToken, retry: { minDelayMs: 1, maxDelayMs: 1 } }),
  },
  cert: { type: 'string', value: () => TEST_CERTIFICATE },
  exchange: {
    type: "import('bigcommerce-customers/contract').WireExchange",
    value: () => ({
      request: { method: 'DELETE', url: REQUEST.url, headers: { 'X-Auth-Token': 'x' } },
      response: { status: 204, headers: { 'X-New': '1', Server: 'x' } },
    }),
  },
  fetch: {
    type: '(request: Request) => Promise<Response>',
    value: () => async () => new Response(null, { status: 204 }),
  },
  headers: { type: 'Record<string, string>', value: () => ({ 'X-Auth-Token': 'x' }) },
  ids: { type: 'number[]', value: () => Array.from({ length: 600 }, (_, index) => index + 1) },
  key: { type: 'string', value: () => TEST_KEY },
  log: {
    type: '{ warn(details: object, message: string): void }',
    value: ({ logged }) => ({ warn: (...values: unknown[]) => logged.push(values) }),
  },
  // The store has other segments.
  segmentId: { type: 'string', value: () => '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90' },
  profileIds: { type: 'string[]', value: () => ['0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01'] },
  redis: { type: "import('ioredis').Redis", value: () => ({ evalsha: async () => [1, 0], eval: async () => [1, 0] }) },
  request: { type: 'Request', value: () => REQUEST.clone() },
  rowsOfAFile: {
    type: "AsyncIterable<import('bigcommerce-customers').AttributeValueInput>",
    value: () => rows(),
  },
  signal: { type: 'AbortSignal', value: () => new AbortController().signal },
  url: { type: 'string', value: () => REQUEST.url },
  values: {
    type: "import('bigcommerce-customers').AttributeValueInput[]",
    value: () => Array.from({ length: 25 }, (_, index) => ({ customer_id: index + 1, attribute_id: 1, value: 'Gold' })),
  },
  expect: { type: JEST('expect'), value: () => expect },
  afterEach: {
    type: JEST('afterEach'),
    value:
      ({ afterwards }) =>
      (task: () => unknown) =>
        afterwards.push(task),
  },
  afterAll: {
    type: JEST('afterAll'),
    value:
      ({ afterwards }) =>
      (task: () => unknown) =>
        afterwards.push(task),
  },
  test: {
    type: JEST('test'),
    value:
      ({ afterwards }) =>
      (_title: string, task: () => unknown) =>
        afterwards.push(task),
  },
} satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;
