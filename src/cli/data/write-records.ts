import { open, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../command.js';
import { type Io, reasonOf, type Sink, sinkOf } from '../io.js';
import type { DataFormat } from './record.js';

type Fields = Readonly<Record<string, unknown>>;

/** Writes records one by one, for lists of any length. */
export interface RecordWriter {
  /** Goes before the first record. */
  readonly head: string;
  record(fields: Fields): string;
  /** Goes after the last record. */
  tail(): string;
}

/** @param columns The columns of CSV. The other formats have all fields of a record. */
export function createRecordWriter(format: DataFormat, columns: readonly string[]): RecordWriter {
  if (format === 'csv') {
    const line = (cells: readonly unknown[]) => stringify([cells], CSV);
    return { head: line(columns), record: (fields) => line(columns.map((column) => fields[column])), tail: () => '' };
  }
  if (format === 'ndjson') return { head: '', record: (fields) => `${JSON.stringify(fields)}\n`, tail: () => '' };
  let count = 0;
  const separator = () => (count++ === 0 ? '\n' : ',\n');
  return {
    head: '[',
    record: (fields) => `${separator()}  ${JSON.stringify(fields)}`,
    tail: () => (count === 0 ? ']\n' : '\n]\n'),
  };
}

/** Line breaks of RFC 4180. A cell with line breaks of any kind needs quotes. */
const CSV = {
  record_delimiter: '\r\n',
  quoted_match: /[\r\n]/,
  cast: { object: (value: object) => JSON.stringify(value), boolean: String },
} as const;

/** Where a list is written to. */
export interface Output extends Sink {
  /** Call this when the list is complete. */
  finish(): Promise<void>;
  /** Call this when the list ends early. Resolves to the name of the file with the incomplete list, if there is one. */
  giveUp(): Promise<string | undefined>;
}

/**
 * Opens standard output, or a file that gets its name only when the list is complete. An incomplete file of an earlier list
 * stays until the first record is written.
 *
 * @throws UsageError when the file cannot be written.
 */
export async function openOutput(name: string | undefined, io: Io): Promise<Output> {
  if (name === undefined) return { ...sinkOf(io.stdout), finish: async () => {}, giveUp: async () => undefined };
  const path = resolve(io.cwd, name);
  const part = `${path}.part`;
  // Otherwise only renaming would fail, after the whole list was written.
  if ((await stat(path).catch(() => undefined))?.isDirectory()) fail({ code: 'EISDIR' });
  const file = await open(part, 'a').catch(fail);
  let isBegun = false;
  return {
    write: async (text) => {
      if (!isBegun) await file.truncate().catch(fail);
      isBegun = true;
      await file.appendFile(text).catch(fail);
      return true;
    },
    finish: async () => {
      await file.close();
      await rename(part, path).catch(fail);
    },
    giveUp: async () => {
      const { size } = await file.stat();
      await file.close();
      if (size === 0) await rm(part);
      return isBegun ? `${name}.part` : undefined;
    },
  };

  function fail(error: unknown): never {
    throw new UsageError(`${name}: cannot be written: ${reasonOf(error)}`);
  }
}
