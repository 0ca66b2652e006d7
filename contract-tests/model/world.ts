import { getEventListeners } from 'node:events';
import type { ClientOperation } from '../../generated/descriptor.js';
import { operations, server } from '../../generated/operations.js';
import { assembleClient } from '../../src/client.js';
import type { CallOptions, CustomersClient } from '../../src/index.js';
import type { StoreSeed } from '../../src/sandbox/state.js';
import { createStore, SANDBOX_TOKEN, type Store } from '../../src/sandbox/store.js';
import type { Switches } from '../../src/sandbox/switches.js';
import { fetchOfRequest } from '../support/fetch-of-request.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';
import { listedSchedule, type Turn } from './faults.js';
import { createFaultyNetwork, type FaultyNetwork } from './faulty-network.js';

/** Everything around a call that its outcome depends on. */
export interface WorldSettings {
  /** What happens to the first requests; to later ones nothing does. */
  readonly turns: readonly Turn[];
  /** Of latencies and of the client's chances. */
  readonly seed: number;
  readonly quota: number;
  readonly switches: Switches;
  /** Characters in front of the paths of the API. The more there are, the fewer ids fit into a URL. */
  readonly pathLength: number;
  /** Options of the client. */
  readonly client: object;
  /** Options of the call. */
  readonly call: object;
  /** Whether requests and responses are the platform's own. */
  readonly isPlatform: boolean;
  /** When the caller aborts: before the call (-1), so many milliseconds after it, or never. */
  readonly abortAtMs: number | undefined;
}

/** A store, a client, and a network between them. */
export interface World {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly network: FaultyNetwork;
  readonly client: CustomersClient;
  /** What the call takes as its last argument. */
  readonly options: CallOptions;
  /** Makes a call and lets time pass until it is over. */
  run<Result>(call: () => Promise<Result>): Promise<Result>;
  /** What is wrong, whatever the call was: too much at once, or something that was left behind. */
  problems(): string[];
}

export function createWorld(settings: WorldSettings, seed: StoreSeed): World {
  const clock = createVirtualClock(settings.seed);
  const basePath = settings.pathLength > 0 ? `/${'p'.repeat(settings.pathLength)}` : '';
  const store = createStore({ seed, basePath, quota: settings.quota, switches: settings.switches });
  const schedule = listedSchedule(settings.turns, settings.seed);
  const network = createFaultyNetwork({ clock, stores: [store], schedule, epochMs: Date.UTC(2026, 2, 2) });
  const controller = new AbortController();

  const run = async <Result>(call: () => Promise<Result>) => {
    const abort = () => controller.abort(new Error('the caller has had enough'));
    if (settings.abortAtMs === -1) abort();
    const stopTimer = clock.startTimer(abort, settings.abortAtMs ?? NEVER_MS);
    const result = call().finally(stopTimer);
    return clock.run(result);
  };

  const problems = () => [
    ...Object.entries<ClientOperation>(operations).flatMap(([operationId, { maxConcurrency = Infinity }]) => {
      const most = network.log.mostAtOnce(operationId);
      return most > maxConcurrency ? [`${most} requests of ${operationId} at once`] : [];
    }),
    ...(network.log.tooManyRequests().avoidable > 0 ? ['a request was sent although none was left'] : []),
    ...(clock.pendingTimers > 0 ? [`${clock.pendingTimers} timers were left behind`] : []),
    ...(network.log.openRequests > 0 ? [`${network.log.openRequests} requests were left under way`] : []),
    ...getEventListeners(controller.signal, 'abort').map(() => 'a listener was left on the signal'),
    ...network.log.records.flatMap(({ method, url }) =>
      method === 'DELETE' && !/\?id:in=[^&]+(&id:in=[^&]+)*$/.test(url) ? ['a deletion without ids was sent'] : [],
    ),
  ];

  const fetch: object = { fetch: settings.isPlatform ? fetchOfRequest(network.fetch) : network.transport };
  const known = { storeHash: STORE_HASH, accessToken: SANDBOX_TOKEN, baseUrl: `https://store.example${basePath}` };
  return {
    clock,
    store,
    network,
    client: assembleClient(Object.assign(known, settings.client, fetch), clock),
    options: Object.assign({ signal: controller.signal }, settings.call),
    run,
    problems,
  };
}

const STORE_HASH = server.variables.store_hash.default;

/** Longer than any call takes. */
const NEVER_MS = 2 ** 31 - 1;
