import { server } from '../generated/operations.js';
import { InvalidRequestError, type RequestIssue } from './errors/invalid-request-error.js';
import { checkNames, checkTimeoutMs } from './transport/call-options.js';

export interface CustomersClientOptions {
  /**
   * The store's permanent identifier, as it stands behind `/stores/` in the API path.
   *
   * @default the environment variable `BIGCOMMERCE_STORE_HASH`
   */
  readonly storeHash?: string | undefined;
  /**
   * The access token of an API account of the store.
   *
   * @default the environment variable `BIGCOMMERCE_ACCESS_TOKEN`
   */
  readonly accessToken?: string | undefined;
  /**
   * Where the API is; `/stores/{storeHash}/v3` is appended. Plain HTTP is accepted for this machine only.
   *
   * @default 'https://api.bigcommerce.com'
   */
  readonly baseUrl?: string | undefined;
  /**
   * Sends a request in place of the platform's `fetch`.
   *
   * @default `globalThis.fetch`, looked up at each call
   */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Names your application in the `User-Agent`, before the name of this package: `my-app/1.2`. */
  readonly userAgent?: string | undefined;
  /**
   * Milliseconds that one request may take, from sending it until its answer has arrived completely.
   *
   * @default 30_000
   */
  readonly timeoutMs?: number | undefined;
}

const OPTION_NAMES: readonly (keyof CustomersClientOptions)[] = [
  'storeHash',
  'accessToken',
  'baseUrl',
  'fetch',
  'userAgent',
  'timeoutMs',
];

/** A page of 250 values takes a busy store a few seconds; a store that needs longer than this is not going to answer. */
const DEFAULT_TIMEOUT_MS = 30_000;

export interface CheckedClientOptions {
  /** The server's URL for this store. */
  readonly serverUrl: string;
  readonly accessToken: string;
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
  readonly userAgent: string | undefined;
  readonly timeoutMs: number;
}

/**
 * Checks the options of a client and fills in what is missing.
 *
 * @throws InvalidRequestError for everything that is missing, unknown or unusable. Values are not repeated in it.
 */
export function checkClientOptions(
  options: CustomersClientOptions,
  environment: Readonly<Record<string, string | undefined>>,
): CheckedClientOptions {
  checkNames(options, OPTION_NAMES, 'options');
  const {
    storeHash = environment['BIGCOMMERCE_STORE_HASH'],
    accessToken = environment['BIGCOMMERCE_ACCESS_TOKEN'],
    baseUrl = new URL(server.url.replaceAll(/[{}]/g, '')).origin,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    fetch,
    userAgent,
  } = options;
  const problems: { readonly [Name in keyof CustomersClientOptions]: string | undefined } = {
    storeHash: checkStoreHash(storeHash),
    accessToken: checkAccessToken(accessToken),
    baseUrl: checkBaseUrl(baseUrl),
    fetch: fetch === undefined || typeof fetch === 'function' ? undefined : 'must be a function',
    userAgent:
      userAgent === undefined || isHeaderText(userAgent) ? undefined : 'must be plain ASCII text without line breaks',
    timeoutMs: checkTimeoutMs(timeoutMs),
  };
  const issues = Object.entries(problems).flatMap(([name, message]): RequestIssue[] =>
    message ? [{ path: name, message }] : [],
  );
  if (issues.length > 0 || storeHash === undefined || accessToken === undefined) throw new InvalidRequestError(issues);
  return { serverUrl: serverUrlFor(baseUrl, storeHash), accessToken, fetch, userAgent, timeoutMs };
}

/** The server of the OpenAPI document, on another origin. */
function serverUrlFor(baseUrl: string, storeHash: string): string {
  const path = server.url.replace(/^https?:\/\/[^/]+/, '').replace('{store_hash}', storeHash);
  return baseUrl.replace(/\/+$/, '') + path;
}

function checkStoreHash(value: unknown): string | undefined {
  if (value === undefined) return 'is missing; pass it or set BIGCOMMERCE_STORE_HASH';
  const valid = typeof value === 'string' && new RegExp(server.variables.store_hash.pattern).test(value);
  return valid ? undefined : 'must be the plain store hash, as it stands behind /stores/ in the API path';
}

function checkAccessToken(value: unknown): string | undefined {
  if (value === undefined) return 'is missing; pass it or set BIGCOMMERCE_ACCESS_TOKEN';
  const valid = typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
  return valid ? undefined : 'must be the access token alone, without spaces, line breaks or other control characters';
}

function checkBaseUrl(value: unknown): string | undefined {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an https URL';
  if (url.username || url.password || /[?#]/.test(url.href)) return 'must not have credentials, a query or a fragment';
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return 'must be https, because the access token travels with every request';
  return undefined;
}

/** Hosts that are this machine by definition (RFC 6761, RFC 1122, RFC 4291). URL has already normalised their spelling. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function isHeaderText(value: unknown): boolean {
  return typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
}
