import { Cancelled, onAbort } from './abort.js';
import type { Clock } from './clock.js';
import type { RateLimiter } from './rate-limit.js';

/** A request that wants to be sent. */
export interface QueuedRequest {
  readonly operationId: string;
  /** Requests of this operation that may be under way at once. */
  readonly operationLimit: number;
  readonly signal: AbortSignal | undefined;
  /** The clock's time after which sending it is no use. */
  readonly expiresAt: number;
}

export interface RequestQueueSettings {
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  /** Requests of all operations that may be under way at once. */
  readonly maxConcurrency: number;
}

/** Queue of requests waiting for a free slot: first in, first out, each operation with a limit of its own. */
export interface RequestQueue {
  /**
   * Waits until a request may be sent. Returns no promise if it may be sent now.
   *
   * @param isRetry Retries go before requests that have not been sent yet.
   * @returns A function to be called when the request has ended.
   * @throws Cancelled when the signal is aborted, or when the request expires or would expire before its turn.
   */
  enter(request: QueuedRequest, isRetry: boolean): Leave | Promise<Leave>;
  /** To be called when the limiter may have become more generous. */
  wake(): void;
}

/** Frees the slot of a request. */
export type Leave = () => void;

/** The requests of one operation. */
interface OperationQueue {
  underWay: number;
  readonly waiting: WaitingRequest[];
  readonly leave: Leave;
}

interface WaitingRequest {
  readonly request: QueuedRequest;
  readonly queue: OperationQueue;
  /** Lower rank is sent first. */
  readonly rank: number;
  isWaiting: boolean;
  /** What to stop once the request no longer waits. */
  readonly stops: (() => void)[];
  resolve(leave: Leave): void;
  reject(reason: Cancelled): void;
}

export function createRequestQueue({ clock, limiter, maxConcurrency }: RequestQueueSettings): RequestQueue {
  const queues = new Map<string, OperationQueue>();
  let underWay = 0;
  let lastRank = 0;
  let isAdmitting = false;
  let isOutdated = false;
  let hasPermit = false;
  let asked: number | Promise<number> | undefined;
  let pausedUntil = -Infinity;
  let stopPause: (() => void) | undefined;

  const createQueue = (operationId: string) => {
    const leave = () => {
      queue.underWay -= 1;
      underWay -= 1;
      admitAll();
    };
    const queue: OperationQueue = { underWay: 0, waiting: [], leave };
    queues.set(operationId, queue);
    return queue;
  };

  const next = () => {
    let first: WaitingRequest | undefined;
    if (underWay >= maxConcurrency) return first;
    for (const { underWay: ofOperation, waiting } of queues.values()) {
      const [head] = waiting;
      if (head && ofOperation < head.request.operationLimit && (!first || head.rank < first.rank)) first = head;
    }
    return first;
  };

  const occupy = (queue: OperationQueue) => {
    queue.underWay += 1;
    underWay += 1;
    return queue.leave;
  };

  const stopWaiting = (waiting: WaitingRequest) => {
    waiting.isWaiting = false;
    waiting.queue.waiting.splice(waiting.queue.waiting.indexOf(waiting), 1);
    for (const stop of waiting.stops) stop();
  };

  const cancel = (waiting: WaitingRequest, by: Cancelled['by']) => {
    stopWaiting(waiting);
    waiting.reject(new Cancelled(by));
    admitAll();
  };

  const pause = (waitMs: number) => {
    // A response will end the pause: the queue is looked at again whenever a request ends.
    if (waitMs === Infinity) return;
    const until = clock.now() + waitMs;
    const isLonger = until > pausedUntil;
    pausedUntil = until;
    // Waiting for something that comes too late would only delay the bad news.
    for (const { waiting } of isLonger ? queues.values() : []) {
      for (const late of waiting.filter(({ request }) => request.expiresAt <= until)) cancel(late, 'deadline');
    }
    if (next()) stopPause = clock.startTimer(admitAll, waitMs);
  };

  const admitAll = () => {
    isOutdated = isAdmitting;
    if (!isAdmitting && (stopPause || next())) admitThoseWaiting();
  };

  const admitThoseWaiting = async () => {
    isAdmitting = true;
    stopPause?.();
    stopPause = undefined;
    for (let first = next(); first; first = next()) {
      isOutdated = false;
      // Only a limiter that has to ask elsewhere takes time, in which requests come and go.
      const given = asked ?? ask();
      asked = undefined;
      const waitMs = typeof given === 'number' ? given : await given;
      hasPermit = waitMs <= 0;
      // What it waits for may have arrived in the meantime.
      if (waitMs === Infinity && isOutdated) continue;
      first = next();
      if (!hasPermit && first) pause(waitMs);
      if (!hasPermit || !first) break;
      hasPermit = false;
      stopWaiting(first);
      first.resolve(occupy(first.queue));
    }
    isAdmitting = false;
  };

  /** A limiter that fails must not stop requests: the store counts as well. */
  const ask = (): number | Promise<number> => {
    if (hasPermit) return 0;
    try {
      const waitMs = limiter.acquire();
      return typeof waitMs === 'number' ? waitMs : waitMs.catch(() => 0);
    } catch {
      return 0;
    }
  };

  /** Sends a request without queueing it, where it would be admitted at once. */
  const enterAtOnce = (queue: OperationQueue, operationLimit: number) => {
    const isFree = queue.underWay < operationLimit && underWay < maxConcurrency;
    if (!isFree || isAdmitting || stopPause || next()) return undefined;
    const waitMs = ask();
    hasPermit = false;
    if (typeof waitMs === 'number' && waitMs <= 0) return occupy(queue);
    asked = waitMs;
    return undefined;
  };

  const wait = (request: QueuedRequest, queue: OperationQueue, isRetry: boolean) =>
    new Promise<Leave>((resolve, reject) => {
      lastRank += 1;
      const rank = isRetry ? lastRank - RETRIES_FIRST : lastRank;
      const waiting: WaitingRequest = { request, queue, rank, isWaiting: true, stops: [], resolve, reject };
      const behind = isRetry ? queue.waiting.findIndex((other) => other.rank > rank) : -1;
      queue.waiting.splice(behind < 0 ? queue.waiting.length : behind, 0, waiting);
      admitAll();
      if (!waiting.isWaiting) return;
      const { signal, expiresAt } = request;
      if (stopPause && expiresAt <= pausedUntil) return cancel(waiting, 'deadline');
      if (signal) waiting.stops.push(onAbort(signal, () => cancel(waiting, 'signal')));
      if (expiresAt < Infinity)
        waiting.stops.push(clock.startTimer(() => cancel(waiting, 'deadline'), expiresAt - clock.now()));
    });

  const enter = (request: QueuedRequest, isRetry: boolean) => {
    const { operationId, operationLimit, signal, expiresAt } = request;
    if (signal?.aborted) return Promise.reject(new Cancelled('signal'));
    if (expiresAt <= clock.now()) return Promise.reject(new Cancelled('deadline'));
    const queue = queues.get(operationId) ?? createQueue(operationId);
    return enterAtOnce(queue, operationLimit) ?? wait(request, queue, isRetry);
  };

  return { enter, wake: admitAll };
}

/** More than there will ever be requests. */
const RETRIES_FIRST = 2 ** 52;
