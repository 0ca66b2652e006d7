import { clientOver, createStoreTransport } from '../../src/client.js';
import type { CustomersClientOptions } from '../../src/client-options.js';
import { type AttributeValue, type AttributeValueInput, BulkError, type CustomersClient } from '../../src/index.js';
import { answerRequest } from '../../src/sandbox/operations.js';
import { createStore, SANDBOX_TOKEN, type Store } from '../../src/sandbox/store.js';
import type { HttpRequest } from '../../src/transport/exchange.js';
import type { Transport } from '../../src/transport/transport.js';
import { httpResponse, pause } from '../model/delivery.js';
import { ACCESS_TOKEN, type Answer, type ArrivedRequest, STORE_HASH } from './store-stub.js';
import { createVirtualClock, type VirtualClock } from './virtual-clock.js';

/** A request as it was sent, and when. */
export interface SentRequest extends ArrivedRequest {
  readonly body: string;
  readonly sentAtMs: number;
  /** `undefined` while it is under way. */
  endedAtMs: number | undefined;
  /** Whether the client gave it up. */
  isGivenUp: boolean;
}

export interface TransportStoreSettings {
  readonly answer: (request: SentRequest) => Answer;
  /** How long a request takes there and back, by default 10. `Infinity` is for ever. */
  readonly latencyMs?: (request: SentRequest, number: number) => number;
  readonly options?: CustomersClientOptions;
}

/** A store without a network, in a time of its own. */
export interface TransportStore {
  readonly clock: VirtualClock;
  /** Sends each request once, unless it is told otherwise. */
  readonly client: CustomersClient;
  /** What the client sends through. */
  readonly transport: Transport;
  /** Every request so far, oldest first. */
  readonly requests: readonly SentRequest[];
  readonly underWay: number;
  readonly mostAtOnce: number;
}

export function createTransportStore({
  answer,
  latencyMs = () => 10,
  options,
}: TransportStoreSettings): TransportStore {
  const clock = createVirtualClock();
  const requests: SentRequest[] = [];
  let mostAtOnce = 0;
  const underWay = () => requests.filter(({ endedAtMs }) => endedAtMs === undefined).length;

  const send = async ({ method, url, headers, body = '', signal }: HttpRequest) => {
    const sent = { method, url, headers: Object.entries(headers), body, sentAtMs: clock.now() };
    const request: SentRequest = { ...sent, endedAtMs: undefined, isGivenUp: false };
    requests.push(request);
    mostAtOnce = Math.max(mostAtOnce, underWay());
    try {
      // What the store does, it does when the request arrives; the answer takes its time.
      const given = answer(request);
      await pause(clock, latencyMs(request, requests.length), signal);
      return httpResponse({
        status: given.status,
        headers: given.headers ?? {},
        body: Promise.resolve(given.body ?? ''),
      });
    } catch (error) {
      request.isGivenUp = signal.aborted;
      throw error;
    } finally {
      request.endedAtMs = clock.now();
    }
  };

  const known = { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, retry: { maxRetries: 0 } };
  const transport = createStoreTransport({ ...known, ...options, fetch: { send } }, clock);
  return {
    clock,
    client: clientOver(transport),
    transport,
    requests,
    get underWay() {
      return underWay();
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
  };
}

/** What an upsert throws that does not complete. */
export async function bulkErrorOf(
  call: Promise<AttributeValue[]>,
): Promise<BulkError<AttributeValueInput, AttributeValue>> {
  const failure = await failureOf(call);
  if (failure instanceof BulkError && failure.operationId === 'upsertCustomerAttributeValues') return failure;
  throw new Error(`expected a BulkError, got ${String(failure)}`);
}

/** What a call throws. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (result) => {
      throw new Error(`expected an error, got ${JSON.stringify(result)}`);
    },
    (error: unknown) => error,
  );
}

/** A modelled store that holds so many values, each of another customer, and a client of it. */
export function createValueStore(
  count: number,
  {
    failure = () => undefined,
    ...more
  }: Pick<TransportStoreSettings, 'latencyMs' | 'options'> & {
    /** What it answers instead, if anything. */
    readonly failure?: (request: SentRequest) => Answer | undefined;
  } = {},
) {
  const customers = Array.from({ length: count }, (_, index) => index + 1);
  const store: Store = createStore({
    storeHash: STORE_HASH,
    quota: 100_000,
    seed: {
      customers,
      attributes: [{ id: 1, name: 'Tier', type: 'string' }],
      values: customers.map((customerId) => ({ customerId, attributeId: 1, value: `v${customerId}` })),
    },
  });
  const reached = createTransportStore({
    answer: (request) => {
      const { method, url, headers, body } = request;
      const given = { method, url, headers: Object.fromEntries(headers), body: body || undefined };
      return failure(request) ?? answerRequest(store, given, 0);
    },
    ...more,
    options: { accessToken: SANDBOX_TOKEN, ...more.options },
  });
  return Object.assign(reached, { store });
}

/** The page that a request asks for. */
export function pageOf({ url }: { readonly url: string }): number {
  return Number(new URL(url).searchParams.get('page'));
}
