import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../../src/json.js';
import type { Bases, Evidence } from './derive.js';
import type { Fact } from './facts.js';
import type { Half } from './half.js';
import { type Line, linesOf, readBase, writtenBase } from './lines.js';

/** Evidence as it is stored. */
export interface StoredEvidence {
  readonly bases: Readonly<Record<string, Bases>>;
  readonly facts: readonly Fact[];
  readonly lines: readonly Line[];
}

export const STORED_FOLDER = fileURLToPath(new URL('operations/', import.meta.url));
const SHARED = 'shared';
const EXTENSION = '.ndjson';

/**
 * Writes evidence as files with one line for each thing, so that a change of the document shows line by line what it means:
 * a file for each operation, and one for what several have in common.
 */
export function filesOf(evidence: Evidence): Map<string, string> {
  const files = new Map<string, string[]>([
    [SHARED, []],
    ...Object.keys(evidence.bases).map((id) => [id, []] as [string, string[]]),
  ]);
  const add = (operations: readonly string[], line: unknown) => {
    const [only = SHARED, ...others] = [...new Set(operations)];
    files.get(others.length === 0 ? only || SHARED : SHARED)?.push(JSON.stringify(line));
  };
  for (const [of, base, half] of sharedBases(evidence.bases)) add(of, { base, of, ...writtenBase(half) });
  const lines = linesOf(evidence);
  const groups = groupsOf(lines);
  for (const [group, places] of groups.values()) add(places.map(operationOf), { group, in: places });
  for (const { operationId, ...fact } of evidence.facts) add([operationId], fact);
  for (const { in: places, ...line } of lines) {
    const [name] = groups.get(keyOf(places)) ?? [places[0]];
    add(places.map(operationOf), { ...line, in: name });
  }
  return new Map([...files].map(([name, written]) => [name + EXTENSION, written.map((line) => `${line}\n`).join('')]));
}

const operationOf = (place: string) => place.split(' ', 1)[0] ?? '';
const keyOf = (places: readonly string[]) => JSON.stringify(places);

/** The same base of several operations once. */
function sharedBases(bases: Evidence['bases']): [of: string[], name: string, half: Half][] {
  const found = new Map<string, [of: string[], name: string, half: Half]>();
  for (const [operationId, own] of Object.entries(bases)) {
    for (const [name, half] of Object.entries(own)) {
      const key = JSON.stringify([name, half]);
      const known = found.get(key);
      if (known) known[0].push(operationId);
      else found.set(key, [[operationId], name, half]);
    }
  }
  return [...found.values()];
}

/** Places that several lines have in common, with a name that tells which they are. */
function groupsOf(lines: readonly Line[]): Map<string, readonly [name: string, places: readonly string[]]> {
  const groups = new Map<string, readonly [string, readonly string[]]>();
  const taken = new Map<string, number>();
  for (const { in: places } of lines) {
    if (places.length < 2 || groups.has(keyOf(places))) continue;
    const name = nameOf(places);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    groups.set(keyOf(places), [count === 1 ? name : `${name} (${count})`, places]);
  }
  return groups;
}

function nameOf(places: readonly string[]): string {
  const [first = '', last = first] = [places[0], places.at(-1)].map((place) => place?.split(/ (.*)/s)[1]);
  const operations = new Set(places.map(operationOf));
  return `${operations.size === 1 ? '' : 'all: '}${first === last ? first : `${first} … ${last}`}`;
}

/** Reads what {@link filesOf} wrote. */
export function parseFiles(files: ReadonlyMap<string, string>): StoredEvidence {
  const bases: Record<string, Record<string, Half>> = {};
  const facts: Fact[] = [];
  const lines: Line[] = [];
  for (const [file, text] of files) {
    const own = file === SHARED + EXTENSION ? '' : file.slice(0, -EXTENSION.length);
    if (own) bases[own] = bases[own] ?? {};
    const groups = new Map<string, string[]>();
    for (const written of text.split('\n').filter(Boolean)) {
      const line = JSON.parse(written);
      if ('base' in line) {
        const { base, of, ...half }: { base: string; of: string[] } & JsonObject = line;
        for (const operationId of of) bases[operationId] = { ...bases[operationId], [base]: readBase(half) };
      } else if ('group' in line) groups.set(line.group, line.in);
      else if ('fact' in line) facts.push({ operationId: own, ...line });
      else lines.push({ ...line, in: groups.get(line.in) ?? [line.in] });
    }
  }
  return { bases, facts, lines };
}

export async function readFiles(folder = STORED_FOLDER): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION)).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

export async function readStored(folder = STORED_FOLDER): Promise<StoredEvidence> {
  return parseFiles(await readFiles(folder));
}

export async function writeFiles(files: ReadonlyMap<string, string>, folder = STORED_FOLDER): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
}
