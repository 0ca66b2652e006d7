import { readFile } from 'node:fs/promises';
import { BUNDLED_FILE } from '../../contract/bigcommerce.js';

/** The text of the document that the package comes with; `undefined` where it cannot be read. */
export async function bundledDocument(module = import.meta.url): Promise<string | undefined> {
  // The published command is one file, in a folder beside that of the document.
  const root = module.endsWith('.ts') ? '../../../' : '../';
  return readFile(new URL(`${root}${BUNDLED_FILE}`, module), 'utf8').catch(() => undefined);
}
