import type { OperationDescriptor } from '../../generated/descriptor.js';
import { type OperationId, operations } from '../../generated/operations.js';
import { notify } from '../notify.js';
import { CALL_CHECKS, type CallOptions, checkBoolean, checkFunction, type OptionChecks, optional } from '../options.js';
import type { Clock } from '../transport/clock.js';
import type { Transport } from '../transport/transport.js';
import type { Chunk } from './chunks.js';
import { inParallel } from './in-parallel.js';
import { type BulkOperation, type ChunkPart, sendChunk } from './send-chunk.js';

/** Options of methods that take any number of items. */
export interface BulkOptions extends CallOptions {
  /**
   * When the store refuses a request and names the items that it does not accept, these are set aside, and the others are
   * sent again without them. Otherwise all items of the request count as failed.
   *
   * @default true
   */
  readonly isolateInvalid?: boolean | undefined;
  /** Is told how far the call has come, after each request. What it throws is ignored. */
  readonly onProgress?: ProgressListener | undefined;
}

/** Checks for the options that methods with any number of items take. */
export const BULK_CHECKS: OptionChecks<BulkOptions> = {
  ...CALL_CHECKS,
  isolateInvalid: optional(checkBoolean),
  onProgress: optional(checkFunction),
};

export interface RunSettings {
  /** All items, where that is known. */
  readonly total?: number;
  /** Chunks whose results may wait for those before them. */
  readonly maxAhead: number;
  readonly expiresAt?: number;
  /** Whether chunks are no longer sent because of what became of one. */
  readonly stopsAfter: (parts: readonly ChunkPart<unknown, unknown>[]) => boolean;
}

/** Sends chunks, as many at once as the operation allows, and yields what became of each, in order. */
export function runChunks<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  chunks: AsyncIterator<Chunk<Item>>,
  { isolateInvalid = true, onProgress, ...options }: BulkOptions,
  { total, maxAhead, stopsAfter, ...limits }: RunSettings,
): AsyncGenerator<ChunkPart<Item, Result>[], void, undefined> {
  const { maxConcurrency: parallel = UNDOCUMENTED_CONCURRENCY }: OperationDescriptor =
    operations[operation.operationId];
  const noteProgress = createProgress(transport.clock, total, onProgress);
  const takeTurns = createTurns();
  let isStopped = false;
  const send = async (chunk: Chunk<Item>): Promise<ChunkPart<Item, Result>[]> => {
    if (isStopped) return [{ status: 'unsent', chunk, results: [] }];
    const parts = await sendChunk(transport, operation, chunk, { ...options, ...limits, isolateInvalid });
    isStopped ||= stopsAfter(parts);
    return parts;
  };
  const run = async (chunk: Chunk<Item>) => {
    const parts = await takeTurns(
      chunk.map(({ item }) => operation.keyOf(item)),
      () => send(chunk),
    );
    noteProgress(parts);
    return parts;
  };
  return inParallel(chunks, run, { parallel, maxAhead });
}

/** Requests at once where no limit is documented. Until 2023 BigCommerce stated this number for most operations. */
const UNDOCUMENTED_CONCURRENCY = 3;

/** Runs a task when all earlier tasks that share a key with it have ended. */
export type TakeTurns = <Result>(keys: readonly unknown[], run: () => Promise<Result>) => Promise<Result>;

/** So that two values for the same thing never travel at the same time, and the later one is the one that stays. */
export function createTurns(): TakeTurns {
  const last = new Map<unknown, Promise<unknown>>();
  return async (keys, run) => {
    const before = keys.flatMap((key) => last.get(key) ?? []);
    const turn = before.length > 0 ? Promise.allSettled(before).then(run) : run();
    for (const key of keys) last.set(key, turn);
    try {
      return await turn;
    } finally {
      for (const key of keys) if (last.get(key) === turn) last.delete(key);
    }
  };
}

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
