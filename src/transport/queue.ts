import { Cancelled, onAbort } from './abort.js';
import { type Clock, LONGEST_TIMER_MS } from './clock.js';
import {
  type LimitedRequest,
  LONGEST_SPREAD_MS,
  LONGEST_STATED_WAIT_MS,
  type ObservedResponse,
  type RateLimiter,
} from './rate-limit.js';
import {
  type ClientQueue,
  firstOf,
  hasRoom,
  isFree,
  type Leave,
  lineUp,
  type OperationQueue,
  occupy,
  type QueuedRequest,
  type SharedOperation,
  type WaitingRequest,
} from './waiting.js';

export interface RequestQueueSettings {
  readonly clock: Clock;
  /** Clients with the same limiter wait in one queue. */
  readonly limiter: RateLimiter;
  /** Requests of all operations that this client may have under way at once. */
  readonly maxConcurrency: number;
}

/** Queue of requests waiting for a free slot: first in, first out, each operation with a limit of its own. */
export interface RequestQueue {
  /**
   * Waits until a request may be sent. Returns no promise if it may be sent now.
   *
   * @param isRetry Retries go before requests that have not been sent yet.
   * @returns A function to be called when the request has ended.
   * @throws Cancelled when the signal is aborted, or when the request expires or would expire before its turn, or
   * would have to wait for more than an hour.
   */
  enter(request: QueuedRequest, isRetry: boolean): Leave | Promise<Leave>;
  /** To be called once for each request that was let in: when it has a response, or has ended without one. */
  observe(response: ObservedResponse): void;
}

export function createRequestQueue({ clock, limiter, maxConcurrency }: RequestQueueSettings): RequestQueue {
  const shared = sharedQueues.get(limiter) ?? createSharedQueue(limiter, clock);
  sharedQueues.set(limiter, shared);
  const client: ClientQueue = { maxConcurrency, underWay: 0, operations: new Map() };
  return { enter: (request, isRetry) => shared.enter(client, request, isRetry), observe: shared.observe };
}

const sharedQueues = new WeakMap<RateLimiter, ReturnType<typeof createSharedQueue>>();

