import { FAULT_KINDS, type Fault, isFaultKind } from '../../sandbox/faults/fault.js';
import { CHECKED_SWITCHES, DEFAULT_SWITCHES } from '../../sandbox/switches.js';
import { complaintsOf, parseArguments } from '../arguments.js';
import { sandboxManual } from '../manual/sandbox.js';

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
  const isKnown = (candidate: string): candidate is keyof typeof CHECKED_SWITCHES =>
    Object.hasOwn(CHECKED_SWITCHES, candidate);
  if (!isKnown(name))
    throw wrong(`there is no switch ${JSON.stringify(name)}; switches are ${Object.keys(DEFAULT_SWITCHES).join(', ')}`);
  const setting = JSON_SETTINGS.test(value) ? JSON.parse(value) : value;
  const problem = CHECKED_SWITCHES[name](setting);
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
