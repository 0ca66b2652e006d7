import { valueAt } from '../json.js';

/** Where text goes to: a terminal, a file, a pipe. */
export interface TextOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Where a stream tells that it takes more, or that nobody reads it any more. */
  on?(event: 'drain' | 'error', listener: () => void): unknown;
}

/** All that a command has of the outside world. */
export interface Io {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Waits for so many milliseconds. Default: as long as that takes. */
  sleep?(milliseconds: number): Promise<unknown>;
  /** Asks a person. Without one, the answer is no. */
  confirm(question: string): Promise<boolean>;
  /** Asks a person for a line of text. Resolves to `undefined` when the person leaves. */
  ask?(question: string): Promise<string | undefined>;
  /** What is piped in. */
  readonly stdin?: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined };
  /** From now on, an interruption aborts this signal the first time, and ends the process the second time. */
  interruption?(): AbortSignal;
}

/**
 * Colours are for people who look on, and have not asked for none (https://no-color.org). Whoever forces them, or forbids
 * them by `0`, wins, as in Node.
 */
export function wantsColours({ stdout, env }: Io): boolean {
  const { FORCE_COLOR: forced = '' } = env;
  if (forced !== '') return !['0', 'false'].includes(forced);
  return stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

/** Text of one line that a terminal takes for nothing but text: control characters are written as escapes. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Takes texts no faster than whoever reads them. */
export interface Sink {
  /** @returns Whether anybody reads on. */
  write(text: string): Promise<boolean>;
}

/** An output of the process, of which the reader may go away, as `head` does. */
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
      // A broken pipe is told of a little later than it is written to.
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (!isFull) setImmediate(resolve);
      });
      return isRead;
    },
  };
}

/** Why the operating system would not have something, in words. */
export function reasonOf(error: unknown): string {
  const code = String(valueAt(error, 'code') ?? 'unknown error');
  return REASONS.get(code) ?? code;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['ELOOP', 'symbolic links that lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOSPC', 'no space left'],
  ['EROFS', 'the file system is read-only'],
  ['ERR_FS_FILE_TOO_LARGE', 'too large'],
  ['ERR_INVALID_ARG_VALUE', 'no valid path'],
]);
