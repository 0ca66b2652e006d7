import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { valueAt } from '../../json.js';
import type { Fault } from '../../sandbox/index.js';
import { FAULT_KINDS, isFaultKind, NAMED_FAULT_KINDS, SWITCH_CHECKS } from '../../sandbox/internal.js';
import { type Command, EXIT, type ManualPage, parseOptions, usageErrors } from '../command.js';
import type { Io } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import { plainText } from '../text.js';
import { lineOf, warningOf, welcome } from './sandbox-texts.js';

const sandboxManual: ManualPage = {
  name: 'bigcommerce-customers sandbox',
  summary: 'run a BigCommerce store on this machine',
  synopsis: [
    'bigcommerce-customers sandbox [--port N] [--host HOST] [--access-token TOKEN] [--seed-file FILE | --customers N [--seed N]] [--quota N] [--window-ms N] [--latency-ms N] [--fault-plan KIND,…] [--faults RATE[:KIND,…]] [--switch NAME=VALUE …]',
  ],
  description: [
    'Responds to the five operations as BigCommerce does, and keeps changes until it is stopped. Shows its address, code and environment variables to call it with, and a line for each request. Needs no account and no network.',
    'The same --seed generates the same attributes, values and segments, dates included. A seed file has customers, attributes (id, name, type), values (customer_id, attribute_id, value, and optionally id, date_created, date_modified) and segments (id, profiles).',
    'Other machines cannot reach it unless you set --host. Web pages in a browser cannot reach it, unless this machine serves them.',
  ],
  options: [
    { flags: '--port N', text: 'The port to listen on. Default: any free port.' },
    { flags: '--host HOST', text: 'The address to listen on, and a name to be called by. Default: 127.0.0.1.' },
    { flags: '--access-token TOKEN', text: 'The token that callers need. Default: a new random one.' },
    {
      flags: '--seed-file FILE',
      text: 'Start with the content of FILE: JSON, or YAML if the package yaml is installed.',
    },
    { flags: '--customers N', text: 'Generate N customers. Default: 25.' },
    { flags: '--seed N', text: 'The seed of generated data and random faults. Default: 1.' },
    { flags: '--quota N', text: 'Requests per window, at least 1. Default: 150.' },
    { flags: '--window-ms N', text: 'Length of a window in milliseconds. Default: 30000.' },
    { flags: '--latency-ms N', text: 'Duration of each call in milliseconds. Default: 0.' },
    {
      flags: '--fault-plan KIND,…',
      text: 'Faults of the first requests, in order: none,reset,server-error lets the first one through. The kinds are those of --faults, and none. Default: no faults.',
    },
    {
      flags: '--faults RATE[:KIND,…]',
      text: `Make a share of the requests after those of --fault-plan fail: 0.1, or 0.1:reset,shed. The kinds are ${FAULT_KINDS.filter((kind) => kind !== 'none').join(', ')}. These are not transient, and must be named: ${NAMED_FAULT_KINDS.join(', ')}. Default: no faults.`,
    },
    {
      flags: '--switch NAME=VALUE',
      text: 'Change behaviour that BigCommerce does not document: removalAnswer=204. May be repeated. docs/sandbox.md lists all switches.',
    },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'It was stopped with SIGINT (Ctrl+C) or SIGTERM.' },
    { code: 1, text: 'Never.' },
    { code: 2, text: 'Wrong usage, an unusable seed file, or a port that is in use.' },
  ],
  examples: [
    { purpose: 'Run a store with ten thousand customers:', command: 'bigcommerce-customers sandbox --customers 10000' },
    {
      purpose: 'Watch a bulk job at a rate limit while a tenth of its requests fail:',
      command: 'bigcommerce-customers sandbox --quota 10 --window-ms 5000 --faults 0.1',
    },
  ],
};

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

