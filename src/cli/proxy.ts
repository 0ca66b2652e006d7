import type { ProxyFetch } from '#proxy-agent';
import { UsageError } from './command.js';
import type { Io } from './io.js';

/** Sends requests through a proxy. */
export interface HttpProxy {
  /** Host and port, for messages. */
  readonly host: string;
  /** Is called as the platform's. The library behind it is loaded with the first request. */
  readonly fetch: ProxyFetch['fetch'];
  /** Ends its connections, so that they do not outlive the command. */
  close(): Promise<void>;
}

/**
 * The proxy that the environment names for a server: `HTTPS_PROXY`, unless `NO_PROXY` lists the server. As with curl, the
 * names may be in lower case, and `example.com` in `NO_PROXY` stands for its subdomains as well. Plain HTTP never goes
 * through a proxy: the client sends it to this machine only, and a proxy would see the access token.
 *
 * @param command The name of the command, for messages.
 * @throws UsageError when `HTTPS_PROXY` is not the URL of a proxy. It can hold a password, and is not repeated.
 */
export function proxyFor(command: string, baseUrl: string | undefined, env: Io['env']): HttpProxy | undefined {
  const given = env['https_proxy'] || env['HTTPS_PROXY'];
  if (!given || (baseUrl !== undefined && new URL(baseUrl).protocol === 'http:')) return undefined;
  const httpsProxy = given.includes('://') ? given : `http://${given}`;
  const { protocol, host } = URL.canParse(httpsProxy) ? new URL(httpsProxy) : { protocol: '', host: '' };
  if (!/^https?:$/.test(protocol))
    throw new UsageError(`${command}: HTTPS_PROXY must be a URL such as http://proxy.example:3128\nNothing was sent.`);
  const noProxy = withSubdomains(env['no_proxy'] ?? env['NO_PROXY'] ?? '');
  let proxied: ProxyFetch | undefined;
  return {
    host,
    fetch: async (url, init) => {
      proxied ??= (await import('#proxy-agent')).createProxyFetch({ httpsProxy, noProxy });
      return proxied.fetch(url, init);
    },
    close: async () => proxied?.close(),
  };
}

function withSubdomains(noProxy: string): string {
  const entries = noProxy.split(/[,\s]+/).filter((entry) => entry !== '');
  return entries.flatMap((entry) => (/^[.*]/.test(entry) ? [entry] : [entry, `.${entry}`])).join(',');
}
