/** Time and chance, as the transport sees them. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** Milliseconds since 1970, which may be wrong. */
  wallNow(): number;
  /** Runs something after a delay, in milliseconds. Returns a function that prevents it. */
  startTimer(run: () => void, delayMs: number): () => void;
  /** A number from 0 up to, but not including, 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  startTimer: (run, delayMs) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Longer delays overflow the timers of every runtime and fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;
