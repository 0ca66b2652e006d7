import { valueAt } from '../json.js';

/** An output stream: a terminal, a file or a pipe. */
export interface TextOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** `drain`: the stream can take more. `error`: it can take no more, or its reader has gone away. */
  on?(event: 'drain' | 'error' | 'resize', listener: (error?: unknown) => void): unknown;
  off?(event: 'resize', listener: () => void): unknown;
  /** The width of a terminal in characters. Some report 0. */
  readonly columns?: number | undefined;
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
  /** Asks for a line of text. Resolves to `undefined` if the user leaves. */
  ask?(question: string): Promise<string | undefined>;
  readonly stdin?: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined };
  /** From this call on, the first SIGINT, SIGTERM, SIGHUP or SIGQUIT aborts the returned signal. The second one ends the process. */
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
  /**
   * @returns Whether the reader is still there.
   * @throws WriteError when the output can take no more.
   */
  write(text: string): Promise<boolean>;
}

/** A file, or standard output, could not be written to its end. */
export class WriteError extends Error {
  override readonly name = 'WriteError';

  /**
   * @param file The name as the user gave it.
   * @param cause The error of the operating system, or why in words.
   */
  constructor(file: string, cause: unknown) {
    super(`${file}: cannot be written: ${typeof cause === 'string' ? cause : reasonOf(cause)}`, { cause });
  }
}

export const STANDARD_OUTPUT = 'standard output';

/** Errors of outputs that a command reports itself. */
export const reportedErrors = new WeakSet<object>();

/** For standard output, whose reader may go away, as `head` does. */
export function sinkOf(output: TextOutput): Sink {
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};
  output.on?.('error', (error) => {
    failure ??= { error };
    wake();
  });
  output.on?.('drain', () => wake());
  return {
    write: async (text) => {
      const isFull = !failure && output.write(text) === false;
      // A broken pipe is reported a little after the write.
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (!isFull || failure) setImmediate(resolve);
      });
      if (failure && !isReaderGone(failure.error)) {
        reportedErrors.add(Object(failure.error));
        throw new WriteError(STANDARD_OUTPUT, failure.error);
      }
      return !failure;
    },
  };
}

/** Whether the pipe or the terminal at the other end was closed. That is no failure. */
export function isReaderGone(error: unknown): boolean {
  return ['EPIPE', 'EIO', 'ENXIO', 'ENOTCONN', 'ECONNRESET', 'ERR_STREAM_DESTROYED'].includes(
    String(valueAt(error, 'code')),
  );
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
  ['EPIPE', 'its reader has gone away'],
  ['EFBIG', 'the file would be too large'],
  ['EIO', 'the disk or the terminal failed'],
  ['EMFILE', 'too many files are open'],
  ['EROFS', 'the file system is read-only'],
  ['ERR_FS_FILE_TOO_LARGE', 'too large'],
  ['ERR_INVALID_ARG_VALUE', 'invalid path'],
]);
