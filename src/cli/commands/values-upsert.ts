import { operations } from '../../../generated/operations.js';
import type { AttributeValueInput } from '../../index.js';
import { UPSERT as OPERATION } from '../../resources/attribute-values.js';
import { type Command, complaintsOf, type ManualPage } from '../command.js';
import { readTaskOptions } from '../data/options.js';
import { columnOf, readInteger, readText } from '../data/record.js';
import { runTask } from '../data/run-task.js';
import type { Task } from '../data/task.js';
import type { Io } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';

/** What requests call a value, and what answers do, so that what was listed can be written again. */
const VALUE_COLUMNS = ['value', 'attribute_value'];

/** A call is one request, and while as many are under way as may be, the next ones are ready. */
const PORTIONS = { size: OPERATION.limits.maxItems, atOnce: 2 * operations[OPERATION.operationId].maxConcurrency };

const UPSERT: Task<AttributeValueInput> = {
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
  keyOf: (value) => `${value.customer_id} ${value.attribute_id}`,
  describe: (value) => `a value of customer ${value.customer_id} for attribute ${value.attribute_id}`,
  lastCounts: true,
  portions: PORTIONS,
  send: (client, values, options) => client.attributeValues.upsert(values, options),
  preview: (client, values) => client.attributeValues.upsert(values, { dryRun: true }),
};

async function upsertValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(valuesUpsertManual, argv, []);
  if (options.files.length === 0) throw complaintsOf(valuesUpsertManual)('a FILE is missing; - is standard input');
  return runTask(UPSERT, options, io);
}

const valuesUpsertManual: ManualPage = {
  name: 'bigcommerce-customers values upsert',
  summary: 'create or replace the attribute values in files',
  synopsis: [
    'bigcommerce-customers values upsert [--format FORMAT] [--dry-run] [--failures FILE] [--journal FILE] [--base-url URL] FILE…',
  ],
  description: [
    'Takes customer_id, attribute_id and value of each record, and ignores all other columns. The value may also be called attribute_value, as values list has it. It is a text and is sent as it stands there, with leading zeros and spaces.',
    INPUT,
    'Of several values for the same customer and attribute the last one counts. Each is named on standard error. A value that the store refuses does not hold up the others.',
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    DATA_OPTIONS.format,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.failures,
    DATA_OPTIONS.journal,
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    { purpose: 'See what would happen:', command: 'bigcommerce-customers values upsert --dry-run tiers.csv' },
    {
      purpose: 'Write values, and then once more what did not work:',
      command:
        'bigcommerce-customers values upsert --failures rest.csv tiers.csv || bigcommerce-customers values upsert rest.csv',
    },
    {
      purpose: 'A long job that can be run again until it is done:',
      command: 'bigcommerce-customers values upsert --journal tiers.journal tiers.csv',
    },
  ],
};

/** `bigcommerce-customers values upsert` */
export const valuesUpsert: Command = { manual: valuesUpsertManual, run: upsertValues };
