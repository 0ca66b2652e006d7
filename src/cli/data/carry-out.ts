import type { Chunk } from '../../bulk/chunks.js';
import type { Transport } from '../../transport/transport.js';
import { TASK_EXIT } from '../command.js';
import { type Io, WriteError } from '../io.js';
import { capitalised, plainLines, plainText } from '../text.js';
import { type FailuresFile, writeFailures } from './failures-file.js';
import type { Journal } from './journal.js';
import { rangesOf } from './places.js';
import type { ProgressBar } from './progress-bar.js';
import { inOrder } from './replacements.js';
import { type Failure, type JobOutcome, sendPlan } from './send-plan.js';
import { listFailures, summaryOf } from './summary.js';
import type { AnyOperation, Item, Task } from './task.js';

/** What a job works on, and where its outcome is reported. */
export interface Report {
  readonly task: Pick<Task<unknown>, 'nouns' | 'confirmed'>;
  /** What it works on: `segment … of store … at …`. */
  readonly store: string;
  readonly journal: Journal | undefined;
  readonly failures: FailuresFile | undefined;
  readonly io: Io;
}

/** A job that has been read, checked and confirmed by the user. */
export interface Job<Value> extends Report {
  readonly transport: Transport;
  readonly operation: AnyOperation<Value>;
  readonly items: readonly Item<Value>[];
  readonly chunks: readonly Chunk<Value>[];
  /** What is not sent, because e-mail addresses do not stand for one customer. */
  readonly unresolved: readonly Failure<Value>[];
  readonly bar: ProgressBar;
  /** When it is aborted, nothing more is sent. */
  readonly signal: AbortSignal;
}

/**
 * Sends a job, and reports its outcome.
 *
 * @returns The exit code.
 */
export async function carryOut<Value>(job: Job<Value>): Promise<number> {
  const { transport, operation, items, chunks, unresolved, journal, bar, signal } = job;
  signal.addEventListener('abort', () => bar.say(CANCELLING), { once: true });
  const outcome = await sendPlan(transport, operation, items, chunks, {
    signal,
    noteDone: async (done) => journal?.add(done),
    onProgress: bar.show,
  }).finally(bar.clear);
  const failures =
    unresolved.length === 0
      ? outcome.failures
      : inOrder([...outcome.failures, ...unresolved], job.failures?.tables ?? []);
  return reportOutcome(job, { ...outcome, failures }, signal.aborted);
}

const CANCELLING = 'Cancelling: requests under way are completed. Signal again to stop at once.';

/**
 * Reports what was done, and saves what was not.
 *
 * @returns The exit code.
 */
export async function reportOutcome(
  { task, store, journal, failures, io }: Report,
  outcome: JobOutcome<unknown>,
  isCancelled: boolean,
): Promise<number> {
  const { stopReason, problem } = outcome;
  const isWritten = failures ? await isSaved(outcome, failures, io) : false;
  io.stdout.write(`${plainText(summaryOf(task, store, outcome))}\n`);
  if (!isCancelled && stopReason !== undefined && stopReason !== problem)
    io.stderr.write(`Stopped: ${plainText(stopReason)}\n`);
  if (!isWritten) for (const line of listFailures(outcome.failures, stopReason)) io.stderr.write(`${line}\n`);
  if (problem !== undefined) {
    const places = rangesOf(
      outcome.unrecorded.map(({ source }) => source.place),
      MOST_RANGES,
    );
    io.stderr.write(`${plainLines(`${problem}\n${capitalised(task.confirmed)} but not recorded in it: ${places}`)}\n`);
  }
  if (outcome.failures.length === 0) return problem === undefined ? TASK_EXIT.done : TASK_EXIT.notAllDone;
  const advice = isWritten
    ? `What is not done is in ${failures?.name}; pass that as FILE.`
    : journal && outcome.failures.some(({ status }) => status !== 'unresolved')
      ? 'Run the same command again to continue, or pass --failures FILE to save these records.'
      : 'Pass --failures FILE to save these records.';
  io.stderr.write(`${isCancelled ? 'Cancelled. ' : ''}${plainText(advice)}\n`);
  return isCancelled ? TASK_EXIT.cancelled : TASK_EXIT.notAllDone;
}

/** Reports what could not be saved, if so. */
async function isSaved({ failures }: JobOutcome<unknown>, file: FailuresFile, io: Io): Promise<boolean> {
  try {
    await writeFailures(file, failures);
    return true;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    const places = rangesOf(
      failures.map(({ item }) => item.source.place),
      MOST_RANGES,
    );
    const lost = failures.length === 0 ? '' : `\nNot saved: ${places}`;
    io.stderr.write(`${plainLines(`${error.message}${lost}`)}\n`);
    return false;
  }
}

/** There is no other list of them. */
const MOST_RANGES = 100;
