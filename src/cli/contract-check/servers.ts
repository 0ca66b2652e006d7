import { isServedFrom, partsOfServer } from '../../contract/contract.js';
import { type Contract, contractAt } from '../../contract/index.js';

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
