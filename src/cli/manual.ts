import type { ManualPage } from './command.js';

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

type Entry = ManualPage['options'][number];

/** What pages of commands that send what is in files have in common. */
export const DATA_OPTIONS = {
  format: {
    flags: '--format FORMAT, -f FORMAT',
    text: 'csv (RFC 4180, the first line names the columns; separated by commas, semicolons or tabs, or as a line of sep=; before says), ndjson (JSON, a line for each record) or json (a list). Default: what the names of the files end with.',
  },
  dryRun: {
    flags: '--dry-run',
    text: 'Read and check everything, and show what would be sent, without sending it.',
  },
  failures: {
    flags: '--failures FILE',
    text: 'Write the records that are not done to FILE, as they were in the input, with failure_status and failure_reason: failed (the store refused), unknown (sent, and no telling whether it had an effect) or unsent. FILE can be passed as input again. It has no records when everything is done. Default: the first few are named on standard error.',
  },
  resume: {
    flags: '--resume FILE, --journal FILE',
    text: 'Record in FILE what is done, request by request, and skip what an earlier run recorded there. Default: nothing is recorded.',
  },
  column: (columns: string): Entry => ({
    flags: '--column NAME',
    text: `The column, or the member of objects, that holds the ids. Default: ${columns}.`,
  }),
  yes: { flags: '--yes, -y', text: 'Do not ask. Needed where standard input is no terminal.' },
  baseUrl: {
    flags: '--base-url URL',
    text: 'Call another server, such as a sandbox on this machine. Default: BIGCOMMERCE_BASE_URL in the environment, or else https://api.bigcommerce.com.',
  },
  help: HELP_OPTION,
} satisfies Record<string, Entry | ((columns: string) => Entry)>;

/** Paragraphs. */
export const CREDENTIALS =
  'The store and the access token are taken from the environment variables BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN. There is no option for the token, which others could see, and it is in no output.';

export const PATIENCE =
  'A request that fails for reasons that pass (no connection, no answer in time, 429, 5xx) is sent again up to five times where that does no harm. Standard error says so at once, and then each half minute while it goes on.';

export const INPUT =
  'A FILE is UTF-8 text, or UTF-16 that begins with a byte order mark; - is standard input. In Excel, save it as "CSV UTF-8": other kinds of CSV are refused where they have more than ASCII. Several files are one input. All of it is read and checked before anything is sent: what is wrong is named by file and line. 200,000 records take a few seconds and 300 MB of memory for that; a FILE has at most 500 MB.';

export const RESUMING =
  'To continue a run that ended early, even one that was killed, run the same command with the same --resume FILE: what FILE says is done is not sent again. FILE is a journal: it gets a line of JSON for each record as soon as the store has confirmed its request, and belongs to one command and one store. Requests that were under way when a run was killed are sent once more. Or pass what --failures has written as the input: that is complete unless the process was killed.';

export const TASK_EXIT_CODES: ManualPage['exitCodes'] = [
  { code: 0, text: 'Everything is done, or was done before.' },
  { code: 1, text: 'Something is not done.' },
  { code: 2, text: 'Wrong usage, input that cannot be read or sent, or no consent. Nothing was sent.' },
  {
    code: 130,
    text: 'Interrupted by SIGINT (Control-C) or SIGTERM. Nothing more was sent, and what is not done is told as after a failure.',
  },
];
