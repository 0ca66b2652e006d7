import { resolve as resolvePath } from 'node:path';
import { InputError, TASK_EXIT } from '../command.js';
import { lockNameOf } from '../files/lock.js';
import { refuseSameFiles, type UsedFile } from '../files/same-file.js';
import type { Io } from '../io.js';
import { createLookUps, type Stopped } from '../look-up/attempts.js';
import { lookUpCustomers, NOBODY, planLookUps } from '../look-up/look-up-customers.js';
import { remainingOf, resolve } from '../look-up/resolve.js';
import { firstLines } from '../text.js';
import { carryOut, reportOutcome } from './carry-out.js';
import { type Connection, connect } from './connect.js';
import { checkFailuresFile } from './earlier-failures.js';
import type { FailuresFile } from './failures-file.js';
import { distinctOf, planItems, previewPlan, readWanted, refuseBlanks } from './items.js';
import { type Job as JobName, type Journal, openJournal, readJournal } from './journal.js';
import type { TaskOptions } from './options.js';
import { createProgressBar, type ProgressBar } from './progress-bar.js';
import { confirm, questionOf } from './question.js';
import { type InputTable, readTables } from './read-records.js';
import { delimiterOf, formatOf } from './record.js';
import type { Failure, JobOutcome } from './send-plan.js';
import { planText } from './summary.js';
import { counted, type Task } from './task.js';

/**
 * Runs a task on all records of the input: reads and checks them, looks up what they name, asks for consent, sends.
 *
 * @returns The exit code.
 * @throws UsageError when something is wrong with the input. Nothing was sent.
 */
export async function runTask<Value, Read>(task: Task<Value, Read>, options: TaskOptions, io: Io): Promise<number> {
  const bar = createProgressBar(io.stderr, io.env);
  const connection = connect(task.command, options.baseUrl, io, bar.say);
  return runOver(connection, bar, task, options, io).finally(connection.close);
}

async function runOver<Value, Read>(
  { client, transport, store: calledStore }: Connection,
  bar: ProgressBar,
  task: Task<Value, Read>,
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
  const failures = options.dryRun ? undefined : failuresFor(tables, options, io);
  if (failures) await checkFailuresFile(failures);
  const lookUps = createLookUps(io);
  const stopped = (items: readonly Failure<unknown>['item'][], { stopReason, isCancelled }: Stopped) => {
    if (isCancelled) bar.say('Nothing was sent but look-ups.');
    const report = { task, store, journal: undefined, failures, io };
    return reportOutcome(report, notLookedUp(items, stopReason, isCancelled), isCancelled);
  };
  const prepared = await lookUps.attempt(async (signal) => task.prepare?.(client, tables, signal));
  if ('stopReason' in prepared) {
    const records = tables.flatMap((table) => table.records.map((source) => ({ source })));
    return stopped(records, prepared);
  }
  const { wanted: all, notes, replacements } = distinctOf(task, operation, readWanted(task, operation, tables));
  for (const note of [...firstLines(notes, LISTED), ...(task.notes?.() ?? [])]) bar.say(note);
  checkCount(task, options, all.length);
  if (!options.allowEmpty) refuseBlanks(task, all);

  const journal = await journalFor({ command: task.command, target: store }, options, io);
  try {
    const remaining = remainingOf(task, operation, all, journal);
    const include = task.byEmail?.include;
    const questions = await planLookUps(client, remaining.emails, include);
    const settings = { include, onProgress: bar.show, now: transport.clock.now };
    const sayDone = (count: number) => {
      if (count > 0) bar.say(`${options.journal}: ${counted(count, task.nouns)} already ${task.confirmed}`);
    };
    const answers = await lookUps.attempt(async (signal) =>
      questions.length === 0
        ? NOBODY
        : lookUpCustomers(client, questions, { ...settings, signal: signal() }).finally(bar.clear),
    );
    if ('stopReason' in answers) {
      sayDone(all.length - remaining.wanted.length);
      return stopped(remaining.wanted, answers);
    }
    const resolved = resolve(task, operation, all, answers.result, journal);
    const { items, doneCount, unresolved, customers } = resolved;
    for (const note of firstLines(resolved.notes, LISTED)) bar.say(note);
    sayDone(doneCount);
    const chunks = planItems(transport, operation, items);
    const plan = { store, items, unresolved };
    if (options.dryRun) {
      const requests = await previewPlan(transport, operation, chunks);
      const isLookedUp = prepared.result === true || questions.length > 0;
      io.stdout.write(planText(task, { ...plan, requestCount: chunks.length, requests, isLookedUp }));
      return unresolved.length > 0 ? TASK_EXIT.notAllDone : TASK_EXIT.done;
    }
    const question = items.length > 0 && task.verb && !options.yes && questionOf(task, plan);
    if (question && !(await confirm(question, io))) {
      bar.say('Nothing was sent.');
      return TASK_EXIT.unusable;
    }
    await journal?.begin();
    await journal?.addCustomers(customers);
    const saved = failures && { ...failures, replacements: [...replacements, ...resolved.replacements] };
    const job = { task, ...plan, journal, failures: saved, io, transport, operation, chunks, bar };
    return await carryOut({ ...job, signal: lookUps.cancellation() });
  } finally {
    await journal?.close();
  }
}

/** The outcome of a job of which nothing was sent, because something could not be looked up. */
function notLookedUp(
  items: readonly Failure<unknown>['item'][],
  stopReason: string,
  isCancelled: boolean,
): JobOutcome<unknown> {
  const reason = `not sent because ${isCancelled ? stopReason : 'a look-up failed'}`;
  const failures = items.map(({ source }) => ({ item: { source }, status: 'unsent' as const, reason }));
  return { doneCount: 0, failures, stopReason, problem: undefined, unrecorded: [] };
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
  return (dryRun ? readJournal : openJournal)(resolvePath(io.cwd, name), name, job);
}

function failuresFor(
  tables: readonly InputTable[],
  { failures: name, format: given, files }: TaskOptions,
  io: Io,
): FailuresFile | undefined {
  if (name === undefined) return undefined;
  const format = given ?? formatOf(name) ?? formatOf(files[0] ?? '') ?? 'csv';
  return { name, path: resolvePath(io.cwd, name), format, delimiter: delimiterOf(name), tables };
}

/** @throws UsageError when the input has another number of records than the options say. */
function checkCount({ nouns }: Pick<Task<unknown>, 'nouns'>, { expect, max }: TaskOptions, count: number): void {
  const isExpected = expect === undefined || count === expect;
  if (isExpected && count <= (max ?? Infinity)) return;
  const limit = isExpected
    ? `at most ${max?.toLocaleString('en-US')} (--max)`
    : `${expect?.toLocaleString('en-US')} (--expect)`;
  throw new InputError([`the input has ${counted(count, nouns)}, not ${limit}`]);
}

const LISTED = 10;
