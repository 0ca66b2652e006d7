import { resolve } from 'node:path';
import type { QueryParameterDescriptor } from '../../../generated/descriptor.js';
import { operations } from '../../../generated/operations.js';
import {
  type AttributeValue,
  BigCommerceError,
  type CustomersClient,
  InvalidRequestError,
  type RequestIssue,
} from '../../index.js';
import { LIST } from '../../resources/list.js';
import { type Command, type ManualPage, parseOptions, TASK_EXIT, usageErrors } from '../command.js';
import { connect } from '../data/connect.js';
import { readFormat } from '../data/options.js';
import { type DataFormat, formatOf } from '../data/record.js';
import { counted } from '../data/task.js';
import { createRecordWriter } from '../data/write-records.js';
import { createOutputFile, type OutputFile } from '../files/output-file.js';
import { type Io, type Sink, sinkOf, WriteError } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, PATIENCE } from '../manual.js';
import { plainText } from '../text.js';

/** Columns of CSV, in order. */
const COLUMNS = [
  'id',
  'customer_id',
  'attribute_id',
  'attribute_value',
  'date_created',
  'date_modified',
] as const satisfies (keyof AttributeValue)[];

async function listValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readListOptions(argv);
  const { client } = connect('values list', options.baseUrl, io);
  const output = await openList(options.out, io);
  const signal = io.cancellation?.() ?? new AbortController().signal;
  const list = { count: 0 };
  try {
    await writeAll(client, options, signal, output, list);
    await output.finish();
  } catch (error) {
    const part = await output.giveUp();
    if (error instanceof InvalidRequestError) throw usageErrors(valuesListManual)(describeIssues(error.issues));
    if (!(error instanceof BigCommerceError || error instanceof WriteError)) throw error;
    io.stderr.write(`${plainText(signal.aborted ? 'Cancelled.' : error.message)}\n${listedBefore(list.count, part)}`);
    return signal.aborted ? TASK_EXIT.cancelled : TASK_EXIT.notAllDone;
  }
  // Nobody sees in a file name whether the list is empty.
  if (options.out !== undefined)
    io.stdout.write(
      `${counted(list.count, VALUES)} listed in ${plainText(options.out)}${output.replaces ? ', which replaced an earlier file' : ''}.\n`,
    );
  return TASK_EXIT.done;
}

type ListOutput = Sink & Omit<OutputFile, 'append'>;

/** @throws InputError when the file cannot be written. */
async function openList(name: string | undefined, io: Io): Promise<ListOutput> {
  if (name === undefined)
    return { ...sinkOf(io.stdout), replaces: false, finish: async () => {}, giveUp: async () => undefined };
  const file = await createOutputFile(resolve(io.cwd, name), name);
  return {
    ...file,
    write: async (text) => {
      await file.append(text);
      return true;
    },
  };
}

/** Says how much of a list was written before it ended early. */
function listedBefore(count: number, part: string | undefined): string {
  if (count === 0) return 'Nothing was listed.\n';
  const where = part === undefined ? '' : `, which ${count === 1 ? 'is' : 'are'} in ${part}`;
  return `The list is incomplete. ${counted(count, VALUES)} came before that${where}.\n`;
}

const VALUES = { one: 'value', many: 'values' } as const;

/** Writes values as they arrive, for lists of any length. Stops when the reader closes the pipe. */
async function writeAll(
  client: CustomersClient,
  { filters, format, bom }: ListOptions,
  signal: AbortSignal,
  output: Sink,
  list: { count: number },
): Promise<void> {
  const writer = createRecordWriter(format, COLUMNS);
  let before = (bom ? '\ufeff' : '') + writer.head;
  for await (const value of client.attributeValues.listAll(filters, { signal })) {
    if (!(await output.write(before + writer.record(value)))) return;
    list.count += 1;
    before = '';
  }
  await output.write(before + writer.tail());
}

/** A filter of the API, with the option that sets it. */
export interface FilterFlag {
  /** `date-created-min` */
  readonly flag: string;
  /** `date_created:min` */
  readonly name: string;
  /** Whether it takes several values, separated by commas. */
  readonly isList: boolean;
}

/** The command lists all pages. */
const PAGING = ['page', 'limit'];

const PARAMETERS: readonly QueryParameterDescriptor[] = operations[LIST].parameters.query;

/** An option for each filter in the OpenAPI document: `--customer-id` for `customer_id:in`, and so on. */
export const FILTER_FLAGS: readonly FilterFlag[] = PARAMETERS.filter(({ name }) => !PAGING.includes(name)).map(
  ({ name, explode }) => ({
    name,
    flag: name.replace(/:in$/, '').replaceAll(/[_:]/g, '-'),
    isList: explode === false,
  }),
);

/** Converts options to filters. What is not a number stays a text, and the client refuses it if it needs a number. */
export function readFilters(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = FILTER_FLAGS.flatMap(({ flag, name, isList }) => {
    const value = values[flag];
    if (typeof value !== 'string') return [];
    return [[name, isList ? value.split(',').map(toNumber) : value] as const];
  });
  return Object.fromEntries(given);
}

