import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedPackages } from '../package/cached-package.js';
import type { Runtime } from './runtime.js';

const run = promisify(execFile);

export interface Program {
  readonly path: string;
  readonly version: string;
}

/**
 * Installs a runtime and finds the program that runs on this system, where npm has brought several.
 *
 * @throws Error when none does.
 */
export async function findProgram({ spec, program }: Runtime): Promise<Program> {
  const modules = join(await cachedPackages(spec), 'node_modules');
  const paths = (await readdir(modules, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  for (const path of paths.filter((name) => program.test(name))) {
    const version = await versionOf(join(modules, path));
    if (version) return { path: join(modules, path), version };
  }
  throw new Error(`${spec} has brought no program that runs on ${process.platform} ${process.arch}`);
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ['--version']);
    return /\d+[.\d-]*\d/.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}
