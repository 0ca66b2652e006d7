import { TASK_EXIT_CODES } from './data-options.js';
import { HELP_OPTION } from './main.js';
import type { ManualPage } from './manual-page.js';

export const customersManual: ManualPage = {
  name: 'bigcommerce-customers customers',
  summary: 'the customers of a store',
  synopsis: ['bigcommerce-customers customers COMMAND …'],
  description: ['Customers are registered shoppers.'],
  commands: [{ name: 'delete', text: 'Delete the customers in files.' }],
  options: [HELP_OPTION],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'See which requests would be sent:',
      command: 'bigcommerce-customers customers delete --dry-run erase.csv',
    },
  ],
};
