import type { LeanFetch } from '../transport/exchange.js';
import { createDestinations } from './destination.js';
import { exchange } from './exchange.js';

/** Sends the requests of a client over the HTTP of Node itself. */
export type NodeFetch = LeanFetch;

/**
 * A transport for Node that takes about half the processor time of the platform's `fetch`. It keeps connections open for
 * the next request, which does not keep the process alive, and needs no closing. Redirects are not followed, and proxies
 * are not looked for.
 *
 * @example
 * const bigcommerce = createCustomersClient({ storeHash: 'abc123', accessToken, fetch: nodeFetch() });
 */
export function nodeFetch(): NodeFetch {
  const destinationOf = createDestinations();
  return { lean: (request) => exchange(request, destinationOf) };
}
