import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isObject, valueAt } from '../../src/json.js';
import type { Project } from './projects.js';

const run = promisify(execFile);

/**
 * Compiles a project in the folder where its files and the package are.
 *
 * @param tsc The compiler's file.
 * @returns What the compiler finds wrong; nothing where all is well.
 */
export async function compile(folder: string, tsc: string, project: Project): Promise<string> {
  const { compilerOptions, files } = project;
  const configFile = join(folder, `tsconfig.${randomUUID()}.json`);
  await writeFile(configFile, JSON.stringify({ compilerOptions, files }));
  try {
    await run(process.execPath, [tsc, '-p', configFile, '--pretty', 'false'], { cwd: folder });
    return '';
  } catch (error) {
    if (isObject(error) && valueAt(error, 'stdout')) return String(valueAt(error, 'stdout')).trim();
    throw error;
  }
}
