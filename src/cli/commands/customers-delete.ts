import { DELETE_CUSTOMERS } from '../../resources/customers.js';
import { type Command, type ManualPage, usageErrors } from '../command.js';
import type { RecordKind } from '../data/columns.js';
import { readTaskOptions, singleColumn } from '../data/options.js';
import { runTask } from '../data/run-task.js';
import { deletionByEmail, deletionTask } from '../data/task.js';
import type { Io } from '../io.js';
import { EMAIL_COLUMNS } from '../look-up/emails.js';
import { BY_EMAIL, CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from '../manual.js';

/** Also of lists that the control panel of a store exports. */
const CUSTOMER: RecordKind = {
  noun: 'customer',
  idColumns: ['customer_id', 'id'],
  own: `first_name last_name full_name email email_address store_credit store_credit_amounts tax_exempt_category date_joined registration_ip_address authentication
    accepts_product_review_abandoned_cart_emails origin_channel_id shopper_profile_id segment_ids`.split(/\s+/),
  // Orders, products, companies and lists of groups have these, too.
  shared:
    `name customer_group customer_group_id customer_group_name customer_name customer_email company company_name phone phone_number channel_ids attributes attribute_count
    addresses address_count form_fields`.split(/\s+/),
  foreign: ['attribute_id', 'attribute_value', 'value'],
  emailColumns: EMAIL_COLUMNS,
};

async function eraseCustomers(argv: readonly string[], io: Io): Promise<number> {
  const options = readTaskOptions(customersDeleteManual, argv, ['by', 'column', 'yes']);
  if (options.files.length === 0) throw usageErrors(customersDeleteManual)('FILE is missing; - means standard input');
  const column = singleColumn(options, customersDeleteManual);
  const deletion = {
    command: 'customers delete',
    nouns: { one: 'customer', many: 'customers' },
    warning: 'This cannot be undone.',
    operation: DELETE_CUSTOMERS,
  };
  return options.byEmail
    ? runTask(deletionByEmail(CUSTOMER, column, deletion), options, io)
    : runTask(deletionTask(CUSTOMER, column, deletion), options, io);
}

const customersDeleteManual: ManualPage = {
  name: 'bigcommerce-customers customers delete',
  summary: 'delete the customers whose ids or e-mail addresses are in files',
  synopsis: [
    'bigcommerce-customers customers delete [--by email] [--yes] [--expect N] [--max N] [--dry-run] [--column NAME] [--format FORMAT] [--failures FILE] [--resume FILE] [--base-url URL] FILE…',
  ],
  description: [
    'Reads customer_id, or else id, from each record. JSON input can also be a list of ids. A file with both columns is refused unless --column names one of them, because other ids would delete the wrong people. So is a bare id beside a column that customers do not have, such as sku, or beside nothing that only they have, such as email, unless you pass --column id. Duplicate ids are reported, and sent once. Ids that the store does not know are most likely ignored.',
    BY_EMAIL,
    'Deleting customers cannot be undone. Before anything is deleted, you are shown the store with its address, the number of customers and the first three records, and asked to confirm; type that number, or the word delete.',
    INPUT,
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    DATA_OPTIONS.by,
    DATA_OPTIONS.yes,
    DATA_OPTIONS.expect,
    DATA_OPTIONS.max,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.column('customer_id or id'),
    DATA_OPTIONS.format,
    DATA_OPTIONS.failures,
    DATA_OPTIONS.resume,
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
      purpose: 'Delete customers, and save the records that are not deleted:',
      command: 'bigcommerce-customers customers delete --failures rest.csv erase.csv',
    },
    {
      purpose: 'Delete customers in a script, unless there are more than expected:',
      command: 'bigcommerce-customers customers delete --yes --max 500 erase.csv',
    },
    {
      purpose: 'Delete customers by their e-mail addresses, after a look at who they are:',
      command:
        'bigcommerce-customers customers delete --by email --dry-run people.csv && bigcommerce-customers customers delete --by email people.csv',
    },
    {
      purpose: 'Delete two customers without being asked:',
      command: "echo '[23, 24]' | bigcommerce-customers customers delete --format json --yes -",
    },
  ],
};

/** `bigcommerce-customers customers delete` */
export const customersDelete: Command = { manual: customersDeleteManual, run: eraseCustomers };
