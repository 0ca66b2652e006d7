import http from 'node:http';
import https from 'node:https';
import { isObject, valueAt } from '../json.js';
import { checkOptions, type OptionChecks } from '../options.js';
import type { HttpTransport } from '../transport/exchange.js';
import { keepConnections } from './connections.js';
import { type Destination, exchange, type Origin } from './exchange.js';

/** Sends the requests of a client over the HTTP of Node itself. */
export type NodeFetch = HttpTransport;

export interface NodeFetchOptions {
  /**
   * Makes the connections: an `https.Agent` with a client certificate, or the agent of a package for proxies. It decides what
   * happens to idle connections. To send to `http:` URLs, it has to be an agent for those.
   *
   * @default agents of its own, which keep connections open
   */
  readonly agent?: http.Agent | undefined;
}

/**
 * A transport for Node that takes half the processor time of the platform's `fetch`, or less. It keeps connections open for
 * the next request. They do not keep the process alive, and need no closing. It does not follow redirects, and uses proxies
 * only if it is given an agent that does.
 *
 * @throws InvalidRequestError for an unknown option, or an agent that is none.
 * @example
 * const bigcommerce = createCustomersClient({ storeHash: 'abc123', accessToken, fetch: nodeFetch() });
 */
export function nodeFetch(options: NodeFetchOptions = {}): NodeFetch {
  const { agent } = checkOptions(options, CHECKS);
  const destinationOf = createDestinations(agent);
  return { send: (request) => exchange(request, destinationOf) };
}

const CHECKS: OptionChecks<NodeFetchOptions> = {
  agent: (value) => {
    const isAgent = isObject(value) && typeof valueAt(value, 'addRequest') === 'function';
    return value === undefined || isAgent ? undefined : 'must be an http.Agent or an https.Agent';
  },
};

/**
 * Splits URLs. Parsing one costs a good part of sending a request, so each server is parsed once, and the path is cut out of
 * the text.
 */
export function createDestinations(given?: http.Agent): (url: string) => Destination {
  const connections = given ? undefined : keepConnections();
  const origins = new Map<string, Origin>();

  function originOf(text: string): Origin {
    const known = origins.get(text);
    if (known) return known;
    const { protocol, hostname, port, host } = new URL(text);
    const module = MODULES.get(protocol);
    const agent = given ?? connections?.agents[protocol];
    if (!module || !agent)
      throw Object.assign(new TypeError(`cannot send over ${protocol}`), { code: 'ERR_INVALID_PROTOCOL' });
    const origin: Origin = {
      module,
      agent,
      connections,
      protocol,
      // Only URLs have brackets around IPv6 addresses.
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      host,
    };
    origins.set(text, origin);
    return origin;
  }

  return (url) => {
    const normal = isNormal(url) ? url : withoutFragment(new URL(url));
    const pathStart = normal.indexOf('/', normal.indexOf('//') + 2);
    return { origin: originOf(normal.slice(0, pathStart)), path: normal.slice(pathStart) };
  };
}

/** Their `request` is looked up at each call, so that what replaces it in tests or for tracing applies. */
const MODULES = new Map<string, Origin['module']>([
  ['http:', http],
  ['https:', https],
]);

/** Whether parsing a URL and printing it again would change nothing from its path on. `false` when in doubt. */
function isNormal(url: string): boolean {
  return /^https?:\/\/[\w.:[\]-]+\/[\w\-.~:/?[\]@!$&()*+,;=%]*$/.test(url) && !/\/(\.|%2e)/i.test(url);
}

function withoutFragment(url: URL): string {
  return url.href.slice(0, url.href.length - url.hash.length);
}
