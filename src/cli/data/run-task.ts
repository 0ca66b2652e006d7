import { resolve } from 'node:path';
import type { Chunk } from '../../bulk/chunks.js';
import type { Transport } from '../../transport/transport.js';
import { InputError, TASK_EXIT } from '../command.js';
import { lockNameOf } from '../files/lock.js';
import { refuseSameFiles, type UsedFile } from '../files/same-file.js';
import { type Io, WriteError } from '../io.js';
import { capitalised, firstLines, plainLines, plainText } from '../text.js';
import { type Connection, connect } from './connect.js';
import { checkFailuresFile } from './earlier-failures.js';
import { type FailuresFile, writeFailures } from './failures-file.js';
import { distinctItems, planItems, previewPlan, readItems, refuseBlanks } from './items.js';
import { type Job as JobName, type Journal, openJournal, readJournal } from './journal.js';
import type { TaskOptions } from './options.js';
import { rangesOf } from './places.js';
import { createProgressBar, type ProgressBar } from './progress-bar.js';
import { confirm, questionOf } from './question.js';
import { type InputTable, readTables } from './read-records.js';
import { delimiterOf, formatOf } from './record.js';
import { type JobOutcome, sendPlan } from './send-plan.js';
import { listFailures, planText, summaryOf } from './summary.js';
import { type AnyOperation, counted, type Item, type Task } from './task.js';

/**
 * Runs a task on all records of the input: reads and checks them, asks for consent, sends.
 *
 * @returns The exit code.
 * @throws UsageError when something is wrong with the input. Nothing was sent.
 */
export async function runTask<Value>(task: Task<Value>, options: TaskOptions, io: Io): Promise<number> {
  const bar = createProgressBar(io.stderr, io.env);
  const connection = connect(task.command, options.baseUrl, io, bar.say);
  return runOver(connection, bar, task, options, io).finally(connection.close);
}

async function runOver<Value>(
  { transport, store: calledStore }: Connection,
  bar: ProgressBar,
  task: Task<Value>,
  options: TaskOptions,
  io: Io,
): Promise<number> {
  const operation = task.operation(transport.serverUrl);
  const store = [task.target, calledStore].filter(Boolean).join(' of ');
  await refuseSameFiles(
    writtenFiles(options),
    options.files.map((name) => ({ option: 'FILE', name })),
    io.cwd,
  );

  const tables = await readTables(options.files, options.format, io);
  const { items: all, notes } = distinctItems(task, operation, readItems(task, operation, tables));
  for (const note of [...firstLines(notes, LISTED), ...(task.notes?.() ?? [])]) bar.say(note);
  checkCount(task, options, all.length);
  if (!options.allowEmpty) refuseBlanks(task, all);

  const journal = await journalFor({ command: task.command, target: store }, options, io);
  try {
    const items = journal ? all.filter((item) => !journal.has(item)) : all;
    if (items.length < all.length)
      bar.say(`${options.journal}: ${counted(all.length - items.length, task.nouns)} already ${task.confirmed}`);
    const chunks = planItems(transport, operation, items);
    if (options.dryRun) {
      const requests = await previewPlan(transport, operation, chunks);
      io.stdout.write(planText(task, { requestCount: chunks.length, requests }, items.length, store));
      return TASK_EXIT.done;
    }
    const failures = failuresFor(tables, options, io);
    if (failures) await checkFailuresFile(failures);
    const question = items.length > 0 && task.verb && !options.yes && questionOf(task, items, store);
    if (question && !(await confirm(question, io))) {
      bar.say('Nothing was sent.');
      return TASK_EXIT.unusable;
    }
    await journal?.begin();
    return await carryOut({ task, store, transport, operation, items, chunks, journal, failures, bar, io });
  } finally {
    await journal?.close();
  }
}

/** The files that a job writes. They must not be those that it reads, nor each other. */
function writtenFiles({ journal, failures, journalOption }: TaskOptions): UsedFile[] {
  return [
    ...(journal === undefined
      ? []
      : [
          { option: journalOption, name: journal },
          { option: `the lock of ${journalOption}`, name: lockNameOf(journal) },
        ]),
    ...(failures === undefined ? [] : [{ option: '--failures', name: failures }]),
  ];
}

/** A dry run neither locks the journal nor writes it. */
async function journalFor(job: JobName, { journal: name, dryRun }: TaskOptions, io: Io): Promise<Journal | undefined> {
  if (name === undefined) return undefined;
  return (dryRun ? readJournal : openJournal)(resolve(io.cwd, name), name, job);
}

function failuresFor(
  tables: readonly InputTable[],
  { failures: name, format: given, files }: TaskOptions,
  io: Io,
): FailuresFile | undefined {
  if (name === undefined) return undefined;
  const format = given ?? formatOf(name) ?? formatOf(files[0] ?? '') ?? 'csv';
  return { name, path: resolve(io.cwd, name), format, delimiter: delimiterOf(name), tables };
}

/** @throws UsageError when the input has another number of records than the options say. */
function checkCount({ nouns }: Task<unknown>, { expect, max }: TaskOptions, count: number): void {
  const isExpected = expect === undefined || count === expect;
  if (isExpected && count <= (max ?? Infinity)) return;
  const limit = isExpected
    ? `at most ${max?.toLocaleString('en-US')} (--max)`
    : `${expect?.toLocaleString('en-US')} (--expect)`;
  throw new InputError([`the input has ${counted(count, nouns)}, not ${limit}`]);
}

const LISTED = 10;

/** A job that has been read, checked and confirmed by the user. */
interface Job<Value> {
  readonly task: Task<Value>;
  /** What it works on: `segment … of store … at …`. */
  readonly store: string;
  readonly transport: Transport;
  readonly operation: AnyOperation<Value>;
  readonly items: readonly Item<Value>[];
  readonly chunks: readonly Chunk<Value>[];
  readonly journal: Journal | undefined;
  readonly failures: FailuresFile | undefined;
  readonly bar: ProgressBar;
  readonly io: Io;
}

/**
 * Sends a job, and reports its outcome.
 *
 * @returns The exit code.
 */
async function carryOut<Value>(job: Job<Value>): Promise<number> {
  const { task, store, transport, operation, items, chunks, journal, failures, bar, io } = job;
  const signal = io.cancellation?.() ?? new AbortController().signal;
  signal.addEventListener('abort', () => bar.say(CANCELLING), { once: true });
  const outcome = await sendPlan(transport, operation, items, chunks, {
    signal,
    noteDone: async (done) => journal?.add(done),
    onProgress: bar.show,
  }).finally(bar.clear);
  const { stopReason, problem } = outcome;
  const isWritten = failures ? await isSaved(outcome, failures, io) : false;
  io.stdout.write(`${plainText(summaryOf(task, store, outcome))}\n`);
  if (!signal.aborted && stopReason !== undefined && stopReason !== problem)
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
    : journal
      ? 'Run the same command again to continue, or pass --failures FILE to save these records.'
      : 'Pass --failures FILE to save these records.';
  io.stderr.write(`${signal.aborted ? 'Cancelled. ' : ''}${plainText(advice)}\n`);
  return signal.aborted ? TASK_EXIT.cancelled : TASK_EXIT.notAllDone;
}

const CANCELLING = 'Cancelling: requests under way are completed. Signal again to stop at once.';

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
