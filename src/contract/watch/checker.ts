import { ContractViolationError, InvalidRequestError, type Violation } from '#errors';
import { isObject } from '../../json.js';
import { checkFunction, checkOptions, isPlainObject, type OptionCheck, optional } from '../../options.js';
import { bigcommerceContract, contractAt } from '../bigcommerce.js';
import { checkExchange } from '../check-exchange.js';
import { checkRequest } from '../check-request.js';
import { type CheckOptions, type Contract, goesTo } from '../contract.js';
import { toWireRequest, toWireResponse, type WireExchange, type WireRequest } from '../exchange.js';
import { originsOf } from '../match.js';
import { allowList } from '../strict/undeclared.js';

/** What is tolerated: every violation that has all of these members, `{ location: 'response.body', keyword: 'content' }`. */
export type AllowedViolation = {
  readonly [Name in 'operationId' | 'location' | 'pointer' | 'keyword']?: Violation[Name] | undefined;
};

export interface CheckerOptions extends CheckOptions {
  /**
   * What exchanges are checked against.
   *
   * @default bigcommerceContract
   */
  readonly contract?: Contract | undefined;
  /**
   * Violations that are no findings, whatever rule they break. What `strict` finds is better allowed in its own list, which
   * has patterns: `strict: { allow: ['response.header:x-*'] }`.
   */
  readonly allow?: readonly AllowedViolation[] | undefined;
}

/** Checks exchanges as they happen: the request before there is an answer to it. */
export interface Checker {
  checkRequest(request: WireRequest): Violation[];
  /** What is wrong with the answer alone. That a request calls no operation is a finding about the request. */
  checkResponse(exchange: WireExchange): Violation[];
}

export function createChecker({ contract = bigcommerceContract, allow = [], strict }: CheckerOptions): Checker {
  const isFinding = (violation: Violation) => !allow.some((allowed) => isAllowed(violation, allowed));
  return {
    checkRequest: (request) => checkRequest(request, contract, { strict }).filter(isFinding),
    checkResponse: (exchange) =>
      checkExchange(exchange, contract, { strict })
        .filter(({ location }) => location.startsWith('response.'))
        .filter(isFinding),
  };
}

/** Members with names that violations do not have allow nothing. */
function isAllowed(violation: Violation, allowed: AllowedViolation): boolean {
  return Object.entries(allowed).every(
    ([name, value]) => value === undefined || Reflect.get(violation, name) === value,
  );
}

export const CHECKER_CHECKS: Readonly<Record<keyof CheckerOptions, OptionCheck>> = {
  contract: optional((value) => (isObject(value) && 'server' in value ? undefined : 'must be a contract')),
  strict: optional((value) =>
    typeof value === 'boolean' || (isPlainObject(value) && hasPatterns(value))
      ? undefined
      : 'must be true, false or { allow: [...] } with patterns such as "response.header:x-*"',
  ),
  allow: optional((value) =>
    Array.isArray(value) && value.every(isObject) ? undefined : 'must be a list of objects such as { keyword: "type" }',
  ),
};

function hasPatterns(strict: object): boolean {
  const { allow = [], ...others }: { allow?: unknown } = strict;
  if (!Array.isArray(allow) || !allow.every((pattern) => typeof pattern === 'string')) return false;
  try {
    allowList(allow);
    return Object.keys(others).length === 0;
  } catch {
    return false;
  }
}

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

/** What was found so far. */
export interface Findings {
  /** The violations since the last `assert`. */
  readonly violations: readonly Violation[];
  /**
   * Forgets what was found, so that the next test begins with nothing.
   *
   * @throws ContractViolationError when anything was found.
   */
  assert(): void;
}

/** Collects violations until somebody asks for them. */
export function createCollector(): Findings & { add(violations: readonly Violation[]): void } {
  const found: Violation[] = [];
  return {
    get violations() {
      return [...found];
    },
    add: (violations) => {
      found.push(...violations);
    },
    assert: () => {
      const violations = found.splice(0);
      if (violations.length > 0) throw new ContractViolationError(violations);
    },
  };
}

type PlatformFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

/** A `fetch` that notes what breaks the contract. */
export interface CheckedFetch extends PlatformFetch, Findings {}

/**
 * Wraps a `fetch`, and checks what passes through it: each request to the origin of the API and the answer to it. Callers
 * get what they would get without it; what is found waits for `assert`, because HTTP clients would take an error in place
 * of an answer for a broken connection, and try again. An answer is given when its body has arrived completely.
 *
 * @throws InvalidRequestError when an option is unknown or unusable.
 * @throws TypeError when neither the contract nor `origin` names the host of the API.
 * @example
 * const checked = checkFetch(globalThis.fetch);
 * globalThis.fetch = checked;
 * afterEach(() => checked.assert());
 */
export function checkFetch(fetch: PlatformFetch, options: WatcherOptions = {}): CheckedFetch {
  const problem = checkFunction(fetch);
  if (problem) throw new InvalidRequestError([{ path: 'fetch', message: problem }]);
  const checker = createWatcher(checkOptions(options, WATCHER_CHECKS));
  const findings = createCollector();

  const checked: PlatformFetch = async (input, init) => {
    if (!checker.covers(input instanceof Request ? input.url : String(input))) return fetch(input, init);
    const isStream = init?.body instanceof ReadableStream;
    // A stream can be read once, so that what is sent is the request that was made of it. Other arguments are passed on as
    // they are: a copy would lose what only some runtimes know.
    const request = new Request(input instanceof Request ? input.clone() : input, init);
    const sent = await toWireRequest(request).catch(() => undefined);
    if (sent) findings.add(checker.checkRequest(sent));
    const answer = await (isStream ? fetch(request) : fetch(input, init));
    // An answer whose body breaks off is none. The caller learns of that by reading it.
    const received = await toWireResponse(answer).catch(() => undefined);
    if (sent && received) findings.add(checker.checkResponse({ request: sent, response: received }));
    return answer;
  };
  return withFindings(checked, findings);
}

/** The findings change, so that the function has a member that looks at them, and no copy. */
function withFindings(fetch: PlatformFetch, findings: Findings): CheckedFetch {
  const checked = Object.assign(fetch, { violations: findings.violations, assert: findings.assert });
  return Object.defineProperty(checked, 'violations', { get: () => findings.violations });
}
