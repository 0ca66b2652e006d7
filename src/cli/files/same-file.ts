import { readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../command.js';

/** A file that a command reads or writes. */
export interface UsedFile {
  /** What the user names it with: `--journal`, or `FILE` for input. */
  readonly option: string;
  readonly name: string;
}

/**
 * Makes sure that a file has one purpose. Two names are the same file when they lead to the same place, whatever their
 * spelling, also by symbolic and hard links.
 *
 * @throws InputError when one of the written files is also used for something else.
 */
export async function refuseSameFiles(
  written: readonly UsedFile[],
  read: readonly UsedFile[],
  cwd: string,
): Promise<void> {
  const seen = new Map<string, UsedFile>();
  for (const file of [...read, ...written]) {
    const keys = await identitiesOf(file.name === '-' ? '/dev/stdin' : resolve(cwd, file.name));
    const other = keys.map((key) => seen.get(key)).find((known) => known !== undefined);
    if (other && written.includes(file)) {
      throw new InputError([
        `${other.option} ${other.name} and ${file.option} ${file.name} are the same file; name different ones`,
      ]);
    }
    for (const key of keys) seen.set(key, file);
  }
}

/** What identifies a file: its place, and its number on the disk if it exists. Devices can be named twice. */
async function identitiesOf(path: string): Promise<string[]> {
  const place = await placeOf(path, MOST_LINKS);
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (!found) return [place];
  return found.isFile() ? [place, `${found.dev}:${found.ino}`] : [];
}

/** The path without links, also of a file that does not exist. */
async function placeOf(path: string, linksLeft: number): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const target = linksLeft > 0 ? await readlink(path).catch(() => undefined) : undefined;
    if (target !== undefined) return placeOf(resolve(dirname(path), target), linksLeft - 1);
    const parent = dirname(path);
    return parent === path ? path : join(await placeOf(parent, linksLeft), basename(path));
  }
}

/** Operating systems give up after about as many. */
const MOST_LINKS = 40;
