import { operations } from '../../../generated/operations.js';
import type { AttributeValueInput } from '../../index.js';
import { UPSERT as OPERATION } from '../../resources/attribute-values.js';
import { complaintsOf } from '../arguments.js';
import { columnOf, readInteger, readText } from '../data/fields.js';
import { readTaskOptions } from '../data/options.js';
import { runTask } from '../data/run-task.js';
import type { Task } from '../data/task.js';
import type { Io } from '../io.js';
import { valuesUpsertManual } from '../manual/values-upsert.js';

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

/** `bigcommerce-customers values upsert` */
export async function upsertValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(valuesUpsertManual, argv, []);
  if (options.files.length === 0) throw complaintsOf(valuesUpsertManual)('a FILE is missing; - is standard input');
  return runTask(UPSERT, options, io);
}
