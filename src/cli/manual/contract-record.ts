import { HELP_OPTION } from './main.js';
import type { ManualPage } from './manual-page.js';

export const contractRecordManual: ManualPage = {
  name: 'bigcommerce-customers contract record',
  summary: 'call a store, and save what it answers as recordings that may be published',
  synopsis: [
    'bigcommerce-customers contract record [--out FOLDER] [--base-url URL] [--customer-id ID --attribute-id ID [--yes]]',
  ],
  description: [
    'Calls the store whose hash and access token are in the environment variables BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN. Lists attribute values in several ways, which changes nothing.',
    'With --customer-id and --attribute-id it also writes a value for that customer and attribute, reads it, and deletes it again. It does so only where there is no value yet, and asks before. Where the store lists the value late, it waits some seconds; if the value cannot be deleted, it says how you can do so. Nothing else is ever written or deleted: no customer, no segment, no other value.',
    'Saved are method, URL, status, bodies and those headers that the contract speaks of. The access token, the hash of the store, ids of requests, texts of attribute values, addresses of people and all texts that the OpenAPI document does not declare are replaced, the same by the same in all recordings. Ids of customers, attributes and values stay. Look at the recordings before you publish them all the same.',
    'Each step becomes a file, FOLDER/OPERATION/NAME.json, that contract check reads. It carries the day and a fingerprint of what the contract says about the operations in it, by which contract check tells whether it is out of date.',
  ],
  options: [
    {
      flags: '--out FOLDER, -o FOLDER',
      text: 'Where to save recordings. Those of the same names are replaced. Default: recordings.',
    },
    {
      flags: '--base-url URL',
      text: 'Call another server, such as one on this machine. Default: https://api.bigcommerce.com.',
    },
    { flags: '--customer-id ID', text: 'The customer to write a value for. Default: nothing is written.' },
    { flags: '--attribute-id ID', text: 'The attribute to write a value of. It has to take texts.' },
    { flags: '--yes, -y', text: 'Do not ask before the value is written.' },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'Every step worked, and was saved.' },
    {
      code: 1,
      text: 'A step did not work, or what was written could not be deleted. What the store answered is saved.',
    },
    { code: 2, text: 'Wrong usage, missing credentials, no consent, or a recording that could not be saved.' },
  ],
  examples: [
    { purpose: 'Only read:', command: 'bigcommerce-customers contract record --out recordings' },
    {
      purpose: 'Also write and delete a value of customer 23:',
      command: 'bigcommerce-customers contract record --customer-id 23 --attribute-id 3',
    },
    {
      purpose: 'Check what was recorded:',
      command: 'bigcommerce-customers contract record && bigcommerce-customers contract check recordings',
    },
  ],
};
