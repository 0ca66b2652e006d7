import { createCollector, createWatcher, type Findings, WATCHER_CHECKS, type WatcherOptions } from '#contract';
import { checkOptions, type OptionChecks, optional } from '../../options.js';
import { copiesOfNock, findNock, isNock, listenToNock, type NockLike } from './nock.js';
import { noteInRun } from './reporter.js';

export interface WatchNockOptions extends WatcherOptions {
  /**
   * Whether a test file may pass in which nothing was checked, and `assert` as well. By default a file passes without any
   * request, but not if requests went elsewhere, or were seen by another copy of nock. With `false`, every file needs one.
   *
   * @default undefined
   */
  readonly allowNone?: boolean | undefined;
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
 * it; if there is a global `afterEach`, it fails the tests whose exchanges break the contract, and in a global `afterAll` the
 * files whose requests all went elsewhere. In other runners, call `assert` after each test. For replies that are invalid on purpose, use `allow`, or
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
  const { nock, allowNone, ...watcherOptions } = checkOptions(options, CHECKS);
  const checker = createWatcher(watcherOptions);
  const findings = createCollector({ origins: checker.origins, allowNone, causes: CAUSES });
  const traffic = listenToNock(nock ?? findNock(), {
    onRequest: (request) => {
      if (!checker.covers(request.url)) return findings.noteSeen(request.url, false);
      checker.note(request, findings);
      if (findings.checked > 0) noteInRun('checked');
    },
    onReply: (exchange) => {
      if (checker.covers(exchange.request.url)) findings.add(checker.checkResponse(exchange));
    },
    onUnknown: (url) => {
      const isCovered = checker.covers(url);
      // Servers that a test starts itself are not another API.
      if (isCovered || !LOOPBACK.test(url)) findings.noteSeen(url, isCovered);
    },
  });
  noteInRun('watched');
  addHook('afterEach', async () => {
    await traffic.settle();
    findings.assertConforming();
  });
  addHook('afterAll', () => {
    if (allowNone === true) return;
    // A file without any request has nothing to check. It says nothing about a copy of nock that cannot be seen from here.
    if (allowNone === false || copiesOfNock() > 1) findings.assertAny();
    findings.assertChecked();
  });
  return {
    get violations() {
      return findings.violations;
    },
    get checked() {
      return findings.checked;
    },
    assert: findings.assert,
    assertChecked: findings.assertChecked,
    stop: traffic.stop,
  };
}

/** Runners such as vitest have no global hooks unless they are told so. */
function addHook(name: 'afterEach' | 'afterAll', hook: () => unknown): void {
  const add: unknown = Reflect.get(globalThis, name);
  if (typeof add === 'function') add(hook);
}

const LOOPBACK = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])([:/]|$)/i;

const OTHER_COPY =
  'there may be two copies of nock, of which this is not the one with the mocks: pass that as watchNock({ nock })';
const CAUSES = {
  unseen: `no request reached nock; if there were any, ${OTHER_COPY}`,
  unchecked: `nock has no mock for the host of the API; ${OTHER_COPY}`,
};

const CHECKS: OptionChecks<WatchNockOptions> = {
  ...WATCHER_CHECKS,
  nock: optional((value) => (isNock(value) ? undefined : 'must be the imported nock')),
};
