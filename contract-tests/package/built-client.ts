import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILD = fileURLToPath(new URL('build-client.ts', import.meta.url));

/** Within this project, so that what is built finds the packages that it imports. */
export const FOLDER = join(ROOT, `.temporary-client-${process.pid}`);

/** In a process of its own: within Jest, the tool that builds is read in several ways, one of which complains. */
export async function buildClient(): Promise<void> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', BUILD, FOLDER], { cwd: ROOT });
}

export function removeClient(): Promise<void> {
  return rm(FOLDER, { recursive: true, force: true });
}
