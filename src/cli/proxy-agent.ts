import { EnvHttpProxyAgent, fetch, Pool } from 'undici-6';
import { valueAt } from '../json.js';
import type { FetchInit } from '../transport/exchange.js';

/** What the environment says about proxies. */
export interface ProxySettings {
  /** The URL of the proxy, with its credentials if it needs any. */
  readonly httpsProxy: string;
  /** Servers that are called directly, as undici takes them. */
  readonly noProxy: string;
}

/** A `fetch` with connections of its own. */
export interface ProxyFetch {
  readonly fetch: (url: string, init: FetchInit) => ReturnType<typeof fetch>;
  /** Ends all connections, and those that are being made. */
  close(): Promise<void>;
}

/**
 * A `fetch` that goes through a proxy. The platform's `fetch` takes agents of its own version of undici only, so the library
 * brings both. It is built as a file of its own, imported as `#proxy-agent`, because few need it.
 */
export function createProxyFetch(settings: ProxySettings): ProxyFetch {
  const { emitWarning } = process;
  // It calls itself experimental. Which version is used is fixed.
  process.emitWarning = () => {};
  try {
    const dispatcher = new EnvHttpProxyAgent({ ...settings, factory: createPool });
    return { fetch: (url, init) => fetch(url, { ...init, dispatcher }), close: () => dispatcher.destroy() };
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Connections to one server. Where they lead through the proxy, the agent passes the function that makes a tunnel. */
function createPool(origin: URL, options: Pool.Options): Pool {
  const { connect } = options;
  if (typeof connect !== 'function') return new Pool(origin, options);
  return new Pool(origin, {
    ...options,
    connect: (target, done) =>
      connect(target, (...[error, socket]) => (error ? done(withoutTunnel(error), null) : done(null, socket))),
  });
}

/**
 * What became of a request for which there is no tunnel. It was not sent: the syscall tells the client so. undici takes its own
 * errors of broken sockets for a reason to connect again, at once and without end, and never fails the request.
 */
function withoutTunnel(error: Error): Error {
  const [, status] = /^Proxy response \((\d+)\)/.exec(error.message) ?? [];
  const code = String(valueAt(error, 'code'));
  if (status !== undefined) return connectError(`the proxy answered ${status}`, `ERR_PROXY_${status}`, error);
  if (/^UND_ERR_(SOCKET|INFO)$/.test(code)) return connectError('the proxy closed the connection', 'ECONNRESET', error);
  return connectError(error.message, code, error);
}

function connectError(message: string, code: string, cause: Error): Error {
  return Object.assign(new Error(message, { cause }), { code, syscall: 'connect' });
}
