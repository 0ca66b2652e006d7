import { readFile } from 'node:fs/promises';
import { BUNDLED_FILE } from '../../contract/contract.js';

/** The text of the document that the package comes with; `undefined` where it cannot be read. */
export async function bundledDocument(): Promise<string | undefined> {
  // The published command is one file, in a folder beside that of the document.
  const root = import.meta.url.endsWith('.ts') ? '../../../' : '../';
  return readFile(new URL(`${root}${BUNDLED_FILE}`, import.meta.url), 'utf8').catch(() => undefined);
}
