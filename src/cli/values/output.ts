import { open, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Sink, sinkOf } from '../data/sink.js';
import { reasonOf } from '../input/file-error.js';
import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';

/** Where a list goes. */
export interface Output extends Sink {
  /** The list is complete. */
  finish(): Promise<void>;
  /** The list breaks off. Tells in which file is what there is of it, if it is in one. */
  giveUp(): Promise<string | undefined>;
}

/**
 * Standard output, or a file that has its name only when the list is complete. What a former list has left is there until
 * there is more of this one.
 *
 * @throws UsageError when the file cannot be written.
 */
export async function openOutput(name: string | undefined, io: Io): Promise<Output> {
  if (name === undefined) return { ...sinkOf(io.stdout), finish: async () => {}, giveUp: async () => undefined };
  const path = resolve(io.cwd, name);
  const part = `${path}.part`;
  // Renaming would find out, when the list is complete.
  if ((await stat(path).catch(() => undefined))?.isDirectory()) fail({ code: 'EISDIR' });
  const file = await open(part, 'a').catch(fail);
  let isBegun = false;
  return {
    write: async (text) => {
      if (!isBegun) await file.truncate().catch(fail);
      isBegun = true;
      await file.appendFile(text).catch(fail);
      return true;
    },
    finish: async () => {
      await file.close();
      await rename(part, path).catch(fail);
    },
    giveUp: async () => {
      const { size } = await file.stat();
      await file.close();
      if (size === 0) await rm(part);
      return isBegun ? `${name}.part` : undefined;
    },
  };

  function fail(error: unknown): never {
    throw new UsageError(`${name}: cannot be written: ${reasonOf(error)}`);
  }
}
