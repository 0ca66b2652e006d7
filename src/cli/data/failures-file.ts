import { open, rename, rm, writeFile } from 'node:fs/promises';
import { valueAt } from '../../json.js';
import { reasonOf } from '../input/file-error.js';
import type { DataFormat } from './data-format.js';
import { InputError } from './input-error.js';
import type { Failure } from './settle.js';
import type { SourceRecord } from './source-record.js';
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
