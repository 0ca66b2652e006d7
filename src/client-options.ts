import { type Inspect, InvalidRequestError } from '#errors';
import { server } from '../generated/operations.js';
import { checkBaseUrl, SERVER_ORIGIN, serverUrlOf, splitApiPath } from './base-url.js';
import { isPlainObject, ownMembersOf, valueAt } from './json.js';
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
import { DEFAULT_MAX_RESPONSE_BYTES, type Fetch } from './transport/exchange.js';
import type { RateLimiter } from './transport/rate-limit.js';
import type { RetryPolicy } from './transport/retry.js';

export interface CustomersClientOptions {
  /**
   * The store hash: the identifier of the store, after `/stores/` in the API path.
   *
   * @default the environment variable `BIGCOMMERCE_STORE_HASH`, or else that of a `baseUrl` that ends in the API path, if you
   * leave it out; `undefined` is refused
   */
  readonly storeHash?: string | undefined;
  /**
   * The access token of an API account of the store. The OpenAPI document says which scope each operation needs.
   *
   * @default the environment variable `BIGCOMMERCE_ACCESS_TOKEN` if you leave it out; `undefined` is refused
   */
  readonly accessToken?: string | undefined;
  /**
   * The origin of the API, to which `/stores/{storeHash}/v3` is appended if it does not end in that. Plain HTTP is accepted for
   * this machine only.
   *
   * @default the environment variable `BIGCOMMERCE_BASE_URL`, or else 'https://api.bigcommerce.com', if you leave it out;
   * `undefined` is refused
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
  /**
   * Most bytes that the body of a response may have, after decompression. A larger one is not read to its end, and the call
   * throws a MalformedResponseError. At most 268,435,456, because a body is read into one string.
   *
   * @default 33_554_432
   */
  readonly maxResponseBytes?: number | undefined;
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

/** About half of what a string can hold in V8. */
const MOST_RESPONSE_BYTES = 2 ** 28;

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
  const { maxConcurrency = Infinity, maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES, deadlineMs } = complete;
  const { fetch, onAttempt, userAgent, contract: inspect, limiter } = complete;
  const givenRetry = checkOptions(complete.retry ?? {}, RETRY_CHECKS, 'options.retry');
  const { maxRetries = MAX_RETRIES, minDelayMs = MIN_DELAY_MS, maxDelayMs = MAX_DELAY_MS } = givenRetry;
  const { reserve } = checkOptions(complete.rateLimit ?? {}, RATE_LIMIT_CHECKS, 'options.rateLimit');
  if (limiter && reserve !== undefined) throw new InvalidRequestError([RESERVE_OF_LIMITER]);
  return {
    accessToken,
    timeoutMs,
    serverUrl: serverUrlOf(baseUrl, storeHash),
    reserve,
    limiter,
    retry: { maxRetries, minDelayMs, maxDelayMs },
    maxConcurrency,
    maxResponseBytes,
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
  const own = ownMembersOf(options);
  const {
    baseUrl = 'baseUrl' in own ? undefined : fromEnvironment('BIGCOMMERCE_BASE_URL') || SERVER_ORIGIN,
    storeHash = 'storeHash' in own
      ? undefined
      : (fromEnvironment('BIGCOMMERCE_STORE_HASH') ?? splitApiPath(baseUrl)?.hash),
    accessToken = 'accessToken' in own ? undefined : fromEnvironment('BIGCOMMERCE_ACCESS_TOKEN'),
  } = own;
  return { ...own, storeHash, accessToken, baseUrl };
}

/** Some runtimes have no `process`, and some need permission to read the environment. */
function fromEnvironment(name: string): string | undefined {
  try {
    const { env } = globalThis.process;
    return Object.hasOwn(env, name) ? env[name] : undefined;
  } catch {
    return undefined;
  }
}

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
  maxResponseBytes: optional((value) => {
    const isUsable = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_RESPONSE_BYTES;
    return isUsable ? undefined : `must be a whole number of bytes from 1 to ${MOST_RESPONSE_BYTES}`;
  }),
  onAttempt: optional(checkFunction),
  contract: optional((value) => (checkFunction(value) ? 'must be what contractGuard() gives' : undefined)),
};
