import type { Chunk } from '../../bulk/chunks.js';
import { type BulkProgress, runBulk } from '../../bulk/run-bulk.js';
import { isAboutItems } from '../../bulk/send-chunk.js';
import { AbortError, type BigCommerceError, ValidationError } from '../../index.js';
import type { Transport } from '../../transport/transport.js';
import { CANCELLED } from '../look-up/attempts.js';
import { inCommandWords } from '../store-settings.js';
import type { AnyOperation, Item } from './task.js';

export interface SendSettings<Value> {
  /** When it is aborted, nothing more is sent. Requests under way are completed. */
  readonly signal: AbortSignal;
  /** Called with the items of a request once the store has confirmed it. If it throws, nothing more is sent. */
  noteDone(items: readonly Item<Value>[]): Promise<void>;
  onProgress(progress: BulkProgress): void;
}

/** Something that is not done, and why. */
export interface Failure<Value> {
  readonly item: Pick<Item<Value>, 'source' | 'column'>;
  readonly status: 'failed' | 'unknown' | 'unsent' | 'unresolved';
  readonly reason: string;
}

/** What became of all items of a job. */
export interface JobOutcome<Value> {
  readonly doneCount: number;
  /** In the order of the input. */
  readonly failures: readonly Failure<Value>[];
  /** Why the job stopped before the end of the input, if it did. */
  readonly stopReason: string | undefined;
  /** Why `noteDone` failed, if it did. */
  readonly problem: string | undefined;
  /** Items that are done and could not be noted. */
  readonly unrecorded: readonly Item<Value>[];
}

/** Sends all chunks of a plan until an error would hit the other chunks as well. Requests under way are then completed. */
export async function sendPlan<Value>(
  transport: Transport,
  operation: AnyOperation<Value>,
  items: readonly Item<Value>[],
  chunks: readonly Chunk<Value>[],
  { signal, noteDone, onProgress }: SendSettings<Value>,
): Promise<JobOutcome<Value>> {
  const stop = new AbortController();
  const failures: { readonly index: number; readonly status: Failure<Value>['status']; readonly reason?: string }[] =
    [];
  let doneCount = 0;
  let stopReason: string | undefined;
  let problem: string | undefined;
  const unrecorded: Item<Value>[] = [];
  // In the order in which requests end: what is done has to be noted even while an earlier request is being retried.
  const settings = { total: items.length, order: 'completion', stopsOnFailure: true, stop: stop.signal } as const;
  const cancel = () => {
    stopReason ??= CANCELLED;
    stop.abort();
  };
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  for await (const outcomes of runBulk(transport, operation, chunks.values(), { onProgress }, settings)) {
    for (const { status, entries, error } of outcomes) {
      if (status === 'done') {
        doneCount += entries.length;
        await note(entries);
        continue;
      }
      if (error && !isAboutItems(error))
        stopReason ??= error instanceof AbortError ? CANCELLED : inCommandWords(error.message);
      // Items that were cancelled before they were sent have no reason of their own.
      const isCancelled = status === 'unsent' && error instanceof AbortError;
      const reasons = error && !isCancelled ? reasonsFor(error, entries.length) : [];
      entries.forEach(({ index }, position) => {
        const reason = reasons[position];
        failures.push({ index, status, ...(reason !== undefined && { reason }) });
      });
    }
  }
  signal.removeEventListener('abort', cancel);
  failures.sort((one, other) => one.index - other.index);
  // The reason of the stop is told once, not with every record.
  const unsentReason = stopReason === CANCELLED ? stopReason : 'an earlier request failed';
  return {
    doneCount,
    failures: failures.flatMap(({ index, status, reason = `not sent because ${unsentReason}` }) => {
      const item = items[index];
      return item ? [{ item, status, reason }] : [];
    }),
    stopReason,
    problem,
    unrecorded,
  };

  async function note(entries: Chunk<Value>): Promise<void> {
    const done = entries.flatMap(({ index }) => items[index] ?? []);
    try {
      if (problem === undefined) await noteDone(done);
      else unrecorded.push(...done);
    } catch (error) {
      unrecorded.push(...done);
      problem = error instanceof Error ? error.message : String(error);
      stopReason ??= problem;
      stop.abort();
    }
  }
}

/**
 * The reason for each item that an error is about. The store numbers the items of a request, which nobody sees; if it
 * names each of them, every item gets what is said about it alone.
 */
export function reasonsFor(error: BigCommerceError, itemCount: number): readonly string[] {
  const byPosition = new Map<number, string[]>();
  for (const { key, message } of error instanceof ValidationError ? error.details : []) {
    const [, position, member = ''] = /^(\d+)\.(.*)$/.exec(key) ?? [];
    if (position === undefined) continue;
    const said = byPosition.get(Number(position)) ?? [];
    said.push(member === '' || member === 'data' ? message : `${member}: ${message}`);
    byPosition.set(Number(position), said);
  }
  if (!(error instanceof ValidationError) || byPosition.size !== itemCount)
    return Array.from({ length: itemCount }, () => inCommandWords(error.message));
  const inOrder = [...byPosition].sort(([one], [other]) => one - other);
  const id = error.requestId === undefined ? '' : `, request id ${error.requestId}`;
  return inOrder.map(([, said]) => `${said.join('; ')} (${error.status}${id})`);
}