function toNumber(text: string): number | string {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : text;
}

/** Describes problems with filters by the names of their options, one for each. */
export function describeIssues(issues: readonly RequestIssue[]): string {
  const byOption = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const filter = FILTER_FLAGS.find(({ name }) => path.startsWith(`filters[${JSON.stringify(name)}]`));
    const option = filter ? `--${filter.flag}` : path;
    byOption.set(option, [...(byOption.get(option) ?? []), message]);
  }
  const lines = [...byOption].map(([option, [first, ...more]]) =>
    more.length > 0 ? `${option} ${first}, and ${more.length} more like this` : `${option} ${first}`,
  );
  return lines.join('; ');
}

export interface ListOptions {
  readonly filters: Readonly<Record<string, unknown>>;
  readonly format: DataFormat;
  /** A file, or `undefined` for standard output. */
  readonly out: string | undefined;
  /** Whether CSV starts with a byte order mark. */
  readonly bom: boolean;
  readonly baseUrl: string | undefined;
}

/** @throws UsageError that says what is wrong and lists the options. */
export function readListOptions(argv: readonly string[]): ListOptions {
  const usageError = usageErrors(valuesListManual);
  const values = parseOptions(argv, OPTIONS, valuesListManual);
  const text = (name: string) => {
    const value = Reflect.get(values, name);
    return typeof value === 'string' ? value : undefined;
  };
  // As for input.
  const out = text('out') === '-' ? undefined : text('out');
  if (out === '') throw usageError('--out needs the name of a file');
  const format = readFormat(text('format'), usageError) ?? (out === undefined ? 'csv' : formatOf(out));
  if (!format) throw usageError(`--out ${out}: unknown format; pass --format csv, ndjson or json`);
  const bom = Reflect.get(values, 'bom') === true;
  if (bom && format !== 'csv') throw usageError(`--bom is for csv, not for ${format}`);
  return { filters: readFilters(values), format, out, bom, baseUrl: text('base-url') };
}

const OPTIONS = {
  format: { type: 'string', short: 'f' },
  out: { type: 'string', short: 'o' },
  bom: { type: 'boolean' },
  'base-url': { type: 'string' },
  ...Object.fromEntries(FILTER_FLAGS.map(({ flag }) => [flag, { type: 'string' } as const])),
} as const;

const valuesListManual: ManualPage = {
  name: 'bigcommerce-customers values list',
  summary: 'write the attribute values of customers as CSV, NDJSON or JSON',
  synopsis: ['bigcommerce-customers values list [FILTER…] [--format FORMAT] [--out FILE] [--bom] [--base-url URL]'],
  description: [
    'Lists all values that satisfy all filters; without a filter, all values of the store. Values are written as they arrive, so the list can have any length.',
    'The columns of CSV are id, customer_id, attribute_id, attribute_value, date_created and date_modified. The other formats have the records as the store returns them. You can pass the list to values upsert and values delete.',
    'The filters are those of the API: --customer-id is customer_id:in, --date-created-min is date_created:min. A date is a day (2026-03-02), a time (2026-03-02T08:15:30Z) or a UNIX timestamp.',
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    ...FILTER_FLAGS.map(({ flag, name, isList }) => ({
      flags: `--${flag} ${isList ? 'ID[,ID…]' : name.startsWith('date') ? 'DATE' : 'TEXT'}`,
      text: `List only values that satisfy the filter ${name} of the API. Default: all.`,
    })),
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'csv, ndjson or json. Default: the extension of the --out FILE, which is refused if it is none of these; csv for standard output.',
    },
    {
      flags: '--out FILE, -o FILE',
      text: 'Write to FILE, which is named FILE.part until the list is complete. Default: -, which means standard output.',
    },
    {
      flags: '--bom',
      text: 'Start CSV with a byte order mark, which tells Excel that the file is UTF-8. Without it, Excel shows and saves wrong letters if names contain more than ASCII. Default: no mark, as most other programs expect.',
    },
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: [
    { code: 0, text: 'The list is complete, or the reader of the pipe wanted no more.' },
    { code: 1, text: 'The list is incomplete.' },
    { code: 2, text: 'Wrong usage, missing credentials, or a file that cannot be written.' },
    { code: 130, text: 'Cancelled by SIGINT (Control-C), SIGTERM, SIGHUP or SIGQUIT.' },
  ],
  examples: [
    {
      purpose: 'Export all values of one attribute to a spreadsheet:',
      command: 'bigcommerce-customers values list --attribute-id 3 --bom --out tiers.csv',
    },
    {
      purpose: 'Count the values of two customers:',
      command: 'bigcommerce-customers values list --customer-id 23,24 --format ndjson | wc -l',
    },
    {
      purpose: 'Delete all values of an attribute:',
      command:
        'bigcommerce-customers values list --attribute-id 3 --out old.csv && bigcommerce-customers values delete old.csv',
    },
  ],
};

/** `bigcommerce-customers values list` */
export const valuesList: Command = { manual: valuesListManual, run: listValues };
