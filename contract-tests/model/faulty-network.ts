import { findRoute } from '../../src/sandbox/admit.js';
import { endCall } from '../../src/sandbox/limits.js';
import { createStore, SANDBOX_TOKEN, type Store, type StoreSettings } from '../../src/sandbox/store.js';
import type { CancelSignal } from '../../src/transport/abort.js';
import type { Clock } from '../../src/transport/clock.js';
import type { HttpRequest, HttpTransport } from '../../src/transport/exchange.js';
import { ORIGIN, VALUES_PATH } from '../support/server.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { type Delivery, headerIn, httpResponse, pause, platformResponse } from './delivery.js';
import { arrive, brokenBody, brokenConnection, type Fault, type Schedule } from './faults.js';
import { createRequestLog, type OpenRecord, type RequestLog } from './request-log.js';

export interface FaultyNetworkSettings {
  readonly clock: Clock;
  /** Requests go to the one whose hash is in their URL. */
  readonly stores: readonly Store[];
  readonly schedule: Schedule;
  /** The moment at which the clock stands at 0, for the stores. */
  readonly epochMs?: number;
}

/** Connects clients with stores, in a time of its own, and lets things go wrong on the way. */
export interface FaultyNetwork {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly transport: HttpTransport;
  /** What really happened. */
  readonly log: RequestLog;
}

export function createFaultyNetwork({ clock, stores, schedule, epochMs = 0 }: FaultyNetworkSettings): FaultyNetwork {
  const log = createRequestLog(() => clock.now());

  const exchange = async (sent: SentRequest, readText: () => Promise<string | undefined>): Promise<Delivery> => {
    const { signal, method, url } = sent;
    if (signal.aborted) throw signal.reason;
    const store = stores.find(({ storeHash }) => url.includes(`/stores/${storeHash}/`));
    if (!store) throw new Error(`no store has the URL ${url}`);
    const operationId = findRoute({ method, url, headers: {} }, store.basePath)?.operationId;
    const record = log.begin({ storeHash: store.storeHash, operationId, method, url });
    try {
      record.body = await readText();
      return await travel(sent, record, store);
    } catch (error) {
      log.end(record);
      throw error;
    }
  };

  const travel = async (sent: SentRequest, record: OpenRecord, store: Store): Promise<Delivery> => {
    const { signal, method, url } = sent;
    const { fault, uplinkMs, downlinkMs } = schedule(record.number);
    await pause(clock, uplinkMs, signal);
    const request = { method, url, headers: sent.headers, body: record.body };
    const { answer, storeStatus, call } = arrive(store, request, fault, epochMs + clock.now());
    if (storeStatus !== undefined) log.arrive(record, storeStatus);
    const finish = () => {
      log.end(record);
      if (call) endCall(store.inFlight, call.route.operation);
    };
    try {
      await pause(clock, fault.kind === 'stall' ? Infinity : downlinkMs, signal);
      throwIfBroken(fault, answer.body);
    } catch (error) {
      finish();
      throw error;
    }
    const { status, headers } = answer;
    log.deliver(record, status);
    log.complete(record, (name) => headerIn(headers, name));
    const body = readBody(clock, fault, answer.body, signal);
    body.then(finish, finish);
    if (!isLate(fault, answer.body)) finish();
    return { status, headers, body };
  };

  const fetch = async (request: Request) => {
    const { method, url, signal, body } = request;
    const sent = { method, url, signal, headers: Object.fromEntries(request.headers) };
    return platformResponse(await exchange(sent, async () => (body ? request.text() : undefined)));
  };
  const send = async (request: HttpRequest) =>
    httpResponse(await exchange(request, () => Promise.resolve(request.body)));
  return { fetch, transport: { send }, log };
}

/** What both kinds of requests have. */
type SentRequest = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'signal'>;

function throwIfBroken(fault: Fault, body: string): void {
  if (fault.kind === 'refused') throw brokenConnection('ECONNREFUSED');
  if (fault.kind === 'reset') throw brokenConnection(fault.code);
  // Of an answer without a body only the headers can be cut off.
  if (fault.kind === 'truncated' && body === '') throw brokenConnection('UND_ERR_SOCKET');
}

/** Where there is no body, nothing is waited for. */
function isLate(fault: Fault, body: string): fault is Extract<Fault, { kind: 'slow-body' }> {
  return fault.kind === 'slow-body' && body !== '';
}

async function readBody(clock: Clock, fault: Fault, text: string, signal: CancelSignal): Promise<string> {
  if (isLate(fault, text)) await pause(clock, fault.delayMs, signal);
  if (fault.kind !== 'truncated') return text;
  if (fault.hidden) return text.slice(0, text.length >> 1);
  throw brokenBody();
}

const SEED = { customers: [1, 2], attributes: [{ id: 1, name: 'Tier', type: 'string' }] } as const;
const BODY = JSON.stringify([{ customer_id: 1, attribute_id: 1, value: 'new' }]);
const URL_OF_VALUES = `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}`;

/** A network in which the same happens to every request, and a request to send through it, in either form. */
export function networkWith(fault: Fault, settings: StoreSettings = {}) {
  const clock = createVirtualClock();
  const store = createStore({ seed: SEED, ...settings });
  const schedule = () => ({ fault, uplinkMs: 10, downlinkMs: 20 });
  const network = createFaultyNetwork({ clock, stores: [store], schedule });
  const controller = new AbortController();
  const headers = { 'X-Auth-Token': SANDBOX_TOKEN, 'Content-Type': 'application/json' };
  const init = { method: 'PUT', headers, body: BODY, signal: controller.signal };
  const send = {
    platform: async () => network.fetch(new Request(URL_OF_VALUES, init)),
    transport: () => network.transport.send({ ...init, url: URL_OF_VALUES }),
  };
  const isApplied = () => store.state.values.size > 0;
  return { clock, store, network, controller, send, isApplied };
}
