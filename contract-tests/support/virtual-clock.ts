import { setImmediate } from 'node:timers';
import type { Clock } from '../../src/transport/clock.js';
import { createRandom } from './random.js';

/** A clock whose time passes only when a test lets it, and then at once. */
export interface VirtualClock extends Clock {
  /** Timers that were started and neither fired nor were prevented. */
  readonly pendingTimers: number;
  /**
   * Goes to the moment of the next timer and fires it, and no other timer of that moment.
   *
   * @returns Whether there was one.
   */
  advance(): boolean;
  /** Fires every timer of the next so many milliseconds, each at its own moment, and leaves the clock at their end. */
  advanceBy(durationMs: number): Promise<void>;
  /** Lets time pass as a program does that is busy: timers fire late. */
  block(durationMs: number): void;
  /**
   * Lets time pass until a promise is settled.
   *
   * @returns What it resolves to. Throws what it rejects with; and an error of its own when the promise waits for
   * something that no timer brings about, or goes on for ever.
   */
  run<Result>(promise: PromiseLike<Result>): Promise<Result>;
}

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

export function createVirtualClock(seed = 1): VirtualClock {
  /** In the order in which they fire: by moment, and those of one moment in the order in which they were started. */
  const timers: Timer[] = [];
  let nowMs = 0;

  const advance = () => {
    const timer = timers.shift();
    if (!timer) return false;
    nowMs = Math.max(nowMs, timer.dueMs);
    timer.run();
    return true;
  };

  const block = (durationMs: number) => {
    nowMs += durationMs;
  };

  const advanceBy = async (durationMs: number) => {
    const endMs = nowMs + durationMs;
    await pendingCallbacks();
    while ((timers[0]?.dueMs ?? Infinity) <= endMs) {
      advance();
      await pendingCallbacks();
    }
    nowMs = endMs;
  };

  const run = async <Result>(promise: PromiseLike<Result>) => {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    promise.then(settle, settle);
    let idleTurns = 0;
    for (let fired = 0; ; ) {
      await pendingCallbacks();
      if (settled) return promise;
      if (fired >= MOST_TIMERS) throw new Error(`not settled after ${MOST_TIMERS} timers, at ${nowMs} ms`);
      if (advance()) {
        fired += 1;
        idleTurns = 0;
        continue;
      }
      idleTurns += 1;
      if (idleTurns > MOST_IDLE_TURNS) throw new Error(`nothing left to wait for at ${nowMs} ms, but not settled`);
    }
  };

  return {
    now: () => nowMs,
    wallNow: () => START_MS + nowMs,
    random: createRandom(seed),
    block,
    startTimer: (callback, delayMs) => {
      // The platform would fire such a timer at once, which no test would notice.
      if (!(delayMs <= LONGEST_DELAY_MS)) throw new RangeError(`no timer can wait for ${delayMs} ms`);
      // As the platform has it: what is due already fires as soon as possible, after what runs now.
      const timer = { dueMs: nowMs + Math.max(0, delayMs), run: callback };
      timers.splice(positionAfter(timers, timer.dueMs), 0, timer);
      return () => {
        const position = timers.indexOf(timer);
        if (position >= 0) timers.splice(position, 1);
      };
    },
    get pendingTimers() {
      return timers.length;
    },
    advance,
    advanceBy,
    run,
  };
}

/** Where a timer goes among sorted ones: behind all that are due at its moment or before. */
function positionAfter(timers: readonly Timer[], dueMs: number): number {
  let [low, high] = [0, timers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timers[middle]?.dueMs ?? Infinity) <= dueMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Waits until no promise has a callback to run: a turn of the event loop begins only when there is none, however long
 * the chains are. A turn takes a microsecond or two, less than most chains.
 */
function pendingCallbacks(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** When the clock starts, in the time of calendars. */
const START_MS = Date.UTC(2026, 2, 2, 12);

/** What fits into 31 bits, which is what timers of every runtime take. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Turns of the event loop to wait for something real, such as a stream of the platform, before calling it a hang. */
const MOST_IDLE_TURNS = 20;

/** More than any call of a test needs: one that retries for ever is found in a fraction of a second. */
const MOST_TIMERS = 20_000;
