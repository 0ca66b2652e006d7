import { type AttributeValue, BigCommerceError, type CustomersClient, InvalidRequestError } from '../../index.js';
import { complaintsOf } from '../arguments.js';
import { connect } from '../data/connect.js';
import { counted } from '../data/task.js';
import { createRecordWriter } from '../data/write-records.js';
import { TASK_EXIT } from '../exit-codes.js';
import { plainText } from '../formats/plain-text.js';
import type { Io } from '../io.js';
import { valuesListManual } from '../manual/values-list.js';
import { describeIssues } from './filters.js';
import { type ListOptions, readListOptions } from './list-options.js';
import { type Output, openOutput } from './output.js';

/** What a record has, in the order of the columns. */
const COLUMNS = [
  'id',
  'customer_id',
  'attribute_id',
  'attribute_value',
  'date_created',
  'date_modified',
] as const satisfies (keyof AttributeValue)[];

/** `bigcommerce-customers values list` */
export async function listValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readListOptions(argv);
  const { client } = connect('values list', options.baseUrl, io);
  const output = await openOutput(options.out, io);
  const signal = io.interruption?.() ?? new AbortController().signal;
  const list = { count: 0 };
  try {
    await writeAll(client, options, signal, output, list);
  } catch (error) {
    const part = await output.giveUp();
    if (error instanceof InvalidRequestError) throw complaintsOf(valuesListManual)(describeIssues(error.issues));
    if (!(error instanceof BigCommerceError)) throw error;
    io.stderr.write(`${plainText(signal.aborted ? 'Interrupted.' : error.message)}\n${listedBefore(list.count, part)}`);
    return signal.aborted ? TASK_EXIT.interrupted : TASK_EXIT.notAllDone;
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
