import { isObject } from './json.js';
import { SpecProblemsError } from './problem.js';

/**
 * The text of a document that is a file. Only a file: what a document refers to may be a device that never ends.
 *
 * @throws SpecProblemsError when it cannot be read.
 */
export async function readTextFile(path: string): Promise<string> {
  const { readFile, stat } = await import('node:fs/promises');
  const refuse = (reason: string): never => {
    throw new SpecProblemsError([{ file: path, line: 1, column: 1, rule: 'readable', reason }]);
  };
  const failed = (error: unknown) => refuse(`cannot be read (${isObject(error) ? error['code'] : error})`);
  const found = await stat(path).catch(failed);
  if (!found.isFile()) refuse('is no file');
  if (found.size > MOST_BYTES) refuse(`is larger than ${MOST_BYTES} bytes`);
  const bytes = await readFile(path).catch(failed);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('is not UTF-8');
  }
}

/** The largest documents of any API have 30 MB. */
const MOST_BYTES = 100_000_000;
