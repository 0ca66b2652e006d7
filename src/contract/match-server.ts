import type { ServerDescriptor } from '../../generated/descriptor.js';
import type { Contract } from './contract.js';
import { isServedFrom } from './match-origin.js';
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
    const [, serverOrigin = '', serverPath = ''] = /^([a-z]+:\/\/[^/]+)?([\s\S]*)$/i.exec(server.url) ?? [];
    const match = matchTemplate(serverPath, path, true);
    return match && !(origin && serverOrigin && !isServedFrom(origin, serverOrigin)) ? [{ server, ...match }] : [];
  });
}
