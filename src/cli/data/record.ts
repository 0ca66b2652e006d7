import { extname } from 'node:path';
import { hasUnseen, shown } from '../text.js';

/** A record of the input, with its place. */
export interface SourceRecord {
  /** `customers.csv:17` for a line, `customers.json[16]` for a member of a JSON list. */
  readonly place: string;
  /** Values by the name of their column or member. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The records of one input. */
export interface SourceTable {
  /** Where its columns are named: `customers.csv:1`, or else its first record. */
  readonly place: string;
  /** In order. Of JSON, the members of all objects. */
  readonly columns: readonly string[];
  readonly records: readonly SourceRecord[];
  /** How it is written, if it is CSV. */
  readonly csv?: CsvText;
  /** Its records as they are written, in order, if it is JSON. */
  writtenRecords?(): readonly string[];
}

/** A text of CSV, and how its cells are separated. */
export interface CsvText {
  /** The text, without a line that names the delimiter. */
  readonly table: string;
  readonly delimiter: string;
  /** The line that names the delimiter, such as `sep=;`, if there is one. */
  readonly delimiterLine: string;
}

/** The fields of a record. A number or a text by itself is an id. */
export function fieldsOf(record: unknown): SourceRecord['fields'] | undefined {
  if (typeof record === 'number' || typeof record === 'string') return { id: record };
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  return { ...record };
}

/** Formats of records: CSV, a line of JSON for each record, or one JSON list. */
export const DATA_FORMATS = ['csv', 'ndjson', 'json'] as const;

export type DataFormat = (typeof DATA_FORMATS)[number];

const EXTENSIONS: ReadonlyMap<string, DataFormat> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.tab', 'csv'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.json', 'json'],
]);

/** The format that the extension of a file stands for, if any. */
export function formatOf(path: string): DataFormat | undefined {
  return EXTENSIONS.get(extname(path).toLowerCase());
}

/** The delimiter of CSV that the extension of a file stands for, if any. */
export function delimiterOf(path: string): string | undefined {
  return ['.tsv', '.tab'].includes(extname(path).toLowerCase()) ? '\t' : undefined;
}

export function isDataFormat(name: string): name is DataFormat {
  return DATA_FORMATS.some((format) => format === name);
}

/** Why a record is invalid, as a phrase that follows its place. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
}

/** @throws FieldError when the field is not a whole number. The client checks whether it is a valid id. */
export function readInteger({ fields }: SourceRecord, column: string): number {
  const field = readField(fields, column);
  const number = typeof field === 'string' && /^-?\d+$/.test(field.trim()) ? Number(field) : field;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw new FieldError(`${column} ${shown(field)} is not an integer${explanationOf(field)}`);
  if (!Number.isSafeInteger(number)) throw new FieldError(`${column} ${shown(field)} has too many digits for an id`);
  return number;
}

/** Why a text looks like a number and is none. */
function explanationOf(field: unknown): string {
  if (typeof field !== 'string') return '';
  if (hasUnseen(field)) return '; it has invisible characters, which are shown here by their codes';
  if (/^\s*[+-]?\d+([.,]\d+)?e[+-]?\d+\s*$/i.test(field))
    return ' but the scientific notation of a spreadsheet, which may have lost digits; format the column as a number without decimals, check the ids, and save the file again';
  if (/^\s*\d{1,3}([.,' ]\d{3})+\s*$/.test(field)) return '; write it without separators between its digits';
  return '';
}

/** @throws FieldError when the field is not a text. Texts are never changed. */
export function readText({ fields }: SourceRecord, column: string): string {
  const field = fields[column];
  if (field === undefined || field === null) throw new FieldError(`${column} is missing`);
  if (typeof field !== 'string') throw new FieldError(`${column} is not a text; put it in quotes`);
  return field;
}

/** @throws FieldError when the field is empty. */
export function readWord({ fields }: SourceRecord, column: string): string {
  const field = readField(fields, column);
  if (typeof field !== 'string') throw new FieldError(`${column} ${shown(field)} is not a text`);
  return field.trim();
}

function readField(fields: SourceRecord['fields'], column: string): unknown {
  const field = fields[column];
  if (field === undefined || field === null || (typeof field === 'string' && field.trim() === ''))
    throw new FieldError(`${column} is missing`);
  return field;
}
