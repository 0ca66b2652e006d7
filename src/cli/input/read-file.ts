import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { isObject } from '../../json.js';
import { reasonOf } from '../io.js';
import { decodeText } from './decode-body.js';
import { type Entry, type IsOwn, UnreadableError } from './entry.js';
import { type Provenance, readProvenance } from './freshness.js';
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

/** Whether a value is nested deeper than a number of levels. Level by level, so that no depth exhausts the stack. */
export function isNestedDeeper(levels: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((member) => (isObject(member) ? Object.values(member).filter(isObject) : []));
  }
  return false;
}

/** A file to read, or a path that leads to none. */
export type FoundFile =
  /** `source` is the path as a user of the command would write it, with slashes. */
  { readonly source: string; readonly path: string } | { readonly source: string; readonly reason: string };

/** The files that paths stand for, in the order of the paths, then of their names; each once. */
export async function findFiles(paths: readonly string[], cwd: string): Promise<FoundFile[]> {
  const found = (await Promise.all(paths.map((path) => findBelow(path, cwd)))).flat();
  const seen = new Set<string>();
  return found.filter((file) => {
    const key = 'path' in file ? file.path : file.source;
    return !seen.has(key) && seen.add(key);
  });
}

async function findBelow(source: string, cwd: string): Promise<FoundFile[]> {
  try {
    const path = resolve(cwd, source);
    if (!(await stat(path)).isDirectory()) return [{ source: written(source), path }];
    const files = await filesIn(source, cwd);
    return files.length > 0 ? files : [{ source: written(source), reason: 'no .json or .har file in this folder' }];
  } catch (error) {
    return [{ source: written(source), reason: reasonOf(error) }];
  }
}

async function filesIn(folder: string, cwd: string): Promise<FoundFile[]> {
  const members = await readdir(resolve(cwd, folder), { withFileTypes: true });
  const found = members.sort(byName).map(async (member): Promise<FoundFile[]> => {
    const source = join(folder, member.name);
    // Links to folders are not followed: they may lead in circles.
    if (member.isDirectory()) return isLookedInto(member.name) ? belowOrReason(source, cwd) : [];
    return /\.(json|har)$/i.test(member.name) ? [{ source: written(source), path: resolve(cwd, source) }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** A folder that must not be read takes no other files with it. */
async function belowOrReason(source: string, cwd: string): Promise<FoundFile[]> {
  return filesIn(source, cwd).catch((error: unknown) => [{ source: written(source), reason: reasonOf(error) }]);
}

function isLookedInto(folder: string): boolean {
  return folder !== 'node_modules' && !folder.startsWith('.');
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}

function written(path: string): string {
  return path.replaceAll(sep, '/');
}
