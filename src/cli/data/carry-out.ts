import type { CustomersClient } from '../../index.js';
import { TASK_EXIT } from '../exit-codes.js';
import { plainText } from '../formats/plain-text.js';
import { reasonOf } from '../input/file-error.js';
import type { Io } from '../io.js';
import type { DataFormat } from './data-format.js';
import { writeFailures } from './failures-file.js';
import type { Journal } from './journal.js';
import type { ProgressBar } from './progress-bar.js';
import { type Sent, sendItems } from './send.js';
import type { SourceRecord } from './source-record.js';
import { listFailures, summaryOf } from './summary.js';
import type { Item, Task } from './task.js';

/** All that was read, checked and agreed to. */
export interface Order<Value> {
  readonly task: Task<Value>;
  readonly items: readonly Item<Value>[];
  readonly client: CustomersClient;
  readonly journal: Journal | undefined;
  readonly failures: FailuresFile | undefined;
  readonly bar: ProgressBar;
  readonly io: Io;
}

interface FailuresFile {
  readonly name: string;
  readonly path: string;
  readonly format: DataFormat;
  /** All of the input, which the columns are those of. */
  readonly records: readonly SourceRecord[];
}

/**
 * Sends what was agreed to, and tells what became of it.
 *
 * @returns The exit code.
 */
export async function carryOut<Value>({
  task,
  items,
  client,
  journal,
  failures,
  bar,
  io,
}: Order<Value>): Promise<number> {
  const signal = io.interruption?.() ?? new AbortController().signal;
  const sent = await sendItems(task, items, {
    client,
    signal,
    now: io.now,
    noteDone: async (done) => journal?.add(done),
    onProgress: (progress) => bar.show(progress),
  }).finally(async () => {
    bar.clear();
    await journal?.close();
  });
  const isWritten = failures ? await isSaved(sent, failures, io) : false;
  if (!isWritten) for (const line of listFailures(sent.failures)) io.stderr.write(`${line}\n`);
  io.stdout.write(`${summaryOf(task, sent)}\n`);
  // Each record in the file has it as well, and nobody would look for it there.
  const stopReason = isWritten && !signal.aborted && sent.stopReason !== sent.problem ? sent.stopReason : undefined;
  if (stopReason !== undefined) io.stderr.write(`Stopped: ${plainText(stopReason)}\n`);
  if (sent.problem !== undefined) io.stderr.write(`${plainText(sent.problem)}\n`);
  if (sent.failures.length === 0) return sent.problem === undefined ? TASK_EXIT.done : TASK_EXIT.notAllDone;
  const where = isWritten
    ? `See ${failures?.name}, which can be passed as FILE.`
    : 'With --failures FILE they are saved.';
  io.stderr.write(`${signal.aborted ? 'Interrupted. ' : ''}${where}\n`);
  return signal.aborted ? TASK_EXIT.interrupted : TASK_EXIT.notAllDone;
}

async function isSaved(sent: Sent<unknown>, { name, path, format, records }: FailuresFile, io: Io): Promise<boolean> {
  try {
    await writeFailures(path, format, sent.failures, records);
    return true;
  } catch (error) {
    io.stderr.write(`${name}: cannot be written: ${reasonOf(error)}\n`);
    return false;
  }
}
