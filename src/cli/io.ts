/** Where text goes to: a terminal, a file, a pipe. */
export interface TextOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** All that a command has of the outside world. */
export interface Io {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Asks a person. Without one, the answer is no. */
  confirm(question: string): Promise<boolean>;
}

/** Colours are for people who look on, and have not asked for none (https://no-color.org). */
export function wantsColours({ stdout, env }: Io): boolean {
  return stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
