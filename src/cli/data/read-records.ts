import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reasonOf } from '../input/file-error.js';
import type { Io } from '../io.js';
import { type DataFormat, formatOf } from './data-format.js';
import { decodeInput } from './decode-input.js';
import { InputError } from './input-error.js';
import { readCsv } from './read-csv.js';
import { readJson, readNdjson } from './read-json.js';
import type { SourceRecord } from './source-record.js';

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
