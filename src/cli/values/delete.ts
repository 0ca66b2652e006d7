import { complaintsOf } from '../arguments.js';
import { idTask } from '../data/id-task.js';
import { readTaskOptions } from '../data/options.js';
import { runTask } from '../data/run-task.js';
import type { Io } from '../io.js';
import { valuesDeleteManual } from '../manual/values-delete.js';

const DELETE = idTask(['id'], {
  command: 'values delete',
  nouns: { one: 'value', many: 'values' },
  send: (client, ids, options) => client.attributeValues.delete(ids, options),
  preview: (client, ids) => client.attributeValues.delete(ids, { dryRun: true }),
});

/** `bigcommerce-customers values delete` */
export async function deleteValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(valuesDeleteManual, argv, ['column', 'yes']);
  if (options.files.length === 0) throw complaintsOf(valuesDeleteManual)('a FILE is missing; - is standard input');
  return runTask(DELETE, options, io);
}
