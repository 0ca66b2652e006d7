import { open, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../command.js';
import { type Io, reasonOf, type Sink, sinkOf } from '../io.js';
import type { DataFormat } from './record.js';

type Fields = Readonly<Record<string, unknown>>;

/** Writes records one by one, so that their number does not matter. */
export interface RecordWriter {
  /** What stands before the first one. */
  readonly head: string;
  record(fields: Fields): string;
  /** What stands behind the last one. */
  tail(): string;
}

/** @param columns What CSV has of a record. The other formats have all of it. */
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

/** Line ends of RFC 4180. Those in a cell can be of any kind, and have to be in quotes all the same. */
const CSV = {
  record_delimiter: '\r\n',
  quoted_match: /[\r\n]/,
  cast: { object: (value: object) => JSON.stringify(value), boolean: String },
} as const;

/** Where a list goes. */
export interface Output extends Sink {
  /** The list is complete. */
  finish(): Promise<void>;
  /** The list breaks off. Tells in which file is what there is of it, if it is in one. */
  giveUp(): Promise<string | undefined>;
}

/**
 * Standard output, or a file that has its name only when the list is complete. What a former list has left is there until
 * there is more of this one.
 *
 * @throws UsageError when the file cannot be written.
 */
export async function openOutput(name: string | undefined, io: Io): Promise<Output> {
  if (name === undefined) return { ...sinkOf(io.stdout), finish: async () => {}, giveUp: async () => undefined };
  const path = resolve(io.cwd, name);
  const part = `${path}.part`;
  // Renaming would find out, when the list is complete.
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
