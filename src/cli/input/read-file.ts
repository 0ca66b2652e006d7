import { readFile, stat } from 'node:fs/promises';
import { type Provenance, readProvenance } from '../freshness/provenance.js';
import { decodeText } from './decode-body.js';
import { isNestedDeeper } from './depth.js';
import { type Entry, type IsOwn, UnreadableError } from './entry.js';
import { reasonOf } from './file-error.js';
import { readHar } from './har.js';
import { lineOfJsonError } from './json-error.js';
import { readNockDefinitions, readRecording } from './nock-definitions.js';

/** What is in a file. */
export interface ReadFile {
  readonly entries: readonly Entry[];
  /** `undefined` for files that are no recordings of this package. */
  readonly provenance: Provenance | undefined;
}

/**
 * The exchanges of a file of any kind that is understood; those of other APIs are skipped, where its kind may hold any.
 *
 * @throws UnreadableError that says why it cannot be read.
 */
export async function readExchanges(path: string, isOwn: IsOwn): Promise<ReadFile> {
  const file = await readJson(path);
  return { entries: entriesOf(file, isOwn), provenance: readProvenance(file) };
}

/** @throws UnreadableError that says why it cannot be read. */
export async function readJson(path: string): Promise<unknown> {
  return parseJson(await readText(path));
}

async function readText(path: string): Promise<string> {
  const failed = (error: unknown) => {
    throw new UnreadableError(reasonOf(error));
  };
  const { size } = await stat(path).catch(failed);
  if (size > MOST_BYTES) throw new UnreadableError(`larger than ${MOST_BYTES} bytes`);
  const bytes = await readFile(path).catch(failed);
  return decodeText(bytes, 'the file');
}

/** @throws UnreadableError with the line, and nothing of what stands there. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableError(text.trim() === '' ? 'empty' : `not JSON: line ${lineOfJsonError(text)}`);
  }
}

/** What a file is, is decided by what is in it. */
export function entriesOf(file: unknown, isOwn: IsOwn): Entry[] {
  if (isNestedDeeper(MOST_LEVELS, file)) throw new UnreadableError(`nested more than ${MOST_LEVELS} levels deep`);
  const entries = readHar(file, isOwn) ?? readRecording(file) ?? readNockDefinitions(file, isOwn);
  if (entries) return entries;
  const isCode = Array.isArray(file) && file.every((member) => typeof member === 'string');
  throw new UnreadableError(
    isCode
      ? 'nock definitions as code: record them with output_objects: true'
      : 'neither a recording, nor nock definitions, nor HAR',
  );
}

/** Levels of a file. Files of all kinds have ten around a body, and bodies of real stores five. */
const MOST_LEVELS = 500;

/** What fits into one text of JavaScript. */
const MOST_BYTES = 500_000_000;
