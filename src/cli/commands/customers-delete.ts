import { type Command, complaintsOf, type ManualPage } from '../command.js';
import { readTaskOptions } from '../data/options.js';
import { runTask } from '../data/run-task.js';
import { idTask } from '../data/task.js';
import type { Io } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';

/** A list of values has an `id` as well, which is not that of the customer. */
const DELETE = idTask(
  ['customer_id', 'id'],
  {
    command: 'customers delete',
    nouns: { one: 'customer', many: 'customers' },
    warning: 'Nothing brings them back.',
    send: (client, ids, options) => client.customers.delete(ids, options),
    preview: (client, ids) => client.customers.delete(ids, { dryRun: true }),
  },
  ['attribute_id', 'attribute_value', 'value'],
);

async function eraseCustomers(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(customersDeleteManual, argv, ['column', 'yes']);
  if (options.files.length === 0) throw complaintsOf(customersDeleteManual)('a FILE is missing; - is standard input');
  return runTask(DELETE, options, io);
}

const customersDeleteManual: ManualPage = {
  name: 'bigcommerce-customers customers delete',
  summary: 'delete the customers whose ids are in files',
  synopsis: [
    'bigcommerce-customers customers delete [--yes] [--dry-run] [--column NAME] [--format FORMAT] [--failures FILE] [--journal FILE] [--base-url URL] FILE…',
  ],
  description: [
    'Takes customer_id, or else id, of each record. JSON may also have the ids alone. A file that has both columns is refused until --column says which, because the ids of something else delete the wrong people; so is a file with columns of attribute values. Ids that stand twice are named, and sent once. Ids that the store does not know are most likely ignored.',
    'Nothing brings customers back. Asks before anything is deleted, naming the number of customers and the store; the answer is that number, or the word delete.',
    INPUT,
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    DATA_OPTIONS.yes,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.column('customer_id or id'),
    DATA_OPTIONS.format,
    DATA_OPTIONS.failures,
    DATA_OPTIONS.journal,
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'See which requests would be sent:',
      command: 'bigcommerce-customers customers delete --dry-run erase.csv',
    },
    {
      purpose: 'Delete customers, and keep what did not work:',
      command: 'bigcommerce-customers customers delete --failures rest.csv erase.csv',
    },
    {
      purpose: 'Delete two customers without being asked:',
      command: "echo '[23, 24]' | bigcommerce-customers customers delete --format json --yes -",
    },
  ],
};

/** `bigcommerce-customers customers delete` */
export const customersDelete: Command = { manual: customersDeleteManual, run: eraseCustomers };
