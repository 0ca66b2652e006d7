import type { Command } from '../command.js';
import { segmentsManual } from '../manual/segments.js';
import { segmentsRemoveProfilesManual } from '../manual/segments-remove-profiles.js';

/** `bigcommerce-customers segments`. What does something is loaded when it is needed. */
export const segments: Command = {
  manual: segmentsManual,
  commands: {
    'remove-profiles': {
      manual: segmentsRemoveProfilesManual,
      run: async (argv, io) => (await import('./remove-profiles.js')).removeProfiles(argv, io),
    },
  },
};
