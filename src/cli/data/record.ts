import { extname } from 'node:path';
import { UsageError } from '../command.js';

/** A record of an input, and where it stands. */
export interface SourceRecord {
  /** `customers.csv:17` for a line, `customers.json[16]` for a member of a list. */
  readonly place: string;
  /** What it holds, by the name of the column or the member. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A record that is no object stands for the one thing that a record needs. */
export function fieldsOf(record: unknown): SourceRecord['fields'] | undefined {
  if (typeof record === 'number' || typeof record === 'string') return { id: record };
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  return { ...record };
}

/** How records are written: a line each with commas, a line of JSON each, or one list of JSON. */
export const DATA_FORMATS = ['csv', 'ndjson', 'json'] as const;

export type DataFormat = (typeof DATA_FORMATS)[number];

const EXTENSIONS: ReadonlyMap<string, DataFormat> = new Map([
  ['.csv', 'csv'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.json', 'json'],
]);

/** The format that the name of a file stands for, if it stands for one. */
export function formatOf(path: string): DataFormat | undefined {
  return EXTENSIONS.get(extname(path).toLowerCase());
}

export function isDataFormat(name: string): name is DataFormat {
  return DATA_FORMATS.some((format) => format === name);
}

/** Input cannot be used, so that nothing was sent. The message has a line for each thing that is wrong. */
export class InputError extends UsageError {
  /** @param problems At least one, each with the place where it is. */
  constructor(problems: readonly string[]) {
    const more = problems.length - LISTED_PROBLEMS;
    const lines = more > 0 ? [...problems.slice(0, LISTED_PROBLEMS), `and ${more} more`] : problems;
    super([...lines, 'Nothing was sent.'].join('\n'));
  }
}

/** Problems that a message spells out. A file with the wrong columns has one in each line. */
const LISTED_PROBLEMS = 20;

/** Why a record cannot be used, in words that follow its place. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
}

/**
 * The column that holds something, of those that may.
 *
 * @throws InputError when there is none, or more than one: it could be the wrong one.
 */
export function columnOf(records: readonly SourceRecord[], accepted: readonly string[]): string {
  const names = new Set(records.flatMap(({ fields }) => Object.keys(fields)));
  const [column, second] = accepted.filter((name) => names.has(name));
  const { place = '' } = records[0] ?? {};
  if (column === undefined)
    throw new InputError([
      `${place}: no column ${accepted.map((name) => JSON.stringify(name)).join(' or ')}; there is ${[...names].map((name) => JSON.stringify(name)).join(', ')}`,
    ]);
  if (second !== undefined)
    throw new InputError([
      `${place}: both "${column}" and "${second}" are there; say which one with --column, or leave one out`,
    ]);
  return column;
}

/** @throws InputError when there is a column that says that the records are of something else. */
export function refuseColumns(records: readonly SourceRecord[], refused: readonly string[], column: string): void {
  const found = refused.find((name) => records.some(({ fields }) => Object.hasOwn(fields, name)));
  if (found === undefined) return;
  const { place = '' } = records[0] ?? {};
  throw new InputError([
    `${place}: there is "${found}", as in a list of something else; say --column ${column} if you mean it`,
  ]);
}

/** @throws FieldError when the field is no whole number. Which numbers are ids is checked by the client. */
export function readInteger({ fields }: SourceRecord, column: string): number {
  const field = readField(fields, column);
  const number = typeof field === 'string' && /^-?\d+$/.test(field.trim()) ? Number(field) : field;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw new FieldError(`${column} ${shown(field)} is not an integer`);
  if (!Number.isSafeInteger(number)) throw new FieldError(`${column} ${shown(field)} has too many digits for an id`);
  return number;
}

/** @throws FieldError when the field is no text. Texts are never changed. */
export function readText({ fields }: SourceRecord, column: string): string {
  const field = fields[column];
  if (field === undefined || field === null) throw new FieldError(`${column} is missing`);
  if (typeof field !== 'string') throw new FieldError(`${column} is not a text; write it in quotes`);
  return field;
}

/** @throws FieldError when there is nothing in the field. */
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

/** Enough to find it. The rest may be long, or none of our business. */
function shown(field: unknown): string {
  const text = JSON.stringify(field) ?? 'undefined';
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** Characters. An id or a UUID with a mistake in it. */
const SHOWN_LENGTH = 42;
