import { InvalidRequestError, type Violation } from '#errors';
import { isObject } from '../../json.js';
import { checkBoolean, checkFunction, checkOptions, isPlainObject, type OptionCheck, optional } from '../../options.js';
import { bigcommerceContract, contractAt } from '../bigcommerce.js';
import { checkExchange } from '../check-exchange.js';
import { checkRequest } from '../check-request.js';
import { type CheckOptions, type Contract, goesTo } from '../contract.js';
import { toWireRequest, toWireResponse, type WireExchange, type WireRequest } from '../exchange.js';
import { operationIdOf, originsOf } from '../match.js';
import { allowList, isPattern } from '../strict/allow.js';
import { type Collector, createCollector, type Findings } from './findings.js';

export interface CheckerOptions extends CheckOptions {
  /**
   * The contract that exchanges are checked against.
   *
   * @default bigcommerceContract
   */
  readonly contract?: Contract | undefined;
}

/** Checks exchanges as they happen: first the request, then the response. */
export interface Checker {
  checkRequest(request: WireRequest): Violation[];
  /** Violations of the response only. A request that calls no operation is reported by `checkRequest`. */
  checkResponse(exchange: WireExchange): Violation[];
}

/** @throws TypeError when `allow` names an operation that the contract does not have. */
export function createChecker({ contract = bigcommerceContract, allow = [], strict }: CheckerOptions): Checker {
  const options = { allow, strict };
  // Now, rather than at the first exchange.
  for (const patterns of [allow, typeof strict === 'object' ? (strict.allow ?? []) : []]) allowList(patterns, contract);
  return {
    checkRequest: (request) => checkRequest(request, contract, options),
    checkResponse: (exchange) =>
      checkExchange(exchange, contract, options).filter(({ location }) => location.startsWith('response.')),
  };
}

export const CHECKER_CHECKS: Readonly<Record<keyof CheckerOptions, OptionCheck>> = {
  contract: optional((value) => (isObject(value) && 'server' in value ? undefined : 'must be a contract')),
  strict: optional((value) =>
    typeof value === 'boolean' || (isPlainObject(value) && hasPatterns(value))
      ? undefined
      : 'must be true, false or { allow: [...] } with patterns such as "response.header:x-*"',
  ),
  allow: optional((value) =>
    Array.isArray(value) && value.every((one) => (typeof one === 'string' ? isPattern(one) : isObject(one)))
      ? undefined
      : 'must be a list of patterns such as "request.query:utm_*" or "keyword:type", or of objects such as { keyword: "type" }',
  ),
};

function hasPatterns(strict: object): boolean {
  const { allow = [], ...others }: { allow?: unknown } = strict;
  const isList = Array.isArray(allow) && allow.every((one) => typeof one === 'string' && isPattern(one));
  return isList && Object.keys(others).length === 0;
}

export interface WatcherOptions extends CheckerOptions {
  /**
   * Scheme and host of the API, such as `https://api.example.com`. Requests to other origins are not checked. Required if the
   * document names no host, because its server is a path (`/v3`) or it has no server.
   *
   * @default the origins of the document's servers, with any value for their variables
   */
  readonly origin?: string | undefined;
  /**
   * Whether `assert` passes if nothing has been checked since the beginning. Without it, a mock of another host or a second
   * copy of a library would look like success.
   *
   * @default false
   */
  readonly allowNone?: boolean | undefined;
}

/** Checks only exchanges with the API. */
export interface Watcher extends Checker {
  /** Whether a URL belongs to the API. */
  covers(url: string): boolean;
  /** Checks a request for findings, which count it unless nothing of it could be checked: `allow` may cover unknown paths. */
  note(request: WireRequest, findings: Collector): void;
  /** The origins of the API. */
  readonly origins: readonly string[];
}

/** @throws TypeError when no origin is known: with nothing to check, silence would look like success. */
export function createWatcher({ origin, contract = bigcommerceContract, ...options }: WatcherOptions): Watcher {
  const watched = origin === undefined ? contract : contractAt(origin, contract);
  const checker = createChecker({ ...options, contract: watched });
  const origins = originsOf(watched);
  if (origins.length === 0) throw new TypeError('this contract names no origin to watch; pass `origin`');
  return {
    ...checker,
    covers: (url) => goesTo(url, origins),
    note: (request, findings) => {
      const violations = checker.checkRequest(request);
      findings.add(violations);
      if (violations.length > 0 || operationIdOf(request, watched) !== undefined) findings.noteChecked();
      else findings.noteAllowed();
    },
    origins,
  };
}

const checkOrigin: OptionCheck = (value) => {
  const isOrigin = typeof value === 'string' && URL.canParse(value) && /^https?:\/\/[^/?#@]+\/?$/i.test(value);
  return isOrigin ? undefined : 'must be a scheme and host, such as https://api.example.com';
};

export const WATCHER_CHECKS: Readonly<Record<keyof WatcherOptions, OptionCheck>> = {
  ...CHECKER_CHECKS,
  origin: optional(checkOrigin),
  allowNone: optional(checkBoolean),
};

type PlatformFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

/** A `fetch` that collects contract violations. */
export interface CheckedFetch extends PlatformFetch, Findings {}

/**
 * Wraps a `fetch` and checks each request to the API and its response. Callers get the same results as without it: violations
 * wait for `assert`, because an HTTP client would take a thrown error for a failed connection and retry. A response resolves
 * once its whole body has arrived.
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
  const { allowNone, ...watcherOptions } = checkOptions(options, WATCHER_CHECKS);
  const checker = createWatcher(watcherOptions);
  const findings = createCollector({ origins: checker.origins, allowNone, causes: CAUSES });

  const checked: PlatformFetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!checker.covers(url)) {
      findings.noteSeen(url, false);
      return fetch(input, init);
    }
    const isStream = init?.body instanceof ReadableStream;
    // A stream can be read only once, so the Request made from it is sent. Other arguments are passed on unchanged: a copy
    // would lose options that only some runtimes have.
    const request = new Request(input instanceof Request ? input.clone() : input, init);
    const sent = await toWireRequest(request).catch(() => undefined);
    if (sent) checker.note(sent, findings);
    else findings.noteSeen(url, true);
    const response = await (isStream ? fetch(request) : fetch(input, init));
    // A response whose body breaks off is not checked. The caller gets the error when reading it.
    const received = await toWireResponse(response).catch(() => undefined);
    if (sent && received) findings.add(checker.checkResponse({ request: sent, response: received }));
    return response;
  };
  return withFindings(checked, findings);
}

const CAUSES = {
  unseen: 'the checked fetch was never called; is it the one that the code uses?',
  unchecked: 'the bodies of the requests could not be read',
};

/** Object.assign would copy the current violations; getters keep them up to date. */
function withFindings(fetch: PlatformFetch, findings: Findings): CheckedFetch {
  const { violations, checked, assert, assertChecked } = findings;
  return Object.defineProperties(Object.assign(fetch, { violations, checked, assert, assertChecked }), {
    violations: { get: () => findings.violations },
    checked: { get: () => findings.checked },
  });
}
