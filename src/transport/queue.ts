import { Interruption, onAbort } from './abort.js';
import type { Clock } from './clock.js';
import type { RateLimiter } from './rate-limit.js';

/** A request that wants to be sent. */
export interface Ticket {
  readonly operationId: string;
  /** Requests of this operation that may be under way at once. */
  readonly laneSize: number;
  /** Goes before those that have not been sent yet. */
  readonly isRetry: boolean;
  readonly signal: AbortSignal | undefined;
  /** The clock's time after which it is no use. */
  readonly expiresAt: number;
}

export interface GateSettings {
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  /** Requests of all operations that may be under way at once. */
  readonly maxConcurrency: number;
}

/** Where requests wait until the store can take them: first in, first out, each operation in its own lane. */
export interface Gate {
  /**
   * Waits until a request may be sent.
   *
   * @returns To be called when the request has ended.
   * @throws Interruption when the signal is aborted, or when the ticket expires or would do so before its turn.
   */
  enter(ticket: Ticket): Promise<() => void>;
  /** To be called when the limiter may have become more generous. */
  wake(): void;
}

interface Waiting {
  readonly laneSize: number;
  readonly expiresAt: number;
  /** Who has the lowest goes first. */
  readonly rank: number;
  admit(): void;
  interrupt(by: Interruption['by']): void;
}

interface Lane {
  underWay: number;
  readonly waiting: Waiting[];
}

export function createGate({ clock, limiter, maxConcurrency }: GateSettings): Gate {
  const lanes = new Map<string, Lane>();
  let underWay = 0;
  let lastRank = 0;
  let isAdmitting = false;
  let isOutdated = false;
  let hasPermit = false;
  let pausedUntil = -Infinity;
  let stopPause: (() => void) | undefined;

  const laneOf = (operationId: string) => {
    const lane = lanes.get(operationId) ?? { underWay: 0, waiting: [] };
    lanes.set(operationId, lane);
    return lane;
  };

  const next = () => {
    let first: Waiting | undefined;
    if (underWay >= maxConcurrency) return first;
    for (const lane of lanes.values()) {
      const [head] = lane.waiting;
      if (head && lane.underWay < head.laneSize && (!first || head.rank < first.rank)) first = head;
    }
    return first;
  };

  const pause = (waitMs: number) => {
    // An answer will end it; every request that ends has the queue looked at again.
    if (waitMs === Infinity) return;
    const until = clock.now() + waitMs;
    const isLonger = until > pausedUntil;
    pausedUntil = until;
    // To wait for something that comes too late would only delay the bad news.
    for (const { waiting } of isLonger ? lanes.values() : []) {
      for (const late of waiting.filter(({ expiresAt }) => expiresAt <= until)) late.interrupt('deadline');
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
    for (let ticket = next(); ticket; ticket = next()) {
      isOutdated = false;
      // Only a limiter that has to ask elsewhere takes time, in which tickets come and go.
      const answer = hasPermit ? 0 : ask(limiter);
      const waitMs = typeof answer === 'number' ? answer : await answer;
      hasPermit = waitMs <= 0;
      // What it waits for may have come while it was thinking.
      if (waitMs === Infinity && isOutdated) continue;
      ticket = next();
      if (!hasPermit && ticket) pause(waitMs);
      if (!hasPermit || !ticket) break;
      hasPermit = false;
      ticket.admit();
    }
    isAdmitting = false;
  };

  const enter = ({ operationId, laneSize, isRetry, signal, expiresAt }: Ticket) =>
    new Promise<() => void>((resolve, reject) => {
      if (signal?.aborted) return reject(new Interruption('signal'));
      if (expiresAt <= clock.now()) return reject(new Interruption('deadline'));
      const lane = laneOf(operationId);
      const stops: (() => void)[] = [];
      let isWaiting = true;
      const leaveQueue = () => {
        isWaiting = false;
        lane.waiting.splice(lane.waiting.indexOf(waiting), 1);
        for (const stop of stops) stop();
      };
      const leave = () => {
        lane.underWay -= 1;
        underWay -= 1;
        admitAll();
      };
      lastRank += 1;
      const waiting: Waiting = {
        laneSize,
        expiresAt,
        rank: isRetry ? lastRank - RETRIES_FIRST : lastRank,
        admit: () => {
          leaveQueue();
          lane.underWay += 1;
          underWay += 1;
          resolve(leave);
        },
        interrupt: (by) => {
          leaveQueue();
          reject(new Interruption(by));
          admitAll();
        },
      };
      const behind = isRetry ? lane.waiting.findIndex(({ rank }) => rank > waiting.rank) : -1;
      lane.waiting.splice(behind < 0 ? lane.waiting.length : behind, 0, waiting);
      admitAll();
      if (!isWaiting) return;
      if (stopPause && expiresAt <= pausedUntil) return waiting.interrupt('deadline');
      if (signal) stops.push(onAbort(signal, () => waiting.interrupt('signal')));
      if (expiresAt < Infinity)
        stops.push(clock.startTimer(() => waiting.interrupt('deadline'), expiresAt - clock.now()));
    });

  return { enter, wake: admitAll };
}

/** A limiter that fails must stop nobody: the store itself counts as well. */
function ask(limiter: RateLimiter): number | Promise<number> {
  try {
    const answer = limiter.acquire();
    return typeof answer === 'number' ? answer : answer.catch(() => 0);
  } catch {
    return 0;
  }
}

/** More than there will ever be requests. */
const RETRIES_FIRST = 2 ** 52;
