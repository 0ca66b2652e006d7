import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { operationIdOf } from '../../contract/index.js';
import { InvalidRequestError } from '../../errors/invalid-request.js';
import { type Command, complaintsOf, EXIT, type ManualPage, parseArguments, UsageError } from '../command.js';
import { type Io, plainText, reasonOf } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import type { Secrets } from '../record/mask.js';
import { type RecordedStep, recordingOf, recordScenario } from '../record/record-scenario.js';
import { SCENARIO, type Step, type Target } from '../record/scenario.js';

export const contractRecordManual: ManualPage = {
  name: 'bigcommerce-customers contract record',
  summary: 'call a store, and save what it answers as recordings that may be published',
  synopsis: [
    'bigcommerce-customers contract record [--out FOLDER] [--base-url URL] [--customer-id ID --attribute-id ID [--yes]]',
  ],
  description: [
    'Calls the store whose hash and access token are in the environment variables BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN. Lists attribute values in several ways, which changes nothing.',
    'With --customer-id and --attribute-id it also writes a value for that customer and attribute, reads it, and deletes it again. It does so only where there is no value yet, and asks before. Where the store lists the value late, it waits some seconds; if the value cannot be deleted, it says how you can do so. Nothing else is ever written or deleted: no customer, no segment, no other value.',
    'Saved are method, URL, status, bodies and those headers that the contract speaks of. The access token, the hash of the store, ids of requests, texts of attribute values, addresses of people and all texts that the OpenAPI document does not declare are replaced, the same by the same in all recordings. Ids of customers, attributes and values stay. Look at the recordings before you publish them all the same.',
    'Each step becomes a file, FOLDER/OPERATION/NAME.json, that contract check reads. It carries the day and a fingerprint of what the contract says about the operations in it, by which contract check tells whether it is out of date.',
  ],
  options: [
    {
      flags: '--out FOLDER, -o FOLDER',
      text: 'Where to save recordings. Those of the same names are replaced. Default: recordings.',
    },
    {
      flags: '--base-url URL',
      text: 'Call another server, such as one on this machine. Default: https://api.bigcommerce.com.',
    },
    { flags: '--customer-id ID', text: 'The customer to write a value for. Default: nothing is written.' },
    { flags: '--attribute-id ID', text: 'The attribute to write a value of. It has to take texts.' },
    { flags: '--yes, -y', text: 'Do not ask before the value is written.' },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'Every step worked, and was saved.' },
    {
      code: 1,
      text: 'A step did not work, or what was written could not be deleted. What the store answered is saved.',
    },
    { code: 2, text: 'Wrong usage, missing credentials, no consent, or a recording that could not be saved.' },
  ],
  examples: [
    { purpose: 'Only read:', command: 'bigcommerce-customers contract record --out recordings' },
    {
      purpose: 'Also write and delete a value of customer 23:',
      command: 'bigcommerce-customers contract record --customer-id 23 --attribute-id 3',
    },
    {
      purpose: 'Check what was recorded:',
      command: 'bigcommerce-customers contract record && bigcommerce-customers contract check recordings',
    },
  ],
};

/** `bigcommerce-customers contract record` */
export const contractRecord: Command = {
  manual: contractRecordManual,
  run: async (argv, io) => {
    const options = readRecordOptions(argv);
    const secrets = secretsFrom(io);
    const steps = [...SCENARIO.reads, ...(options.target ? SCENARIO.writes(options.target) : [])];
    if (options.target && !options.yes && !(await isAgreed(steps, io))) {
      io.stderr.write('Nothing was done.\n');
      return EXIT.unusable;
    }
    return saveAll(steps, options, secrets, io).catch((error: unknown) => {
      // Settings that the client does not take. Nothing was sent.
      if (error instanceof InvalidRequestError) throw new UsageError(`${contractRecordManual.name}: ${error.message}`);
      throw error;
    });
  },
};

/** @throws UsageError when they are missing. */
function secretsFrom({ env }: Io): Secrets {
  const { BIGCOMMERCE_STORE_HASH: storeHash = '', BIGCOMMERCE_ACCESS_TOKEN: accessToken = '' } = env;
  if (storeHash !== '' && accessToken !== '') return { storeHash, accessToken };
  throw new UsageError(
    `${contractRecordManual.name}: BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN have to be set in the environment`,
  );
}

async function isAgreed(steps: readonly Step[], io: Io): Promise<boolean> {
  const plan = steps.map(({ title, writes }) => `  ${writes ? 'write' : 'read '}  ${title}\n`).join('');
  return io.confirm(`${plan}Is this store to be written to?`);
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
    if (await isSaved(resolve(io.cwd, path), recorded, io))
      io.stdout.write(`${path}: ${step.title}${error ? ' (did not work)' : ''}\n`);
    else code = EXIT.unusable;
  }
  return code;
}

function isWorthSaving({ step: { savedFor }, exchanges }: RecordedStep): boolean {
  return exchanges.some(({ request }) => savedFor === undefined || request.method === savedFor);
}

/** A folder for each operation: that of the last exchange, which is what a step is about. */
function folderOf({ exchanges }: RecordedStep): string {
  const last = exchanges.at(-1);
  return (last && operationIdOf(last.request)) ?? 'others';
}

async function isSaved(path: string, recorded: RecordedStep, io: Io): Promise<boolean> {
  try {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, `${JSON.stringify(recordingOf(recorded, io.now()), undefined, 2)}\n`);
    return true;
  } catch (error) {
    io.stderr.write(`${plainText(`${path}: cannot be written: ${reasonOf(error)}`)}\n`);
    return false;
  }
}

const wrong = complaintsOf(contractRecordManual);

export interface RecordOptions {
  /** The folder that recordings are written to. */
  readonly out: string;
  readonly baseUrl: string | undefined;
  /** What may be written; `undefined` for reading only. */
  readonly target: Target | undefined;
  /** Whether nobody is to be asked before something is written. */
  readonly yes: boolean;
}

/** @throws UsageError that names what is wrong and what there is. */
export function readRecordOptions(argv: readonly string[]): RecordOptions {
  const { values, positionals } = parsed(argv);
  const [surplus] = positionals;
  if (surplus !== undefined) throw wrong(`there is nothing to be done with ${JSON.stringify(surplus)}`);
  const { out, yes } = values;
  if (out === '') throw wrong('--out needs the name of a folder');
  const [customerId, attributeId] = [values['customer-id'], values['attribute-id']].map(readId);
  if ((customerId === undefined) !== (attributeId === undefined))
    throw wrong('--customer-id and --attribute-id go together');
  const target = customerId !== undefined && attributeId !== undefined ? { customerId, attributeId } : undefined;
  return { out, baseUrl: values['base-url'], target, yes };
}

function readId(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw wrong(`${JSON.stringify(text)} is not an id`);
  return Number(text);
}

function parsed(argv: readonly string[]) {
  return parseArguments(
    argv,
    {
      out: { type: 'string', short: 'o', default: 'recordings' },
      'base-url': { type: 'string' },
      'customer-id': { type: 'string' },
      'attribute-id': { type: 'string' },
      yes: { type: 'boolean', short: 'y', default: false },
    },
    wrong,
  );
}
