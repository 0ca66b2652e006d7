import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program as an ES module in a folder, and gives what it writes. */
export async function runIn(folder: string, program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
  });
  return stdout.trim();
}
