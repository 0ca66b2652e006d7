import { CREDENTIALS, DATA_OPTIONS, INPUT, PATIENCE, RESUMING, TASK_EXIT_CODES } from './data-options.js';
import type { ManualPage } from './manual-page.js';

const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';

export const segmentsRemoveProfilesManual: ManualPage = {
  name: 'bigcommerce-customers segments remove-profiles',
  summary: 'remove the shopper profiles in files, or all of them, from a segment',
  synopsis: [
    'bigcommerce-customers segments remove-profiles [--yes] [--dry-run] [--column NAME] [--format FORMAT] [--failures FILE] [--journal FILE] [--base-url URL] SEGMENT_ID FILE…',
    'bigcommerce-customers segments remove-profiles --all [--yes] [--dry-run] [--base-url URL] SEGMENT_ID',
  ],
  description: [
    'Takes shopper_profile_id, or else id, of each record. JSON may also have the ids alone. Ids that stand twice are named, and sent once. The profiles themselves, and their customers, stay.',
    'Asks before anything is removed, naming the number of profiles, the segment and the store. Input without records removes nothing: only --all empties a segment. How many profiles that removes, the API does not tell.',
    INPUT,
    RESUMING,
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    { flags: '--all', text: 'Remove every shopper profile from the segment. Takes no FILE.' },
    DATA_OPTIONS.yes,
    DATA_OPTIONS.dryRun,
    DATA_OPTIONS.column('shopper_profile_id or id'),
    DATA_OPTIONS.format,
    DATA_OPTIONS.failures,
    DATA_OPTIONS.journal,
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'Remove the profiles in a file:',
      command: `bigcommerce-customers segments remove-profiles ${SEGMENT} profiles.csv`,
    },
    {
      purpose: 'Empty a segment:',
      command: `bigcommerce-customers segments remove-profiles ${SEGMENT} --all`,
    },
  ],
};
