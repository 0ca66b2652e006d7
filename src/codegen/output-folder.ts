import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BANNERS, type GeneratedFiles } from './generate.js';

/** Generated files that are missing, differ, or are no longer needed. Files that were not generated are left alone. */
export async function staleFiles(files: GeneratedFiles, folder: string): Promise<string[]> {
  const present = await readdir(folder).catch(() => []);
  const names = [...new Set([...files.keys(), ...present])].sort();
  const current = await Promise.all(names.map((name) => textOf(join(folder, name))));
  return names.filter((name, index) => {
    const text = current[index];
    return files.has(name) ? files.get(name) !== text : isGenerated(text, files);
  });
}

/**
 * Files in a folder that somebody else wrote and that generated ones would replace; all of its files if none of them was
 * generated, because it is then probably the wrong folder.
 */
export async function foreignFiles(files: GeneratedFiles, folder: string): Promise<string[]> {
  const present = (await readdir(folder).catch(() => [])).sort();
  const texts = await Promise.all(present.map((name) => textOf(join(folder, name))));
  const others = present.filter((_, index) => !isGenerated(texts[index], files));
  return others.length === present.length ? others : others.filter((name) => files.has(name));
}

/** Writes what is stale. Everything is on the disk before the first file of the folder changes. */
export async function writeStale(files: GeneratedFiles, stale: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Beside the folder, so that renaming does not copy.
  const scratch = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    const written = stale.filter((name) => files.has(name));
    for (const name of written) await writeFile(join(scratch, name), files.get(name) ?? '');
    for (const name of written) await rename(join(scratch, name), join(folder, name));
    for (const name of stale.filter((other) => !files.has(other))) await rm(join(folder, name));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** Whether a file was written by the command that wrote these. Code for this package is not replaced by that for another. */
function isGenerated(text: string | undefined, files: GeneratedFiles): boolean {
  const [own = ''] = files.values();
  return text !== undefined && BANNERS.some((banner) => text.startsWith(banner) && own.startsWith(banner));
}
