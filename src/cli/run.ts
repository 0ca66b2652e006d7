import { VERSION } from '../version.js';
import type { Command } from './command.js';
import { EXIT, renderManual, UsageError } from './command.js';
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
 * The whole command line, without the process around it.
 *
 * @param argv What stands behind the name of the command.
 * @returns The exit code: 0 all conform or done, 1 violations or something not done, 2 wrong usage or input that cannot
 * be read, 130 interrupted.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(ROOT, argv, io);
  } catch (error) {
    io.stderr.write(`${error instanceof UsageError ? error.message : defect(error)}\n`);
    return EXIT.unusable;
  }
}

/** Not its message, which can repeat what was read. And not exit code 1, which says that the contract is broken. */
function defect(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return [`bigcommerce-customers: a defect of the command itself (${name})`, ...frames].join('\n');
}

async function dispatch(command: Command, argv: readonly string[], io: Io): Promise<number> {
  const { manual, commands = {} } = command;
  const [first, ...rest] = argv;
  const below = first !== undefined && Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (below) return dispatch(typeof below === 'function' ? await below() : below, rest, io);
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
  throw new UsageError(`${manual.name}: ${complaint(first)}\n${whatThereIs(command)}`);
}

function complaint(argument: string | undefined): string {
  if (argument === undefined) return 'a command is missing';
  return argument.startsWith('-')
    ? `there is no option ${JSON.stringify(argument)}`
    : `there is no command ${JSON.stringify(argument)}`;
}

function whatThereIs({ manual, commands = {} }: Command): string {
  const options = manual.options.map(({ flags }) => flags).join(', ');
  return `Commands: ${Object.keys(commands).join(', ')}. Options: ${options}. See "${manual.name} --help".`;
}
