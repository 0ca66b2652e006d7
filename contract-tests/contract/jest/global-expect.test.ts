import { afterAll, expect, jest, test } from '@jest/globals';
import { createContractMatchers, extendExpect } from '../../../src/contract/jest/matchers.js';

// As where jest injects its globals, which it does not in these tests.
Reflect.set(globalThis, 'expect', expect);
await import('../../../src/contract/jest/index.js');
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'expect');
});

test('importing the entry is enough where expect is global', () => {
  expect({ status: 204 }).toMatchContractResponse('deleteCustomers');
  expect({ status: 204 }).not.toMatchContractResponse('listCustomerAttributeValues');
});

test('where there is none, or one that takes no matchers, nothing happens', () => {
  const matchers = createContractMatchers();
  const extend = jest.fn();
  for (const other of [undefined, 5, {}, { extend }, () => {}, Object.assign(() => {}, { extend: 5 })])
    extendExpect(other, matchers);
  expect(extend).not.toHaveBeenCalled();
  extendExpect(
    Object.assign(() => {}, { extend }),
    matchers,
  );
  expect(extend.mock.calls).toEqual([[matchers]]);
});
