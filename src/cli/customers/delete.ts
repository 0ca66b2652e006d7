import { complaintsOf } from '../arguments.js';
import { idTask } from '../data/id-task.js';
import { readTaskOptions } from '../data/options.js';
import { runTask } from '../data/run-task.js';
import type { Io } from '../io.js';
import { customersDeleteManual } from '../manual/customers-delete.js';

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

/** `bigcommerce-customers customers delete` */
export async function eraseCustomers(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(customersDeleteManual, argv, ['column', 'yes']);
  if (options.files.length === 0) throw complaintsOf(customersDeleteManual)('a FILE is missing; - is standard input');
  return runTask(DELETE, options, io);
}
