import type { AttributeValueInput } from '../../index.js';
import { UPSERT } from '../../resources/attribute-values.js';
import { type Command, type ManualPage, usageErrors } from '../command.js';
import { columnsOf } from '../data/columns.js';
import { readTaskOptions } from '../data/options.js';
import { readInteger, readText, type SourceRecord } from '../data/record.js';
import { runTask } from '../data/run-task.js';
import { unguarded } from '../data/safe-csv.js';
import { counted, type Task } from '../data/task.js';
import type { Io } from '../io.js';
import { CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';
import { isBlank, listed } from '../text.js';

/** The fields of a value, with the names that their columns may have: `values list` writes attribute_value. */
const FIELDS = {
  customer_id: ['customer_id'],
  attribute_id: ['attribute_id'],
  value: ['value', 'attribute_value'],
} as const;

type Field = keyof typeof FIELDS;

const NOUNS = { one: 'value', many: 'values' } as const;

/**
 * @param chosen Columns that the user names.
 * @param keepsGuards Whether the apostrophe before a formula belongs to the value.
 */
function upsertTask(chosen: ReadonlyMap<Field, string>, keepsGuards: boolean): Task<AttributeValueInput> {
  const wanted = (['customer_id', 'attribute_id', 'value'] as const).map((field) => {
    const column = chosen.get(field);
    return column === undefined ? { names: FIELDS[field] } : { names: [column], isChosen: true };
  });
  let unguardedCount = 0;
  const read = (record: SourceRecord, column: string, isCsv: boolean) => {
    const text = readText(record, column);
    // Other formats have no guard.
    const value = isCsv && !keepsGuards ? unguarded(text) : text;
    if (value !== text) unguardedCount += 1;
    return value;
  };
  return {
    command: 'values upsert',
    nouns: NOUNS,
    participle: 'written',
    confirmed: 'written',
    reader: (table) => {
      const [customer = '', attribute = '', value = ''] = columnsOf(table, wanted);
      return (record) => ({
        customer_id: readInteger(record, customer),
        attribute_id: readInteger(record, attribute),
        value: read(record, value, table.csv !== undefined),
      });
    },
    notes: () =>
      unguardedCount === 0
        ? []
        : [
            `the apostrophe that guards a formula was taken off ${counted(unguardedCount, NOUNS)}; pass --keep-apostrophes if it belongs to the value`,
          ],
    isBlank: ({ value }) => isBlank(value),
    describe: (value) => `the value of customer ${value.customer_id} for attribute ${value.attribute_id}`,
    operation: () => UPSERT,
  };
}

async function upsertValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(valuesUpsertManual, argv, ['column', 'allow-empty', 'keep-apostrophes']);
  if (options.files.length === 0) throw usageErrors(valuesUpsertManual)('FILE is missing; - means standard input');
  return runTask(upsertTask(readMappings(options.columns), options.keepApostrophes), options, io);
}

/** `value=Tier` */
function readMappings(columns: readonly string[]): ReadonlyMap<Field, string> {
  const usageError = usageErrors(valuesUpsertManual);
  const chosen = new Map<Field, string>();
  for (const mapping of columns) {
    const [field = '', name = ''] = mapping.split(/=(.*)/s);
    const isField = (text: string): text is Field => Object.hasOwn(FIELDS, text);
    if (!isField(field) || name === '') {
      const hint = isField(name) ? `; did you mean ${name}=${field}?` : '';
      throw usageError(
        `--column needs FIELD=NAME, where FIELD is ${listed(Object.keys(FIELDS), 'or')} and NAME a column of the file, not ${JSON.stringify(mapping)}${hint}`,
      );
    }
    if (chosen.has(field)) throw usageError(`--column names two columns for ${field}`);
    chosen.set(field, name);
  }
  return chosen;
}

const valuesUpsertManual: ManualPage = {
  name: 'bigcommerce-customers values upsert',
  summary: 'create or replace the attribute values in files',
  synopsis: [
    'bigcommerce-customers values upsert [--column FIELD=NAME]… [--allow-empty] [--keep-apostrophes] [--format FORMAT] [--dry-run] [--expect N] [--max N] [--failures FILE] [--resume FILE] [--base-url URL] FILE…',
  ],
  description: [
    'Reads customer_id, attribute_id and value from each record, and ignores all other columns. The value can also be called attribute_value, as in the output of values list; for other names, pass --column. It is a text and is sent unchanged, with leading zeros and spaces. In CSV, the apostrophe that values list --safe-csv puts before formulas is taken off, and standard error reports the number of these values; --keep-apostrophes leaves it. Blank values are refused unless you pass --allow-empty, because they would erase what the store has.',
    INPUT,
    'If several values are for the same customer and attribute, the last one counts; duplicates are reported on standard error. A value that the store refuses does not hold up the others.',
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    {
      flags: '--column FIELD=NAME',
      text: 'The column of CSV, or the member of JSON objects, with a field: --column "value=New tier". FIELD is customer_id, attribute_id or value. May be repeated. Default: columns with the names of the fields, without regard to case, spaces and underscores.',
    },
    {
      flags: '--allow-empty',
      text: 'Write values of which nothing can be seen, such as those of empty cells. They erase the values that the store has. Default: such input is refused, with the number of these values.',
    },
    {
      flags: '--keep-apostrophes',
      text: "Write values of CSV exactly as they are, with the apostrophe in '+1 or '=A1. For files that values list --safe-csv has not written. Default: one apostrophe is taken off where =, +, -, @, a tab or a line break follows it; all others stay.",
    },
    DATA_OPTIONS.format,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.expect,
    DATA_OPTIONS.max,
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
