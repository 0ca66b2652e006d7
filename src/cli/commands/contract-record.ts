import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { operationIdOf } from '#contract';
import { InvalidRequestError } from '#errors';
import { type Command, EXIT, type ManualPage, parseOptions, UsageError, usageErrors } from '../command.js';
import { type Io, reasonOf } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import type { Secrets } from '../record/mask.js';
import { type RecordedStep, recordingOf, recordScenario } from '../record/record-scenario.js';
import { SCENARIO, type Step, type Target } from '../record/scenario.js';
import { plainText } from '../text.js';

const contractRecordManual: ManualPage = {
  name: 'bigcommerce-customers contract record',
  summary: 'call a store, and save its responses as recordings that may be published',
  synopsis: [
    'bigcommerce-customers contract record [--out FOLDER] [--base-url URL] [--customer-id ID --attribute-id ID [--yes]]',
  ],
  description: [
    'Calls the store whose hash and access token are in the environment variables BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN. Lists attribute values in several ways, which changes nothing.',
    'With --customer-id and --attribute-id it also writes a value for that customer and attribute, reads it, and deletes it again. It does so only if there is no value yet, and asks for confirmation first. If the store lists the value late, it waits some seconds; if the value cannot be deleted, it explains how you can do so. Nothing else is ever written or deleted: no customer, no segment, no other value.',
    'Saves method, URL, status, bodies and the headers that matter to the contract. Replaces the access token, the store hash, request ids, attribute values, email addresses and every text that the OpenAPI document does not declare: equal texts get equal replacements in all recordings. Ids of customers, attributes and values stay. Review the recordings before you publish them.',
    'Each step becomes a file for contract check, FOLDER/OPERATION/NAME.json. The day and a fingerprint of what the contract says about its operations show contract check when it is out of date.',
  ],
  options: [
    {
      flags: '--out FOLDER, -o FOLDER',
      text: 'The folder for the recordings. Files with the same names are replaced. Default: recordings.',
    },
    {
      flags: '--base-url URL',
      text: 'Call another server, such as a sandbox on this machine. Default: https://api.bigcommerce.com.',
    },
    { flags: '--customer-id ID', text: 'The customer to write a value for. Default: nothing is written.' },
    { flags: '--attribute-id ID', text: 'The attribute to write a value for. Its type must be text.' },
    { flags: '--yes, -y', text: 'Do not ask for confirmation before the value is written.' },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'Every step succeeded and was saved.' },
    {
      code: 1,
      text: 'A step failed, or the value could not be deleted. The responses of the store are saved.',
    },
    { code: 2, text: 'Wrong usage, missing credentials, no confirmation, or a recording that could not be saved.' },
  ],
  examples: [
    { purpose: 'Only read:', command: 'bigcommerce-customers contract record --out recordings' },
    {
      purpose: 'Also write and delete a value for customer 23:',
      command: 'bigcommerce-customers contract record --customer-id 23 --attribute-id 3',
    },
    {
      purpose: 'Record, then check the recordings:',
      command: 'bigcommerce-customers contract record && bigcommerce-customers contract check recordings',
    },
  ],
};

/** `bigcommerce-customers contract record` */
export const contractRecord: Command = {
  manual: contractRecordManual,
  run: async (argv, io) => {
    const options = readRecordOptions(argv);
    const secrets = readSecrets(io);
    const steps = [...SCENARIO.reads, ...(options.target ? SCENARIO.writes(options.target) : [])];
    if (options.target && !options.yes && !(await confirmWrites(steps, io))) {
      io.stderr.write('Nothing was done.\n');
      return EXIT.unusable;
    }
    return saveAll(steps, options, secrets, io).catch((error: unknown) => {
      // The client refuses its options, such as the URL of --base-url. Nothing was sent.
      if (error instanceof InvalidRequestError) throw new UsageError(`${contractRecordManual.name}: ${error.message}`);
      throw error;
    });
  },
};

