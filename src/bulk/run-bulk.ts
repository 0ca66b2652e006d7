import type { ClientOperation } from '../../generated/descriptor.js';
import { type OperationId, operations } from '../../generated/operations.js';
import { notify } from '../notify.js';
import { CALL_CHECKS, type CallOptions, checkBoolean, checkFunction, type OptionChecks, optional } from '../options.js';
import type { Transport } from '../transport/transport.js';
import type { Chunk } from './chunks.js';
import { createKeyedMutex, inParallel, type Parallelism } from './in-parallel.js';
import { type BulkOperation, type ChunkOutcome, isAboutItems, sendChunk } from './send-chunk.js';

/** Options of methods that take any number of items. */
export interface BulkOptions extends CallOptions {
  /**
   * Whether items that the store names when it refuses a request are set aside, and the rest of the request is sent again
   * without them. If `false`, all items of a refused request count as failed.
   *
   * @default true
   */
  readonly isolateInvalid?: boolean | undefined;
  /**
   * Called after each request, and when a wait for the rate limit begins, with how far the call has come. Errors thrown by
   * the listener are ignored.
   */
  readonly onProgress?: ProgressListener | undefined;
}

/** Checks for {@link BulkOptions}. */
export const BULK_CHECKS: OptionChecks<BulkOptions> = {
  ...CALL_CHECKS,
  isolateInvalid: optional(checkBoolean),
  onProgress: optional(checkFunction),
};

export interface RunSettings extends Pick<Parallelism, 'order'> {
  /** Number of all items, if known. */
  readonly total?: number;
  /**
   * Maximum number of chunks whose outcomes have not been taken, including chunks under way.
   *
   * @default twice the number of requests that run at once
   */
  readonly maxAhead?: number;
  /** The clock's time after which nothing more is sent. */
  readonly expiresAt?: number | undefined;
  /** Whether the requests of all chunks have been checked, so that they need not be again. */
  readonly isChecked?: boolean | undefined;
  /** Whether no further chunk is begun after a failure that would hit other chunks as well. */
  readonly stopsOnFailure: boolean;
  /** When aborted, nothing more is sent. Requests under way are completed, unlike with the signal of the call. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * The engine behind every bulk call: sends chunks, as many at once as the operation allows, and yields the outcomes of each
 * chunk. Every chunk of the source gets its outcomes; after a stop, those are `unsent`.
 *
 * @throws Whatever the source throws, after the outcomes of the chunks before it.
 */
export function runBulk<Id extends OperationId, Item, Result>(
  transport: Transport,
  operation: BulkOperation<Id, Item, Result>,
  source: Iterator<Chunk<Item>> | AsyncIterator<Chunk<Item>>,
  { isolateInvalid = true, onProgress, ...given }: BulkOptions,
  settings: RunSettings,
): AsyncGenerator<readonly ChunkOutcome<Item, Result>[], void, undefined> {
  const parallel = concurrencyOf(operation.operationId);
  const { total, order, stopsOnFailure, stop, maxAhead = 2 * parallel, expiresAt, isChecked } = settings;
  const { clock } = transport;
  const startedAt = clock.now();
  const count = { done: 0, failed: 0 };
  // Values for the same thing are written one after the other, so that the last one stays.
  const mutex = createKeyedMutex();
  let hasFailed = false;
  let heldUntil = startedAt;
  const report = () => {
    const now = clock.now();
    notify(onProgress, progressOf(count, total, now - startedAt, heldUntil - now));
  };
  // All requests of a call are held by the same wait.
  const onWait = (waitMs: number) => {
    const until = clock.now() + waitMs;
    if (until < heldUntil + LEAST_NEWS_MS) return;
    heldUntil = until;
    report();
  };
  const options = { ...given, expiresAt, isChecked, isolateInvalid, stop, onWait: onProgress && onWait };
  const send = async (chunk: Chunk<Item>): Promise<readonly ChunkOutcome<Item, Result>[]> => {
    if (hasFailed || stop?.aborted) return [{ status: 'unsent', entries: chunk, results: [] }];
    const outcomes = await sendChunk(transport, operation, chunk, options);
    hasFailed ||= stopsOnFailure && outcomes.some(({ status, error }) => status !== 'done' && !isAboutItems(error));
    return outcomes;
  };
  const run = async (chunk: Chunk<Item>) => {
    const keys = chunk.map(({ item }) => operation.keyOf(item));
    const outcomes = await mutex(keys, () => send(chunk));
    for (const { status, entries } of outcomes) count[status === 'done' ? status : 'failed'] += entries.length;
    if (onProgress) report();
    return outcomes;
  };
  return inParallel(source, run, { parallel, maxAhead, order });
}

/** How many requests of an operation are under way at once. */
export function concurrencyOf(operationId: OperationId): number {
  const { maxConcurrency = UNDOCUMENTED_CONCURRENCY }: ClientOperation = operations[operationId];
  return maxConcurrency;
}

/** Requests at once for an operation without a documented limit. Until 2023, BigCommerce documented 3 for most. */
const UNDOCUMENTED_CONCURRENCY = 3;

/** Waits that differ by less are one wait: each request has its own random delay. */
const LEAST_NEWS_MS = 100;

/** Progress of a bulk call, counted in items. */
export interface BulkProgress {
  readonly done: number;
  /** Refused, not sent, or of unknown outcome. */
  readonly failed: number;
  /** All items of the call. Absent for streams. */
  readonly total?: number;
  /** Items per second since the call began. */
  readonly ratePerSecond: number;
  /** Estimated milliseconds until the call ends. Absent for streams. */
  readonly etaMs?: number;
  /**
   * Milliseconds that the rate limit still holds requests: the store said how long to wait, or its quota is used up. Absent
   * while nothing is held.
   */
  readonly waitingMs?: number;
}

export type ProgressListener = (progress: BulkProgress) => void;

export function progressOf(
  count: Pick<BulkProgress, 'done' | 'failed'>,
  total: number | undefined,
  elapsedMs: number,
  waitMs = 0,
): BulkProgress {
  const processed = count.done + count.failed;
  // The clock may not have ticked yet.
  const ratePerSecond = (processed * 1000) / Math.max(elapsedMs, 1);
  const wait = waitMs > 0 ? { waitingMs: waitMs } : {};
  if (total === undefined) return { ...count, ratePerSecond, ...wait };
  const etaMs = processed > 0 ? ((total - processed) * 1000) / ratePerSecond : 0;
  return { ...count, total, ratePerSecond, etaMs, ...wait };
}
