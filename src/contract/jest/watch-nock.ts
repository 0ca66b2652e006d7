import { createCollector, createWatcher, type Findings, WATCHER_CHECKS, type WatcherOptions } from '#contract';
import { checkOptions, type OptionChecks, optional } from '../../options.js';
import { findNock, isNock, listenToNock, type NockLike } from './nock.js';

export interface WatchNockOptions extends WatcherOptions {
  /**
   * The nock to watch, if it is not the one that this package imports, as after `jest.resetModules()`.
   *
   * @default the installed nock
   */
  readonly nock?: NockLike | undefined;
}

export interface NockWatch extends Findings {
  /** Stops watching. Violations found so far are kept. */
  stop(): void;
}

/**
 * Checks each request to the API that reaches nock, and each reply of an interceptor. Tests get the same results as without
 * it; if there is a global `afterEach`, it fails the tests whose exchanges break the contract. In other runners, call
 * `assert` after each test. For replies that are invalid on purpose, use `allow`, or
 * `expect(() => watch.assert()).toThrow()`.
 *
 * @throws InvalidRequestError when an option is unknown or unusable.
 * @throws TypeError when neither the contract nor `origin` names the host of the API.
 * @throws Error when nock is not installed.
 * @example
 * // A file that jest.config.js names in setupFilesAfterEnv
 * import { watchNock } from 'bigcommerce-customers/contract/jest';
 * watchNock();
 */
export function watchNock(options: WatchNockOptions = {}): NockWatch {
  const { nock, ...watcherOptions } = checkOptions(options, CHECKS);
  const checker = createWatcher(watcherOptions);
  const findings = createCollector();
  const traffic = listenToNock(nock ?? findNock(), {
    onRequest: (request) => {
      if (checker.covers(request.url)) findings.add(checker.checkRequest(request));
    },
    onReply: (exchange) => {
      if (checker.covers(exchange.request.url)) findings.add(checker.checkResponse(exchange));
    },
  });
  const afterEach: unknown = Reflect.get(globalThis, 'afterEach');
  if (typeof afterEach === 'function')
    afterEach(async () => {
      await traffic.settle();
      findings.assert();
    });
  return {
    get violations() {
      return findings.violations;
    },
    assert: findings.assert,
    stop: traffic.stop,
  };
}

const CHECKS: OptionChecks<WatchNockOptions> = {
  ...WATCHER_CHECKS,
  nock: optional((value) => (isNock(value) ? undefined : 'must be the imported nock')),
};
