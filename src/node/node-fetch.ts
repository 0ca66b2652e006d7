import http from 'node:http';
import https from 'node:https';
import type { HttpTransport } from '../transport/exchange.js';
import { type Destination, exchange, type Origin } from './exchange.js';

/** Sends the requests of a client over the HTTP of Node itself. */
export type NodeFetch = HttpTransport;

/**
 * A transport for Node that takes half the processor time of the platform's `fetch`, or less. It keeps connections open for
 * the next request. They do not keep the process alive, and need no closing. It does not follow redirects or use proxies.
 *
 * @example
 * const bigcommerce = createCustomersClient({ storeHash: 'abc123', accessToken, fetch: nodeFetch() });
 */
export function nodeFetch(): NodeFetch {
  const destinationOf = createDestinations();
  return { send: (request) => exchange(request, destinationOf) };
}

/**
 * Splits URLs. Parsing one costs a good part of sending a request, so each server is parsed once, and the path is cut out of
 * the text.
 */
export function createDestinations(): (url: string) => Destination {
  const agents: Record<string, http.Agent> = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };
  const origins = new Map<string, Origin>();

  function originOf(text: string): Origin {
    const known = origins.get(text);
    if (known) return known;
    const { protocol, hostname, port, host } = new URL(text);
    const agent = agents[protocol];
    if (!agent) throw new TypeError(`cannot send over ${protocol}`);
    const origin: Origin = {
      module: protocol === 'https:' ? https : http,
      agent,
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

/** Whether parsing a URL and printing it again would change nothing from its path on. `false` when in doubt. */
function isNormal(url: string): boolean {
  return /^https?:\/\/[\w.:[\]-]+\/[\w\-.~:/?[\]@!$&()*+,;=%]*$/.test(url) && !/\/(\.|%2e)/i.test(url);
}

function withoutFragment(url: URL): string {
  return url.href.slice(0, url.href.length - url.hash.length);
}
