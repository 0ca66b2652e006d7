import { server } from '../generated/operations.js';
import type { Inspect } from './errors/contract-violation.js';
import { isPlainObject } from './json.js';
import type { AttemptListener } from './notify.js';
import {
  checkFunction,
  checkMilliseconds,
  checkOptions,
  checkWholeNumber,
  type OptionCheck,
  type OptionChecks,
  optional,
} from './options.js';
import type { Fetch } from './transport/exchange.js';
import type { RetryPolicy } from './transport/retry.js';

export interface CustomersClientOptions {
  /**
   * The store's permanent identifier, as it stands behind `/stores/` in the API path.
   *
   * @default the environment variable `BIGCOMMERCE_STORE_HASH`, where it is left out; `undefined` is refused
   */
  readonly storeHash?: string | undefined;
  /**
   * The access token of an API account of the store. Its scopes decide what it may do: see the OpenAPI document.
   *
   * @default the environment variable `BIGCOMMERCE_ACCESS_TOKEN`, where it is left out; `undefined` is refused
   */
  readonly accessToken?: string | undefined;
  /**
   * Where the API is; `/stores/{storeHash}/v3` is appended. Plain HTTP is accepted for this machine only.
   *
   * @default 'https://api.bigcommerce.com', where it is left out; `undefined` is refused
   */
  readonly baseUrl?: string | undefined;
  /**
   * Sends requests in place of the platform's `fetch`, and is called as that is: with a URL and options. Or what
   * `nodeFetch()` of `bigcommerce-customers/node` gives.
   *
   * @default `globalThis.fetch`, looked up at each call
   */
  readonly fetch?: Fetch | undefined;
  /** Names your application in the `User-Agent`, before the name of this package: `my-app/1.2`. */
  readonly userAgent?: string | undefined;
  /**
   * Milliseconds that one request may take, from sending it until its answer has arrived completely.
   *
   * @default 30_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds that a call may take with all its requests, retries and waits: see the option of the same name that every
   * method has.
   *
   * @default no limit
   */
  readonly deadlineMs?: number | undefined;
  /**
   * When requests that failed are sent again: after 429, 500, 502, 503, 504, a broken connection or a timeout, and after
   * an unreadable answer to a read, if the OpenAPI document says that repeating the operation is harmless. The wait is
   * random, from `minDelayMs` (500) to twice that for the first retry and twice as much for each further one, up to
   * `maxDelayMs` (30 000); where the store says how long to wait, that long. `maxRetries` is 5.
   */
  readonly retry?: { readonly [Name in keyof RetryPolicy]?: RetryPolicy[Name] | undefined } | undefined;
  /**
   * How the quota of the store is used. All calls of a client share what it learns from answers, and wait for the next
   * window when this one is used up. `reserve` is the number of requests in each window to leave to other apps on the
   * store; 0 unless you say otherwise.
   */
  readonly rateLimit?: { readonly reserve?: number | undefined } | undefined;
  /**
   * Requests that may be under way at once, of all operations together. Operations for which BigCommerce states a limit
   * keep to that in any case.
   *
   * @default no limit
   */
  readonly maxConcurrency?: number | undefined;
  /** Is told of every request when it has ended, with its status, duration and wait. What it throws is ignored. */
  readonly onAttempt?: AttemptListener | undefined;
  /**
   * Checks requests and answers against the OpenAPI document while the program runs: `contractGuard()` of
   * `bigcommerce-customers/contract`.
   */
  readonly contract?: Inspect | undefined;
}

/** A page of 250 values takes a busy store a few seconds; a store that needs longer than this is not going to answer. */
const DEFAULT_TIMEOUT_MS = 30_000;

/** With the delays below, they outlast about half a minute of trouble. */
const MAX_RETRIES = 5;

/** A busy store needs about as long for an answer. */
const MIN_DELAY_MS = 500;

/** A whole rate-limit window. */
const MAX_DELAY_MS = 30_000;

/**
 * Checks the options of a client and fills in what is missing. The environment is looked at only where it is needed:
 * some runtimes ask the user before they allow that.
 *
 * @throws InvalidRequestError for everything that is missing, unknown or unusable. Values are not repeated in it.
 */
