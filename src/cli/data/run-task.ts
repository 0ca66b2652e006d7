import { resolve } from 'node:path';
import { TASK_EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { carryOut } from './carry-out.js';
import { connect } from './connect.js';
import { isAgreed } from './consent.js';
import { formatOf } from './data-format.js';
import { checkWritable } from './failures-file.js';
import { distinctItems, readItems } from './items.js';
import { openJournal } from './journal.js';
import type { TaskOptions } from './options.js';
import { planItems } from './plan.js';
import { createProgressBar } from './progress-bar.js';
import { readRecords } from './read-records.js';
import { planText } from './summary.js';
import { counted, type Task } from './task.js';

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
