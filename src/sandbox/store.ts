import { bigcommerceContract, bigcommerceOperation } from '#contract';
import { server } from '../../generated/operations.js';
import { type CallsInFlight, createRateWindow, type RateWindow } from './limits.js';
import { createState, type StoreSeed, type StoreState } from './state.js';
import { DEFAULT_SWITCHES, type Switches } from './switches.js';

/** A store: what it holds, who may call it and how often, and how it behaves where stores differ. */
export interface Store {
  readonly storeHash: string;
  /** The part of each path before the API's own paths. */
  readonly basePath: string;
  /** Access tokens with their scopes. */
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  readonly state: StoreState;
  readonly window: RateWindow;
  readonly inFlight: CallsInFlight;
  readonly switches: Switches;
  /** Requests so far. Request ids are made from it. */
  requestCount: number;
}

export interface StoreSettings {
  readonly storeHash?: string | undefined;
  readonly basePath?: string;
  /** Access tokens with their scopes. Default: one token with all scopes. */
  readonly tokens?: Readonly<Record<string, readonly string[]>>;
  readonly seed?: StoreSeed;
  /** Requests per window, of all apps together. Default: 150. */
  readonly quota?: number | undefined;
  /** Default: 30,000. */
  readonly windowMs?: number | undefined;
  readonly switches?: Partial<Switches>;
  /** When the store is created, in milliseconds since 1970. */
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

/** The default access token. It is no secret: only sandboxes accept it. */
export const SANDBOX_TOKEN = 'sandbox-token';

/** The scopes that allow every operation. */
export const WRITE_SCOPES: readonly string[] = bigcommerceOperation('deleteCustomers').security.flatMap((credentials) =>
  credentials.flatMap(({ scopes }) => scopes),
);

/** Every scope that an operation requires. */
export const SCOPES: readonly string[] = [
  ...new Set(
    Object.values(bigcommerceContract.operations).flatMap(({ security }) =>
      security.flat().flatMap(({ scopes }) => scopes.map(String)),
    ),
  ),
];

/** A request as it is on the wire. */
export interface StoreRequest {
  readonly method: string;
  /** The URL as it was sent, or its path and query. */
  readonly url: string;
  /** Names may have any case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** A response as it is on the wire. */
export interface StoreResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty if there is none. */
  readonly body: string;
}