function createSharedQueue(limiter: RateLimiter, clock: Clock) {
  const operations = new Map<string, SharedOperation>();
  /** Those in which requests wait, so that clients that are gone are not kept. */
  const queues = new Set<OperationQueue>();
  let lastRank = 0;
  let isAdmitting = false;
  let isOutdated = false;
  let isHeld = false;
  /** A permit that nobody has made use of yet, or a wait that nobody has been told of. */
  let asked: { readonly operation: SharedOperation; readonly waitMs: number | Promise<number> } | undefined;
  let stopTimer: (() => void) | undefined;

  const createOperation = ({ operationId, operationLimit }: LimitedRequest) => {
    const limited = Object.freeze({ operationId, operationLimit });
    const operation = { limited, underWay: 0, heldUntil: -Infinity, announcedUntil: -Infinity };
    operations.set(operationId, operation);
    return operation;
  };

  const createQueue = (client: ClientQueue, request: LimitedRequest) => {
    const operation = operations.get(request.operationId) ?? createOperation(request);
    const leave = () => {
      operation.underWay -= 1;
      client.underWay -= 1;
      release(operation);
      wake();
    };
    const queue: OperationQueue = { operation, client, waiting: [], leave };
    client.operations.set(request.operationId, queue);
    return queue;
  };

  const next = () => firstOf(queues, clock.now());

  const stopWaiting = (waiting: WaitingRequest) => {
    const { queue, stops } = waiting;
    waiting.isWaiting = false;
    queue.waiting.splice(queue.waiting.indexOf(waiting), 1);
    if (queue.waiting.length === 0) queues.delete(queue);
    for (const stop of stops) stop();
  };

  const cancel = (waiting: WaitingRequest, by: Cancelled['by']) => {
    stopWaiting(waiting);
    waiting.reject(new Cancelled(by));
    admitAll();
  };

  /** Tells a request for how long it is held, or at once that this is too long. */
  const announce = (waiting: WaitingRequest) => {
    const { request, queue } = waiting;
    const { heldUntil } = queue.operation;
    const waitMs = heldUntil - clock.now();
    if (!(waitMs > 0 && waitMs < Infinity)) return;
    if (request.expiresAt <= heldUntil) cancel(waiting, 'deadline');
    else if (waitMs > LONGEST_WAIT_MS) cancel(waiting, 'wait');
    // The response to a request under way may still end the wait.
    else if (queue.operation.underWay === 0) request.onWait?.(waitMs);
  };

  const hold = (operation: SharedOperation, waitMs: number) => {
    isHeld = true;
    operation.heldUntil = clock.now() + waitMs;
    // A response will end the wait: the limiter is asked again whenever a request ends.
    if (waitMs === Infinity || operation.heldUntil <= operation.announcedUntil) return;
    if (operation.underWay === 0) operation.announcedUntil = operation.heldUntil;
    for (const queue of [...queues]) if (queue.operation === operation) [...queue.waiting].forEach(announce);
  };

  /** Asks the limiter again: it may have become more generous. */
  const wake = () => {
    if (isHeld) for (const operation of operations.values()) operation.heldUntil = -Infinity;
    isHeld = false;
    admitAll();
  };

  const admitAll = () => {
    isOutdated = isAdmitting;
    if (!isAdmitting && (stopTimer || queues.size > 0)) admitThoseWaiting();
  };

  const admitThoseWaiting = async () => {
    isAdmitting = true;
    stopTimer?.();
    stopTimer = undefined;
    for (let first = next(); first; first = next()) {
      isOutdated = false;
      const { operation, waitMs: given } = asked ?? {
        operation: first.queue.operation,
        waitMs: ask(first.queue, first.request),
      };
      asked = undefined;
      // Only a limiter that has to ask elsewhere takes time, in which requests come and go.
      const waitMs = typeof given === 'number' ? given : await given;
      // What it waits for may have arrived in the meantime.
      if (waitMs === Infinity && isOutdated) continue;
      first = next();
      if (waitMs > 0) hold(operation, waitMs);
      // Others could use what is kept for the next request.
      else if (!first && !limiter.release) asked = { operation, waitMs };
      else if (first?.queue.operation === operation) {
        stopWaiting(first);
        first.resolve(occupy(first.queue));
      } else {
        // The request that the permit is for has left, and that of another operation needs its own.
        const { operationId } = operation.limited;
        observe({ operationId, status: undefined, rateLimit: undefined, elapsedMs: 0 });
        release(operation);
      }
    }
    isAdmitting = false;
    startTimer();
  };

  /** Goes on when the first of those that the limiter holds is due. */
  const startTimer = () => {
    let until = Infinity;
    for (const queue of queues) if (hasRoom(queue)) until = Math.min(until, queue.operation.heldUntil);
    if (until === Infinity) return;
    stopTimer = clock.startTimer(admitAll, Math.min(until - clock.now(), LONGEST_TIMER_MS));
  };

  /** A limiter that fails must not stop requests: the store counts as well. */
  const ask = ({ operation }: OperationQueue, { expiresAt }: QueuedRequest): number | Promise<number> => {
    try {
      const leftMs = expiresAt - clock.now();
      const waitMs = limiter.acquire(leftMs < Infinity ? { ...operation.limited, leftMs } : operation.limited);
      if (typeof waitMs === 'number') return waitMs;
      return Promise.resolve(waitMs).then(
        (given: unknown) => (typeof given === 'number' ? given : 0),
        () => 0,
      );
    } catch {
      return 0;
    }
  };

  const observe = (response: ObservedResponse) => {
    try {
      const noted = limiter.observe(response);
      if (noted) noted.then(wake, () => {});
    } catch {}
    wake();
  };

  const release = ({ limited }: SharedOperation) => {
    try {
      limiter.release?.(limited.operationId);
    } catch {}
  };

  /** Sends a request without queueing it, where it would be admitted at once. */
  const enterAtOnce = (queue: OperationQueue, request: QueuedRequest) => {
    if (isAdmitting || asked || !isFree(queue, clock.now()) || next()) return undefined;
    const waitMs = ask(queue, request);
    if (typeof waitMs === 'number' && !(waitMs > 0)) return occupy(queue);
    asked = { operation: queue.operation, waitMs };
    return undefined;
  };

  const wait = (request: QueuedRequest, queue: OperationQueue, isRetry: boolean) =>
    new Promise<Leave>((resolve, reject) => {
      lastRank += 1;
      const rank = isRetry ? lastRank - RETRIES_FIRST : lastRank;
      const waiting: WaitingRequest = { request, queue, rank, isWaiting: true, stops: [], resolve, reject };
      lineUp(waiting);
      queues.add(queue);
      admitAll();
      if (waiting.isWaiting) announce(waiting);
      if (!waiting.isWaiting) return;
      const { signal, expiresAt } = request;
      if (signal) waiting.stops.push(onAbort(signal, () => cancel(waiting, 'signal')));
      if (expiresAt < Infinity)
        waiting.stops.push(clock.startTimer(() => cancel(waiting, 'deadline'), expiresAt - clock.now()));
    });

  const enter = (client: ClientQueue, request: QueuedRequest, isRetry: boolean) => {
    const { operationId, signal, expiresAt } = request;
    if (signal?.aborted) return Promise.reject(new Cancelled('signal'));
    if (expiresAt <= clock.now()) return Promise.reject(new Cancelled('deadline'));
    const queue = client.operations.get(operationId) ?? createQueue(client, request);
    return enterAtOnce(queue, request) ?? wait(request, queue, isRetry);
  };

  return { enter, observe };
}

/** Nobody expects a call to take longer than this before it is even sent. */
const LONGEST_WAIT_MS = LONGEST_STATED_WAIT_MS + LONGEST_SPREAD_MS;

/** More than there will ever be requests. */
const RETRIES_FIRST = 2 ** 52;
