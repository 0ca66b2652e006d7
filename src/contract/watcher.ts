import { type OptionCheck, optional } from '../transport/check-options.js';
import { CHECKER_CHECKS, type Checker, type CheckerOptions, createChecker } from './checker.js';
import { bigcommerceContract, contractAt } from './contract.js';
import { goesTo } from './match-origin.js';
import { originsOf } from './match-server.js';

export interface WatcherOptions extends CheckerOptions {
  /**
   * Scheme and host of the API, `https://api.example.com`: what goes elsewhere is not checked. Needed where the document
   * names none, because its server is a path (`/v3`), or it has no server.
   *
   * @default what the servers of the document name; their variables may be anything that they have in the document
   */
  readonly origin?: string | undefined;
}

/** Checks those of many exchanges that go to where the API is. */
export interface Watcher extends Checker {
  /** Whether a request goes to where the API is. */
  covers(url: string): boolean;
}

/** @throws TypeError when there is no telling which requests go to the API: silence would read like a verdict. */
export function createWatcher({ origin, contract = bigcommerceContract, ...options }: WatcherOptions): Watcher {
  const watched = origin === undefined ? contract : contractAt(origin, contract);
  const origins = originsOf(watched);
  if (origins.length === 0) throw new TypeError('this contract names no origin to watch; pass `origin`');
  return { ...createChecker({ ...options, contract: watched }), covers: (url) => goesTo(url, origins) };
}

const checkOrigin: OptionCheck = (value) => {
  const isOrigin = typeof value === 'string' && URL.canParse(value) && /^https?:\/\/[^/?#@]+\/?$/i.test(value);
  return isOrigin ? undefined : 'must be scheme and host, such as https://api.example.com';
};

export const WATCHER_CHECKS: Readonly<Record<keyof WatcherOptions, OptionCheck>> = {
  ...CHECKER_CHECKS,
  origin: optional(checkOrigin),
};
