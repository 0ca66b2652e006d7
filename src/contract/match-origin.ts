import type { Contract } from './contract.js';
import { memberAt, membersOf, partAt } from './openapi/document-part.js';

/** Values that the document lists for variables of a server, by the name of the variable. */
export type ListedValues = ReadonlyMap<string, readonly unknown[]>;

/**
 * The beginning of a server's URL that names scheme and host, both of which may have variables, and the path after it.
 * Servers that are named by their path alone have no origin: they are wherever the document is.
 */
export function partsOfServer(url: string): { readonly origin: string; readonly path: string } {
  const [, origin = '', path = ''] = /^((?:(?:[a-z\d+.-]|\{[^{}]*\})+:)?\/\/[^/]+)?(.*)$/is.exec(url) ?? [];
  return { origin, path };
}

/**
 * Whether a URL begins with the scheme and the host of a server, which may have variables: `{scheme}://{region}.example.com`.
 * Hosts are the same in any case, and with or without the usual port.
 */
export function isServedFrom(origin: string, serverOrigin: string, listed: ListedValues = new Map()): boolean {
  const server = normalOrigin(serverOrigin);
  const given = normalOrigin(origin);
  if (!/\{|^\/\//.test(server)) return given === server;
  const template = templateOf(server, listed);
  return [given, `${given}:${/^http:/i.test(given) ? 80 : 443}`].some((text) => template.test(text));
}

/** Whether a request goes to the host that a contract is served from. */
export function goesTo(url: string, contract: Contract): boolean {
  const [origin = ''] = /^[a-z]+:\/\/[^/?#]+/i.exec(url) ?? [];
  const { origin: serverOrigin } = partsOfServer(contract.server.url);
  return URL.canParse(origin) && isServedFrom(new URL(origin).origin, serverOrigin, listedValues(contract));
}

/** What variables of the server may be, where the document has a list. */
export function listedValues({ document }: Pick<Contract, 'document'>): ListedValues {
  const variables = partAt(document, 'servers', '0', 'variables');
  const lists = (variables ? membersOf(variables) : []).map(([name, variable]) => {
    return [name, memberAt(document, variable, 'enum')?.value] as const;
  });
  return new Map(lists.flatMap(([name, list]) => (Array.isArray(list) ? [[name, list] as const] : [])));
}

function normalOrigin(origin: string): string {
  return URL.canParse(origin) && !/[@{]/.test(origin) ? new URL(origin).origin : origin;
}

/** A variable without a list stands for anything that can be in a host. Without a scheme, any will do. */
function templateOf(server: string, listed: ListedValues): RegExp {
  const parts = (server.startsWith('//') ? `{}:${server}` : server).split(/\{([^{}]*)\}/);
  const source = parts.map((part, index) => {
    if (index % 2 === 0) return escaped(part);
    const values = listed.get(part)?.map((value) => escaped(String(value)));
    return values ? `(?:${values.join('|')})` : '[^/?#@]+';
  });
  return new RegExp(`^${source.join('')}$`, 'i');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
}
