import { AbortError, BigCommerceError, BulkError, type BulkProgress, type CustomersClient } from '../../index.js';
import { portionsOf } from './portions.js';
import { type Failure, settle } from './settle.js';
import type { Item, Task } from './task.js';

export interface SendSettings<Value> {
  readonly client: CustomersClient;
  /** When it is aborted, nothing more is sent. */
  readonly signal: AbortSignal;
  /** Is told of items as soon as they are done. When it throws, nothing more is sent. */
  noteDone(items: readonly Item<Value>[]): Promise<void>;
  onProgress(progress: Progress): void;
}

/** How far all portions together have come, in items. */
export interface Progress extends Pick<BulkProgress, 'done' | 'failed' | 'ratePerSecond'> {
  readonly total: number;
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

/** Sends items through the client, until all are sent or something is wrong that is not about single items. */
export async function sendItems<Value>(
  task: Task<Value>,
  items: readonly Item<Value>[],
  { client, signal, noteDone, onProgress }: SendSettings<Value>,
): Promise<Sent<Value>> {
  let doneCount = 0;
  let stopReason: string | undefined;
  let problem: string | undefined;
  const failures: Failure<Value>[] = [];
  for (const portion of portionsOf(items)) {
    stopReason ??= signal.aborted ? 'interrupted' : undefined;
    if (stopReason !== undefined) {
      failures.push(...unsent(portion, stopReason));
      continue;
    }
    const before = { done: doneCount, failed: failures.length };
    const done = await sendPortion(portion, ({ done, failed, ratePerSecond }) =>
      onProgress({
        done: before.done + done,
        failed: before.failed + failed,
        ratePerSecond,
        total: items.length,
      }),
    );
    doneCount += done.length;
    await noteDone(done).catch((error: unknown) => {
      problem = error instanceof Error ? error.message : String(error);
      stopReason ??= problem;
    });
  }
  return { doneCount, failures, stopReason, problem };

  async function sendPortion(portion: readonly Item<Value>[], report: (progress: BulkProgress) => void) {
    const values = portion.map(({ value }) => value);
    try {
      await task.send(client, values, { signal, onProgress: report });
      return portion;
    } catch (error) {
      if (!(error instanceof BigCommerceError)) throw error;
      const settled = settle(error, portion, task.keyOf);
      failures.push(...settled.failures);
      const cause = error instanceof BulkError ? error.cause : error;
      if (settled.isHopeless) stopReason = cause instanceof AbortError ? 'interrupted' : cause.message;
      return settled.done;
    }
  }
}

function unsent<Value>(portion: readonly Item<Value>[], reason: string): Failure<Value>[] {
  return portion.map((item) => ({ item, status: 'unsent', reason: `not sent after: ${reason}` }));
}
