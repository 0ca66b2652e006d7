import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, type FileHandle, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { valueAt } from '../../json.js';
import { InputError } from '../command.js';
import { WriteError } from '../io.js';

/** A file that gets its name only when it is complete. */
export interface OutputFile {
  /** Whether there is a file of this name, which {@link finish} replaces. */
  readonly replaces: boolean;
  /** @throws WriteError */
  append(content: string | Uint8Array): Promise<void>;
  /**
   * Makes sure that all of it is on the disk, and gives it its name. What had this name is replaced.
   *
   * @throws WriteError
   */
  finish(): Promise<void>;
  /** Closes it. Resolves to the name under which the incomplete content is kept, if there is any. */
  giveUp(): Promise<string | undefined>;
  /** Closes it, and deletes the incomplete content. */
  discard(): Promise<void>;
}

/**
 * Opens a file for writing, under a new random name beside the one that it gets when it is complete. So nobody reads half of
 * it, what was there before stays until then, and nobody can have put a link in its way. Devices and pipes are written as they
 * are.
 *
 * @param name As the user gave it, for messages.
 * @throws WriteError when it cannot be written, or is a symbolic link.
 */
export async function createOutputFile(path: string, name: string): Promise<OutputFile> {
  const before = await checkTarget(path, name);
  if (before && !before.isFile()) return writeThrough(path, name);
  const suffix = `.${randomBytes(6).toString('hex')}.part`;
  const part = path + suffix;
  const failed = (error: unknown): never => {
    throw new WriteError(name, error);
  };
  const file = await open(part, 'wx').catch(failed);
  if (before) await keepOwner(file, before);
  let size = 0;
  return {
    replaces: before !== undefined,
    append: async (content) => {
      size += content.length;
      await file.appendFile(content).catch(failed);
    },
    finish: async () => {
      try {
        await file.sync();
        await file.close();
        await rename(part, path);
      } catch (error) {
        failed(error);
      }
    },
    giveUp: async () => {
      await file.close().catch(() => {});
      if (size > 0) return name + suffix;
      await rm(part, { force: true });
      return undefined;
    },
    discard: async () => {
      await file.close().catch(() => {});
      await rm(part, { force: true }).catch(() => {});
    },
  };
}

/** A private file stays private. */
async function keepOwner(file: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  await file.chmod(mode & 0o777).catch(() => {});
  // Only root can give files away.
  await file.chown(uid, gid).catch(() => {});
}

/**
 * What has the name of an output file now.
 *
 * @throws WriteError when it cannot be replaced.
 */
async function checkTarget(path: string, name: string): Promise<Stats | undefined> {
  const fail = (reason: unknown): never => {
    throw new WriteError(name, reason);
  };
  const found = await lstat(path).catch((error: unknown) =>
    valueAt(error, 'code') === 'ENOENT' ? undefined : fail(error),
  );
  const target = found?.isSymbolicLink() ? await stat(path).catch(() => undefined) : found;
  if (target?.isDirectory()) fail('is a folder');
  // A link such as /dev/stdout leads to a device or a pipe.
  if (found?.isSymbolicLink() && (!target || target.isFile()))
    fail('is a symbolic link, which is not followed; name the file that it leads to');
  if (target) await access(path, constants.W_OK).catch((error: unknown) => fail(error));
  return target;
}

async function writeThrough(path: string, name: string): Promise<OutputFile> {
  const failed = (error: unknown): never => {
    throw new WriteError(name, error);
  };
  // Opening a pipe waits for its reader, and nothing says why. With this flag it fails if there is none.
  const probe = await open(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) =>
    failed(valueAt(error, 'code') === 'ENXIO' ? 'no process reads this pipe' : error),
  );
  const file = await open(path, 'a').catch(failed);
  await probe.close();
  const close = () => file.close().catch(() => {});
  return {
    replaces: false,
    append: (content) => file.appendFile(content).catch(failed),
    finish: () => file.close().catch(failed),
    giveUp: async () => {
      await close();
      return undefined;
    },
    discard: close,
  };
}

/**
 * Writes a file as a whole.
 *
 * @throws WriteError
 */
export async function writeFile(path: string, name: string, content: string | Uint8Array): Promise<void> {
  const output = await createOutputFile(path, name);
  try {
    await output.append(content);
    await output.finish();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

/**
 * Makes sure that a file can be written before anything is sent. Its content stays.
 *
 * @throws InputError when it cannot.
 */
export async function checkWritable(path: string, name: string): Promise<void> {
  await beforeSending(async () => {
    const before = await checkTarget(path, name);
    if (before?.isFIFO() && (await hasName(path)))
      throw new WriteError(name, 'is a named pipe, whose reader may be gone before anything is written; name a file');
    if (!before || before.isFile()) await (await createOutputFile(path, name)).discard();
  });
}

/** Whether others can open it. Pipes of a shell, such as /dev/stdout, are in the tables of processes only. */
async function hasName(path: string): Promise<boolean> {
  return realpath(path).then(
    () => true,
    () => false,
  );
}

/** @throws InputError in place of a WriteError, which would not say that nothing was sent. */
export async function beforeSending<Result>(prepare: () => Promise<Result>): Promise<Result> {
  try {
    return await prepare();
  } catch (error) {
    throw error instanceof WriteError ? new InputError([error.message]) : error;
  }
}
