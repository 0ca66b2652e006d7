import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';

let reason = { message: '', code: '' };
jest.unstable_mockModule('yaml', () => {
  throw Object.assign(new Error(reason.message), { code: reason.code });
});

const { checkResponse, loadContract } = await import('../../../src/contract/index.js');
const { readSeed } = await import('../../../src/sandbox/seed/read-seed.js');
const SEED_FILE = fileURLToPath(new URL('../../../redocly.yaml', import.meta.url));

test.each([
  [{ message: "Cannot find package 'yaml'", code: 'ERR_MODULE_NOT_FOUND' }, 'is not installed: npm install --save-dev'],
  [{ message: "Cannot find module 'yaml'", code: 'MODULE_NOT_FOUND' }, 'is not installed: npm install --save-dev yaml'],
  [
    { message: 'no import here', code: 'ERR_VM_DYNAMIC_IMPORT' },
    'the package yaml, which cannot be imported here: no import',
  ],
])('without the package that it needs, loadContract and the sandbox say why: %j', async (cause, message) => {
  reason = cause;
  await expect(loadContract('openapi: 3.1.0\n')).rejects.toThrow(message);
  await expect(readSeed({ seedFile: SEED_FILE, data: undefined, customers: 1, seed: 1 })).rejects.toThrow(message);
});

test('without yaml, an object is loaded, and exchanges are checked', async () => {
  const paths = { '/a': { get: { operationId: 'getA', responses: { 204: { description: '' } } } } };
  const contract = await loadContract({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths });
  expect(checkResponse({ status: 204 }, 'getA', contract)).toEqual([]);
  expect(checkResponse({ status: 204 }, 'deleteCustomers')).toEqual([]);
});
