import { extname } from 'node:path';
import { UsageError } from '../command.js';

/** A record of the input, with its place. */
export interface SourceRecord {
  /** `customers.csv:17` for a line, `customers.json[16]` for a member of a JSON list. */
  readonly place: string;
  /** Values by the name of their column or member. */
  readonly fields: Readonly<Record<string, unknown>>;
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
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.json', 'json'],
]);

/** The format that the extension of a file stands for, if any. */
export function formatOf(path: string): DataFormat | undefined {
  return EXTENSIONS.get(extname(path).toLowerCase());
}

export function isDataFormat(name: string): name is DataFormat {
  return DATA_FORMATS.some((format) => format === name);
}

/** The input is invalid, and nothing was sent. The message has a line for each problem. */
export class InputError extends UsageError {
  /** @param problems At least one, each with its place. */
  constructor(problems: readonly string[]) {
    const more = problems.length - LISTED_PROBLEMS;
    const lines = more > 0 ? [...problems.slice(0, LISTED_PROBLEMS), `and ${more} more`] : problems;
    super([...lines, 'Nothing was sent.'].join('\n'));
  }
}

/** Problems that a message spells out. In a file with the wrong columns, every line has one. */
const LISTED_PROBLEMS = 20;

/** Why a record is invalid, as a phrase that follows its place. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
}

/**
 * Finds the one column that is present among the accepted ones.
 *
 * @throws InputError when none is present, or several are, of which one could be the wrong one.
 */
export function columnOf(records: readonly SourceRecord[], accepted: readonly string[]): string {
  const names = new Set(records.flatMap(({ fields }) => Object.keys(fields)));
  const [column, second] = accepted.filter((name) => names.has(name));
  const { place = '' } = records[0] ?? {};
  if (column === undefined)
    throw new InputError([
      `${place}: no column ${accepted.map((name) => JSON.stringify(name)).join(' or ')}; the columns are ${[...names].map((name) => JSON.stringify(name)).join(', ')}`,
    ]);
  if (second !== undefined)
    throw new InputError([
      `${place}: there are both "${column}" and "${second}"; choose one with --column, or remove one`,
    ]);
  return column;
}

/** @throws InputError when a column shows that the records are about something else. */
export function refuseColumns(records: readonly SourceRecord[], refused: readonly string[], column: string): void {
  const found = refused.find((name) => records.some(({ fields }) => Object.hasOwn(fields, name)));
  if (found === undefined) return;
  const { place = '' } = records[0] ?? {};
  throw new InputError([
    `${place}: the column "${found}" belongs to a different kind of list; pass --column ${column} if this is the right file`,
  ]);
}

/** @throws FieldError when the field is not a whole number. The client checks whether it is a valid id. */
export function readInteger({ fields }: SourceRecord, column: string): number {
  const field = readField(fields, column);
  const number = typeof field === 'string' && /^-?\d+$/.test(field.trim()) ? Number(field) : field;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw new FieldError(`${column} ${shown(field)} is not an integer`);
  if (!Number.isSafeInteger(number)) throw new FieldError(`${column} ${shown(field)} has too many digits for an id`);
  return number;
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

/** Enough to find the field. The rest may be long, or private. */
function shown(field: unknown): string {
  const text = JSON.stringify(field) ?? 'undefined';
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** Characters. Fits an id, or a UUID with a typo. */
const SHOWN_LENGTH = 42;
