import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { operationIdOf } from '#contract';
import { type Command, EXIT, type ManualPage, parseOptions, TASK_EXIT, usageErrors } from '../command.js';
import { confirm, type Question } from '../data/question.js';
import { writeFile } from '../files/output-file.js';
import { type Io, WriteError } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import { type HttpProxy, proxyFor } from '../proxy.js';
import {
  type ClientFetch,
  type RecordedStep,
  recordingOf,
  recordScenario,
  sourceOf,
} from '../record/record-scenario.js';
import { SCENARIO, type Step, type Target } from '../record/scenario.js';
import { describeStore, inCommandWords, readStoreSettings, type StoreSettings } from '../store-settings.js';
import { plainText } from '../text.js';

const contractRecordManual: ManualPage = {
  name: 'bigcommerce-customers contract record',
  summary: 'call a store, and save its responses as recordings that may be published',
  synopsis: [
    'bigcommerce-customers contract record [--out FOLDER] [--overwrite] [--base-url URL] [--customer-id ID --attribute-id ID [--yes]]',
  ],
  description: [
    'Calls the store whose hash and access token are in the environment variables BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN. Lists attribute values in several ways, which changes nothing.',
    'With --customer-id and --attribute-id it also writes a value for that customer and attribute, reads it, and deletes it again. It does so only if there is no value yet, and asks for confirmation first, with the store and its address. If the store lists the value late, it waits some seconds; if the value cannot be deleted, it explains how you can do so. Nothing else is ever written or deleted: no customer, no segment, no other value.',
    'Saves method, URL, status, bodies and the headers that matter to the contract. Replaces the access token, the store hash, request ids, attribute values, email addresses and every text that the OpenAPI document does not declare: equal texts get equal replacements in all recordings. Ids of customers, attributes and values stay. Review the recordings before you publish them.',
    'Recordings say where they come from: those of any server but https://api.bigcommerce.com, such as a sandbox, say that they may not show what BigCommerce does. Each step becomes a file for contract check, FOLDER/OPERATION/NAME.json. The day and a fingerprint of what the contract says about its operations show contract check when it is out of date.',
  ],
  options: [
    {
      flags: '--out FOLDER, -o FOLDER',
      text: 'The folder for the recordings. Default: recordings.',
    },
    {
      flags: '--overwrite',
      text: 'Replace recordings of the same names. Default: if there are any, nothing is sent.',
    },
    {
      flags: '--base-url URL',
      text: 'Call another server, such as a sandbox on this machine. Default: BIGCOMMERCE_BASE_URL in the environment, or https://api.bigcommerce.com.',
    },
    { flags: '--customer-id ID', text: 'The customer to write a value for. Default: nothing is written.' },
    { flags: '--attribute-id ID', text: 'The attribute to write a value for. Its type must be text.' },
    {
      flags: '--yes, -y',
      text: 'Do not ask for confirmation before the value is written. Required if standard input is not a terminal.',
    },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'Every step succeeded and was saved.' },
    {
      code: 1,
      text: 'A step failed, or the value could not be deleted. The responses of the store are saved.',
    },
    { code: 2, text: 'Wrong usage, missing credentials, no confirmation, or a recording that could not be saved.' },
    { code: 130, text: 'Cancelled by a signal. A value that was written was deleted again.' },
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
    const settings = readStoreSettings(contractRecordManual.name, options.baseUrl, io.env);
    const store = describeStore(contractRecordManual.name, settings, options.baseUrl);
    const steps = [...SCENARIO.reads, ...(options.target ? SCENARIO.writes(options.target) : [])];
    if (!options.overwrite) await refuseExisting(steps, options.out, io);
    if (options.target && !options.yes && !(await confirm(questionOf(steps, store), io))) {
      io.stderr.write('Nothing was sent.\n');
      return EXIT.unusable;
    }
    const proxy = proxyFor(contractRecordManual.name, settings.baseUrl, io.env);
    const way = { ...settings, ...(proxy && { fetch: fetchThrough(proxy) }) };
    return saveAll(steps, options, way, io).finally(() => proxy?.close());
  },
};

