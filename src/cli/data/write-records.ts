import { stringify } from 'csv-stringify/sync';
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
