import { execFile } from 'node:child_process';
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
