import { HELP_OPTION, mainManual } from './main.js';
import type { ManualPage } from './manual-page.js';

export const contractManual: ManualPage = {
  name: 'bigcommerce-customers contract',
  summary: 'what the contract has to say about exchanges',
  synopsis: ['bigcommerce-customers contract COMMAND …'],
  description: ['An exchange is a request and the answer to it, as they were on the wire.'],
  commands: [
    { name: 'check', text: 'Tell which exchanges in files break the contract, and where.' },
    { name: 'record', text: 'Call a store, and save its answers as recordings that may be published.' },
  ],
  options: [HELP_OPTION],
  exitCodes: mainManual.exitCodes,
  examples: [{ purpose: 'Check what a browser exported:', command: 'bigcommerce-customers contract check shop.har' }],
};
