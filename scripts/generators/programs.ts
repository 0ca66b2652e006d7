import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cachedPackages } from '../package/packed.js';
import { nodePackage } from '../runtimes/runtime.js';

const run = promisify(execFile);

export const SPECIFICATION = fileURLToPath(new URL('../../openapi/bigcommerce-customers.yaml', import.meta.url));

/** Installs packages, and returns the folder `node_modules` that they are in. */
export async function installed(...specs: readonly string[]): Promise<string> {
  return join(await cachedPackages(...specs), 'node_modules');
}

/**
 * Runs the first program of an installed package.
 *
 * @throws Error with what it wrote, when it fails.
 */
export async function runProgram(modules: string, name: string, argv: readonly string[], cwd: string): Promise<string> {
  const { bin }: { bin: string | Record<string, string> } = JSON.parse(
    await readFile(join(modules, name, 'package.json'), 'utf8'),
  );
  const program = typeof bin === 'string' ? bin : Object.values(bin)[0];
  if (!program) throw new Error(`${name} has no program`);
  const options = { cwd, env: { ...process.env, NODE_OPTIONS: '' } };
  const { stdout } = await run(await recentNode(), [join(modules, name, program), ...argv], options).catch((error) => {
    throw new Error(`${name}:\n${error.stdout}${error.stderr}`);
  });
  return stdout;
}

/** Some of them need a newer Node than this package does. */
async function recentNode(): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= 22) return process.execPath;
  const spec = nodePackage(process.platform, process.arch);
  return join(await installed(`${spec}@22`), spec, 'bin/node');
}
