import { type Command, complaintsOf, type ManualPage } from '../command.js';
import { readTaskOptions } from '../data/options.js';
import { runTask } from '../data/run-task.js';
import { idTask } from '../data/task.js';
import type { Io } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';

const DELETE = idTask(['id'], {
  command: 'values delete',
  nouns: { one: 'value', many: 'values' },
  send: (client, ids, options) => client.attributeValues.delete(ids, options),
  preview: (client, ids) => client.attributeValues.delete(ids, { dryRun: true }),
});

async function deleteValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(valuesDeleteManual, argv, ['column', 'yes']);
  if (options.files.length === 0) throw complaintsOf(valuesDeleteManual)('a FILE is missing; - is standard input');
  return runTask(DELETE, options, io);
}

const valuesDeleteManual: ManualPage = {
  name: 'bigcommerce-customers values delete',
  summary: 'delete the attribute values whose ids are in files',
  synopsis: [
    'bigcommerce-customers values delete [--yes] [--dry-run] [--column NAME] [--format FORMAT] [--failures FILE] [--journal FILE] [--base-url URL] FILE…',
  ],
  description: [
    'Takes the id of each record, which is that of the value and not of a customer or an attribute: values list writes it. JSON may also have the ids alone. Ids that stand twice are named, and sent once. Customers and attributes stay.',
    'Asks before anything is deleted, naming the number of values and the store.',
    INPUT,
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    DATA_OPTIONS.yes,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.column('id'),
    DATA_OPTIONS.format,
    DATA_OPTIONS.failures,
    DATA_OPTIONS.journal,
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'Delete what customer 23 has:',
      command:
        'bigcommerce-customers values list --customer-id 23 | bigcommerce-customers values delete --format csv --yes -',
    },
  ],
};

/** `bigcommerce-customers values delete` */
export const valuesDelete: Command = { manual: valuesDeleteManual, run: deleteValues };
