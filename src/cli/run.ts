import { VERSION } from '../version.js';
import { type Command, EXIT, renderManual, UsageError } from './command.js';
import { contractCheck } from './commands/contract-check.js';
import { contractRecord } from './commands/contract-record.js';
import { contractManual, customers, segments, values } from './commands/groups.js';
import type { Io } from './io.js';
import { mainManual } from './manual.js';

const ROOT: Command = {
  manual: mainManual,
  commands: {
    contract: { manual: contractManual, commands: { check: contractCheck, record: contractRecord } },
    values,
    customers,
    segments,
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
    io.stderr.write(`${error instanceof UsageError ? error.message : internalError(error)}\n`);
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
  const { manual, commands = {} } = command;
  const [first, ...rest] = argv;
  const next = first !== undefined && Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (next) return dispatch(typeof next === 'function' ? await next() : next, rest, io);
  const options = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  if (options.includes('--help') || options.includes('-h')) {
    io.stdout.write(renderManual(manual));
    return EXIT.conforms;
  }
  if (first === '--version' && command === ROOT) {
    io.stdout.write(`${VERSION}\n`);
    return EXIT.conforms;
  }
  if (command.run) return command.run(argv, io);
  throw noSuchCommand(command, first);
}

function noSuchCommand({ manual, commands = {} }: Command, argument: string | undefined): UsageError {
  const kind = argument?.startsWith('-') ? 'option' : 'command';
  const problem = argument === undefined ? 'COMMAND is missing' : `unknown ${kind} ${JSON.stringify(argument)}`;
  const flags = manual.options.map((option) => option.flags).join(', ');
  return new UsageError(
    `${manual.name}: ${problem}\nCommands: ${Object.keys(commands).join(', ')}. Options: ${flags}. See "${manual.name} --help".`,
  );
}
