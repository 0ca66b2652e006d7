import type { Command } from '../command.js';
import { customersManual } from '../manual/customers.js';
import { customersDeleteManual } from '../manual/customers-delete.js';

/** `bigcommerce-customers customers`. What does something is loaded when it is needed. */
export const customers: Command = {
  manual: customersManual,
  commands: {
    delete: {
      manual: customersDeleteManual,
      run: async (argv, io) => (await import('./delete.js')).eraseCustomers(argv, io),
    },
  },
};
