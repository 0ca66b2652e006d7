import { expect, jest, test } from '@jest/globals';
import { memoize } from '../../src/contract/violations.js';

test('of an object the work is done once, of other values each time', () => {
  const make = jest.fn((value: unknown) => [value]);
  const once = memoize(make);
  const object = {};
  const list: unknown[] = [];
  for (const value of [object, list, object, list]) expect(once(value)).toEqual([value]);
  expect(make).toHaveBeenCalledTimes(2);
  expect(once(object)).toBe(once(object));
  for (const value of [null, null, 'a', 'a', 7, undefined]) expect(once(value)).toEqual([value]);
  expect(make).toHaveBeenCalledTimes(8);
});
