import { stringify } from 'csv-stringify/sync';
import { plainText } from '../text.js';
import type { DataFormat } from './record.js';
import { guarded } from './safe-csv.js';

type Fields = Readonly<Record<string, unknown>>;

/** Writes records one by one, for lists of any length. */
export interface RecordWriter {
  /** Goes before the first record. */
  readonly head: string;
  record(fields: Fields): string;
  /** Goes after the last record. */
  tail(): string;
}

export interface WriterOptions {
  /** Between cells of CSV. Default: a comma. */
  readonly delimiter?: string | undefined;
  /** Whether cells of CSV that a spreadsheet would run as formulas are guarded. */
  readonly isSafe?: boolean;
  /** Whether people read it in a terminal, which the data must not control. */
  readonly isForTerminal?: boolean;
}

/** @param columns The columns of CSV. The other formats have all fields of a record. */
export function createRecordWriter(
  format: DataFormat,
  columns: readonly string[],
  { delimiter = ',', isSafe = false, isForTerminal = false }: WriterOptions = {},
): RecordWriter {
  const json = (fields: Fields) => (isForTerminal ? plainText : String)(JSON.stringify(fields));
  if (format === 'csv') {
    const cellOf = (value: unknown) => {
      if (typeof value !== 'string') return value;
      const text = isSafe ? guarded(value) : value;
      return isForTerminal ? plainText(text) : text;
    };
    const line = (cells: readonly unknown[]) => stringify([cells], { ...CSV, delimiter });
    const record = (fields: Fields) => line(columns.map((column) => cellOf(fields[column])));
    return { head: line(columns), record, tail: () => '' };
  }
  if (format === 'ndjson') return { head: '', record: (fields) => `${json(fields)}\n`, tail: () => '' };
  let count = 0;
  const separator = () => (count++ === 0 ? '\n' : ',\n');
  return {
    head: '[',
    record: (fields) => `${separator()}  ${json(fields)}`,
    tail: () => (count === 0 ? ']\n' : '\n]\n'),
  };
}

/** Line breaks of RFC 4180. A cell with line breaks of any kind needs quotes. */
const CSV = {
  record_delimiter: '\r\n',
  quoted_match: /[\r\n]/,
  cast: { object: (value: object) => JSON.stringify(value), boolean: String },
} as const;
