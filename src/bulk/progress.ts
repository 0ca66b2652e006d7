import type { Clock } from '../transport/clock.js';
import { notify } from '../transport/report-attempt.js';
import type { ChunkPart } from './send-chunk.js';

/** How far a bulk call has come, in items. */
export interface BulkProgress {
  readonly done: number;
  /** Refused, not sent, or of unknown outcome. */
  readonly failed: number;
  /** All items of the call, where that is known beforehand. */
  readonly total?: number;
  /** Items per second since the call began. */
  readonly ratePerSecond: number;
  /** Milliseconds until the call ends at this rate, where the total is known. */
  readonly etaMs?: number;
}

export type ProgressListener = (progress: BulkProgress) => void;

/** Counts what becomes of items, and tells a listener after each request. */
export function createProgress(
  clock: Clock,
  total: number | undefined,
  onProgress: ProgressListener | undefined,
): (parts: readonly ChunkPart<unknown, unknown>[]) => void {
  const startedAt = clock.now();
  const count = { done: 0, failed: 0 };
  return (parts) => {
    for (const { status, chunk } of parts) count[status === 'done' ? 'done' : 'failed'] += chunk.length;
    notify(onProgress, progressOf(count, total, clock.now() - startedAt));
  };
}

export function progressOf(
  count: Pick<BulkProgress, 'done' | 'failed'>,
  total: number | undefined,
  elapsedMs: number,
): BulkProgress {
  const settled = count.done + count.failed;
  // Within the clock's resolution everything is instantaneous.
  const ratePerSecond = (settled * 1000) / Math.max(elapsedMs, 1);
  if (total === undefined) return { ...count, ratePerSecond };
  return { ...count, total, ratePerSecond, etaMs: settled > 0 ? ((total - settled) * 1000) / ratePerSecond : 0 };
}
