import { inParallel } from '../../bulk/in-parallel.js';
import { AbortError, BigCommerceError, BulkError, type CustomersClient } from '../../index.js';
import { portionsOf } from './portions.js';
import { type Failure, settle } from './settle.js';
import { createTally, type Progress } from './tally.js';
import type { Item, Task } from './task.js';

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
    const { done, failures } = await outcomeOf(portion, tell);
    tell({ done: done.length, failed: failures.length });
    doneCount += done.length;
    await note(done);
    return failures;
  }

  async function outcomeOf(portion: readonly Item<Value>[], onProgress: ReturnType<typeof listenerForOneMore>) {
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
