import { onAbort } from './on-abort.js';

/** Starts a timer and returns a function that stops it. */
export type StartTimer = (run: () => void, ms: number) => () => void;

/** How an attempt ended other than with its own result. */
export class Interruption {
  readonly by: 'signal' | 'timeout';
  constructor(by: 'signal' | 'timeout') {
    this.by = by;
  }
}

export interface AttemptLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly startTimer: StartTimer;
}

/**
 * Runs something that can be cancelled, until it is done, the caller's signal is aborted or the time is up. Leaves no
 * timer and no listener behind, and ends in time even when what it runs ignores the signal.
 *
 * @throws Interruption when the signal or the timer came first; otherwise whatever `run` throws.
 */
export async function attempt<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  { signal, timeoutMs, startTimer }: AttemptLimits,
): Promise<Result> {
  if (signal?.aborted) throw new Interruption('signal');
  const controller = new AbortController();
  let stopWaiting = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    const interrupt = (by: Interruption['by']) => {
      reject(new Interruption(by));
      controller.abort();
    };
    const stopTimer = startTimer(() => interrupt('timeout'), timeoutMs);
    const stopListening = signal && onAbort(signal, () => interrupt('signal'));
    stopWaiting = () => {
      stopTimer();
      stopListening?.();
    };
  });
  try {
    return await Promise.race([interrupted, run(controller.signal)]);
  } finally {
    stopWaiting();
  }
}
