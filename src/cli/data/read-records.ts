import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../command.js';
import { lineOfJsonError } from '../input/json-error.js';
import { type Io, reasonOf } from '../io.js';
import { shown } from '../text.js';
import { decodeInput, type TextEncoding } from './decode-input.js';
import { partsOf, repeatedNameIn } from './json-texts.js';
import { readCsv } from './read-csv.js';
import { type DataFormat, delimiterOf, fieldsOf, formatOf, type SourceRecord, type SourceTable } from './record.js';

/** Stands for standard input in place of a file name. */
export const STANDARD_INPUT = '-';

const READERS = { csv: readCsv, ndjson: readNdjson, json: readJson } as const;

/** The records of one file, and how its text was written. */
export interface InputTable extends SourceTable {
  /** Its name in messages. */
  readonly source: string;
  readonly encoding: TextEncoding;
}

/**
 * Reads the records of files, in order.
 *
 * @param given The format of all files. Default: what their names stand for.
 * @throws InputError when a file cannot be read.
 */
export async function readTables(
  paths: readonly string[],
  given: DataFormat | undefined,
  io: Io,
): Promise<InputTable[]> {
  const tables: InputTable[] = [];
  for (const path of paths) {
    const source = path === STANDARD_INPUT ? 'standard input' : path;
    if (path !== STANDARD_INPUT) await checkFile(path, io.cwd);
    const format = given ?? formatOf(path);
    if (!format) throw new InputError([`${source}: ${problemOfName(path)}`]);
    const { text, encoding } = decodeInput(await readBytes(path, source, io), source);
    tables.push({ ...READERS[format](text, source, delimiterOf(path)), source, encoding });
  }
  return tables;
}

/** @throws InputError when there is no such file. */
async function checkFile(path: string, cwd: string): Promise<void> {
  const fail = (problem: string) => {
    throw new InputError([`${path}: ${problem}`]);
  };
  const status = await stat(resolve(cwd, path)).catch((error: unknown) => {
    const isId = /^(\d+|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i.test(path);
    return fail(
      isId
        ? `no such file. To pass ids instead of files, write them to standard input: echo '["${path}"]' | … --format json -`
        : reasonOf(error),
    );
  });
  if (status?.isDirectory()) fail('is a folder; name the files in it');
}

function problemOfName(path: string): string {
  if (/\.(xls[xmb]?|ods|numbers)$/i.test(path)) return 'a spreadsheet, not a text file; save it as "CSV UTF-8"';
  return 'unknown format; pass --format csv, ndjson or json';
}

async function readBytes(path: string, source: string, io: Io): Promise<Uint8Array> {
  try {
    return path === STANDARD_INPUT ? await readAll(io) : await readFile(resolve(io.cwd, path));
  } catch (error) {
    throw new InputError([`${source}: ${reasonOf(error)}`]);
  }
}

async function readAll({ stdin }: Io): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stdin ?? []) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts);
}

/**
 * Reads the records of a JSON list.
 *
 * @throws InputError with the line of the syntax error, or the members that are not records.
 */
export function readJson(text: string, source: string): SourceTable {
  const list = parseJson(text, () => `${source}:${lineOfJsonError(text)}`);
  if (!Array.isArray(list))
    throw new InputError([`${source}: not a JSON list; for a line of JSON for each record, pass --format ndjson`]);
  const written = partsOf(text);
  return tableOf(
    source,
    list.map((record: unknown, index) => ({ place: `${source}[${index}]`, record, text: written[index] ?? '' })),
  );
}

/**
 * Reads records from lines of JSON (https://github.com/ndjson/ndjson-spec). Skips empty lines.
 *
 * @throws InputError with the lines that are invalid JSON, or not records.
 */
export function readNdjson(text: string, source: string): SourceTable {
  const lines = text.split('\n').map((line, index) => [`${source}:${index + 1}`, line] as const);
  const written = lines.filter(([, line]) => line.trim() !== '');
  return tableOf(
    source,
    written.map(([place, line]) => ({ place, record: parseJson(line, () => place), text: line.trim() })),
  );
}

/** Drops the messages of JSON.parse, which repeat contents of the file. */
function parseJson(text: string, place: () => string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError([`${place()}: invalid JSON`]);
  }
}

/** A record of JSON as it was parsed, and as it is written. */
interface JsonRecord {
  readonly place: string;
  readonly record: unknown;
  readonly text: string;
}

/** As of columns of CSV, one of two members of the same name could be the wrong one. */
function tableOf(source: string, members: readonly JsonRecord[]): SourceTable {
  const problems: string[] = [];
  const columns = new Set<string>();
  const records = members.flatMap(({ place, record, text }): SourceRecord[] => {
    const fields = fieldsOf(record);
    const repeated = fields && repeatedNameIn(text);
    if (!fields) problems.push(`${place}: not an object`);
    if (repeated !== undefined) problems.push(`${place}: two members are named ${shown(repeated)}`);
    for (const name in fields) columns.add(name);
    return fields ? [{ place, fields }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  const place = records[0]?.place ?? source;
  return { place, columns: [...columns], records, writtenRecords: () => members.map(({ text }) => text) };
}
