import type { ManualPage } from './manual-page.js';

export const HELP_OPTION = { flags: '--help, -h', text: 'Show this page. Every command has one.' };

export const mainManual: ManualPage = {
  name: 'bigcommerce-customers',
  summary:
    'work with the customer data of a BigCommerce store, and hold recorded traffic against the contract of its API',
  synopsis: ['bigcommerce-customers COMMAND …', 'bigcommerce-customers --help | --version'],
  description: [
    'The contract is the OpenAPI document of this package, or one that you name. Contract check and sandbox need no store, no credentials and no network. All other commands call the store that BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN in the environment stand for.',
  ],
  commands: [
    { name: 'contract', text: 'Check exchanges against the contract.' },
    { name: 'values', text: 'List, write and delete what customers have in attributes.' },
    { name: 'customers', text: 'Delete customers.' },
    { name: 'segments', text: 'Remove shopper profiles from a segment.' },
    { name: 'sandbox', text: 'Run a BigCommerce store on this machine.' },
  ],
  options: [HELP_OPTION, { flags: '--version', text: 'Show the version of the package.' }],
  exitCodes: [
    { code: 0, text: 'Everything is as it should be.' },
    { code: 1, text: 'Something breaks the contract, or is not done.' },
    { code: 2, text: 'The command was called in a way that it does not know, or could not read its input.' },
  ],
  examples: [
    { purpose: 'Check a folder of recordings:', command: 'bigcommerce-customers contract check recordings' },
    { purpose: 'Run a store:', command: 'bigcommerce-customers sandbox --customers 1000' },
    { purpose: 'Read about a command:', command: 'bigcommerce-customers contract check --help' },
  ],
};
