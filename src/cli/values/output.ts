import { open, rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Sink, sinkOf } from '../data/sink.js';
import { reasonOf } from '../input/file-error.js';
import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';

/** Where a list goes. */
export interface Output extends Sink {
  /** The list is complete. */
  finish(): Promise<void>;
  /** The list breaks off. Tells where what there is of it can be found, if it was not told by writing it. */
  giveUp(): Promise<string | undefined>;
}

/**
 * Standard output, or a file that has its name only when the list is complete.
 *
 * @throws UsageError when the file cannot be written.
 */
export async function openOutput(name: string | undefined, io: Io): Promise<Output> {
  if (name === undefined) return { ...sinkOf(io.stdout), finish: async () => {}, giveUp: async () => undefined };
  const path = resolve(io.cwd, name);
  const file = await open(`${path}.part`, 'w').catch(fail);
  return {
    write: async (text) => {
      await file.appendFile(text).catch(fail);
      return true;
    },
    finish: async () => {
      await file.close();
      await rename(`${path}.part`, path).catch(fail);
    },
    giveUp: async () => {
      await file.close();
      return `${name}.part`;
    },
  };

  function fail(error: unknown): never {
    throw new UsageError(`${name}: cannot be written: ${reasonOf(error)}`);
  }
}
