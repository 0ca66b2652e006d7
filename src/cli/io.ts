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
