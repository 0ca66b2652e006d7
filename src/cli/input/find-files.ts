import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { reasonOf } from './file-error.js';

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
