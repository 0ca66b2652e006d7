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
 * `toMatchContractRequest` and `toMatchContractResponse`. Importing this module adds them to the global `expect`, if there
 * is one.
 *
 * @example
 * expect.extend(contractMatchers);
 */
export const contractMatchers: ContractMatchers = createContractMatchers();

extendExpect(Reflect.get(globalThis, 'expect'), contractMatchers);

/** `expect` of `@jest/globals`. The export makes the compiler load the module that is augmented below. */
export type ExpectWithContract = JestExpect;

declare module '@jest/expect' {
  interface Matchers<R extends void | Promise<void>, T> extends ContractAssertions<R, T> {}
}

declare global {
  namespace jest {
    interface Matchers<R, T> extends ContractAssertions<R, T> {}
  }
}
