import type { AttributeValueInput } from '../../index.js';
import { UPSERT } from '../../resources/attribute-values.js';
import { type Command, type ManualPage, usageErrors } from '../command.js';
import { readTaskOptions, type TaskOptions } from '../data/options.js';
import { FieldError, readInteger, readText, readWord, type SourceRecord, type SourceTable } from '../data/record.js';
import { runTask } from '../data/run-task.js';
import { unguarded } from '../data/safe-csv.js';
import { counted, type Task } from '../data/task.js';
import type { Io } from '../io.js';
import { readEmail } from '../look-up/emails.js';
import {
  attributeNamed,
  type ChosenColumns,
  FIELDS,
  type Field,
  hasNames,
  layoutOf,
  type NamedAttribute,
  readAttributes,
} from '../look-up/value-layout.js';
import { BY_EMAIL_VALUES, CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';
import { isBlank, listed } from '../text.js';

const NOUNS = { one: 'value', many: 'values' } as const;

/** A value of a record, whose customer may have to be looked up. */
interface ReadValue {
  readonly customer: { readonly id: number } | { readonly email: string };
  readonly attributeId: number;
  readonly value: string;
  /** The column that is named after the attribute, if it is one. */
  readonly column?: string;
}

/** @param chosen Columns that the user names. */
function upsertTask(
  chosen: ChosenColumns,
  { keepApostrophes, allowEmpty }: Pick<TaskOptions, 'keepApostrophes' | 'allowEmpty'>,
): Task<AttributeValueInput, ReadValue> {
  let attributes: readonly NamedAttribute[] = [];
  const count = { unguarded: 0, skipped: 0 };
  const withoutGuard = (text: string, { csv }: SourceTable) => {
    // Other formats have no guard.
    const value = csv && !keepApostrophes ? unguarded(text) : text;
    if (value !== text) count.unguarded += 1;
    return value;
  };
  const isSkipped = (field: unknown) => {
    // A cell that is empty says nothing about its attribute, unless all of them count.
    const isEmpty =
      field === undefined || field === null || (!allowEmpty && typeof field === 'string' && isBlank(field));
    if (isEmpty) count.skipped += 1;
    return isEmpty;
  };
  return {
    command: 'values upsert',
    nouns: NOUNS,
    participle: 'written',
    confirmed: 'written',
    prepare: async (client, tables, cancellation) => {
      if (!tables.some((table) => hasNames(table, chosen))) return false;
      const signal = cancellation();
      const answered: unknown[] = [];
      for await (const attribute of client.attributes.listAll({}, { signal })) answered.push(attribute);
      attributes = readAttributes(answered);
      return true;
    },
    reader: (table) => {
      const { customer, values } = layoutOf(table, chosen, attributes);
      const readCustomer = (record: SourceRecord) =>
        customer.isEmail ? { email: readEmail(record, customer.column) } : { id: readInteger(record, customer.column) };
      if ('columns' in values)
        return (record) => {
          const whose = readCustomer(record);
          return values.columns.flatMap(({ column, attributeId }) => {
            if (isSkipped(record.fields[column])) return [];
            return { customer: whose, attributeId, value: withoutGuard(readText(record, column), table), column };
          });
        };
      const readAttribute = values.isName ? idOfNamed(attributes) : readInteger;
      return (record) => [
        {
          customer: readCustomer(record),
          attributeId: readAttribute(record, values.attribute),
          value: withoutGuard(readText(record, values.value), table),
        },
      ];
    },
    notes: () => [
      ...(count.unguarded === 0
        ? []
        : [
            `the apostrophe that guards a formula was taken off ${counted(count.unguarded, NOUNS)}; pass --keep-apostrophes if it belongs to the value`,
          ]),
      ...(count.skipped === 0
        ? []
        : [
            `${counted(count.skipped, { one: 'empty cell was', many: 'empty cells were' })} skipped${allowEmpty ? '' : '; pass --allow-empty to erase what the store has there'}`,
          ]),
    ],
    isBlank: ({ value }) => isBlank(value),
    describe: ({ customer, attributeId }) =>
      `the value of ${'id' in customer ? `customer ${customer.id}` : 'this e-mail address'} for attribute ${attributeId}`,
    columnOf: ({ column }) => column,
    byEmail: {
      emailOf: ({ customer }) => ('email' in customer ? customer.email : undefined),
      topicOf: ({ attributeId }) => String(attributeId),
    },
    valueOf: ({ customer, attributeId, value }, found) => {
      const id = 'id' in customer ? customer.id : found?.id;
      if (id === undefined) throw new FieldError('the customer was not looked up');
      return { customer_id: id, attribute_id: attributeId, value };
    },
    operation: () => UPSERT,
  };
}

function idOfNamed(attributes: readonly NamedAttribute[]): typeof readInteger {
  return (record, column) => {
    const attribute = attributeNamed(attributes, readWord(record, column));
    if (typeof attribute === 'string') throw new FieldError(attribute);
    return attribute.id;
  };
}

async function upsertValues(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(valuesUpsertManual, argv, ['column', 'allow-empty', 'keep-apostrophes']);
  if (options.files.length === 0) throw usageErrors(valuesUpsertManual)('FILE is missing; - means standard input');
  return runTask(upsertTask(readMappings(options.columns), options), options, io);
}

/** `value=Tier` */
function readMappings(columns: readonly string[]): ChosenColumns {
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
  for (const [one, other] of ALTERNATIVES) {
    if (chosen.has(one) && chosen.has(other))
      throw usageError(`--column names columns for ${one} and ${other}; choose one`);
  }
  return chosen;
}

/** Two ways to say the same. */
const ALTERNATIVES: readonly (readonly [Field, Field])[] = [
  ['customer_id', 'email'],
  ['attribute_id', 'attribute'],
];

const valuesUpsertManual: ManualPage = {
  name: 'bigcommerce-customers values upsert',
  summary: 'create or replace the attribute values in files',
  synopsis: [
    'bigcommerce-customers values upsert [--column FIELD=NAME]… [--allow-empty] [--keep-apostrophes] [--format FORMAT] [--dry-run] [--expect N] [--max N] [--failures FILE] [--resume FILE] [--base-url URL] FILE…',
  ],
  description: [
    'Reads customer_id, attribute_id and value from each record, and ignores all other columns. The value can also be called attribute_value, as in the output of values list; for other names, pass --column. It is a text and is sent unchanged, with leading zeros and spaces. In CSV, the apostrophe that values list --safe-csv puts before formulas is taken off, and standard error reports the number of these values; --keep-apostrophes leaves it. Blank values are refused unless you pass --allow-empty, because they would erase what the store has.',
    'A column email, or email_address, can stand in place of customer_id, and attribute, or attribute_name, in place of attribute_id: the customers and the attributes are looked up. If there is neither attribute_id nor attribute nor value, every other column has to be named after an attribute of the store, and has its values; an unknown name is refused, with the names that there are. In such columns, empty cells are skipped, and standard error reports their number. Names of attributes match exactly, or else without regard to case, spaces and underscores.',
    BY_EMAIL_VALUES,
    INPUT,
    'If several values are for the same customer and attribute, the last one counts; duplicates are reported on standard error. A value that the store refuses does not hold up the others.',
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    {
      flags: '--column FIELD=NAME',
      text: 'The column of CSV, or the member of JSON objects, with a field: --column "value=New tier". FIELD is customer_id or email, attribute_id or attribute, or value. May be repeated. Default: columns with the names of the fields, without regard to case, spaces and underscores.',
    },
    {
      flags: '--allow-empty',
      text: 'Write values of which nothing can be seen, such as those of empty cells. They erase the values that the store has. Default: such input is refused, with the number of these values; empty cells of columns that are named after attributes are skipped.',
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
      purpose: 'Write the columns Tier and Birthday of a file that has e-mail addresses:',
      command:
        "printf 'email,Tier,Birthday\\nada@example.com,Gold,1815-12-10\\n' | bigcommerce-customers values upsert --format csv --dry-run -",
    },
    {
      purpose: 'Run a long job that can be repeated until it is done:',
      command: 'bigcommerce-customers values upsert --resume tiers.journal tiers.csv',
    },
  ],
};

/** `bigcommerce-customers values upsert` */
export const valuesUpsert: Command = { manual: valuesUpsertManual, run: upsertValues };
