import { type Inspect, InvalidRequestError } from '#errors';
import { server } from '../generated/operations.js';
import { isPlainObject, valueAt } from './json.js';
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
import type { RateLimiter } from './transport/rate-limit.js';
import type { RetryPolicy } from './transport/retry.js';

export interface CustomersClientOptions {
  /**
   * The store hash: the identifier of the store, after `/stores/` in the API path.
   *
   * @default the environment variable `BIGCOMMERCE_STORE_HASH` if you leave it out; `undefined` is refused
   */
  readonly storeHash?: string | undefined;
  /**
   * The access token of an API account of the store. The OpenAPI document says which scope each operation needs.
   *
   * @default the environment variable `BIGCOMMERCE_ACCESS_TOKEN` if you leave it out; `undefined` is refused
   */
  readonly accessToken?: string | undefined;
  /**
   * The origin of the API, to which `/stores/{storeHash}/v3` is appended. Plain HTTP is accepted for this machine only.
   *
   * @default 'https://api.bigcommerce.com' if you leave it out; `undefined` is refused
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
   * Milliseconds that one request may take, from sending it until the complete response has arrived.
   *
   * @default 30_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds that a call may take with all its requests, retries and waits. Every method has an option of this name.
   *
   * @default no limit
   */
  readonly deadlineMs?: number | undefined;
  /**
   * When failed requests are sent again. Operations that the OpenAPI document declares repeatable are retried after 429, 500,
   * 502, 503, 504, a broken connection or a timeout; reads also after an unreadable response. The first delay is random,
   * between `minDelayMs` (500) and twice that. Delays double with each retry, up to `maxDelayMs` (30,000). If the store says
   * how long to wait, that counts instead, up to an hour. `maxRetries` is 5. A 429 that says how long does not use up one of
   * them: up to 1,000 in a row are waited for, within `deadlineMs`. 0 turns off all retries.
   */
  readonly retry?: { readonly [Name in keyof RetryPolicy]?: RetryPolicy[Name] | undefined } | undefined;
  /**
   * How the client uses the quota of the store. All of its calls share what responses say about the quota, and wait for the
   * next window when it is used up. `reserve` is the number of requests in each window to leave to other apps; default: 0.
   */
  readonly rateLimit?: { readonly reserve?: number | undefined } | undefined;
  /**
   * What this client shares with other clients of the same store, so that together they keep to its quota and limits: made by
   * `createRateLimiter()`, or one of your own. It takes the place of `rateLimit`.
   *
   * @default one for this client alone
   */
  readonly limiter?: RateLimiter | undefined;
  /**
   * Most requests that are under way at once, over all operations. Limits that BigCommerce documents for an operation apply
   * in any case.
   *
   * @default no limit
   */
  readonly maxConcurrency?: number | undefined;
  /** Called after every request with its status, duration and wait. Errors thrown by the listener are ignored. */
  readonly onAttempt?: AttemptListener | undefined;
  /**
   * Checks requests and responses against the OpenAPI document at run time. Pass `contractGuard()` of
   * `bigcommerce-customers/contract`.
   */
  readonly contract?: Inspect | undefined;
}

/** A busy store needs a few seconds for a page of 250 values. A response that takes longer than this is not going to arrive. */
const DEFAULT_TIMEOUT_MS = 30_000;

/** With the delays below, retries go on for about half a minute. */
const MAX_RETRIES = 5;

/** About the response time of a busy store. */
const MIN_DELAY_MS = 500;

/** The length of a rate-limit window. */
const MAX_DELAY_MS = 30_000;

/**
 * Checks the options of a client, and fills in defaults. Reads the environment only if necessary: some runtimes ask the user
 * for permission.
 *
 * @throws InvalidRequestError for options that are missing, unknown or invalid. It does not repeat their values.
 */
