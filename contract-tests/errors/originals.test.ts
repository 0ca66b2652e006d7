import { expect, test } from '@jest/globals';
import { keepOriginals, originalOf, setOriginal } from '../../src/error-originals.js';
import { NetworkError } from '../../src/index.js';

test('what an error was made of is kept with its class, not with the module that looks it up', () => {
  const error = new NetworkError({
    operationId: 'deleteCustomers',
    method: 'DELETE',
    path: '/customers',
    attempts: [],
    code: 'ECONNRESET',
    cause: new Error('reset'),
  });
  expect(originalOf(error)).toBe('ECONNRESET');
  // Nothing of it can be seen.
  expect([Object.keys(error.constructor), Object.getOwnPropertySymbols(error)]).toEqual([[], []]);
});

test('an error whose class keeps nothing has no original', () => {
  const error = new Error('other');
  setOriginal(error, 'lost');
  expect(originalOf(error)).toBeUndefined();
  class Keeping extends Error {}
  keepOriginals(Keeping);
  class Below extends Keeping {}
  const below = new Below();
  setOriginal(below, 'kept');
  expect([originalOf(below), originalOf(new Below())]).toEqual(['kept', undefined]);
});
