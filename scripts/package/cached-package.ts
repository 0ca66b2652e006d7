import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.js';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/runtimes', import.meta.url));

/**
 * Installs packages into a folder of their own, unless that has been done before.
 *
 * @param specs Names with versions: `bun@1.4.5`.
 * @returns The folder with its `node_modules`.
 */
export async function cachedPackages(...specs: readonly string[]): Promise<string> {
  const folder = join(CACHE, specs.join('+').replace(/[/\\:*^<>|]/g, '_'));
  if (await exists(folder)) return folder;
  // Installed beside it, so that an installation that is cut off leaves nothing that looks complete.
  const incomplete = `${folder}.incomplete-${process.pid}`;
  await rm(incomplete, { recursive: true, force: true });
  await mkdir(incomplete, { recursive: true });
  await writeFile(join(incomplete, 'package.json'), '{ "private": true }\n');
  await npm(incomplete, 'install', ...specs);
  await rename(incomplete, folder);
  return folder;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