/** `undefined` if it cannot be started. The reason is on standard error. */
async function start({ faults: _, faultPlan: __, seedFile, ...options }: SandboxArguments, io: Io) {
  // Loading the server takes time, and --help does not need it.
  const { startSandbox, SeedError } = await import('bigcommerce-customers/sandbox');
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

/** Explains errors that the user can fix; `undefined` for all others. */
function explain(error: unknown, { host = '127.0.0.1', port = 0 }: Pick<SandboxArguments, 'host' | 'port'>) {
  const [code, message] = [valueAt(error, 'code'), valueAt(error, 'message')];
  if (code === 'EADDRINUSE')
    return `port ${port} is in use; choose another with --port, or leave it out for any free port`;
  if (code === 'EACCES') return `port ${port} needs more privileges; choose one above 1023 with --port`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine; choose another with --host`;
  return String(message).includes('npm install') ? String(message) : undefined;
}

const usageError = usageErrors(sandboxManual);

/** @throws UsageError that says what is wrong and lists the options. */
function readSandboxOptions(argv: readonly string[]) {
  const values = parseOptions(argv, OPTIONS, sandboxManual);
  const {
    host,
    'seed-file': seedFile,
    'access-token': accessToken = `sandbox-${randomBytes(16).toString('hex')}`,
  } = values;
  if (host === '') throw usageError('--host needs an address');
  // These characters need no quotes in any shell.
  if (!/^[\w-]+$/.test(accessToken)) throw usageError('--access-token needs letters, digits, _ or -');
  if (seedFile === '') throw usageError('--seed-file needs the name of a file');
  if (seedFile !== undefined && values.customers !== undefined)
    throw usageError('--seed-file and --customers cannot be combined');
  const number = (name: keyof typeof NUMBERS) => readNumber(name, values[name]);
  return {
    host,
    accessToken,
    seedFile,
    port: number('port'),
    customers: number('customers'),
    seed: number('seed'),
    quota: number('quota'),
    windowMs: number('window-ms'),
    latencyMs: number('latency-ms'),
    faults: values.faults === undefined ? undefined : readFaults(values.faults),
    faultPlan: values['fault-plan'] === undefined ? undefined : readKinds(values['fault-plan']),
    switches: Object.fromEntries((values.switch ?? []).map(readSwitch)),
  };
}

type SandboxArguments = ReturnType<typeof readSandboxOptions>;

/** The smallest and the largest number that each option takes. */
const NUMBERS = {
  port: [0, 65_535],
  customers: [0, 1_000_000],
  seed: [0, Number.MAX_SAFE_INTEGER],
  quota: [1, Number.MAX_SAFE_INTEGER],
  'window-ms': [1, 2 ** 31 - 1],
  'latency-ms': [0, 2 ** 31 - 1],
} as const;

function readNumber(name: keyof typeof NUMBERS, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [smallest, largest] = NUMBERS[name];
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= smallest && number <= largest) return number;
  throw usageError(`--${name} needs a whole number from ${smallest} to ${largest}, not ${JSON.stringify(text)}`);
}

/** `0.1`, or `0.1:reset,shed`. */
function readFaults(text: string): { readonly rate: number; readonly kinds?: readonly Fault['kind'][] } {
  const [rateText = '', list] = text.split(/:(.*)/s);
  const rate = /^\d*\.?\d+$/.test(rateText) ? Number(rateText) : Number.NaN;
  if (!(rate <= 1)) throw usageError(`--faults needs a rate from 0 to 1, not ${JSON.stringify(rateText)}`);
  return list === undefined ? { rate } : { rate, kinds: readKinds(list) };
}

/** `none,reset`. */
function readKinds(list: string): readonly Fault['kind'][] {
  return list.split(',').map((kind) => {
    if (isFaultKind(kind)) return kind;
    throw usageError(`unknown fault ${JSON.stringify(kind)}; the faults are ${FAULT_KINDS.join(', ')}`);
  });
}

/** `removalAnswer=204`. */
function readSwitch(text: string): readonly [string, unknown] {
  const [name = '', value = ''] = text.split(/=(.*)/s);
  const isKnown = (candidate: string): candidate is keyof typeof SWITCH_CHECKS =>
    Object.hasOwn(SWITCH_CHECKS, candidate);
  if (!isKnown(name))
    throw usageError(
      `unknown switch ${JSON.stringify(name)}; the switches are ${Object.keys(SWITCH_CHECKS).join(', ')}`,
    );
  const setting = JSON_SETTINGS.test(value) ? JSON.parse(value) : value;
  const problem = SWITCH_CHECKS[name](setting);
  if (problem !== undefined) throw usageError(`--switch ${name} ${problem}, not ${JSON.stringify(value)}`);
  return [name, setting];
}

const JSON_SETTINGS = /^(true|false|\d{1,3})$/;

const TEXT = { type: 'string' } as const;

const OPTIONS = {
  host: TEXT,
  'access-token': TEXT,
  port: TEXT,
  'seed-file': TEXT,
  customers: TEXT,
  seed: TEXT,
  quota: TEXT,
  'window-ms': TEXT,
  'latency-ms': TEXT,
  faults: TEXT,
  'fault-plan': TEXT,
  switch: { type: 'string', multiple: true },
} as const;

/** Waits for SIGINT (Ctrl+C) or SIGTERM. A second signal ends the process at once. */
async function untilStopped(): Promise<void> {
  await new Promise<void>((onStop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => onStop());
  });
}
