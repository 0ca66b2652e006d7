import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { lineOfJsonError } from '../input/json-error.js';
import { type Io, reasonOf } from '../io.js';
import { readCsv } from './read-csv.js';
import { type DataFormat, fieldsOf, formatOf, InputError, type SourceRecord } from './record.js';

/** What stands for standard input where the name of a file could stand. */
export const STANDARD_INPUT = '-';

const READERS = { csv: readCsv, ndjson: readNdjson, json: readJson } as const;

/**
 * The records of files, in order.
 *
 * @param given The format of all of them. Without one, the names of the files decide.
 * @throws InputError when one cannot be read.
 */
export async function readRecords(
  paths: readonly string[],
  given: DataFormat | undefined,
  io: Io,
): Promise<SourceRecord[]> {
  const all: SourceRecord[][] = [];
  for (const path of paths) {
    const source = path === STANDARD_INPUT ? 'standard input' : path;
    const format = given ?? formatOf(path);
    if (!format) throw new InputError([`${source}: csv, ndjson or json? Say so with --format`]);
    const text = decodeInput(await readBytes(path, source, io), source);
    all.push(READERS[format](text, source));
  }
  return all.flat();
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
 * Text as spreadsheets, editors and shells write it: UTF-8, or UTF-16 if a byte order mark says so. Other encodings are
 * not guessed: what a wrong guess makes of a name would be written to the store.
 *
 * @throws InputError with the first line that is something else, and what to do about it; or when it is too large.
 */
export function decodeInput(bytes: Uint8Array, source: string): string {
  if (bytes.length > MOST_BYTES) throw new InputError([`${source}: larger than 500 MB; split it`]);
  const encoding = MARKED.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))?.encoding ?? 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const place = encoding === 'utf-8' ? `${source}:${firstLineOfOther(bytes)}` : source;
    throw new InputError([`${place}: not ${encoding.toUpperCase()} text; ${REMEDY}`]);
  }
}

/** By byte order marks. "Unicode Text" of Excel has one, and what PowerShell writes to files. */
const MARKED = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

/** What fits into one text of JavaScript. */
const MOST_BYTES = 500_000_000;

const REMEDY = 'save it as "CSV UTF-8" in Excel, or with the encoding UTF-8 in other programs';

/** Line ends are the same bytes in UTF-8 and in all encodings that are mistaken for it. */
function firstLineOfOther(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}

/**
 * The records of a list of JSON.
 *
 * @throws InputError with the line that is not JSON, or the members that are no records.
 */
export function readJson(text: string, source: string): SourceRecord[] {
  const list = parseJson(text, () => `${source}:${lineOfJsonError(text)}`);
  if (!Array.isArray(list)) throw new InputError([`${source}: no list of JSON; lines of JSON are --format ndjson`]);
  return recordsOf(list.map((record: unknown, index) => [`${source}[${index}]`, record]));
}

/**
 * The records of lines of JSON (https://github.com/ndjson/ndjson-spec). Empty lines are skipped.
 *
 * @throws InputError with the lines that are no JSON, or no records.
 */
export function readNdjson(text: string, source: string): SourceRecord[] {
  const lines = text.split('\n').map((line, index) => [`${source}:${index + 1}`, line] as const);
  const written = lines.filter(([, line]) => line.trim() !== '');
  return recordsOf(written.map(([place, line]) => [place, parseJson(line, () => place)]));
}

/** The messages of JSON.parse repeat what is in the file. */
function parseJson(text: string, place: () => string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError([`${place()}: not JSON`]);
  }
}

function recordsOf(members: readonly (readonly [place: string, record: unknown])[]): SourceRecord[] {
  const problems: string[] = [];
  const records = members.flatMap(([place, record]) => {
    const fields = fieldsOf(record);
    if (!fields) problems.push(`${place}: no object`);
    return fields ? [{ place, fields }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return records;
}
