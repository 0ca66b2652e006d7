import type { AddressInfo } from 'node:net';
import { createFaults, type Faults } from './faults/faults.js';
import { createExchangeLog, type SandboxExchange } from './http/exchange-log.js';
import type { LiveStore } from './http/handle-request.js';
import { createApp } from './http/handle-request.js';
import { close, listen } from './http/server.js';
import { checkedOptions, type SandboxOptions } from './options.js';
import { readSeed } from './seed/read-seed.js';
import type { StoreState } from './state.js';
import { createStore } from './store.js';

/** A store that runs on this machine. */
export interface Sandbox {
  /** What `createCustomersClient` takes as `baseUrl`: `http://127.0.0.1:54321`. */
  readonly url: string;
  readonly storeHash: string;
  readonly accessToken: string;
  /** What the store holds now. Changes to it are changes to the store. */
  readonly state: StoreState;
  /** What was sent and received, the newest last, for `checkExchange`. Tokens are masked. */
  readonly exchanges: readonly SandboxExchange[];
  /** What is to go wrong. */
  readonly faults: Faults;
  /** Goes back to the seed: the state, the quota, the ids. Planned faults and exchanges are forgotten. */
  reset(): void;
  /** Closes all connections. */
  stop(): Promise<void>;
}

/**
 * Starts a BigCommerce store on this machine. Nobody else can reach it unless `host` says so.
 *
 * @throws InvalidRequestError when an option is not one, or not acceptable.
 * @throws SeedError when what the store is to begin with is not acceptable. The message lists what is wrong.
 * @throws Error when the port is taken, or `yaml` is needed and not installed.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = checkedOptions(options);
  const seed = await readSeed(settings);
  const accessTokens = { ...settings.tokens, [settings.accessToken]: settings.scopes };
  const now = () => Date.now();
  const begin = () => createStore({ ...settings, seed, tokens: accessTokens, nowMs: now() });
  const { latencyMs, maxBodyBytes } = settings;
  const log = createExchangeLog(settings.maxExchanges, Object.keys(accessTokens), settings.onExchange);
  const live: LiveStore = { store: begin(), faultSource: createFaults(), log, now, latencyMs, maxBodyBytes };
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
      live.store = begin();
      faults.clear();
      log.clear();
    },
    stop: () => close(server),
  };
}

/** The client takes plain HTTP for this machine only, under its usual names. */
function urlOf(address: AddressInfo | string | null, host: string): string {
  const port = typeof address === 'object' && address ? address.port : 0;
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
