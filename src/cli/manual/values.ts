import { TASK_EXIT_CODES } from './data-options.js';
import { HELP_OPTION } from './main.js';
import type { ManualPage } from './manual-page.js';

export const valuesManual: ManualPage = {
  name: 'bigcommerce-customers values',
  summary: 'what the customers of a store have in its attributes',
  synopsis: ['bigcommerce-customers values COMMAND …'],
  description: ['A value belongs to a customer and an attribute. There is at most one for both.'],
  commands: [
    { name: 'list', text: 'Write values as CSV, NDJSON or JSON.' },
    { name: 'upsert', text: 'Create or replace the values in files.' },
    { name: 'delete', text: 'Delete values by their ids.' },
  ],
  options: [HELP_OPTION],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'Take all values of one attribute to a spreadsheet:',
      command: 'bigcommerce-customers values list --attribute-id 3 --out tiers.csv',
    },
  ],
};
