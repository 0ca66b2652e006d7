import { resolve } from 'node:path';
import { valueAt } from '../../json.js';
import type { Command } from '../command.js';
import { EXIT } from '../exit-codes.js';
import { plainText } from '../formats/plain-text.js';
import type { Io } from '../io.js';
import { sandboxManual } from '../manual/sandbox.js';
import { readSandboxOptions, type SandboxArguments } from './options.js';
import { lineOf, welcome } from './texts.js';
import { untilStopped } from './until-stopped.js';
import { warningOf } from './warning.js';

/** `bigcommerce-customers sandbox` */
export const sandbox: Command = {
  manual: sandboxManual,
  run: async (argv, io) => {
    const options = readSandboxOptions(argv);
    const store = await start(options, io);
    if (!store) return EXIT.unusable;
    const { faults: random, faultPlan, seed = 1 } = options;
    if (faultPlan) store.faults.plan(faultPlan);
    if (random) store.faults.random({ seed, ...random });
    const stopped = untilStopped();
    const warning = warningOf(options.host, store);
    if (warning !== undefined) io.stderr.write(`${warning}\n`);
    io.stdout.write(welcome(store));
    await stopped;
    await store.stop();
    return EXIT.conforms;
  },
};

/** `undefined` when it cannot be started, which has been said. */
async function start({ faults: _, faultPlan: __, seedFile, ...options }: SandboxArguments, io: Io) {
  // Only this command needs a server, and the others are not to wait for it.
  const { startSandbox, SeedError } = await import('../../sandbox/index.js');
  try {
    return await startSandbox({
      ...options,
      ...(seedFile !== undefined && { seedFile: resolve(io.cwd, seedFile) }),
      onExchange: (event) => io.stdout.write(lineOf(event)),
    });
  } catch (error) {
    const problem = error instanceof SeedError ? error.message : explain(error, options);
    if (problem === undefined) throw error;
    io.stderr.write(`${problem.split('\n').map(plainText).join('\n')}\n`);
    return undefined;
  }
}

/** What to do about a failure that is no defect. */
function explain(error: unknown, { host = '127.0.0.1', port = 0 }: Pick<SandboxArguments, 'host' | 'port'>) {
  const [code, message] = [valueAt(error, 'code'), valueAt(error, 'message')];
  if (code === 'EADDRINUSE') return `port ${port} is taken; choose another with --port, or none for any that is free`;
  if (code === 'EACCES') return `port ${port} is not for everybody; choose one above 1023 with --port`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is no address of this machine; see --host`;
  return String(message).includes('npm install') ? String(message) : undefined;
}
