import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { problemResponse, type ResponseDraft } from '../responses.js';

/**
 * Refuses what a web page in a browser on this machine may have sent. With DNS rebinding, a page makes its own host name lead to
 * a loopback address, so that the browser takes the sandbox for the page's own server and shows it every response. `Host` then
 * still has the page's name. `Origin` tells pages apart that call a loopback address directly.
 *
 * @param host The address or name that the sandbox listens on.
 * @returns `undefined` for requests of programs, and of pages that this machine serves itself.
 */
export function refuseForeign(headers: IncomingHttpHeaders, host: string): ResponseDraft | undefined {
  const listening = hostnameOf(host.includes(':') ? `[${host}]` : host);
  const isOwn = (name: string) => isLoopback(name) || (name !== '' && name === listening);
  const called = hostnameOf(headers.host ?? '');
  // An IP address needs no DNS, so it cannot be rebound.
  if (!isOwn(called) && !isAddress(called)) {
    const shown = JSON.stringify(headers.host ?? '');
    const advice = 'Call it at 127.0.0.1 or localhost, or start it with that name as its host';
    return problemResponse(403, `The sandbox does not respond to requests for the host ${shown}. ${advice}.`);
  }
  // Images and plain links of a page have no Origin.
  const { origin, 'sec-fetch-site': site } = headers;
  const page = origin === undefined ? undefined : hostnameOfPage(origin);
  if (page === undefined ? site !== 'cross-site' : isOwn(page)) return undefined;
  const reason =
    origin === undefined
      ? 'Sec-Fetch-Site says that this is one'
      : `this request has the Origin ${JSON.stringify(origin)}`;
  const advice = 'Call it from a program, or from a page on localhost';
  return problemResponse(403, `The sandbox does not respond to web pages of other hosts, and ${reason}. ${advice}.`);
}

function hostnameOfPage(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}

/** The name or address of a host with or without a port, as browsers write it; empty for an invalid one. */
function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
}
