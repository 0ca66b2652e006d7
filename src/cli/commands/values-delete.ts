import { DELETE_VALUES } from '../../resources/attribute-values.js';
import { type Command, type ManualPage, usageErrors } from '../command.js';
import type { RecordKind } from '../data/columns.js';
import { readTaskOptions, singleColumn } from '../data/options.js';
import { runTask } from '../data/run-task.js';
import { deletionTask } from '../data/task.js';
import type { Io } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';

const VALUE: RecordKind = {
  noun: 'value',
  idColumns: ['id'],
  otherIds: ['customer_id', 'attribute_id'],
  origin: 'The ids of values come from values list',
  own: ['attribute_id', 'attribute_value'],
  shared: ['customer_id', 'value'],
};

async function deleteValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(valuesDeleteManual, argv, ['column', 'yes']);
  if (options.files.length === 0) throw usageErrors(valuesDeleteManual)('FILE is missing; - means standard input');
  const task = deletionTask(VALUE, singleColumn(options, valuesDeleteManual), {
    command: 'values delete',
    nouns: { one: 'value', many: 'values' },
    operation: DELETE_VALUES,
  });
  return runTask(task, options, io);
}

const valuesDeleteManual: ManualPage = {
  name: 'bigcommerce-customers values delete',
  summary: 'delete the attribute values whose ids are in files',
  synopsis: [
    'bigcommerce-customers values delete [--yes] [--expect N] [--max N] [--dry-run] [--column NAME] [--format FORMAT] [--failures FILE] [--resume FILE] [--base-url URL] FILE…',
  ],
  description: [
    'Reads the id of each record. That is the id of the value itself, as values list writes it, not of a customer or an attribute: id beside a column that lists of values do not have, such as email or sku, is refused unless you pass --column id. So is id beside nothing that only they have, attribute_id or attribute_value. JSON input can also be a list of ids. Duplicate ids are reported, and sent once. Customers and attributes stay.',
    'Before anything is deleted, you are shown the store with its address, the number of values and the first three records, and asked to confirm.',
    INPUT,
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    DATA_OPTIONS.yes,
    DATA_OPTIONS.expect,
    DATA_OPTIONS.max,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.column('id'),
    DATA_OPTIONS.format,
    DATA_OPTIONS.failures,
    DATA_OPTIONS.resume,
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'Delete all values of customer 23:',
      command:
        'bigcommerce-customers values list --customer-id 23 | bigcommerce-customers values delete --format csv --yes -',
    },
  ],
};

/** `bigcommerce-customers values delete` */
export const valuesDelete: Command = { manual: valuesDeleteManual, run: deleteValues };
