import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file in a tarball, as npm lists it. */
interface PackedFile {
  readonly path: string;
  readonly size: number;
}

export interface Tarball {
  readonly path: string;
  readonly version: string;
  readonly files: readonly PackedFile[];
  /** Bytes to download. */
  readonly size: number;
}

/** A folder outside of this project, where nothing is found that this project has installed. */
export function scratchFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'bigcommerce-customers-'));
}

/** Packs what `npm run build` has built, as it would be published. */
export async function pack(folder: string): Promise<Tarball> {
  const listing: readonly (Omit<Tarball, 'path'> & { filename: string })[] = JSON.parse(
    await npm(ROOT, 'pack', '--json', '--pack-destination', folder),
  );
  const [packed] = listing;
  if (!packed) throw new Error('npm pack has packed nothing');
  return { ...packed, path: join(folder, packed.filename) };
}

/** Installs a tarball, and packages besides it, into a new folder with an application that is an ES module. */
export async function installPacked(tarball: Tarball, parent: string, name: string, ...besides: readonly string[]) {
  const folder = join(parent, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  await npm(folder, 'install', '--prefer-offline', tarball.path, ...besides);
  return folder;
}
