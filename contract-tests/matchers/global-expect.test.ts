import { afterAll, expect, test } from '@jest/globals';

// As where jest injects its globals, which it does not in these tests.
Reflect.set(globalThis, 'expect', expect);
await import('../../src/contract/jest/index.js');
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'expect');
});

test('importing the entry is enough where expect is global', () => {
  expect({ status: 204 }).toMatchContractResponse('deleteCustomers');
  expect({ status: 204 }).not.toMatchContractResponse('listCustomerAttributeValues');
});
