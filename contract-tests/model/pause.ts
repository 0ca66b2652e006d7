import type { CancelSignal } from '../../src/transport/abort.js';
import type { Clock } from '../../src/transport/clock.js';

/**
 * Waits, or fails with the signal's reason as soon as that is aborted. Leaves no timer and no listener behind.
 *
 * @param delayMs Infinity waits for the signal alone.
 */
export function pause(clock: Clock, delayMs: number, signal: CancelSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stopTimer =
      delayMs === Infinity
        ? undefined
        : clock.startTimer(() => {
            signal.removeEventListener('abort', giveUp);
            resolve();
          }, delayMs);
    const giveUp = () => {
      signal.removeEventListener('abort', giveUp);
      stopTimer?.();
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp);
  });
}
