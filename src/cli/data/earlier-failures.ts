import { open, stat } from 'node:fs/promises';
import { InputError } from '../command.js';
import { checkWritable } from '../files/output-file.js';
import { encodingOf } from './decode-input.js';
import { type FailuresFile, REASON, STATUS } from './failures-file.js';
import { namesIn, partsOf } from './json-texts.js';
import { columnsIn } from './read-csv.js';

/**
 * Makes sure that the file can be written, before anything is sent.
 *
 * @throws InputError when it cannot, or when there is a file that this command has not written.
 */
export async function checkFailuresFile({ path, name, delimiter }: FailuresFile): Promise<void> {
  await checkWritable(path, name);
  const found = await stat(path).catch(() => undefined);
  // Opening a pipe would wait for its other end.
  if (!found?.isFile()) return;
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return;
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(LONGEST_START), position: 0 });
    const bytes = buffer.subarray(0, bytesRead);
    const start = new TextDecoder(encodingOf(bytes).name).decode(bytes).trim();
    if (start !== '' && start !== '[]' && !isFailures(start, delimiter))
      throw new InputError([`${name}: exists and is not a failures file; choose another name, or delete it`]);
  } finally {
    await file.close();
  }
}

/** Bytes. Fits the first record, or the names of all columns. */
const LONGEST_START = 100_000;

/** Whether both columns are among those of the file. Anybody's text can have their names within it. */
function isFailures(start: string, delimiter: string | undefined): boolean {
  const names = /^[[{]/.test(start) ? namesIn(firstRecord(start)) : columnsIn(start, delimiter);
  return [STATUS, REASON].every((name) => names.includes(name));
}

/** Of a JSON list, or of lines of JSON, whose end may be cut off. */
function firstRecord(start: string): string {
  return (start.startsWith('[') ? partsOf(start)[0] : /^.*/.exec(start)?.[0].trim()) ?? '';
}
