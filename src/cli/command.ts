import { type ParseArgsConfig, parseArgs } from 'node:util';
import { valueAt } from '../json.js';
import type { Io } from './io.js';
import { closestTo, firstLines, plainText } from './text.js';

/** A command, or a group of commands. */
export interface Command {
  readonly manual: ManualPage;
  /** The commands of a group, by name. A function loads a command when it is called for. */
  readonly commands?: Readonly<Record<string, Command | (() => Promise<Command>)>>;
  /**
   * @param argv The arguments after the name of the command.
   * @returns The exit code.
   * @throws UsageError for arguments that the manual page does not allow.
   */
  readonly run?: (argv: readonly string[], io: Io) => Promise<number>;
}

/** Exit codes of checks. Unusable input outranks violations, because not everything was checked. */
export const EXIT = { conforms: 0, violates: 1, unusable: 2 } as const;

/** Exit codes of commands that change a store. 130 is what shells report for a process that SIGINT has ended. */
export const TASK_EXIT = { done: 0, notAllDone: 1, unusable: 2, cancelled: 130 } as const;

/** The command was called in a way that its manual page does not allow, or with input that it cannot use. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something is wrong with files or input, and nothing was sent. The message has a line for each problem. */
export class InputError extends UsageError {
  /** @param problems At least one, each with its place. */
  constructor(problems: readonly string[]) {
    const lines = firstLines([...new Set(problems)], LISTED_PROBLEMS);
    super([...lines.map(plainText), 'Nothing was sent.'].join('\n'));
  }
}

/** Problems that a message spells out. In a file with the wrong columns, every line has one. */
const LISTED_PROBLEMS = 20;

export type CreateUsageError = (problem: string) => UsageError;

/** Returns a function that makes errors with a problem and the options of the command. */
export function usageErrors({ name, options }: ManualPage): CreateUsageError {
  const flags = options.map((option) => option.flags).join('; ');
  return (problem) => new UsageError(`${name}: ${plainText(problem)}\nOptions: ${flags}. See "${name} --help".`);
}

/** @throws UsageError for an unknown option, or an option without its value. */
export function parseArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
  manual: ManualPage,
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    const [, unknown] = /^Unknown option '(-[^']*)'/.exec(String(valueAt(error, 'message'))) ?? [];
    if (unknown !== undefined) throw unknownOption(unknown, manual);
    // The message of parseArgs goes on about positionals in general.
    throw usageErrors(manual)(String(valueAt(error, 'message')).split(/\.\s/)[0] ?? '');
  }
}

/** Names the option that was probably meant. */
export function unknownOption(flag: string, manual: ManualPage): UsageError {
  return usageErrors(manual)(`Unknown option '${flag}'${didYouMean(likelyFlag(flag, flagsOf(manual)))}`);
}

/** The option that has the same words, is spelt alike, or has more words. */
function likelyFlag(flag: string, flags: readonly string[]): string | undefined {
  const words = (text: string) =>
    (text.toLowerCase().match(/[a-z]+/g) ?? []).map((word) => OTHER_WORDS.get(word) ?? word);
  const wanted = words(flag.replace(/=.*/s, ''));
  const hasAll = (candidate: string) => wanted.length > 0 && wanted.every((word) => words(candidate).includes(word));
  const isSame = (candidate: string) => hasAll(candidate) && words(candidate).length === wanted.length;
  return flags.find(isSame) ?? closestTo(flag, flags) ?? flags.find(hasAll);
}

/** What people call the limits of a range. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ...['after', 'since', 'from', 'start'].map((word) => [word, 'min'] as const),
  ...['before', 'until', 'end'].map((word) => [word, 'max'] as const),
]);

/** The long names of all options: `--format`. */
export function flagsOf({ options }: ManualPage): string[] {
  return options.flatMap(({ flags }) => flags.match(/--[\w-]+/g) ?? []);
}

/** A question to end a message with, if there is anything to suggest. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
}

/** Use this for a command without positional arguments. */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
  manual: ManualPage,
) {
  const { values, positionals } = parseArguments(argv, options, manual);
  const [surplus] = positionals;
  if (surplus !== undefined) {
    const flag = surplus.includes('=') ? likelyFlag(surplus, flagsOf(manual)) : undefined;
    throw usageErrors(manual)(`unexpected argument ${JSON.stringify(surplus)}${didYouMean(flag)}`);
  }
  return values;
}

/** The text of `--help`, in the order of manual pages. */
export interface ManualPage {
  /** The full command, such as `bigcommerce-customers contract check`. */
  readonly name: string;
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
    ['SYNOPSIS', page.synopsis.map((line) => indented(line, 4, line.match(/\[[^\]]*\]…?|\S+/g) ?? [])).join('\n')],
    ['DESCRIPTION', page.description.map((paragraph) => indented(paragraph, 4)).join('\n\n')],
    ['COMMANDS', entries((page.commands ?? []).map(({ name, text }) => [name, text]))],
    ['OPTIONS', entries(page.options.map(({ flags, text }) => [flags, text]))],
    ['EXIT STATUS', entries(page.exitCodes.map(({ code, text }) => [String(code), text]))],
    // Commands are not wrapped, so that they can be copied.
    [
      'EXAMPLES',
      page.examples.map(({ purpose, command }) => `${indented(purpose, 4)}\n        ${command}`).join('\n\n'),
    ],
  ];
  const written = sections.filter(([, text]) => text !== '').map(([title, text]) => `${title}\n${text}`);
  return `${written.join('\n\n')}\n`;
}

/** Wraps between words. A word that is too long gets a line of its own. */
function indented(text: string, spaces: number, words: readonly string[] = text.split(' ')): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= COLUMNS - spaces) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines.map((line) => ' '.repeat(spaces) + line).join('\n');
}

const COLUMNS = 80;
