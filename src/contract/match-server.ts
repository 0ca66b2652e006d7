import type { ServerDescriptor } from '../../generated/descriptor.js';
import type { Contract } from './contract.js';
import { isServedFrom, partsOfServer } from './match-origin.js';
import { type MatchedTemplate, matchTemplate } from './match-template.js';

/** A server that a URL leads to, and the path below it. */
export interface MatchedServer extends MatchedTemplate {
  readonly server: ServerDescriptor;
}

/** Where the operations are that do not say so themselves. */
export function serversOf({ server, servers = [server] }: Contract): readonly ServerDescriptor[] {
  return servers;
}

/** The servers among these that a URL leads to, given its origin, if it has one, and its path. */
export function matchServers(servers: readonly ServerDescriptor[], origin: string, path: string): MatchedServer[] {
  return servers.flatMap((server) => {
    const { origin: serverOrigin, path: serverPath } = partsOfServer(server.url);
    const match = matchTemplate(serverPath, path, true);
    return match && !(origin && serverOrigin && !isServedFrom(origin, serverOrigin)) ? [{ server, ...match }] : [];
  });
}

/** Schemes and hosts that a contract names, of all servers, those of single operations as well. */
export function originsOf(contract: Contract): string[] {
  const own = Object.values(contract.operations).flatMap(({ servers = [] }) => servers);
  const origins = [...serversOf(contract), ...own].map(({ url }) => partsOfServer(url).origin);
  return [...new Set(origins)].filter((origin) => origin !== '');
}
