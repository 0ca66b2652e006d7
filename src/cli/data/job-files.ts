import { type FileHandle, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { valueAt } from '../../json.js';
import { reasonOf } from '../io.js';
import { type DataFormat, InputError, type SourceRecord } from './record.js';
import type { Failure } from './send.js';
import type { Item } from './task.js';
import { createRecordWriter } from './write-records.js';

/** What a failures file adds to a record. The names are long because the columns of the input are anybody's. */
const STATUS = 'failure_status';
const REASON = 'failure_reason';

/**
 * Makes sure that the file can be written, before anything is sent that it would have to tell of. What is in it stays.
 *
 * @throws InputError when it cannot.
 */
export async function checkWritable(path: string, name: string): Promise<void> {
  const trial = `${path}.part`;
  try {
    await writeFile(trial, '');
    await rm(trial);
    await (await open(path, 'r+')).close();
  } catch (error) {
    if (valueAt(error, 'code') === 'ENOENT' && valueAt(error, 'path') === path) return;
    throw new InputError([`${name}: cannot be written: ${reasonOf(error)}`]);
  }
}

/**
 * Writes the records that are not done as they were in the input, with what became of them and why. The file is there
 * completely or not at all, because it may take the place of the input.
 */
export async function writeFailures(
  path: string,
  format: DataFormat,
  failures: readonly Failure<unknown>[],
  records: readonly SourceRecord[],
): Promise<void> {
  const columns = new Set(records.flatMap(({ fields }) => Object.keys(fields)));
  for (const name of [STATUS, REASON]) columns.delete(name);
  const writer = createRecordWriter(format, [...columns, STATUS, REASON]);
  const lines = failures.map(({ item, status, reason }) =>
    writer.record({ ...item.source.fields, [STATUS]: status, [REASON]: reason }),
  );
  const text = writer.head + lines.join('') + writer.tail();
  // Whoever mends the records in Excel and passes them again would otherwise write other letters to the store.
  const mark = format === 'csv' && /\P{ASCII}/u.test(text) ? '\ufeff' : '';
  await writeFile(`${path}.part`, mark + text);
  await rename(`${path}.part`, path);
}

/**
 * A file to which is added what is done, as soon as it is done. The first line says which job it belongs to; each further
 * one has what was sent. A line that was cut off half-way is not counted, so that its item is sent again.
 */
export interface Journal {
  has(item: Item<unknown>): boolean;
  /**
   * To be called before anything is sent.
   *
   * @throws InputError when the file cannot be written.
   */
  begin(): Promise<void>;
  /** @throws Error when the file cannot be written any more. */
  add(items: readonly Item<unknown>[]): Promise<void>;
  close(): Promise<void>;
}

/** Which job a journal belongs to. Another one's journal would have things left undone. */
export interface Job {
  readonly command: string;
  /** The store and what belongs to it, wherever it is called. */
  readonly target: string;
}

/** @throws InputError when the file cannot be read, or is not a journal of this job. */
export async function openJournal(path: string, name: string, job: Job): Promise<Journal> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (valueAt(error, 'code') === 'ENOENT') return '';
    throw new InputError([`${name}: ${reasonOf(error)}`]);
  });
  const [header = '', ...lines] = text.split('\n');
  if (text !== '' && header !== headerOf(job))
    throw new InputError([`${name}: not a journal of ${job.command} for ${job.target}; use another file`]);
  const done = doneIn(lines);
  // Ends the line that was cut off, if there is one.
  const start = text === '' ? `${headerOf(job)}\n` : text.endsWith('\n') ? '' : '\n';
  let file: FileHandle | undefined;
  const append = async (added: string) => {
    try {
      file ??= await open(path, 'a');
      await file.appendFile(added);
      await file.datasync();
    } catch (error) {
      throw new Error(`${name}: cannot be written: ${reasonOf(error)}`);
    }
  };
  return {
    has: ({ key, value }) => done.get(key) === JSON.stringify(value),
    begin: () =>
      append(start).catch((error: unknown) => {
        throw new InputError([String(valueAt(error, 'message'))]);
      }),
    add: (items) => append(items.map(({ key, value }) => `${JSON.stringify({ key, value })}\n`).join('')),
    close: async () => file?.close(),
  };
}

function headerOf({ command, target }: Job): string {
  return JSON.stringify({ journal: `bigcommerce-customers ${command}`, target });
}

/** What was sent last of each key, in all lines that are whole. Of a value that was written and then another one, only the other one is done. */
function doneIn(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.flatMap((line) => {
      try {
        const { key, value }: { key?: unknown; value?: unknown } = JSON.parse(line);
        return typeof key === 'string' ? [[key, JSON.stringify(value)] as const] : [];
      } catch {
        return [];
      }
    }),
  );
}
