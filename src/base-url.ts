import { InvalidRequestError } from '#errors';
import { server } from '../generated/operations.js';
import type { OptionCheck } from './options.js';

const [, SERVER_ORIGIN = '', SERVER_PATH = ''] = /^(https?:\/\/[^/]+)(.*)$/.exec(server.url) ?? [];

const API_PATH = new RegExp(`^(.*)${SERVER_PATH.replace('{store_hash}', '([^/]+)')}$`);

/** Splits a base URL that ends in the API path of a store, as BigCommerce shows it beside the access token. */
export function splitApiPath(baseUrl: unknown): { readonly origin: string; readonly hash: string } | undefined {
  if (typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) return undefined;
  const [, origin, hash] = API_PATH.exec(new URL(baseUrl).href.replace(TRAILING_SLASHES, '')) ?? [];
  return origin === undefined || hash === undefined ? undefined : { origin, hash };
}

/** The URL that the paths of operations are appended to. */
export function serverUrlOf(baseUrl: string, storeHash: string): string {
  const named = splitApiPath(baseUrl);
  if (named && named.hash !== storeHash)
    throw new InvalidRequestError([
      {
        path: 'options.baseUrl',
        message: 'is the API path of another store than storeHash; leave its path out, or pass the same store hash',
      },
    ]);
  const origin = named?.origin ?? new URL(baseUrl).href;
  return origin.replace(TRAILING_SLASHES, '') + SERVER_PATH.replace('{store_hash}', storeHash);
}

/** Takes time in proportion to the length of the text. */
const TRAILING_SLASHES = /(?<!\/)\/+$/;

export { SERVER_ORIGIN };

export const checkBaseUrl: OptionCheck = (value) => {
  if (value === undefined) return 'is undefined; leave it out to call BigCommerce';
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an https URL';
  if (url.username || url.password || /[?#]/.test(url.href)) return 'must not have credentials, a query or a fragment';
  // A part of the API path, or another version of it: the path of a request would have it twice.
  const path = new URL(splitApiPath(url.href)?.origin ?? url.href).pathname;
  if (/\/stores(\/|$)/i.test(path)) return `must end in ${SERVER_PATH} of the store, or be the origin before that`;
  const isSafe = url.protocol === 'https:' || isLoopback(url.hostname);
  return isSafe ? undefined : 'must be https, because the access token travels with every request';
};

/** Hosts that are this machine by definition (RFC 6761, RFC 1122, RFC 4291), in the form that URL normalises them to. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
