import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs npm in a folder. Scripts of packages are not run.
 *
 * @returns What it wrote to its standard output.
 * @throws Error with what it wrote to its standard error.
 */
export async function npm(cwd: string, ...argv: readonly string[]): Promise<string> {
  const settings = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that runs this command, where there is one: it needs no shell on any system.
  const { npm_execpath: path } = process.env;
  const [file, ...first] = path ? [process.execPath, path] : ['npm'];
  const { stdout } = await run(file, [...first, ...argv, ...settings], { cwd, maxBuffer: 64_000_000 });
  return stdout;
}

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
