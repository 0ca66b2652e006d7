import { checkOptions, type OptionChecks, optional } from '../transport/check-options.js';
import type { LeanFetch } from '../transport/lean-fetch.js';
import { createDestinations } from './destination.js';
import { exchange } from './exchange.js';

export interface NodeFetchOptions {
  /**
   * Connections to one server at a time. Further requests wait until one is free, and their time limit runs meanwhile.
   *
   * @default as many as there are requests
   */
  readonly maxSockets?: number | undefined;
}

/** Sends the requests of a client over the HTTP of Node itself. */
export type NodeFetch = LeanFetch;

/**
 * A transport for Node that takes about half the processor time of the platform's `fetch`. It keeps connections open for
 * the next request, which does not keep the process alive, and needs no closing. Redirects are not followed, and proxies
 * are not looked for.
 *
 * @throws InvalidRequestError when an option is unknown or unusable.
 * @example
 * const bigcommerce = createCustomersClient({ storeHash: 'abc123', accessToken, fetch: nodeFetch() });
 */
export function nodeFetch(options: NodeFetchOptions = {}): NodeFetch {
  const { maxSockets = Number.POSITIVE_INFINITY } = checkOptions<NodeFetchOptions>(options, CHECKS);
  const destinationOf = createDestinations(maxSockets);
  return { lean: (request) => exchange(request, destinationOf) };
}

const CHECKS: OptionChecks<NodeFetchOptions> = {
  maxSockets: optional((value) => {
    const usable = value === Number.POSITIVE_INFINITY || (Number.isSafeInteger(value) && Number(value) > 0);
    return usable ? undefined : 'must be a whole number of connections above 0';
  }),
};
