import { inParallel } from '../../bulk/in-parallel.js';
import { progressOf } from '../../bulk/run-chunks.js';
import { isAboutItems, outcomeOf } from '../../bulk/send-chunk.js';
import { AbortError, BigCommerceError, BulkError, type BulkProgress, type CustomersClient } from '../../index.js';
import { reasonsFor } from './connect.js';
import { type Item, portionsOf, type Task } from './task.js';

export interface SendSettings<Value> {
  readonly client: CustomersClient;
  /** When it is aborted, nothing more is sent. */
  readonly signal: AbortSignal;
  now(): Date;
  /** Is told of items as soon as they are done, of some after others. When it throws, nothing more is sent. */
  noteDone(items: readonly Item<Value>[]): Promise<void>;
  onProgress(progress: Progress): void;
}

export interface Sent<Value> {
  readonly doneCount: number;
  /** In the order of the input. */
  readonly failures: readonly Failure<Value>[];
  /** Why what came after it was not sent, if something was wrong that is not about single items. */
  readonly stopReason: string | undefined;
  /** Why it could not be noted what is done. */
  readonly problem: string | undefined;
}

/**
 * Sends items through the client, a few portions at once, until all are sent or something is wrong that is not about
 * single items. What is under way then is waited for.
 */
export async function sendItems<Value>(
  task: Task<Value>,
  items: readonly Item<Value>[],
  { client, signal, now, noteDone, onProgress }: SendSettings<Value>,
): Promise<Sent<Value>> {
  const { size, atOnce } = task.portions;
  const listenerForOneMore = createTally(items.length, now, onProgress);
  let doneCount = 0;
  let stopReason: string | undefined;
  let problem: string | undefined;
  let notes = Promise.resolve();
  const failures: Failure<Value>[] = [];
  const portions = asynchronous(portionsOf(items, size));
  for await (const some of inParallel(portions, sendPortion, { parallel: atOnce, maxAhead: Infinity }))
    failures.push(...some);
  return { doneCount, failures, stopReason, problem };

  async function sendPortion(portion: readonly Item<Value>[]): Promise<readonly Failure<Value>[]> {
    stopReason ??= signal.aborted ? 'interrupted' : undefined;
    if (stopReason !== undefined) return unsent(portion, stopReason);
    const tell = listenerForOneMore();
    const { done, failures } = await outcomeOfPortion(portion, tell);
    tell({ done: done.length, failed: failures.length });
    doneCount += done.length;
    await note(done);
    return failures;
  }

  async function outcomeOfPortion(portion: readonly Item<Value>[], onProgress: ReturnType<typeof listenerForOneMore>) {
    const values = portion.map(({ value }) => value);
    try {
      await task.send(client, values, { signal, onProgress });
      return { done: portion, failures: [] };
    } catch (error) {
      if (!(error instanceof BigCommerceError)) throw error;
      const settled = settle(error, portion, task.keyOf);
      const cause = error instanceof BulkError ? error.cause : error;
      if (settled.isHopeless) stopReason ??= cause instanceof AbortError ? 'interrupted' : cause.message;
      return settled;
    }
  }

  function note(done: readonly Item<Value>[]): Promise<void> {
    const noted = notes.then(() => (problem === undefined ? noteDone(done) : undefined));
    notes = noted.catch((error: unknown) => {
      problem = error instanceof Error ? error.message : String(error);
      stopReason ??= problem;
    });
    return notes;
  }
}

async function* asynchronous<Item>(items: Iterable<Item>) {
  yield* items;
}

function unsent<Value>(portion: readonly Item<Value>[], reason: string): Failure<Value>[] {
  return portion.map((item) => ({ item, status: 'unsent', reason: `not sent after: ${reason}` }));
}

/** An item that is not done, and why. */
export interface Failure<Value> {
  readonly item: Item<Value>;
  readonly status: 'failed' | 'unknown' | 'unsent';
  readonly reason: string;
}

/** What became of a portion whose call ended with an error. */
export interface Settled<Value> {
  readonly done: readonly Item<Value>[];
  readonly failures: readonly Failure<Value>[];
  /** Whether what is wrong would be wrong for other items as well. */
  readonly isHopeless: boolean;
}

export function settle<Value>(
  error: BigCommerceError,
  portion: readonly Item<Value>[],
  keyOf: (value: Value) => string,
): Settled<Value> {
  if (!(error instanceof BulkError)) {
    const status = outcomeOf(error, portion.length);
    const reasons = reasonsFor(error, portion.length);
    const failures = portion.map((item, at) => ({ item, status, reason: reasons[at] ?? error.message }));
    return { done: [], failures, isHopeless: !isAboutItems(error) };
  }
  const report: BulkError<Value> = error;
  const done = new Set(report.done.map(keyOf));
  const reasons = new Map(
    report.failures.flatMap(({ items, error }) => {
      const each = reasonsFor(error, items.length);
      return items.map((item, at) => [keyOf(item), each[at]]);
    }),
  );
  const failed = new Set(report.failed.map(keyOf));
  const unknown = new Set(report.unknown.map(keyOf));
  const failures = portion
    .filter(({ key }) => !done.has(key))
    .map((item): Failure<Value> => {
      const status = failed.has(item.key) ? 'failed' : unknown.has(item.key) ? 'unknown' : 'unsent';
      return { item, status, reason: reasons.get(item.key) ?? `not sent after: ${report.cause.message}` };
    });
  return {
    done: portion.filter(({ key }) => done.has(key)),
    failures,
    isHopeless: !isAboutItems(report.cause),
  };
}

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
