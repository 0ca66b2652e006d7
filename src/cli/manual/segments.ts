import { TASK_EXIT_CODES } from './data-options.js';
import { HELP_OPTION } from './main.js';
import type { ManualPage } from './manual-page.js';

export const segmentsManual: ManualPage = {
  name: 'bigcommerce-customers segments',
  summary: 'the segments of a store, which are groups of shopper profiles',
  synopsis: ['bigcommerce-customers segments COMMAND …'],
  description: ['Segments and shopper profiles have UUIDs as their ids.'],
  commands: [{ name: 'remove-profiles', text: 'Remove shopper profiles from a segment.' }],
  options: [HELP_OPTION],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'Remove the profiles in a file:',
      command: 'bigcommerce-customers segments remove-profiles 6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90 profiles.csv',
    },
  ],
};
