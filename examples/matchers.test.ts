// Checks your own requests, and the responses of your mocks, against BigCommerce's API.
//
//   npm test -- examples/matchers      (in your project: npx jest)

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCustomersClient } from 'bigcommerce-customers';
import { contractMatchers } from 'bigcommerce-customers/contract/jest';
import { type Sandbox, startSandbox } from 'bigcommerce-customers/sandbox';

// Where `expect` is global, `import 'bigcommerce-customers/contract/jest'` is enough.
expect.extend(contractMatchers);

const headers = { 'X-Auth-Token': 'a-token-of-a-test' };
const customers = 'https://api.bigcommerce.com/stores/abc123/v3/customers';

describe('code that makes its own requests', () => {
  test('sends ids in one parameter, separated by commas', () => {
    const request = { method: 'DELETE', url: `${customers}?id:in=1,2`, headers };
    expect(request).toMatchContractRequest('deleteCustomers');
  });

  test('does not repeat the parameter, because only the first would count', () => {
    const request = { method: 'DELETE', url: `${customers}?id:in=1&id:in=2`, headers };
    expect(request).not.toMatchContractRequest('deleteCustomers');
  });
});

describe('mocks', () => {
  test('respond as BigCommerce does', () => {
    expect({ status: 204 }).toMatchContractResponse('deleteCustomers');
  });

  test('that BigCommerce could never be are found: a deletion has no body', () => {
    const response = { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"deleted":2}' };
    expect(() => expect(response).toMatchContractResponse('deleteCustomers')).toThrow(/expected: one of 204/);
  });
});

describe('code that uses the client', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ customers: 10 });
  });
  afterAll(() => sandbox.stop());

  test('is tested against a store instead of mocks', async () => {
    const { url: baseUrl, storeHash, accessToken } = sandbox;
    await eraseCustomer(createCustomersClient({ baseUrl, storeHash, accessToken }), 7);
    expect(sandbox.state.customers.has(7)).toBe(false);
    for (const { request, response } of sandbox.exchanges) expect(response).toMatchContractResponse(request);
  });
});

/** Your own code. */
async function eraseCustomer(bigcommerce: ReturnType<typeof createCustomersClient>, id: number): Promise<void> {
  await bigcommerce.customers.delete([id]);
}
