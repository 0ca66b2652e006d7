import { Cancellation } from './cancellation.js';
import type { Clock } from './clock.js';
import { Interruption } from './interruption.js';
import { onAbort } from './on-abort.js';

export interface AttemptLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/**
 * Runs something that can be cancelled, until it is done, the caller's signal is aborted or the time is up. Leaves no
 * timer and no listener behind, and ends in time even when what it runs ignores the cancellation.
 *
 * @throws Interruption when the signal or the timer came first; otherwise whatever `run` throws.
 */
export function attempt<Result>(
  run: (cancellation: Cancellation) => Promise<Result>,
  { signal, timeoutMs, clock }: AttemptLimits,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Interruption('signal'));
    const cancellation = new Cancellation();
    const stopWaiting = () => {
      stopTimer();
      stopListening?.();
    };
    const interrupt = (by: Interruption['by']) => {
      stopWaiting();
      reject(new Interruption(by));
      cancellation.abort();
    };
    const stopTimer = clock.startTimer(() => interrupt('timeout'), timeoutMs);
    const stopListening = signal && onAbort(signal, () => interrupt('signal'));
    run(cancellation).then(
      (result) => {
        stopWaiting();
        resolve(result);
      },
      (error: unknown) => {
        stopWaiting();
        reject(error);
      },
    );
  });
}

/** Waits, unless the signal is aborted before the time is up. */
export async function pause(delayMs: number, signal: AbortSignal | undefined, clock: Clock): Promise<void> {
  const forever = () => new Promise<never>(() => {});
  await attempt(forever, { signal, timeoutMs: delayMs, clock }).catch((error: unknown) => {
    if (!(error instanceof Interruption && error.by === 'timeout')) throw error;
  });
}
