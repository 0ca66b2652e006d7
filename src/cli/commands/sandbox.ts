import { resolve } from 'node:path';
import { valueAt } from '../../json.js';
import type { Fault } from '../../sandbox/index.js';
import { FAULT_KINDS, isFaultKind, NAMED_FAULT_KINDS, SWITCH_CHECKS } from '../../sandbox/internal.js';
import { type Command, complaintsOf, EXIT, type ManualPage, parseArguments } from '../command.js';
import { type Io, plainText } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import { lineOf, warningOf, welcome } from './sandbox-texts.js';

export const sandboxManual: ManualPage = {
  name: 'bigcommerce-customers sandbox',
  summary: 'run a BigCommerce store on this machine',
  synopsis: [
    'bigcommerce-customers sandbox [--port N] [--host HOST] [--seed-file FILE | --customers N [--seed N]] [--quota N] [--window-ms N] [--latency-ms N] [--fault-plan KIND,…] [--faults RATE[:KIND,…]] [--switch NAME=VALUE …]',
  ],
  description: [
    'Answers the five operations as BigCommerce does, and keeps what they change until it is stopped. Shows its address, a client and environment variables for it, and a line for each request. Needs no account and no network.',
    'Attributes, values and segments that are made up are the same for the same seed, dates included. A seed file has customers, attributes (id, name, type), values (customer_id, attribute_id, value, and if you like id, date_created, date_modified) and segments (id, profiles).',
    'It listens on this machine only, unless --host says otherwise.',
  ],
  options: [
    { flags: '--port N', text: 'Where to listen. Default: any port that is free.' },
    { flags: '--host HOST', text: 'The address to listen on. Default: 127.0.0.1.' },
    { flags: '--seed-file FILE', text: 'Begin with what a file holds: JSON, or YAML where yaml is installed.' },
    { flags: '--customers N', text: 'Make up so many customers. Default: 25.' },
    { flags: '--seed N', text: 'Of customers and faults that are made up. Default: 1.' },
    { flags: '--quota N', text: 'Requests in a window, 1 or more. Default: 150.' },
    { flags: '--window-ms N', text: 'Length of a window in milliseconds. Default: 30000.' },
    { flags: '--latency-ms N', text: 'How long each call takes. Default: 0.' },
    {
      flags: '--fault-plan KIND,…',
      text: 'What is to go wrong with the first requests, in their order: none,reset,server-error spares the first one. Kinds: see --faults, and none. Default: nothing.',
    },
    {
      flags: '--faults RATE[:KIND,…]',
      text: `Let a share of the requests go wrong, after those of --fault-plan: 0.1, or 0.1:reset,shed. Kinds: ${FAULT_KINDS.filter((kind) => kind !== 'none').join(', ')}. Those that do not pass have to be named: ${NAMED_FAULT_KINDS.join(', ')}. Default: none.`,
    },
    {
      flags: '--switch NAME=VALUE',
      text: 'Behave otherwise where nobody knows how stores do, such as removalAnswer=204. May be given several times; the README lists them.',
    },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'It was stopped with SIGINT (Ctrl+C) or SIGTERM.' },
    { code: 1, text: 'Never.' },
    { code: 2, text: 'Wrong usage, a seed file that cannot be used, or a port that is taken.' },
  ],
  examples: [
    { purpose: 'A store with ten thousand customers:', command: 'bigcommerce-customers sandbox --customers 10000' },
    {
      purpose: 'See a bulk job at a rate limit, while a tenth of its requests fail:',
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

const wrong = complaintsOf(sandboxManual);

/** @throws UsageError that names what is wrong and what there is. */
export function readSandboxOptions(argv: readonly string[]) {
  const { values, positionals } = parsed(argv);
  const [surplus] = positionals;
  if (surplus !== undefined) throw wrong(`there is nothing to be done with ${JSON.stringify(surplus)}`);
  const { host, 'seed-file': seedFile } = values;
  if (host === '') throw wrong('--host needs an address');
  if (seedFile === '') throw wrong('--seed-file needs the name of a file');
  if (seedFile !== undefined && values.customers !== undefined)
    throw wrong('--seed-file and --customers do not go together');
  const number = (name: keyof typeof NUMBERS) => readNumber(name, values[name]);
  return {
    host,
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

export type SandboxArguments = ReturnType<typeof readSandboxOptions>;

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
  throw wrong(`--${name} needs a whole number from ${smallest} to ${largest}, not ${JSON.stringify(text)}`);
}

/** `0.1`, or `0.1:reset,shed`. */
function readFaults(text: string): { readonly rate: number; readonly kinds?: readonly Fault['kind'][] } {
  const [share = '', list] = text.split(/:(.*)/s);
  const rate = /^\d*\.?\d+$/.test(share) ? Number(share) : Number.NaN;
  if (!(rate <= 1)) throw wrong(`--faults needs a share from 0 to 1, not ${JSON.stringify(share)}`);
  return list === undefined ? { rate } : { rate, kinds: readKinds(list) };
}

/** `none,reset`. */
function readKinds(list: string): readonly Fault['kind'][] {
  return list.split(',').map((kind) => {
    if (isFaultKind(kind)) return kind;
    throw wrong(`there is no fault ${JSON.stringify(kind)}; faults are ${FAULT_KINDS.join(', ')}`);
  });
}

/** `removalAnswer=204`. */
function readSwitch(text: string): readonly [string, unknown] {
  const [name = '', value = ''] = text.split(/=(.*)/s);
  const isKnown = (candidate: string): candidate is keyof typeof SWITCH_CHECKS =>
    Object.hasOwn(SWITCH_CHECKS, candidate);
  if (!isKnown(name))
    throw wrong(`there is no switch ${JSON.stringify(name)}; switches are ${Object.keys(SWITCH_CHECKS).join(', ')}`);
  const setting = JSON_SETTINGS.test(value) ? JSON.parse(value) : value;
  const problem = SWITCH_CHECKS[name](setting);
  if (problem !== undefined) throw wrong(`${name} ${problem}, not ${JSON.stringify(value)}`);
  return [name, setting];
}

const JSON_SETTINGS = /^(true|false|\d{1,3})$/;

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseArguments(
    argv,
    {
      host: text,
      port: text,
      'seed-file': text,
      customers: text,
      seed: text,
      quota: text,
      'window-ms': text,
      'latency-ms': text,
      faults: text,
      'fault-plan': text,
      switch: { type: 'string', multiple: true },
    },
    wrong,
  );
}

/** Waits for Ctrl+C, or for whoever started the process to end it. A second signal ends it at once. */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
