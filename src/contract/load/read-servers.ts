import type { ServerDescriptor } from '../../../generated/descriptor.js';
import type { DocumentNode } from './document.js';

export function readServer(server: DocumentNode): ServerDescriptor {
  const variables = server.at('variables').members.map(([name, variable]) => {
    const pattern = variable.text('x-pattern');
    return [name, { default: variable.text('default'), ...(pattern && { pattern }) }] as const;
  });
  const maxUrlLength = server.integer('x-max-url-length');
  return {
    url: trimmed(server.text('url')),
    variables: Object.fromEntries(variables),
    ...(maxUrlLength !== undefined && { maxUrlLength }),
  };
}

/** All servers of a list, each as often as its variables have listed values; nothing where there is no list. */
export function readServers(list: DocumentNode): readonly ServerDescriptor[] | undefined {
  const servers = list.members.flatMap(([, server]) => withValues(server));
  return servers.length > 0 ? servers : undefined;
}

/** A variable without a list may be anything within a segment; its default may also be none or several of them. */
function withValues(node: DocumentNode): ServerDescriptor[] {
  const server = readServer(node);
  let urls = [server.url];
  for (const [name, variable] of node.at('variables').members) {
    const fallback = variable.text('default');
    const listed = variable.at('enum').members.map(([index]) => String(variable.at('enum', index).value));
    const others = fallback === '' || fallback.includes('/') ? [`{${name}}`, fallback] : [`{${name}}`];
    const values = listed.length > 0 ? listed : others;
    if (urls.length * values.length <= MOST_URLS)
      urls = urls.flatMap((url) => values.map((value) => trimmed(url.replaceAll(`{${name}}`, () => value))));
    else variable.decline('a server has too many listed values; any is taken for one of them');
  }
  return urls.map((url) => ({ ...server, url }));
}

function trimmed(url: string): string {
  return url.replace(/(?<!\/)\/+$/, '');
}

/** URLs of one server. Real ones have ten. */
const MOST_URLS = 200;
