import { resolve } from 'node:path';
import { type AttributeValue, BigCommerceError, type CustomersClient, InvalidRequestError } from '../../index.js';
import { type Command, type ManualPage, parseOptions, TASK_EXIT, usageErrors } from '../command.js';
import { connect } from '../data/connect.js';
import { describeIssues, FILTER_FLAGS, FILTER_OPTIONS, readFilters } from '../data/filters.js';
import { readFormat } from '../data/options.js';
import { type DataFormat, delimiterOf, formatOf } from '../data/record.js';
import { isFormula } from '../data/safe-csv.js';
import { counted } from '../data/task.js';
import { createRecordWriter, type RecordWriter } from '../data/write-records.js';
import { beforeSending, createOutputFile, type OutputFile } from '../files/output-file.js';
import { type Io, type Sink, sinkOf, WriteError } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, PATIENCE } from '../manual.js';
import { inCommandWords } from '../store-settings.js';
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
  const { client, close } = connect('values list', options.baseUrl, io);
  return writeList(client, options, io).finally(close);
}

async function writeList(client: CustomersClient, options: ListOptions, io: Io): Promise<number> {
  const output = await openList(options.out, io);
  const signal = io.cancellation?.() ?? new AbortController().signal;
  const list = { count: 0, formulaCount: 0 };
  try {
    const isForTerminal = options.out === undefined && io.stdout.isTTY === true;
    const delimiter = delimiterOf(options.out ?? '');
    const writer = createRecordWriter(options.format, COLUMNS, { delimiter, isSafe: options.safeCsv, isForTerminal });
    await writeAll(client, options, { signal, output, writer }, list);
    await output.finish();
  } catch (error) {
    const part = await output.giveUp();
    if (error instanceof InvalidRequestError) throw usageErrors(valuesListManual)(describeIssues(error.issues));
    if (!(error instanceof BigCommerceError || error instanceof WriteError)) throw error;
    io.stderr.write(
      `${plainText(signal.aborted ? 'Cancelled.' : inCommandWords(error.message))}\n${listedBefore(list.count, part)}`,
    );
    return signal.aborted ? TASK_EXIT.cancelled : TASK_EXIT.notAllDone;
  }
  warnOfFormulas(list, options, io);
  // Nobody sees in a file name whether the list is empty.
  if (options.out !== undefined)
    io.stdout.write(
      `${counted(list.count, VALUES)} listed in ${plainText(options.out)}${output.replaces ? ', which replaced an earlier file' : ''}.\n`,
    );
  return TASK_EXIT.done;
}

type ListOutput = Sink & Pick<OutputFile, 'replaces' | 'finish' | 'giveUp'>;

/** @throws InputError when the file cannot be written. */
async function openList(name: string | undefined, io: Io): Promise<ListOutput> {
  if (name === undefined)
    return { ...sinkOf(io.stdout), replaces: false, finish: async () => {}, giveUp: async () => undefined };
  const file = await beforeSending(() => createOutputFile(resolve(io.cwd, name), name));
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
  const where = part === undefined ? '' : `, which ${count === 1 ? 'is' : 'are'} in ${plainText(part)}`;
  return `The list is incomplete. ${counted(count, VALUES)} came before that${where}.\n`;
}

const VALUES = { one: 'value', many: 'values' } as const;

/** How far a list has come. */
interface ListProgress {
  count: number;
  /** Values that a spreadsheet could run as formulas. */
  formulaCount: number;
}

/** Writes values as they arrive, for lists of any length. Stops when the reader closes the pipe. */
async function writeAll(
  client: CustomersClient,
  { filters, bom }: ListOptions,
  { signal, output, writer }: { readonly signal: AbortSignal; readonly output: Sink; readonly writer: RecordWriter },
  list: ListProgress,
): Promise<void> {
  let before = (bom ? '\ufeff' : '') + writer.head;
  for await (const value of client.attributeValues.listAll(filters, { signal })) {
    if (!(await output.write(before + writer.record(value)))) return;
    list.count += 1;
    if (Object.values(value).some((cell) => typeof cell === 'string' && isFormula(cell))) list.formulaCount += 1;
    before = '';
  }
  await output.write(before + writer.tail());
}

/** Formulas can send data elsewhere when somebody opens the list in a spreadsheet. */
function warnOfFormulas({ formulaCount }: ListProgress, { format, safeCsv }: ListOptions, io: Io): void {
  if (formulaCount === 0 || format !== 'csv' || safeCsv) return;
  io.stderr.write(
    `${counted(formulaCount, VALUES)} begin${formulaCount === 1 ? 's' : ''} with =, +, -, @, a tab or a line break, which spreadsheets take for formulas. Before you open the list in one, write it with --safe-csv.\n`,
  );
}

export interface ListOptions {
  readonly filters: Readonly<Record<string, unknown>>;
  readonly format: DataFormat;
  /** A file, or `undefined` for standard output. */
  readonly out: string | undefined;
  /** Whether CSV starts with a byte order mark. */
  readonly bom: boolean;
  /** Whether cells that a spreadsheet would run are guarded. */
  readonly safeCsv: boolean;
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
  const safeCsv = Reflect.get(values, 'safe-csv') === true;
  if (safeCsv && format !== 'csv') throw usageError(`--safe-csv is for csv, not for ${format}`);
  return { filters: readFilters(values), format, out, bom, safeCsv, baseUrl: text('base-url') };
}

const OPTIONS = {
  format: { type: 'string', short: 'f' },
  out: { type: 'string', short: 'o' },
  bom: { type: 'boolean' },
  'safe-csv': { type: 'boolean' },
  'base-url': { type: 'string' },
  ...Object.fromEntries(FILTER_FLAGS.map(({ flag }) => [flag, { type: 'string' } as const])),
} as const;

const valuesListManual: ManualPage = {
  name: 'bigcommerce-customers values list',
  summary: 'write the attribute values of customers as CSV, NDJSON or JSON',
  synopsis: [
    'bigcommerce-customers values list [FILTER…] [--format FORMAT] [--out FILE] [--bom] [--safe-csv] [--base-url URL]',
  ],
  description: [
    'Lists the values that the filters leave; without a filter, all values of the store. Values are written as they arrive, so the list can have any length.',
    'The columns of CSV are id, customer_id, attribute_id, attribute_value, date_created and date_modified. The other formats have the records as the store returns them. You can pass the list to values upsert and values delete.',
    'A value has to satisfy all filters. ID is a number; several are separated by commas, and one of them has to match. DATE is a day (2026-03-02), a time (2026-03-02T08:15:30Z, or with +02:00 in place of Z) or a UNIX timestamp.',
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    ...FILTER_OPTIONS,
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'csv, ndjson or json. Default: the extension of the --out FILE, which is refused if it is none of these; .tsv is csv with tabs. csv for standard output.',
    },
    {
      flags: '--out FILE, -o FILE',
      text: 'Write to FILE, which is named FILE.part until the list is complete. Default: -, which means standard output.',
    },
    {
      flags: '--bom',
      text: 'Start CSV with a byte order mark, which tells Excel that the file is UTF-8. Without it, Excel shows and saves wrong letters if names contain more than ASCII. Default: no mark, as most other programs expect.',
    },
    {
      flags: '--safe-csv',
      text: "Put ' before cells of CSV that begin with =, +, -, @, a tab or a line break, because spreadsheets run such cells as formulas, which can send data elsewhere. values upsert takes it off again. Default: values are written unchanged, and standard error reports the number of these.",
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
      command: 'bigcommerce-customers values list --attribute-id 3 --bom --safe-csv --out tiers.csv',
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
