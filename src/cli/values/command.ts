import type { Command } from '../command.js';
import { valuesManual } from '../manual/values.js';
import { valuesDeleteManual } from '../manual/values-delete.js';
import { valuesListManual } from '../manual/values-list.js';
import { valuesUpsertManual } from '../manual/values-upsert.js';

/** `bigcommerce-customers values`. What does something is loaded when it is needed. */
export const values: Command = {
  manual: valuesManual,
  commands: {
    list: { manual: valuesListManual, run: async (argv, io) => (await import('./list.js')).listValues(argv, io) },
    upsert: {
      manual: valuesUpsertManual,
      run: async (argv, io) => (await import('./upsert.js')).upsertValues(argv, io),
    },
    delete: {
      manual: valuesDeleteManual,
      run: async (argv, io) => (await import('./delete.js')).deleteValues(argv, io),
    },
  },
};
