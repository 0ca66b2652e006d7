import { EnvHttpProxyAgent, fetch } from 'undici-6';
import { valueAt } from '../json.js';
import type { FetchInit } from '../transport/exchange.js';

/** What the environment says about proxies. */
export interface ProxySettings {
  /** The URL of the proxy, with its credentials if it needs any. */
  readonly httpsProxy: string;
  /** Servers that are called directly, as undici takes them. */
  readonly noProxy: string;
}

/**
 * A `fetch` that goes through a proxy. The platform's `fetch` takes agents of its own version of undici only, so the library
 * brings both. It is built as a file of its own, imported as `#proxy-agent`, because few need it.
 */
export function createProxyFetch(settings: ProxySettings) {
  const { emitWarning } = process;
  // It calls itself experimental. Which version is used is fixed.
  process.emitWarning = () => {};
  try {
    const dispatcher = new EnvHttpProxyAgent(settings);
    return (url: string, init: FetchInit) =>
      fetch(url, { ...init, dispatcher }).catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** What a proxy that refuses to connect makes of a request. It was not sent: the syscall tells the client so. */
function refusalOf(error: unknown): Error | undefined {
  const [, status] = /^Proxy response \((\d+)\)/.exec(String(valueAt(error, 'cause', 'cause', 'message'))) ?? [];
  if (status === undefined) return undefined;
  const message = `the proxy answered ${status}`;
  return Object.assign(new Error(message), { code: `ERR_PROXY_${status}`, syscall: 'connect' });
}
