import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { isObject } from '../../json.js';
import { reasonOf } from '../io.js';
import { attachedTo, type ReadAttached } from './attached.js';
import { decodeText } from './decode-body.js';
import { type Entry, type IsOwn, UnreadableError } from './entry.js';
import { type Provenance, readProvenance } from './freshness.js';
import { attachedNames, readHar } from './har.js';
import { lineOfJsonError } from './json-error.js';
import { readNockDefinitions, readRecording } from './nock-definitions.js';

export interface ReadFile {
  readonly entries: readonly Entry[];
  /** `undefined` for files that are not recordings of this package. */
  readonly provenance: Provenance | undefined;
  /** The paths of files in which a HAR keeps bodies. They are no files of exchanges. */
  readonly attached: readonly string[];
}

/**
 * Reads the exchanges of a file of any supported kind. HAR files and nock definitions may have exchanges with other APIs,
 * which are skipped.
 *
 * @throws UnreadableError that says why it cannot be read.
 */
export async function readExchanges(path: string, isOwn: IsOwn): Promise<ReadFile> {
  const file = await readJson(path);
  return {
    entries: entriesOf(file, isOwn, attachedTo(path)),
    provenance: readProvenance(file),
    attached: attachedNames(file).map((name) => resolve(dirname(path), name)),
  };
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
  if (size > MAX_BYTES) throw new UnreadableError(`larger than ${MAX_BYTES} bytes`);
  const bytes = await readFile(path).catch(failed);
  if (isZip(bytes)) throw new UnreadableError('a zip archive: unpack it, and check the .har file in it');
  return decodeText(bytes, 'the file');
}

/** Playwright packs a HAR with its attached bodies if the name ends with `.zip`. */
function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte);
}

/** The error has the line, but does not quote it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableError(text.trim() === '' ? 'empty' : `not JSON: line ${lineOfJsonError(text)}`);
  }
}

/** The content of a file decides its kind. */
export function entriesOf(file: unknown, isOwn: IsOwn, readAttached?: ReadAttached): Entry[] {
  if (isNestedDeeper(MAX_LEVELS, file)) throw new UnreadableError(`nested more than ${MAX_LEVELS} levels deep`);
  const entries = readHar(file, isOwn, readAttached) ?? readRecording(file) ?? readNockDefinitions(file, isOwn);
  if (entries) return entries;
  const isCode = Array.isArray(file) && file.every((member) => typeof member === 'string');
  throw new UnreadableError(
    isCode
      ? 'nock definitions as code: record them with output_objects: true'
      : 'not a recording, nock definitions or HAR',
  );
}

/** All kinds of files have ten levels around a body, and bodies of real stores five. */
const MAX_LEVELS = 500;

/** JavaScript strings can be about this long. */
const MAX_BYTES = 500_000_000;

/** Goes level by level, so that no depth exhausts the stack. */
function isNestedDeeper(levels: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((member) => (isObject(member) ? Object.values(member).filter(isObject) : []));
  }
  return false;
}

/** A file, or a path without one. `source` is the path as the user would write it, with slashes. */
export type FoundFile =
  | { readonly source: string; readonly path: string }
  | { readonly source: string; readonly reason: string };

/** Finds the files and the files in folders, in the order of the paths, then by name, each once. */
export async function findFiles(paths: readonly string[], cwd: string): Promise<FoundFile[]> {
  const found = (await Promise.all(paths.map((path) => findAt(path, cwd)))).flat();
  const seen = new Set<string>();
  return found.filter((file) => {
    const key = 'path' in file ? file.path : file.source;
    return !seen.has(key) && seen.add(key);
  });
}

async function findAt(source: string, cwd: string): Promise<FoundFile[]> {
  try {
    const path = resolve(cwd, source);
    if (!(await stat(path)).isDirectory()) return [{ source: withSlashes(source), path }];
    const files = await filesIn(source, cwd);
    return files.length > 0 ? files : [{ source: withSlashes(source), reason: 'no .json or .har file in this folder' }];
  } catch (error) {
    return [{ source: withSlashes(source), reason: reasonOf(error) }];
  }
}

async function filesIn(folder: string, cwd: string): Promise<FoundFile[]> {
  const members = await readdir(resolve(cwd, folder), { withFileTypes: true });
  const found = members.sort(byName).map(async (member): Promise<FoundFile[]> => {
    const source = join(folder, member.name);
    // Links to folders are not followed, because they may form loops.
    if (member.isDirectory()) return isSearched(member.name) ? filesOrReason(source, cwd) : [];
    return /\.(json|har|har\.zip)$/i.test(member.name)
      ? [{ source: withSlashes(source), path: resolve(cwd, source) }]
      : [];
  });
  return (await Promise.all(found)).flat();
}

/** A folder that cannot be read does not affect the others. */
async function filesOrReason(source: string, cwd: string): Promise<FoundFile[]> {
  return filesIn(source, cwd).catch((error: unknown) => [{ source: withSlashes(source), reason: reasonOf(error) }]);
}

function isSearched(folder: string): boolean {
  return folder !== 'node_modules' && !folder.startsWith('.');
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}

function withSlashes(path: string): string {
  return path.replaceAll(sep, '/');
}
