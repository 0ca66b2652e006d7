import { valueAt } from '../json.js';

/** An output stream: a terminal, a file or a pipe. */
export interface TextOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** `drain`: the stream can take more. `error`: its reader has gone away. */
  on?(event: 'drain' | 'error', listener: () => void): unknown;
}

/** Everything outside the program that a command uses. */
export interface Io {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** The base of relative paths. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Waits. Default: a timer. */
  sleep?(milliseconds: number): Promise<unknown>;
  /** Asks a question of yes or no. Resolves to `false` where there is no terminal. */
  confirm(question: string): Promise<boolean>;
  /** Asks for a line of text. Resolves to `undefined` if the user leaves. */
  ask?(question: string): Promise<string | undefined>;
  readonly stdin?: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined };
  /** From this call on, the first SIGINT or SIGTERM aborts the returned signal. The second one ends the process. */
  cancellation?(): AbortSignal;
}

/** Follows https://no-color.org, `TERM` and, as Node does, `FORCE_COLOR`, which outranks the others. */
export function wantsColours({ stdout, env }: Io): boolean {
  const { FORCE_COLOR: forced = '' } = env;
  if (forced !== '') return !['0', 'false'].includes(forced);
  return stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

/** Writes no faster than the reader reads. */
export interface Sink {
  /** @returns Whether the reader is still there. */
  write(text: string): Promise<boolean>;
}

/** For an output whose reader may go away, as `head` does. */
export function sinkOf(output: TextOutput): Sink {
  let isRead = true;
  let wake = () => {};
  output.on?.('error', () => {
    isRead = false;
    wake();
  });
  output.on?.('drain', () => wake());
  return {
    write: async (text) => {
      const isFull = isRead && output.write(text) === false;
      // A broken pipe is reported a little after the write.
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (!isFull) setImmediate(resolve);
      });
      return isRead;
    },
  };
}

/** The error code of the operating system in words. */
export function reasonOf(error: unknown): string {
  const code = String(valueAt(error, 'code') ?? 'unknown error');
  return REASONS.get(code) ?? code;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'part of the path is not a folder'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ELOOP', 'symbolic links form a loop'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOSPC', 'no space left on the disk'],
  ['EDQUOT', 'no space left within the disk quota'],
  ['EFBIG', 'the file would be too large'],
  ['EIO', 'the disk or the terminal failed'],
  ['EMFILE', 'too many files are open'],
  ['EROFS', 'the file system is read-only'],
  ['ERR_FS_FILE_TOO_LARGE', 'too large'],
  ['ERR_INVALID_ARG_VALUE', 'invalid path'],
]);
