import type { JestExpect } from '@jest/expect';
import { type ContractAssertions, type ContractMatchers, createContractMatchers, extendExpect } from './matchers.js';

export { checkFetch } from '#contract';
export {
  type ContractAssertions,
  type ContractMatchers,
  createContractMatchers,
  type MatcherOutcome,
  type MatcherResult,
} from './matchers.js';
export type { NockLike } from './nock.js';
export { type NockWatch, type WatchNockOptions, watchNock } from './watch-nock.js';

/**
 * `toMatchContractRequest` and `toMatchContractResponse`. Where there is a global `expect`, importing this module has
 * already given it both.
 *
 * @example
 * expect.extend(contractMatchers);
 */
export const contractMatchers: ContractMatchers = createContractMatchers();

extendExpect(Reflect.get(globalThis, 'expect'), contractMatchers);

/** What `@jest/globals` exports as `expect`. Naming it makes the compiler load the module whose matchers are added to. */
export type ExpectWithContract = JestExpect;

declare module '@jest/expect' {
  interface Matchers<R extends void | Promise<void>, T> extends ContractAssertions<R, T> {}
}

declare global {
  namespace jest {
    interface Matchers<R, T> extends ContractAssertions<R, T> {}
  }
}