export function completeClientOptions(options: CustomersClientOptions) {
  const complete = checkOptions<CustomersClientOptions>(withDefaults(options), CHECKS);
  const { baseUrl = '', storeHash = '', accessToken = '', timeoutMs = DEFAULT_TIMEOUT_MS } = complete;
  const { maxConcurrency = Infinity, deadlineMs, fetch, onAttempt, userAgent, contract: inspect } = complete;
  const givenRetry = checkOptions(complete.retry ?? {}, RETRY_CHECKS, 'options.retry');
  const { maxRetries = MAX_RETRIES, minDelayMs = MIN_DELAY_MS, maxDelayMs = MAX_DELAY_MS } = givenRetry;
  const { reserve = 0 } = checkOptions(complete.rateLimit ?? {}, RATE_LIMIT_CHECKS, 'options.rateLimit');
  // The document's server on another origin, in the spelling of the URL that was checked.
  const serverUrl = new URL(baseUrl).href.replace(/\/+$/, '') + SERVER_PATH.replace('{store_hash}', storeHash);
  return {
    accessToken,
    timeoutMs,
    serverUrl,
    reserve,
    retry: { maxRetries, minDelayMs, maxDelayMs },
    maxConcurrency,
    deadlineMs,
    fetch,
    onAttempt,
    inspect,
    userAgent,
  };
}

/** An option that is there but `undefined` is a mistake somewhere else; to go on with another store would hide it, or harm that one. */
function withDefaults(options: CustomersClientOptions): CustomersClientOptions {
  if (!isPlainObject(options)) return options;
  return {
    ...(!('storeHash' in options) && { storeHash: fromEnvironment('BIGCOMMERCE_STORE_HASH') }),
    ...(!('accessToken' in options) && { accessToken: fromEnvironment('BIGCOMMERCE_ACCESS_TOKEN') }),
    baseUrl: SERVER_ORIGIN,
    ...options,
  };
}

/** Some runtimes have no `process`, and some allow a look at the environment only when they are told to. */
function fromEnvironment(name: string): string | undefined {
  try {
    return globalThis.process?.env?.[name];
  } catch {
    return undefined;
  }
}

const [, SERVER_ORIGIN = '', SERVER_PATH = ''] = /^(https?:\/\/[^/]+)(.*)$/.exec(server.url) ?? [];

const checkStoreHash: OptionCheck = (value) => {
  if (value === undefined) return 'is missing; pass it, or leave it out and set BIGCOMMERCE_STORE_HASH';
  const valid = typeof value === 'string' && new RegExp(server.variables.store_hash.pattern).test(value);
  return valid ? undefined : 'must be the plain store hash, as it stands behind /stores/ in the API path';
};

const checkAccessToken: OptionCheck = (value) => {
  if (value === undefined) return 'is missing; pass it, or leave it out and set BIGCOMMERCE_ACCESS_TOKEN';
  const valid = typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
  return valid ? undefined : 'must be the access token alone, without spaces, line breaks or other control characters';
};

const checkBaseUrl: OptionCheck = (value) => {
  if (value === undefined) return 'is undefined; leave it out to call the API itself';
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an https URL';
  if (url.username || url.password || /[?#]/.test(url.href)) return 'must not have credentials, a query or a fragment';
  const isSafe = url.protocol === 'https:' || isLoopback(url.hostname);
  return isSafe ? undefined : 'must be https, because the access token travels with every request';
};

/** Hosts that are this machine by definition (RFC 6761, RFC 1122, RFC 4291). URL has already normalised their spelling. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

const RETRY_CHECKS: OptionChecks<RetryPolicy> = {
  maxRetries: optional(checkWholeNumber),
  minDelayMs: optional(checkMilliseconds),
  maxDelayMs: optional(checkMilliseconds),
};

const RATE_LIMIT_CHECKS = { reserve: optional(checkWholeNumber) };

const CHECKS: OptionChecks<CustomersClientOptions> = {
  storeHash: checkStoreHash,
  accessToken: checkAccessToken,
  baseUrl: checkBaseUrl,
  fetch: optional((value) => checkFunction(isPlainObject(value) ? Reflect.get(value, 'send') : value)),
  userAgent: optional((value) =>
    typeof value === 'string' && /^[\x20-\x7e]+$/.test(value)
      ? undefined
      : 'must be plain ASCII text without line breaks',
  ),
  timeoutMs: optional(checkMilliseconds),
  deadlineMs: optional(checkMilliseconds),
  retry: () => undefined,
  rateLimit: () => undefined,
  maxConcurrency: optional((value) => (value === 0 ? 'must be at least 1' : checkWholeNumber(value))),
  onAttempt: optional(checkFunction),
  contract: optional((value) => (checkFunction(value) ? 'must be what contractGuard() gives' : undefined)),
};
