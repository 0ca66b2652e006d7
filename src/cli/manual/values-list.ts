import { FILTER_FLAGS } from '../values/filters.js';
import { CREDENTIALS, DATA_OPTIONS, PATIENCE } from './data-options.js';
import type { ManualPage } from './manual-page.js';

export const valuesListManual: ManualPage = {
  name: 'bigcommerce-customers values list',
  summary: 'write the values that customers have in attributes as CSV, NDJSON or JSON',
  synopsis: ['bigcommerce-customers values list [FILTER…] [--format FORMAT] [--out FILE] [--bom] [--base-url URL]'],
  description: [
    'Lists all values that satisfy all filters, page after page. Without a filter these are all values of the store. Each is written as it arrives, however many there are.',
    'The columns of CSV are id, customer_id, attribute_id, attribute_value, date_created and date_modified. The other formats have what the store answers with. What is listed can be passed to values upsert and values delete.',
    'Filters are those of the API: --customer-id is its customer_id:in, --date-created-min its date_created:min. Dates are days (2026-03-02), moments (2026-03-02T08:15:30Z) or UNIX timestamps.',
    PATIENCE,
    CREDENTIALS,
  ],
  options: [
    ...FILTER_FLAGS.map(({ flag, name, isList }) => ({
      flags: `--${flag} ${isList ? 'ID[,ID…]' : name.startsWith('date') ? 'DATE' : 'TEXT'}`,
      text: `Only what ${name} of the API lets through. Default: all.`,
    })),
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'csv, ndjson or json. Default: what the name of the --out FILE ends with, which is refused where it ends with something else; csv on standard output.',
    },
    {
      flags: '--out FILE, -o FILE',
      text: 'Write to FILE, which is called FILE.part until the list is complete. Default: -, which is standard output.',
    },
    {
      flags: '--bom',
      text: 'Begin CSV with a byte order mark, by which Excel knows that it is UTF-8. Without one, it shows other letters where names have more than ASCII, and saves these. Default: none, which most other programs want.',
    },
    DATA_OPTIONS.baseUrl,
    DATA_OPTIONS.help,
  ],
  exitCodes: [
    { code: 0, text: 'The list is complete, or whoever read it wanted no more.' },
    { code: 1, text: 'The store could not be read to the end.' },
    { code: 2, text: 'Wrong usage, missing credentials, or a file that cannot be written.' },
    { code: 130, text: 'Interrupted by SIGINT (Control-C) or SIGTERM.' },
  ],
  examples: [
    {
      purpose: 'Take all values of one attribute to a spreadsheet:',
      command: 'bigcommerce-customers values list --attribute-id 3 --bom --out tiers.csv',
    },
    {
      purpose: 'Count the values of two customers:',
      command: 'bigcommerce-customers values list --customer-id 23,24 --format ndjson | wc -l',
    },
    {
      purpose: 'Delete all values of an attribute:',
      command:
        'bigcommerce-customers values list --attribute-id 3 --out old.csv && bigcommerce-customers values delete old.csv',
    },
  ],
};
