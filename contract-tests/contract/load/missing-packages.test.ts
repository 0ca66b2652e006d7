import { expect, jest, test } from '@jest/globals';

jest.unstable_mockModule('yaml', () => {
  throw new Error('Cannot find package yaml');
});

test('without the package that it needs, loadContract says which one to install, and all else works', async () => {
  const { checkResponse, loadContract } = await import('../../../src/contract/index.js');
  await expect(loadContract('openapi: 3.1.0\n')).rejects.toThrow('npm install --save-dev yaml');
  expect(checkResponse({ status: 204 }, 'deleteCustomers')).toEqual([]);
});