/** @throws UsageError when one of them is missing. */
function readSecrets({ env }: Io): Secrets {
  const { BIGCOMMERCE_STORE_HASH: storeHash = '', BIGCOMMERCE_ACCESS_TOKEN: accessToken = '' } = env;
  if (storeHash !== '' && accessToken !== '') return { storeHash, accessToken };
  throw new UsageError(
    `${contractRecordManual.name}: set BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN in the environment`,
  );
}

async function confirmWrites(steps: readonly Step[], io: Io): Promise<boolean> {
  const plan = steps.map(({ title, writes }) => `  ${writes ? 'write' : 'read '}  ${title}\n`).join('');
  return io.confirm(`${plan}Write to this store?`);
}

async function saveAll(
  steps: readonly Step[],
  { out, baseUrl }: RecordOptions,
  secrets: Secrets,
  io: Io,
): Promise<number> {
  let code: number = EXIT.conforms;
  for await (const recorded of recordScenario(steps, {
    ...secrets,
    sleep: io.sleep,
    ...(baseUrl !== undefined && { baseUrl }),
  })) {
    const { step, error } = recorded;
    if (error) {
      code = Math.max(code, EXIT.violates);
      io.stderr.write(`${plainText(`${step.title}: ${error.message}`)}\n`);
    }
    if (!isWorthSaving(recorded)) continue;
    const path = join(out, folderOf(recorded), `${step.name}.json`);
    if (await save(resolve(io.cwd, path), recorded, io))
      io.stdout.write(`${plainText(path)}: ${step.title}${error ? ' (failed)' : ''}\n`);
    else code = EXIT.unusable;
  }
  return code;
}

function isWorthSaving({ step: { savedFor }, exchanges }: RecordedStep): boolean {
  return exchanges.some(({ request }) => savedFor === undefined || request.method === savedFor);
}

/** A folder for each operation. The last exchange of a step is the one that it is about. */
function folderOf({ exchanges }: RecordedStep): string {
  const last = exchanges.at(-1);
  return (last && operationIdOf(last.request)) ?? 'others';
}

/** @returns Whether the file could be written. */
async function save(path: string, recorded: RecordedStep, io: Io): Promise<boolean> {
  try {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, `${JSON.stringify(recordingOf(recorded, io.now()), undefined, 2)}\n`);
    return true;
  } catch (error) {
    io.stderr.write(`${plainText(`${path}: cannot be written: ${reasonOf(error)}`)}\n`);
    return false;
  }
}

const usageError = usageErrors(contractRecordManual);

interface RecordOptions {
  /** The folder for the recordings. */
  readonly out: string;
  readonly baseUrl: string | undefined;
  /** The value to write; `undefined` for reading only. */
  readonly target: Target | undefined;
  /** Whether to write without confirmation. */
  readonly yes: boolean;
}

/** @throws UsageError that says what is wrong and lists the options. */
function readRecordOptions(argv: readonly string[]): RecordOptions {
  const values = parseOptions(argv, OPTIONS, contractRecordManual);
  const { out, yes } = values;
  if (out === '') throw usageError('--out needs the name of a folder');
  const [customerId, attributeId] = (['customer-id', 'attribute-id'] as const).map((name) =>
    readId(name, values[name]),
  );
  if ((customerId === undefined) !== (attributeId === undefined))
    throw usageError('--customer-id and --attribute-id must be used together');
  const target = customerId !== undefined && attributeId !== undefined ? { customerId, attributeId } : undefined;
  return { out, baseUrl: values['base-url'], target, yes };
}

function readId(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw usageError(`--${name} needs an id above 0, not ${JSON.stringify(text)}`);
  return Number(text);
}

const OPTIONS = {
  out: { type: 'string', short: 'o', default: 'recordings' },
  'base-url': { type: 'string' },
  'customer-id': { type: 'string' },
  'attribute-id': { type: 'string' },
  yes: { type: 'boolean', short: 'y', default: false },
} as const;
