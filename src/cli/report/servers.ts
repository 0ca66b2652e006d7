import { type Contract, contractAt, isServedFrom, originsOf, partsOfServer } from '#contract';
import type { SkipReason } from '../input/entry.js';
import { type Findings, type Problem, placeOfUnchecked, type Unchecked } from './findings.js';

/** The servers of the API: those of the document, its paths and operations, and those of `--base-url`. */
export interface Servers {
  /** The contract at the server of a URL; `undefined` for the server of another API. A path without a host is of this API. */
  contractAtUrl(url: string): Contract | undefined;
  /** Hosts that were taken for that of the API because the document names none. More than one is an error. */
  readonly guessedHosts: ReadonlySet<string>;
  /** For messages. */
  readonly name: string;
}

/** @param baseUrls Replace the scheme and the host of each server of the document. */
export function createServers(contract: Contract, baseUrls: readonly string[]): Servers {
  const origins = originsOf(contract);
  const isUnknown = origins.length === 0 && baseUrls.length === 0;
  const guessedHosts = new Set<string>();
  const replacements = baseUrls.map((baseUrl) => ({ baseUrl, contract: contractAt(baseUrl, contract) }));
  return {
    guessedHosts,
    name: [...origins, ...(isUnknown ? [contract.server.url || '/'] : []), ...baseUrls].join(' or '),
    contractAtUrl: (url) => {
      if (!URL.canParse(url)) return contract;
      const { protocol, host, pathname } = new URL(url);
      if (!['http:', 'https:'].includes(protocol)) return undefined;
      const replacement = replacements.find(
        ({ baseUrl }) => new URL(baseUrl).host === host && isBelow(baseUrl, pathname),
      );
      if (replacement) return replacement.contract;
      // Any scheme: a wrong one is a mistake, not another API.
      if (origins.some((origin) => isServedFrom(`https://${host}`, asHttps(origin)))) return contract;
      const { server, servers = [server] } = contract;
      if (!isUnknown || !servers.some(({ url: path }) => isBelow(path, pathname))) return undefined;
      guessedHosts.add(host);
      return contract;
    },
  };
}

/** With https instead of its own scheme, and without the default port of that. */
function asHttps(origin: string): string {
  return `https://${URL.canParse(origin) ? new URL(origin).host : origin.replace(/^[^/]*\/\//, '')}`;
}

/** Whether a path starts with that of a server, whose segments can be variables. */
function isBelow(serverUrl: string, path: string): boolean {
  const wanted = partsOfServer(serverUrl).path.replace(/\/+$/, '').split('/');
  const given = path.split('/');
  return wanted.every((segment, at) => given[at] === segment || (/^\{.+\}$/.test(segment) && Boolean(given[at])));
}

/** A problem for each path, because a run without any exchange must not look like success. */
export function nothingFound(
  { exchanges, problems, skipped }: Findings,
  paths: readonly string[],
  servers: Servers,
): Problem[] {
  if (exchanges.length > 0 || problems.length > 0) return [];
  const hint = skipped.includes('foreign') ? '; for recordings of another server, use --base-url' : '';
  // Of the right server, but nothing that the API has said.
  if (skipped.length > 0 && hint === '') {
    const reason = `no exchange to check: ${skippedTexts(skipped).join(', ')}`;
    return paths.map((source) => ({ source, reason, isEmpty: true }));
  }
  return paths.map((source) => ({ source, reason: `no exchange with ${servers.name}${hint}`, isEmpty: true }));
}

/** How many exchanges were skipped, and why. */
export function skippedTexts(skipped: readonly SkipReason[]): string[] {
  return Object.entries(SKIPPED).flatMap(([why, text]) => {
    const count = skipped.filter((reason) => reason === why).length;
    return count > 0 ? [`${count} ${text}`] : [];
  });
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  foreign: 'not of this API',
  unanswered: 'without a response',
  preflight: 'only for CORS',
  'not modified': 'not modified (304)',
  upgrade: 'upgraded to another protocol (101)',
  allowed: 'undocumented and allowed',
};

export function severalHosts(spec: string | undefined, { guessedHosts }: Servers): string {
  const hosts = firstOf([...guessedHosts], MAX_NAMES);
  return `${spec} names no host, and the exchanges are with several hosts: ${hosts}. Name the one of the API with --base-url`;
}

export function strippedLines({ stripped }: Findings): string[] {
  if (stripped.length === 0) return [];
  return [
    `${firstOf(stripped, MAX_NAMES)}: no request has credentials; they were probably removed on export, so this is not a violation`,
  ];
}

export function uncheckedLines(unchecked: readonly Unchecked[]): string[] {
  const lines = unchecked.slice(0, MAX_LINES).map((part) => `${placeOfUnchecked(part)} not checked: ${part.reason}`);
  const left = unchecked.length - lines.length;
  return left > 0 ? [...lines, `${left} more parts of the document are not checked`] : lines;
}

function firstOf(names: readonly string[], limit: number): string {
  const left = names.length - limit;
  return names.slice(0, limit).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

const MAX_NAMES = 5;
const MAX_LINES = 10;
