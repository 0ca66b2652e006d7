import { operations } from '../../generated/contract-operations.js';
import { server } from '../../generated/operations.js';
import { type CallsInFlight, createRateWindow, type RateWindow } from './limits.js';
import { createState, type StoreSeed, type StoreState } from './state.js';
import { DEFAULT_SWITCHES, type Switches } from './switches.js';

/** A store: what it holds, who may call it and how often, and how it behaves where stores differ. */
export interface Store {
  readonly storeHash: string;
  /** What stands in front of the API's own paths. */
  readonly basePath: string;
  /** The scopes of each access token. */
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  readonly state: StoreState;
  readonly window: RateWindow;
  readonly inFlight: CallsInFlight;
  readonly switches: Switches;
  /** Requests so far, for ids of requests. */
  requestCount: number;
}

export interface StoreSettings {
  readonly storeHash?: string;
  readonly basePath?: string;
  /** The scopes of each access token. */
  readonly tokens?: Readonly<Record<string, readonly string[]>>;
  readonly seed?: StoreSeed;
  /** Requests in a window, of all apps together. */
  readonly quota?: number;
  readonly windowMs?: number;
  readonly switches?: Partial<Switches>;
  /** The moment at which the store begins, in milliseconds since 1970. */
  readonly nowMs?: number;
}

/** A store that nobody has called yet. It has no clock: every call says when it happens. */
export function createStore(settings: StoreSettings = {}): Store {
  return {
    storeHash: settings.storeHash ?? server.variables.store_hash.default,
    basePath: settings.basePath ?? '',
    tokens: new Map(Object.entries(settings.tokens ?? { [SANDBOX_TOKEN]: WRITE_SCOPES })),
    state: createState(settings.seed, settings.nowMs),
    window: createRateWindow(settings.quota, settings.windowMs),
    inFlight: new Map(),
    switches: { ...DEFAULT_SWITCHES, ...settings.switches },
    requestCount: 0,
  };
}

/** The token of a store that is given none. It opens nothing else. */
export const SANDBOX_TOKEN = 'sandbox-token';

/** The scopes that everything can be done with. */
export const WRITE_SCOPES: readonly string[] = operations.deleteCustomers.security.flatMap((credentials) =>
  credentials.flatMap(({ scopes }) => scopes),
);

/** Every scope that an operation asks for. */
export const SCOPES: readonly string[] = [
  ...new Set(
    Object.values(operations).flatMap(({ security }) => security.flat().flatMap(({ scopes }) => scopes.map(String))),
  ),
];

/** A request in the form that it has on the wire. */
export interface StoreRequest {
  readonly method: string;
  /** The raw URL, or its path with the query, as it was sent. */
  readonly url: string;
  /** Names may have any case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** An answer in the form that it has on the wire. */
export interface StoreAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there is none. */
  readonly body: string;
}
