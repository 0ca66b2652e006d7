import { type FileHandle, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { valueAt } from '../../json.js';
import { reasonOf } from '../io.js';
import { type DataFormat, InputError, type SourceRecord } from './record.js';
import type { Failure } from './send-plan.js';
import type { Item } from './task.js';
import { createRecordWriter } from './write-records.js';

/** Columns that a failures file adds. Shorter names could clash with columns of the input. */
const STATUS = 'failure_status';
const REASON = 'failure_reason';

/**
 * Makes sure that a file can be written before anything is sent. Its contents stay.
 *
 * @throws InputError when it cannot be written.
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
 * Writes the records that are not done, as they were in the input, with status and reason. The file is replaced atomically,
 * because it may be the input itself.
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
  // Without the mark, Excel reads other letters, and saves them when somebody corrects the records there.
  const mark = format === 'csv' && /\P{ASCII}/u.test(text) ? '\ufeff' : '';
  await writeFile(`${path}.part`, mark + text);
  await rename(`${path}.part`, path);
}

/**
 * A file that records what is done, request by request. The first line says which job it belongs to; each further line is an
 * item as it was sent. A line that was cut off does not count, so its item is sent again.
 */
export interface Journal {
  has(item: Item<unknown>): boolean;
  /**
   * Call this before anything is sent.
   *
   * @throws InputError when the file cannot be written.
   */
  begin(): Promise<void>;
  /** @throws Error when the file can no longer be written. */
  add(items: readonly Item<unknown>[]): Promise<void>;
  close(): Promise<void>;
}

/** What a journal belongs to. With the journal of another job, items would be skipped that are not done. */
export interface Job {
  readonly command: string;
  /** The store, with its base URL if it is not the default, and the segment if there is one. */
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
  // Terminates a last line that was cut off.
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

/** The last value of each key, from all complete lines. A value that has since been replaced no longer counts as done. */
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
