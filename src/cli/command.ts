import { type ParseArgsConfig, parseArgs } from 'node:util';
import { valueAt } from '../json.js';
import type { Io } from './io.js';

/** A command that does something, or one that only has others below it. */
export interface Command {
  readonly manual: ManualPage;
  /** The commands below, by name. One that takes time to load is a function that loads it. */
  readonly commands?: Readonly<Record<string, Command | (() => Promise<Command>)>>;
  /**
   * Takes the arguments after the name of the command.
   *
   * @returns The exit code.
   * @throws UsageError when the arguments are not what the manual page says.
   */
  readonly run?: (argv: readonly string[], io: Io) => Promise<number>;
}

/** What the command says to the shell. Trouble with the input wins over violations: not everything was looked at. */
export const EXIT = { conforms: 0, violates: 1, unusable: 2 } as const;

/** The same for commands that send what is in files. The last one is what shells say of a process that was interrupted. */
export const TASK_EXIT = { done: 0, notAllDone: 1, unusable: 2, interrupted: 130 } as const;

/** The command was not called as its manual page says. The message tells what there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Wrong = (problem: string) => UsageError;

/** Makes errors that say what is wrong, and what there is. */
export function complaintsOf({ name, options }: ManualPage): Wrong {
  const flags = options.map((option) => option.flags).join('; ');
  return (problem) => new UsageError(`${name}: ${problem}\nOptions: ${flags}. See "${name} --help".`);
}

/** @throws UsageError for an option that is not there, or that has no value. */
export function parseArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
  wrong: Wrong,
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    // parseArgs explains on in a second sentence, which is about positionals in general.
    throw wrong(String(valueAt(error, 'message')).split('. ')[0] ?? '');
  }
}

/** What `--help` says about a command, in the order of manual pages. */
export interface ManualPage {
  /** The command with those above it, as it is typed. */
  readonly name: string;
  /** What it does, in half a line. */
  readonly summary: string;
  readonly synopsis: readonly string[];
  /** Paragraphs. */
  readonly description: readonly string[];
  readonly commands?: readonly { readonly name: string; readonly text: string }[];
  readonly options: readonly { readonly flags: string; readonly text: string }[];
  readonly exitCodes: readonly { readonly code: number; readonly text: string }[];
  readonly examples: readonly { readonly purpose: string; readonly command: string }[];
}

export function renderManual(page: ManualPage): string {
  const entries = (list: readonly (readonly [string, string])[]) =>
    list.map(([term, text]) => `${indented(term, 4)}\n${indented(text, 8)}`).join('\n\n');
  const sections: (readonly [string, string])[] = [
    ['NAME', indented(`${page.name} - ${page.summary}`, 4)],
    ['SYNOPSIS', page.synopsis.map((line) => indented(line, 4)).join('\n')],
    ['DESCRIPTION', page.description.map((paragraph) => indented(paragraph, 4)).join('\n\n')],
    ['COMMANDS', entries((page.commands ?? []).map(({ name, text }) => [name, text]))],
    ['OPTIONS', entries(page.options.map(({ flags, text }) => [flags, text]))],
    ['EXIT STATUS', entries(page.exitCodes.map(({ code, text }) => [String(code), text]))],
    // Commands are not wrapped: they are there to be copied.
    [
      'EXAMPLES',
      page.examples.map(({ purpose, command }) => `${indented(purpose, 4)}\n        ${command}`).join('\n\n'),
    ],
  ];
  const written = sections.filter(([, text]) => text !== '').map(([title, text]) => `${title}\n${text}`);
  return `${written.join('\n\n')}\n`;
}

/** Wraps at spaces. A word that is too long for a line has one of its own. */
function indented(text: string, spaces: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= COLUMNS - spaces) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines.map((line) => ' '.repeat(spaces) + line).join('\n');
}

const COLUMNS = 80;
