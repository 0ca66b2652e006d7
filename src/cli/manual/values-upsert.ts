import { CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from './data-options.js';
import type { ManualPage } from './manual-page.js';

export const valuesUpsertManual: ManualPage = {
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