/** @throws UsageError when there is a recording that one of the steps would replace. */
async function refuseExisting(steps: readonly Step[], out: string, io: Io): Promise<void> {
  const folders = await readdir(resolve(io.cwd, out)).catch(() => []);
  const paths = folders.flatMap((folder) => steps.map(({ name }) => join(out, folder, `${name}.json`)));
  const states = await Promise.all(paths.map((path) => lstat(resolve(io.cwd, path)).catch(() => undefined)));
  const [first, ...more] = paths.filter((_, at) => states[at] !== undefined);
  if (first === undefined) return;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  throw usageError(`${first}${others} would be replaced; pass --overwrite, or another folder with --out`);
}

function questionOf(steps: readonly Step[], store: string): Question {
  const details = steps.map(({ title, writes }) => `${writes ? 'write' : 'read '}  ${title}`);
  return { text: `Write to ${store}?`, details, answers: ['yes'] };
}

async function saveAll(
  steps: readonly Step[],
  { out }: RecordOptions,
  settings: StoreSettings & { readonly fetch?: ClientFetch },
  io: Io,
): Promise<number> {
  let code: number = EXIT.conforms;
  const signal = io.cancellation?.();
  for await (const recorded of recordScenario(steps, { ...settings, sleep: io.sleep, signal })) {
    const { step, error } = recorded;
    if (error) {
      code = Math.max(code, EXIT.violates);
      io.stderr.write(`${plainText(`${step.title}: ${inCommandWords(error.message)}`)}\n`);
    }
    if (!isWorthSaving(recorded)) continue;
    const path = join(out, folderOf(recorded), `${step.name}.json`);
    if (await save(path, recorded, settings.baseUrl, io))
      io.stdout.write(`${plainText(path)}: ${step.title}${error ? ' (failed)' : ''}\n`);
    else code = EXIT.unusable;
  }
  const { kind, place } = sourceOf(settings.baseUrl);
  if (kind !== 'observed') io.stdout.write(`These responses come from ${place}. The recordings say so.\n`);
  if (!signal?.aborted) return code;
  io.stderr.write('Cancelled.\n');
  return TASK_EXIT.cancelled;
}

/** The library of the proxy has responses of its own, which the platform cannot copy. */
function fetchThrough(proxy: HttpProxy): ClientFetch {
  return async (request) => {
    const { method, url, headers, signal } = request;
    const body = await request.text();
    const response = await proxy.fetch(url, {
      method,
      headers: Object.fromEntries(headers),
      ...(body !== '' && { body }),
      signal,
      redirect: 'manual',
    });
    const text = await response.text();
    return new Response(text === '' ? null : text, { status: response.status, headers: [...response.headers] });
  };
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
async function save(name: string, recorded: RecordedStep, baseUrl: string | undefined, io: Io): Promise<boolean> {
  const path = resolve(io.cwd, name);
  try {
    await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
      throw new WriteError(name, error);
    });
    await writeFile(path, name, `${JSON.stringify(recordingOf(recorded, io.now(), baseUrl), undefined, 2)}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.stderr.write(`${plainText(error.message)}\n`);
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
  /** Whether to replace recordings. */
  readonly overwrite: boolean;
  /** Whether to write without confirmation. */
  readonly yes: boolean;
}

/** @throws UsageError that says what is wrong and lists the options. */
function readRecordOptions(argv: readonly string[]): RecordOptions {
  const values = parseOptions(argv, OPTIONS, contractRecordManual);
  const { out, overwrite, yes } = values;
  if (out === '') throw usageError('--out needs the name of a folder');
  const [customerId, attributeId] = (['customer-id', 'attribute-id'] as const).map((name) =>
    readId(name, values[name]),
  );
  if ((customerId === undefined) !== (attributeId === undefined))
    throw usageError('--customer-id and --attribute-id must be used together');
  const target = customerId !== undefined && attributeId !== undefined ? { customerId, attributeId } : undefined;
  return { out, baseUrl: values['base-url'], target, overwrite, yes };
}

function readId(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw usageError(`--${name} needs an id above 0, not ${JSON.stringify(text)}`);
  return Number(text);
}

const OPTIONS = {
  out: { type: 'string', short: 'o', default: 'recordings' },
  overwrite: { type: 'boolean', default: false },
  'base-url': { type: 'string' },
  'customer-id': { type: 'string' },
  'attribute-id': { type: 'string' },
  yes: { type: 'boolean', short: 'y', default: false },
} as const;
