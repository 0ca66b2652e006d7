import type { AttributeValueInput } from '../../index.js';
import { UPSERT } from '../../resources/attribute-values.js';
import { type Command, type ManualPage, usageErrors } from '../command.js';
import { readTaskOptions } from '../data/options.js';
import { columnOf, readInteger, readText } from '../data/record.js';
import { runTask } from '../data/run-task.js';
import type { Task } from '../data/task.js';
import type { Io } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';

/** The names of the value in requests and in responses, so that what `values list` writes can be written back. */
const VALUE_COLUMNS = ['value', 'attribute_value'];

const UPSERTING: Task<AttributeValueInput> = {
  command: 'values upsert',
  nouns: { one: 'value', many: 'values' },
  participle: 'written',
  reader: (records) => {
    const column = columnOf(records, VALUE_COLUMNS);
    return (record) => ({
      customer_id: readInteger(record, 'customer_id'),
      attribute_id: readInteger(record, 'attribute_id'),
      value: readText(record, column),
    });
  },
  describe: (value) => `the value of customer ${value.customer_id} for attribute ${value.attribute_id}`,
  operation: () => UPSERT,
};

async function upsertValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(valuesUpsertManual, argv, []);
  if (options.files.length === 0) throw usageErrors(valuesUpsertManual)('FILE is missing; - means standard input');
  return runTask(UPSERTING, options, io);
}

const valuesUpsertManual: ManualPage = {
  name: 'bigcommerce-customers values upsert',
  summary: 'create or replace the attribute values in files',
  synopsis: [
    'bigcommerce-customers values upsert [--format FORMAT] [--dry-run] [--failures FILE] [--resume FILE] [--base-url URL] FILE…',
  ],
  description: [
    'Reads customer_id, attribute_id and value from each record, and ignores all other columns. The value can also be called attribute_value, as in the output of values list. It is a text and is sent unchanged, with leading zeros and spaces.',
    INPUT,
    'If several values are for the same customer and attribute, the last one counts; duplicates are reported on standard error. A value that the store refuses does not hold up the others.',
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    DATA_OPTIONS.format,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.failures,
    DATA_OPTIONS.resume,
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    { purpose: 'See what would happen:', command: 'bigcommerce-customers values upsert --dry-run tiers.csv' },
    {
      purpose: 'Write values, then retry those that failed:',
      command:
        'bigcommerce-customers values upsert --failures rest.csv tiers.csv || bigcommerce-customers values upsert rest.csv',
    },
    {
      purpose: 'Run a long job that can be repeated until it is done:',
      command: 'bigcommerce-customers values upsert --resume tiers.journal tiers.csv',
    },
  ],
};

/** `bigcommerce-customers values upsert` */
export const valuesUpsert: Command = { manual: valuesUpsertManual, run: upsertValues };
