import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The command as one file of JavaScript for each of its parts. A process of it starts several times as fast as one that reads
 * TypeScript. It is built anew for each file of tests, within this project, where it finds the packages that it imports.
 *
 * @returns What gives the path, once tests run.
 */
export function useBuiltCommand(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(ROOT, '.temporary-command-'));
    await build({
      absWorkingDir: ROOT,
      entryPoints: ['src/cli/main.ts'],
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => join(folder, 'main.js');
}
