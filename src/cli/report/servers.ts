import { type Contract, contractAt } from '../../contract/index.js';
import { isServedFrom, partsOfServer } from '../../contract/internal.js';
import type { Findings, Problem, Unchecked } from './findings.js';

/** Where the API is: at the server of the document, and at those that stand for it. */
export interface Servers {
  /** The contract as it is at the server of a URL; `undefined` where that is of another API. A path alone is of this one. */
  contractAtUrl(url: string): Contract | undefined;
  /** Hosts that were taken for that of the API because nobody has said which it is. More than one cannot be right. */
  readonly guessedHosts: ReadonlySet<string>;
  /** What messages call the servers. */
  readonly name: string;
}

/** @param baseUrls Stand for the scheme and the host of the document's server. */
export function createServers(contract: Contract, baseUrls: readonly string[]): Servers {
  const origin = originOf(contract.server.url);
  const isUnknown = origin === undefined && baseUrls.length === 0;
  const guessedHosts = new Set<string>();
  const standIns = baseUrls.map((baseUrl) => ({ baseUrl, contract: contractAt(baseUrl, contract) }));
  return {
    guessedHosts,
    name: [origin ?? (isUnknown ? contract.server.url || '/' : []), ...baseUrls].flat().join(' or '),
    contractAtUrl: (url) => {
      if (!URL.canParse(url)) return contract;
      const { protocol, host, pathname } = new URL(url);
      if (!['http:', 'https:'].includes(protocol)) return undefined;
      const standIn = standIns.find(({ baseUrl }) => new URL(baseUrl).host === host && isBelow(baseUrl, pathname));
      if (standIn) return standIn.contract;
      // Whatever the scheme: the wrong one is a mistake, and no other API.
      if (origin !== undefined) return isServedFrom(`https://${host}`, withoutScheme(origin)) ? contract : undefined;
      if (!isUnknown || !isBelow(contract.server.url, pathname)) return undefined;
      guessedHosts.add(host);
      return contract;
    },
  };
}

function originOf(serverUrl: string): string | undefined {
  return partsOfServer(serverUrl).origin || undefined;
}

/** As https, with the port that its own scheme means left out. */
function withoutScheme(origin: string): string {
  return `https://${URL.canParse(origin) ? new URL(origin).host : origin.replace(/^[^/]*\/\//, '')}`;
}

/** Whether a path begins with that of a server, of which whole segments may be variables. */
function isBelow(serverUrl: string, path: string): boolean {
  const wanted = partsOfServer(serverUrl).path.replace(/\/+$/, '').split('/');
  const given = path.split('/');
  return wanted.every((segment, at) => given[at] === segment || (/^\{.+\}$/.test(segment) && Boolean(given[at])));
}

/** What people have to know to make anything of a verdict, in lines without a line break. */

/** Nothing that was checked must not look like success: a problem for each path. */
export function nothingFound(
  { exchanges, problems, skipped }: Findings,
  paths: readonly string[],
  servers: Servers,
): Problem[] {
  if (exchanges.length > 0 || problems.length > 0) return [];
  const hint = skipped.includes('foreign') ? '; recordings of another server need --base-url' : '';
  return paths.map((source) => ({ source, reason: `no exchange of ${servers.name}${hint}`, isEmpty: true }));
}

export function severalHosts(spec: string | undefined, { guessedHosts }: Servers): string {
  const hosts = firstOf([...guessedHosts], MOST_NAMES);
  return `${spec} names no host, and there are exchanges with several: ${hosts}. Name that of the API with --base-url`;
}

export function strippedLines({ stripped }: Findings): string[] {
  if (stripped.length === 0) return [];
  return [
    `${firstOf(stripped, MOST_NAMES)}: no request has credentials, as if they had been taken out; that is no violation`,
  ];
}

export function uncheckedLines(unchecked: readonly Unchecked[]): string[] {
  const lines = unchecked
    .slice(0, MOST_LINES)
    .map(({ file, line, reason }) => `${file}:${line} not checked: ${reason}`);
  const left = unchecked.length - lines.length;
  return left > 0 ? [...lines, `${left} more parts of the document are not checked`] : lines;
}

function firstOf(names: readonly string[], most: number): string {
  const left = names.length - most;
  return names.slice(0, most).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

const MOST_NAMES = 5;
const MOST_LINES = 10;
