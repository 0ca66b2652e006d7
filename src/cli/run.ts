import { VERSION } from '../version.js';
import { type Command, didYouMean, EXIT, flagsOf, renderManual, UsageError } from './command.js';
import { contractCheck } from './commands/contract-check.js';
import { contractRecord } from './commands/contract-record.js';
import { contractManual, customers, segments, values } from './commands/groups.js';
import type { Io } from './io.js';
import { mainManual } from './manual.js';
import { closestTo, listed, plainLines, plainText } from './text.js';

const ROOT: Command = {
  manual: mainManual,
  commands: {
    contract: {
      manual: contractManual,
      commands: {
        check: contractCheck,
        record: contractRecord,
        diff: async () => (await import('./commands/contract-diff.js')).contractDiff,
        drift: async () => (await import('./commands/contract-drift.js')).contractDrift,
        score: async () => (await import('./commands/contract-score.js')).contractScore,
      },
    },
    values,
    customers,
    segments,
    generate: async () => (await import('./commands/generate.js')).generate,
    sandbox: async () => (await import('./commands/sandbox.js')).sandbox,
  },
};

/**
 * Runs the command line.
 *
 * @param argv The arguments after `bigcommerce-customers`.
 * @returns The exit code: 0 all conform or done, 1 violations or something not done, 2 wrong usage or unusable input, 130
 * cancelled.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(ROOT, argv, io);
  } catch (error) {
    io.stderr.write(`${plainLines(error instanceof UsageError ? error.message : internalError(error))}\n`);
    return EXIT.unusable;
  }
}

/** Without the message of the error, which can contain credentials from the input. */
function internalError(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return [`bigcommerce-customers: internal error (${name}). Please report it with these lines:`, ...frames].join('\n');
}

async function dispatch(command: Command, argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv;
  const next = await memberOf(command, first);
  if (next) return dispatch(next, rest, io);
  const options = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  if (first === 'help' && command.commands) return showManual(command, rest, io);
  if (options.includes('--help') || options.includes('-h')) return showManual(command, [], io);
  if (command === ROOT && ['--version', '-v', 'version'].includes(first ?? '')) {
    io.stdout.write(`${VERSION}\n`);
    return EXIT.conforms;
  }
  if (command.run) return command.run(argv, io);
  throw noSuchCommand(command, argv);
}

/** The command of a group. */
async function memberOf({ commands = {} }: Command, name: string | undefined): Promise<Command | undefined> {
  const member = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  return typeof member === 'function' ? member() : member;
}

/** Shows the manual page of the command that words lead to: `values upsert`. */
async function showManual(command: Command, words: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = words;
  const next = await memberOf(command, first);
  if (next) return showManual(next, rest, io);
  if (first !== undefined && !first.startsWith('-')) throw noSuchCommand(command, words);
  io.stdout.write(renderManual(command.manual));
  return EXIT.conforms;
}

function noSuchCommand(command: Command, argv: readonly string[]): UsageError {
  const { manual, commands = {} } = command;
  const [argument] = argv;
  const kind = argument?.startsWith('-') ? 'option' : 'command';
  const problem = argument === undefined ? 'COMMAND is missing' : `unknown ${kind} ${JSON.stringify(argument)}`;
  const flags = manual.options.map((option) => option.flags).join(', ');
  return new UsageError(
    `${manual.name}: ${plainText(problem)}${didYouMean(suggestionFor(command, argv))}\nCommands: ${Object.keys(commands).join(', ')}. Options: ${flags}. See "${manual.name} --help".`,
  );
}

/** A command or an option of the group that looks like what was typed, or a command of another group: `"values list"`. */
function suggestionFor({ manual, commands = {} }: Command, [typed, following]: readonly string[]): string | undefined {
  if (typed === undefined) return undefined;
  if (typed.startsWith('-')) return closestTo(typed, flagsOf(manual));
  const near = closestTo(typed, Object.keys(commands));
  if (near !== undefined) return JSON.stringify(near);
  const paths = Object.entries(ROOT.commands ?? {}).flatMap(([group, member]) =>
    typeof member === 'function' ? [] : Object.keys(member.commands ?? {}).map((name) => ({ group, name })),
  );
  const names = paths.map(({ name }) => name);
  const found = paths.filter(({ name }) => name === closestTo(typed, names));
  // People also type the words the other way round: `delete customers`.
  const reversed = found.filter(({ group }) => group === following);
  const suggested = (reversed.length > 0 ? reversed : found).map(({ group, name }) => `"${group} ${name}"`);
  return suggested.length > 0 ? listed(suggested, 'or') : undefined;
}
