import type { JestExpect } from '@jest/expect';
import {
  type ContractAssertions,
  type ContractMatchers,
  createContractMatchers,
  extendExpect,
  failUnawaited,
} from './matchers.js';
import { noteInRun } from './reporter.js';

export { checkFetch } from '#contract';
export {
  type ContractAssertions,
  type ContractMatchers,
  createContractMatchers,
  failUnawaited,
  failUnchecked,
  type MatcherOutcome,
  type MatcherResult,
  matcherChecks,
} from './matchers.js';
export type { NockLike } from './nock.js';
export { ContractReporter, ContractReporter as default, type ContractReporterOptions } from './reporter.js';
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
watchGlobalTests(Reflect.get(globalThis, 'afterEach'));
noteInRun('imported');

/** Within a test, where the module may be imported as well, there can be no hook. */
function watchGlobalTests(afterEach: unknown): void {
  if (typeof afterEach !== 'function') return;
  try {
    failUnawaited((hook) => afterEach(hook));
  } catch {
    // An assertion that nobody awaits stays an unhandled rejection.
  }
}

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
