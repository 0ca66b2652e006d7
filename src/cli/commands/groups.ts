import type { Command, ManualPage } from '../command.js';
import { HELP_OPTION, mainManual, TASK_EXIT_CODES } from '../manual.js';

export const contractManual: ManualPage = {
  name: 'bigcommerce-customers contract',
  summary: 'check, record and score exchanges with the API, and compare documents',
  synopsis: ['bigcommerce-customers contract COMMAND …'],
  description: ['An exchange is a request and its response, as they were on the wire.'],
  commands: [
    { name: 'check', text: 'Report which exchanges in files break the contract, and where.' },
    { name: 'record', text: 'Call a store, and save its responses as recordings that may be published.' },
    { name: 'diff', text: 'Tell what the changes between two OpenAPI documents mean to those who use the API.' },
    { name: 'drift', text: 'Tell whether the documents that a vendor publishes still agree with ours.' },
    { name: 'score', text: 'Tell how much of the document exchanges exercise, and what they would not notice.' },
  ],
  options: [HELP_OPTION],
  exitCodes: mainManual.exitCodes,
  examples: [{ purpose: 'Check a HAR file from a browser:', command: 'bigcommerce-customers contract check shop.har' }],
};

const valuesManual: ManualPage = {
  name: 'bigcommerce-customers values',
  summary: 'the attribute values of the customers of a store',
  synopsis: ['bigcommerce-customers values COMMAND …'],
  description: ['A value belongs to a customer and an attribute. A customer has at most one value for each attribute.'],
  commands: [
    { name: 'list', text: 'Write values as CSV, NDJSON or JSON.' },
    { name: 'upsert', text: 'Create or replace the values in files.' },
    { name: 'delete', text: 'Delete values by their ids.' },
  ],
  options: [HELP_OPTION],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'Export all values of one attribute to a spreadsheet:',
      command: 'bigcommerce-customers values list --attribute-id 3 --out tiers.csv',
    },
  ],
};

/** `bigcommerce-customers values`. */
export const values: Command = {
  manual: valuesManual,
  commands: {
    list: async () => (await import('./values-list.js')).valuesList,
    upsert: async () => (await import('./values-upsert.js')).valuesUpsert,
    delete: async () => (await import('./values-delete.js')).valuesDelete,
  },
};

const customersManual: ManualPage = {
  name: 'bigcommerce-customers customers',
  summary: 'the customers of a store',
  synopsis: ['bigcommerce-customers customers COMMAND …'],
  description: ['Customers are registered shoppers.'],
  commands: [{ name: 'delete', text: 'Delete the customers in files.' }],
  options: [HELP_OPTION],
  exitCodes: TASK_EXIT_CODES,
  examples: [
    {
      purpose: 'Show which requests would be sent:',
      command: 'bigcommerce-customers customers delete --dry-run erase.csv',
    },
  ],
};

/** `bigcommerce-customers customers`. */
export const customers: Command = {
  manual: customersManual,
  commands: {
    delete: async () => (await import('./customers-delete.js')).customersDelete,
  },
};

const segmentsManual: ManualPage = {
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

/** `bigcommerce-customers segments`. */
export const segments: Command = {
  manual: segmentsManual,
  commands: {
    'remove-profiles': async () => (await import('./segments-remove-profiles.js')).segmentsRemoveProfiles,
  },
};
