import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { lineOfJsonError } from '../input/json-error.js';
import { type Io, reasonOf } from '../io.js';
import { readCsv } from './read-csv.js';
import { type DataFormat, fieldsOf, formatOf, InputError, type SourceRecord } from './record.js';

/** Stands for standard input in place of a file name. */
export const STANDARD_INPUT = '-';

const READERS = { csv: readCsv, ndjson: readNdjson, json: readJson } as const;

/**
 * Reads the records of files, in order.
 *
 * @param given The format of all files. Default: what their names stand for.
 * @throws InputError when a file cannot be read.
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
    if (!format) throw new InputError([`${source}: unknown format; pass --format csv, ndjson or json`]);
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
 * Decodes text as spreadsheets, editors and shells write it: UTF-8, or UTF-16 with a byte order mark. Other encodings are not
 * guessed: after a wrong guess, misread names would be written to the store.
 *
 * @throws InputError with the first line that is not in this encoding and what to do about it, or when the text is too large.
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

/** Excel's "Unicode Text" has a byte order mark, and so have files written by PowerShell. */
const MARKED = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

/** What fits into one JavaScript string. */
const MOST_BYTES = 500_000_000;

const REMEDY = 'save it as "CSV UTF-8" in Excel, or as UTF-8 in other programs';

/** Line breaks are the same bytes in UTF-8 and in the encodings that are mistaken for it. */
function firstLineOfOther(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}

/**
 * Reads the records of a JSON list.
 *
 * @throws InputError with the line of the syntax error, or the members that are not records.
 */
export function readJson(text: string, source: string): SourceRecord[] {
  const list = parseJson(text, () => `${source}:${lineOfJsonError(text)}`);
  if (!Array.isArray(list))
    throw new InputError([`${source}: not a JSON list; for a line of JSON for each record, pass --format ndjson`]);
  return recordsOf(list.map((record: unknown, index) => [`${source}[${index}]`, record]));
}

/**
 * Reads records from lines of JSON (https://github.com/ndjson/ndjson-spec). Skips empty lines.
 *
 * @throws InputError with the lines that are invalid JSON, or not records.
 */
export function readNdjson(text: string, source: string): SourceRecord[] {
  const lines = text.split('\n').map((line, index) => [`${source}:${index + 1}`, line] as const);
  const written = lines.filter(([, line]) => line.trim() !== '');
  return recordsOf(written.map(([place, line]) => [place, parseJson(line, () => place)]));
}

/** Drops the messages of JSON.parse, which repeat contents of the file. */
function parseJson(text: string, place: () => string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError([`${place()}: invalid JSON`]);
  }
}

function recordsOf(members: readonly (readonly [place: string, record: unknown])[]): SourceRecord[] {
  const problems: string[] = [];
  const records = members.flatMap(([place, record]) => {
    const fields = fieldsOf(record);
    if (!fields) problems.push(`${place}: not an object`);
    return fields ? [{ place, fields }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return records;
}
