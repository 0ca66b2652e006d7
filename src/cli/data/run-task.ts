import { resolve } from 'node:path';
import type { Chunk } from '../../bulk/chunks.js';
import type { Transport } from '../../transport/transport.js';
import { TASK_EXIT, UsageError } from '../command.js';
import { type Io, reasonOf } from '../io.js';
import { firstLines, plainText, shortened } from '../text.js';
import { connect } from './connect.js';
import { distinctItems, planItems, previewPlan, readItems, refuseBlanks } from './items.js';
import { checkWritable, type Journal, openJournal, writeFailures } from './job-files.js';
import type { TaskOptions } from './options.js';
import { readTables } from './read-records.js';
import { type DataFormat, formatOf, InputError, type SourceRecord } from './record.js';
import { type JobOutcome, sendPlan } from './send-plan.js';
import { createProgressBar, listFailures, type ProgressBar, planText, summaryOf } from './summary.js';
import { type AnyOperation, counted, type Item, type Task } from './task.js';

/**
 * Runs a task on all records of the input: reads and checks them, asks for consent, sends.
 *
 * @returns The exit code.
 * @throws UsageError when something is wrong with the input. Nothing was sent.
 */
export async function runTask<Value>(task: Task<Value>, options: TaskOptions, io: Io): Promise<number> {
  const bar = createProgressBar(io.stderr, io.env);
  const { transport, store: calledStore } = connect(task.command, options.baseUrl, io, bar.say);
  const operation = task.operation(transport.serverUrl);
  const store = [task.target, calledStore].filter(Boolean).join(' of ');

  const tables = await readTables(options.files, options.format, io);
  const { items: all, notes } = distinctItems(task, operation, readItems(task, operation, tables));
  for (const note of firstLines(notes, LISTED)) bar.say(note);
  checkCount(task, options, all.length);
  if (!options.allowEmpty) refuseBlanks(task, all);

  const job = { command: task.command, target: store };
  const journal = options.journal
    ? await openJournal(resolve(io.cwd, options.journal), options.journal, job)
    : undefined;
  const items = journal ? all.filter((item) => !journal.has(item)) : all;
  if (items.length < all.length)
    bar.say(`${options.journal}: ${counted(all.length - items.length, task.nouns)} already ${task.confirmed}`);

  const chunks = planItems(transport, operation, items);
  if (options.dryRun) {
    const requests = await previewPlan(transport, operation, chunks);
    io.stdout.write(planText(task, { requestCount: chunks.length, requests }, items.length, store));
    return TASK_EXIT.done;
  }
  const question = items.length > 0 && task.verb && !options.yes && questionOf(task, items, store);
  if (question && !(await isAgreed(question, io))) {
    bar.say('Nothing was sent.');
    return TASK_EXIT.unusable;
  }
  const failures = options.failures && {
    name: options.failures,
    path: resolve(io.cwd, options.failures),
    format: options.format ?? formatOf(options.failures) ?? formatOf(options.files[0] ?? '') ?? 'csv',
    records: tables.flatMap(({ records }) => records),
  };
  if (failures) await checkWritable(failures.path, failures.name);
  await journal?.begin();
  return carryOut({
    task,
    store,
    transport,
    operation,
    items,
    chunks,
    journal,
    failures: failures || undefined,
    bar,
    io,
  });
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

/** What people are asked before anything is deleted. */
export interface Question {
  /** What will happen, with the number of items and the store. */
  readonly text: string;
  /** Lines about the items. */
  readonly details: readonly string[];
  /** Accepted answers. They show that the question was read: the number, or a word of it. */
  readonly answers: readonly string[];
}

function questionOf(task: Task<unknown>, items: readonly Item<unknown>[], store: string): Question {
  const { verb = '', warning = '', nouns } = task;
  const more = items.length - SHOWN_RECORDS;
  return {
    text: `${verb} ${counted(items.length, nouns)} of ${store}? ${warning}`.trim(),
    details: [
      ...items.slice(0, SHOWN_RECORDS).map(({ source }) => recordText(source)),
      ...(more > 0 ? [`and ${more.toLocaleString('en-US')} more`] : []),
    ],
    answers: [String(items.length), verb.toLowerCase()],
  };
}

/** Enough to see whether it is the right file. */
const SHOWN_RECORDS = 3;

/** `erase.csv:2: customer_id 17, name Ann` */
function recordText({ place, fields }: SourceRecord): string {
  const cells = Object.entries(fields).map(
    ([column, value]) => `${column} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return shortened(`${place}: ${cells.join(', ')}`, SHOWN_LENGTH);
}

/** Characters. Fits a line of most terminals. */
const SHOWN_LENGTH = 100;

/** @throws UsageError when standard input is not a terminal. */
export async function isAgreed({ text, details, answers }: Question, io: Io): Promise<boolean> {
  const shown = [text, ...details.map((line) => `  ${line}`)].map(plainText).join('\n');
  if (!io.ask || io.stdin?.isTTY !== true)
    throw new UsageError(
      `${shown}\nThere is nobody to ask, because standard input is not a terminal. Pass --yes to go on without asking.`,
    );
  const given = await io.ask(`${shown}\nType ${answers.join(' or ')} to go on: `);
  return given !== undefined && answers.includes(given.trim().toLowerCase().replaceAll(',', ''));
}

/** A job that has been read, checked and agreed to. */
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

interface FailuresFile {
  readonly name: string;
  readonly path: string;
  readonly format: DataFormat;
  /** All records of the input, which determine the columns. */
  readonly records: readonly SourceRecord[];
}

/**
 * Sends a job, and reports its outcome.
 *
 * @returns The exit code.
 */
async function carryOut<Value>(job: Job<Value>): Promise<number> {
  const { task, store, transport, operation, items, chunks, journal, failures, bar, io } = job;
  const signal = io.cancellation?.() ?? new AbortController().signal;
  const outcome = await sendPlan(transport, operation, items, chunks, {
    signal,
    noteDone: async (done) => journal?.add(done),
    onProgress: bar.show,
  }).finally(async () => {
    bar.clear();
    await journal?.close();
  });
  const isWritten = failures ? await isSaved(outcome, failures, io) : false;
  if (!isWritten) for (const line of listFailures(outcome.failures)) io.stderr.write(`${line}\n`);
  io.stdout.write(`${summaryOf(task, store, outcome)}\n`);
  const { stopReason, problem } = outcome;
  // Otherwise the reason would be in the failures file only, in every record.
  if (isWritten && !signal.aborted && stopReason !== undefined && stopReason !== problem)
    io.stderr.write(`Stopped: ${plainText(stopReason)}\n`);
  if (problem !== undefined) io.stderr.write(`${plainText(problem)}\n`);
  if (outcome.failures.length === 0) return problem === undefined ? TASK_EXIT.done : TASK_EXIT.notAllDone;
  const advice = isWritten
    ? `See ${failures?.name}, which you can pass as FILE.`
    : 'Pass --failures FILE to save these records.';
  io.stderr.write(`${signal.aborted ? 'Interrupted. ' : ''}${advice}\n`);
  return signal.aborted ? TASK_EXIT.cancelled : TASK_EXIT.notAllDone;
}

async function isSaved(
  { failures }: JobOutcome<unknown>,
  { name, path, format, records }: FailuresFile,
  io: Io,
): Promise<boolean> {
  try {
    await writeFailures(path, format, failures, records);
    return true;
  } catch (error) {
    io.stderr.write(`${name}: cannot be written: ${reasonOf(error)}\n`);
    return false;
  }
}
