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
import { type Command, complaintsOf, type ManualPage, parseOptions, TASK_EXIT } from '../command.js';
import { connect } from '../data/connect.js';
import { readFormat } from '../data/options.js';
import { type DataFormat, formatOf } from '../data/record.js';
import { counted } from '../data/task.js';
import { createRecordWriter, type Output, openOutput } from '../data/write-records.js';
import { type Io, plainText } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, PATIENCE } from '../manual.js';

/** What a record has, in the order of the columns. */
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
  const output = await openOutput(options.out, io);
  const signal = io.cancellation?.() ?? new AbortController().signal;
  const list = { count: 0 };
  try {
    await writeAll(client, options, signal, output, list);
  } catch (error) {
    const part = await output.giveUp();
    if (error instanceof InvalidRequestError) throw complaintsOf(valuesListManual)(describeIssues(error.issues));
    if (!(error instanceof BigCommerceError)) throw error;
    io.stderr.write(`${plainText(signal.aborted ? 'Interrupted.' : error.message)}\n${listedBefore(list.count, part)}`);
    return signal.aborted ? TASK_EXIT.cancelled : TASK_EXIT.notAllDone;
  }
  await output.finish();
  // An empty file looks like one that is not.
  if (options.out !== undefined)
    io.stdout.write(`${counted(list.count, VALUES)} listed in ${plainText(options.out)}.\n`);
  return TASK_EXIT.done;
}

/** What there is of a list that broke off. How much more there would be, nobody knows. */
function listedBefore(count: number, part: string | undefined): string {
  if (count === 0) return 'Nothing was listed.\n';
  const where = part === undefined ? '' : `, which ${count === 1 ? 'is' : 'are'} in ${part}`;
  return `The list is not complete. ${counted(count, VALUES)} came before that${where}.\n`;
}

const VALUES = { one: 'value', many: 'values' } as const;

/** One by one, so that the length of the list does not matter. Stops when nobody reads on. */
async function writeAll(
  client: CustomersClient,
  { filters, format, bom }: ListOptions,
  signal: AbortSignal,
  output: Output,
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

/** A filter of the API, and the option that sets it. */
export interface FilterFlag {
  /** `date-created-min` */
  readonly flag: string;
  /** `date_created:min` */
  readonly name: string;
  /** Whether it takes several, with commas in between. */
  readonly isList: boolean;
}

/** Pages are walked anyway. */
const PAGING = ['page', 'limit'];

const PARAMETERS: readonly QueryParameterDescriptor[] = operations[LIST].parameters.query;

/** One for each filter of the OpenAPI document: `customer_id:in` is `--customer-id`, `date_created:min` is `--date-created-min`. */
export const FILTER_FLAGS: readonly FilterFlag[] = PARAMETERS.filter(({ name }) => !PAGING.includes(name)).map(
  ({ name, explode }) => ({
    name,
    flag: name.replace(/:in$/, '').replaceAll(/[_:]/g, '-'),
    isList: explode === false,
  }),
);

/** Filters as the client takes them. What is no number stays a text, which the client refuses where it wants a number. */
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

/** What the client does not like about filters, by the options that they come from. */
export function describeIssues(issues: readonly RequestIssue[]): string {
  const lines = issues.map(({ path, message }) => {
    const filter = FILTER_FLAGS.find(({ name }) => path.startsWith(`filters[${JSON.stringify(name)}]`));
    return filter ? `--${filter.flag} ${message}` : `${path} ${message}`;
  });
  return lines.join('; ');
}

export interface ListOptions {
  readonly filters: Readonly<Record<string, unknown>>;
  readonly format: DataFormat;
  /** Where the list goes; `undefined` for standard output. */
  readonly out: string | undefined;
  /** Whether CSV begins with a byte order mark. */
  readonly bom: boolean;
  readonly baseUrl: string | undefined;
}

/** @throws UsageError that names what is wrong and what there is. */
export function readListOptions(argv: readonly string[]): ListOptions {
  const wrong = complaintsOf(valuesListManual);
  const values = parseOptions(argv, OPTIONS, wrong);
  const text = (name: string) => {
    const value = Reflect.get(values, name);
    return typeof value === 'string' ? value : undefined;
  };
  // As it is for input.
  const out = text('out') === '-' ? undefined : text('out');
  if (out === '') throw wrong('--out needs the name of a file');
  const format = readFormat(text('format'), wrong) ?? (out === undefined ? 'csv' : formatOf(out));
  if (!format) throw wrong(`--out ${out}: csv, ndjson or json? Say so with --format`);
  const bom = Reflect.get(values, 'bom') === true;
  if (bom && format !== 'csv') throw wrong(`--bom is for csv, and not for ${format}`);
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
  summary: 'write the values that customers have in attributes as CSV, NDJSON or JSON',
  synopsis: ['bigcommerce-customers values list [FILTER…] [--format FORMAT] [--out FILE] [--bom] [--base-url URL]'],
  description: [
    'Lists all values that satisfy all filters, page after page. Without a filter these are all values of the store. Each is written as it arrives, however many there are.',
    'The columns of CSV are id, customer_id, attribute_id, attribute_value, date_created and date_modified. The other formats have what the store answers with. What is listed can be passed to values upsert and values delete.',
    'Filters are those of the API: --customer-id is its customer_id:in, --date-created-min its date_created:min. Dates are days (2026-03-02), moments (2026-03-02T08:15:30Z) or UNIX timestamps.',
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    ...FILTER_FLAGS.map(({ flag, name, isList }) => ({
      flags: `--${flag} ${isList ? 'ID[,ID…]' : name.startsWith('date') ? 'DATE' : 'TEXT'}`,
      text: `Only what ${name} of the API lets through. Default: all.`,
    })),
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'csv, ndjson or json. Default: what the name of the --out FILE ends with, which is refused where it ends with something else; csv on standard output.',
    },
    {
      flags: '--out FILE, -o FILE',
      text: 'Write to FILE, which is called FILE.part until the list is complete. Default: -, which is standard output.',
    },
    {
      flags: '--bom',
      text: 'Begin CSV with a byte order mark, by which Excel knows that it is UTF-8. Without one, it shows other letters where names have more than ASCII, and saves these. Default: none, which most other programs want.',
    },
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: [
    { code: 0, text: 'The list is complete, or whoever read it wanted no more.' },
    { code: 1, text: 'The store could not be read to the end.' },
    { code: 2, text: 'Wrong usage, missing credentials, or a file that cannot be written.' },
    { code: 130, text: 'Interrupted by SIGINT (Control-C) or SIGTERM.' },
  ],
  examples: [
    {
      purpose: 'Take all values of one attribute to a spreadsheet:',
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
