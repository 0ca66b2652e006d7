/**
 * Stands in for `@jest/globals`, as far as the tests of the checker use it. Jest loads every module anew for each file and
 * each run, which takes seconds; here they are loaded once, and only the mutant is another.
 */
import { createRequire } from 'node:module';
import { jestExpect } from '@jest/expect';
import { addHook, addTest, within } from './registry.js';

const require = createRequire(import.meta.url);
const { fn, spyOn } = createRequire(require.resolve('@jest/globals'))('jest-mock');

type Body = (...row: readonly unknown[]) => unknown;

function eachOf(add: (title: string, body: () => unknown) => void) {
  return (rows: readonly unknown[]) => (title: string, body: Body) => {
    rows.forEach((row, index) => {
      add(`${title} [${index}]`, () => body(...(Array.isArray(row) ? row : [row])));
    });
  };
}

export const expect = jestExpect;
export const test = Object.assign((title: string, body: () => unknown) => addTest(title, body), {
  each: eachOf(addTest),
});
export const it = test;
export const describe = Object.assign((name: string, body: () => unknown) => within(name, body), {
  each: eachOf(within),
});
export const jest = { fn, spyOn };
export const beforeAll = (hook: () => unknown) => addHook('beforeAll', hook);
export const beforeEach = (hook: () => unknown) => addHook('beforeEach', hook);
export const afterEach = (hook: () => unknown) => addHook('afterEach', hook);
export const afterAll = (hook: () => unknown) => addHook('afterAll', hook);