export function completeClientOptions(options: CustomersClientOptions) {
  const complete = checkOptions<CustomersClientOptions>(withDefaults(options), CHECKS);
  const { baseUrl = '', storeHash = '', accessToken = '', timeoutMs = DEFAULT_TIMEOUT_MS } = complete;
  const { maxConcurrency = Infinity, deadlineMs, fetch, onAttempt, userAgent, contract: inspect, limiter } = complete;
  const givenRetry = checkOptions(complete.retry ?? {}, RETRY_CHECKS, 'options.retry');
  const { maxRetries = MAX_RETRIES, minDelayMs = MIN_DELAY_MS, maxDelayMs = MAX_DELAY_MS } = givenRetry;
  const { reserve } = checkOptions(complete.rateLimit ?? {}, RATE_LIMIT_CHECKS, 'options.rateLimit');
  if (limiter && reserve !== undefined) throw new InvalidRequestError([RESERVE_OF_LIMITER]);
  // The path is that of the document's server.
  const serverUrl = new URL(baseUrl).href.replace(/\/+$/, '') + SERVER_PATH.replace('{store_hash}', storeHash);
  return {
    accessToken,
    timeoutMs,
    serverUrl,
    reserve,
    limiter,
    retry: { maxRetries, minDelayMs, maxDelayMs },
    maxConcurrency,
    deadlineMs,
    fetch,
    onAttempt,
    inspect,
    userAgent,
  };
}

/** An option that is present but `undefined` is likely a bug of the caller. A default could hide it, and call another store. */
function withDefaults(options: CustomersClientOptions): CustomersClientOptions {
  if (!isPlainObject(options)) return options;
  return {
    ...(!('storeHash' in options) && { storeHash: fromEnvironment('BIGCOMMERCE_STORE_HASH') }),
    ...(!('accessToken' in options) && { accessToken: fromEnvironment('BIGCOMMERCE_ACCESS_TOKEN') }),
    baseUrl: SERVER_ORIGIN,
    ...options,
  };
}

/** Some runtimes have no `process`, and some need permission to read the environment. */
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
  return valid ? undefined : 'must be the store hash alone, as in the API path after /stores/';
};

const checkAccessToken: OptionCheck = (value) => {
  if (value === undefined) return 'is missing; pass it, or leave it out and set BIGCOMMERCE_ACCESS_TOKEN';
  const valid = typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
  return valid ? undefined : 'must be the access token alone, without spaces, line breaks or other control characters';
};

const checkBaseUrl: OptionCheck = (value) => {
  if (value === undefined) return 'is undefined; leave it out to call BigCommerce';
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an https URL';
  if (url.username || url.password || /[?#]/.test(url.href)) return 'must not have credentials, a query or a fragment';
  const isSafe = url.protocol === 'https:' || isLoopback(url.hostname);
  return isSafe ? undefined : 'must be https, because the access token travels with every request';
};

/** Hosts that are this machine by definition (RFC 6761, RFC 1122, RFC 4291), in the form that URL normalises them to. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

const RETRY_CHECKS: OptionChecks<RetryPolicy> = {
  maxRetries: optional(checkWholeNumber),
  minDelayMs: optional(checkMilliseconds),
  maxDelayMs: optional(checkMilliseconds),
};

/** One of the two would be ignored. */
const RESERVE_OF_LIMITER = {
  path: 'options.rateLimit.reserve',
  message: 'cannot be set beside a limiter; pass it to createRateLimiter()',
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
  limiter: optional((value) => {
    const isLimiter = ['acquire', 'observe'].every((name) => typeof valueAt(value, name) === 'function');
    return isLimiter ? undefined : 'must be what createRateLimiter() gives, or have the methods acquire and observe';
  }),
  maxConcurrency: optional((value) => (value === 0 ? 'must be at least 1' : checkWholeNumber(value))),
  onAttempt: optional(checkFunction),
  contract: optional((value) => (checkFunction(value) ? 'must be what contractGuard() gives' : undefined)),
};
