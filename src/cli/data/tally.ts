import { progressOf } from '../../bulk/run-chunks.js';
import type { BulkProgress } from '../../index.js';

/** How far a job has come, in items. */
export interface Progress extends Pick<BulkProgress, 'done' | 'failed' | 'ratePerSecond'> {
  readonly total: number;
}

type Count = Pick<BulkProgress, 'done' | 'failed'>;

/** Adds up how far calls have come that run at the same time. @returns what makes a listener for one more call. */
export function createTally(
  total: number,
  now: () => Date,
  onProgress: (progress: Progress) => void,
): () => (count: Count) => void {
  const startedAtMs = now().getTime();
  const all = { done: 0, failed: 0 };
  return () => {
    let before: Count = { done: 0, failed: 0 };
    return (count) => {
      if (count.done === before.done && count.failed === before.failed) return;
      all.done += count.done - before.done;
      all.failed += count.failed - before.failed;
      before = count;
      onProgress({ ...progressOf(all, total, now().getTime() - startedAtMs), total });
    };
  };
}
