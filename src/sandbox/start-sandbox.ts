import type { AddressInfo } from 'node:net';
import { createFaults, type Faults } from './faults/faults.js';
import { createExchangeLog, type SandboxExchange } from './http/exchange-log.js';
import { createApp, type LiveStore } from './http/handle-request.js';
import { close, listen } from './http/server.js';
import { completeOptions, type SandboxOptions } from './options.js';
import { readSeed } from './seed/read-seed.js';
import type { StoreState } from './state.js';
import { createStore } from './store.js';

/** A store that runs on this machine. */
export interface Sandbox {
  /** The `baseUrl` for `createCustomersClient`, such as `http://127.0.0.1:54321`. */
  readonly url: string;
  readonly storeHash: string;
  readonly accessToken: string;
  /** What the store contains now. You may change it. */
  readonly state: StoreState;
  /** Requests and responses, newest last, for `checkExchange`. Tokens are replaced by `[redacted]`. */
  readonly exchanges: readonly SandboxExchange[];
  /** Makes requests fail. */
  readonly faults: Faults;
  /** Resets state, quota and ids to the seed, and removes faults and exchanges. */
  reset(): void;
  /** Closes all connections. */
  stop(): Promise<void>;
}

/**
 * Starts a BigCommerce store on this machine. Other machines can reach it only if you set `host`.
 *
 * @throws InvalidRequestError for an unknown option or an unusable value.
 * @throws SeedError for an invalid seed. The message lists everything that is wrong with it.
 * @throws Error when the port is taken, or `yaml` is needed and not installed.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = completeOptions(options);
  const seed = await readSeed(settings);
  const accessTokens = { ...settings.tokens, [settings.accessToken]: settings.scopes };
  const now = () => Date.now();
  const newStore = () => createStore({ ...settings, seed, tokens: accessTokens, nowMs: now() });
  const { host, latencyMs, maxBodyBytes } = settings;
  const log = createExchangeLog(settings, Object.keys(accessTokens), settings.onExchange);
  const live: LiveStore = { store: newStore(), faultSource: createFaults(), log, now, latencyMs, maxBodyBytes, host };
  const { faults } = live.faultSource;
  const server = await listen(createApp(live), settings);
  return {
    url: urlOf(server.address(), settings.host),
    storeHash: live.store.storeHash,
    accessToken: settings.accessToken,
    get state() {
      return live.store.state;
    },
    exchanges: log.exchanges,
    faults,
    reset: () => {
      live.store = newStore();
      faults.clear();
      log.clear();
    },
    stop: () => close(server),
  };
}

/** The client accepts plain HTTP only for the usual addresses of this machine. */
function urlOf(address: AddressInfo | string | null, host: string): string {
  const port = typeof address === 'object' && address ? address.port : 0;
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
