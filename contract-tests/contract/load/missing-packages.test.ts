import { expect, jest, test } from '@jest/globals';

jest.unstable_mockModule('ajv/dist/2020.js', () => {
  throw new Error('Cannot find package ajv');
});

test('without the packages that it needs, loadContract says which ones to install, and all else works', async () => {
  const { checkResponse, loadContract } = await import('../../../src/contract/index.js');
  await expect(loadContract('openapi: 3.1.0\n')).rejects.toThrow(
    'npm install --save-dev ajv ajv-formats yaml @apidevtools/swagger-parser',
  );
  expect(checkResponse({ status: 204 }, 'deleteCustomers')).toEqual([]);
});
