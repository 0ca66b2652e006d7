import { stringify } from 'csv-stringify/sync';
import type { DataFormat } from './data-format.js';

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
