import { resolve } from 'node:path';
import type { CustomersClient } from '../../index.js';
import { TASK_EXIT, UsageError } from '../command.js';
import { type Io, plainText, reasonOf } from '../io.js';
import { connect } from './connect.js';
import { distinctItems, planItems, readItems } from './items.js';
import { checkWritable, type Journal, openJournal, writeFailures } from './job-files.js';
import type { TaskOptions } from './options.js';
import { readRecords } from './read-records.js';
import { type DataFormat, formatOf, type SourceRecord } from './record.js';
import { type Sent, sendItems } from './send.js';
import { createProgressBar, listFailures, type ProgressBar, planText, summaryOf } from './summary.js';
import { counted, type Item, type Task } from './task.js';

/**
 * Does with all records of files what a task says: reads and checks all of them, asks, sends.
 *
 * @returns The exit code.
 * @throws UsageError when something is wrong with the input. Nothing was sent then.
 */
export async function runTask<Value>(task: Task<Value>, options: TaskOptions, io: Io): Promise<number> {
  const bar = createProgressBar(io.stderr, io.env);
  const { client, store: calledStore } = connect(task.command, options.baseUrl, io, bar.say);
  const store = [task.target, calledStore].filter(Boolean).join(' of ');

  const records = await readRecords(options.files, options.format, io);
  const { items: all, notes } = distinctItems(task, readItems(task, records, options.column));
  for (const note of shortened(notes)) bar.say(note);

  const job = { command: task.command, target: store };
  const journal = options.journal
    ? await openJournal(resolve(io.cwd, options.journal), options.journal, job)
    : undefined;
  const items = journal ? all.filter((item) => !journal.has(item)) : all;
  if (items.length < all.length)
    bar.say(`${options.journal}: ${counted(all.length - items.length, task.nouns)} ${task.participle} before`);

  const plan = await planItems(client, task, items);
  if (options.dryRun) {
    io.stdout.write(planText(task, plan, items.length, store));
    return TASK_EXIT.done;
  }
  const question = items.length > 0 && task.verb && !options.yes && questionOf(task, items.length, store);
  if (question && !(await isAgreed(question, io))) {
    bar.say('Nothing was sent.');
    return TASK_EXIT.unusable;
  }
  const failures = options.failures && {
    name: options.failures,
    path: resolve(io.cwd, options.failures),
    format: options.format ?? formatOf(options.failures) ?? formatOf(options.files[0] ?? '') ?? 'csv',
    records,
  };
  if (failures) await checkWritable(failures.path, failures.name);
  await journal?.begin();
  return carryOut({ task, items, client, journal, failures: failures || undefined, bar, io });
}

function questionOf(task: Task<unknown>, count: number, store: string) {
  const { verb = '', warning = '', nouns } = task;
  return {
    text: `${verb} ${counted(count, nouns)} of ${store}? ${warning}`.trim(),
    answers: [String(count), verb.toLowerCase()],
  };
}

function shortened(notes: readonly string[]): readonly string[] {
  return notes.length > LISTED ? [...notes.slice(0, LISTED), `and ${notes.length - LISTED} more`] : notes;
}

const LISTED = 10;

/** What people are asked before something is deleted. */
export interface Question {
  /** What will happen, with the number and the store. */
  readonly text: string;
  /** What shows that it was read: the number, or a word. */
  readonly answers: readonly string[];
}

/**
 * Whether a person agrees.
 *
 * @throws UsageError when there is nobody to ask.
 */
export async function isAgreed({ text, answers }: Question, io: Io): Promise<boolean> {
  if (!io.ask || io.stdin?.isTTY !== true)
    throw new UsageError(
      `${text}\nThere is nobody to ask, because standard input is no terminal. --yes goes on without.`,
    );
  const given = await io.ask(`${text}\nType ${answers.join(' or ')} to go on: `);
  return given !== undefined && answers.includes(given.trim().toLowerCase().replaceAll(',', ''));
}

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
  const signal = io.cancellation?.() ?? new AbortController().signal;
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
  return signal.aborted ? TASK_EXIT.cancelled : TASK_EXIT.notAllDone;
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
