import type { ManualPage } from './command.js';

export const HELP_OPTION = { flags: '--help, -h', text: 'Show this page. Every command has one.' };

export const mainManual: ManualPage = {
  name: 'bigcommerce-customers',
  summary:
    'work with the customer data of a BigCommerce store, and check recorded traffic against the contract of its API',
  synopsis: [
    'bigcommerce-customers COMMAND …',
    'bigcommerce-customers help [COMMAND …]',
    'bigcommerce-customers version',
  ],
  description: [
    'The contract is the OpenAPI document of this package, or one that you name. Contract check, sandbox and generate need no store, no credentials and no network. All other commands call the store of BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN in the environment.',
  ],
  commands: [
    { name: 'contract', text: 'Check exchanges against the contract.' },
    { name: 'values', text: 'List, write and delete the attribute values of customers.' },
    { name: 'customers', text: 'Delete customers.' },
    { name: 'segments', text: 'Remove shopper profiles from a segment.' },
    { name: 'generate', text: 'Write a typed client for any OpenAPI document.' },
    { name: 'sandbox', text: 'Run a BigCommerce store on this machine.' },
    { name: 'help', text: 'Show the manual page of a command: help values upsert.' },
    { name: 'version', text: 'Show the version of the package.' },
  ],
  options: [HELP_OPTION, { flags: '--version, -v', text: 'Show the version of the package.' }],
  exitCodes: [
    { code: 0, text: 'Success.' },
    { code: 1, text: 'Something breaks the contract, or was not done.' },
    { code: 2, text: 'Wrong usage, or input that cannot be read.' },
  ],
  examples: [
    { purpose: 'Check a folder of recordings:', command: 'bigcommerce-customers contract check recordings' },
    { purpose: 'Run a store on this machine:', command: 'bigcommerce-customers sandbox --customers 1000' },
    { purpose: 'Show the manual page of a command:', command: 'bigcommerce-customers contract check --help' },
  ],
};

type Entry = ManualPage['options'][number];

/** Options of the commands that send records from files. */
export const DATA_OPTIONS = {
  format: {
    flags: '--format FORMAT, -f FORMAT',
    text: 'csv (RFC 4180: the first line names the columns; commas, semicolons or tabs separate them, or what a line such as sep=; before it says), ndjson (a line of JSON for each record) or json (a list). Default: the endings of the file names; .tsv is csv that is separated by tabs.',
  },
  dryRun: {
    flags: '--dry-run',
    text: 'Read and check everything, and show the first requests with their contents, but send nothing, apart from look-ups of e-mail addresses and names of attributes.',
  },
  failures: {
    flags: '--failures FILE',
    text: 'Write the records that are not done to FILE, as they were in the input, with two more columns: failure_status, which is failed (the store refused), unknown (sent, but it is not known whether it had an effect), unsent, or unresolved (its e-mail address does not stand for one customer), and failure_reason. The records keep the delimiter, quotes, numbers and encoding of the input; a FILE that ends in .tsv has tabs. FILE can be the input of the next run. An earlier failures file is replaced, a file of another kind is not. If everything is done, it has no records. Default: the first few are listed on standard error.',
  },
  resume: {
    flags: '--resume FILE, --journal FILE',
    text: 'Record in FILE what is done, request by request, and skip what an earlier run recorded there. No other run can use FILE meanwhile. Default: nothing is recorded.',
  },
  column: (columns: string): Entry => ({
    flags: '--column NAME',
    text: `The column of CSV, or the member of JSON objects, with the ids. Default: ${columns}, without regard to case, spaces and underscores.`,
  }),
  by: {
    flags: '--by email',
    text: 'Read e-mail addresses in place of ids, and look up whose they are. Default: records have ids.',
  },
  yes: { flags: '--yes, -y', text: 'Do not ask for confirmation. Required if standard input is not a terminal.' },
  expect: {
    flags: '--expect N',
    text: 'Send nothing unless the input has exactly N different records, those of earlier runs with --resume included. For scripts, together with --yes. Default: any number.',
  },
  max: {
    flags: '--max N',
    text: 'Send nothing if the input has more than N different records. Default: no limit.',
  },
  baseUrl: {
    flags: '--base-url URL',
    text: 'Call another server, such as a sandbox on this machine. Default: BIGCOMMERCE_BASE_URL in the environment, or https://api.bigcommerce.com.',
  },
  help: HELP_OPTION,
} satisfies Record<string, Entry | ((columns: string) => Entry)>;

/** Paragraphs. */
export const CREDENTIALS =
  'The store hash and the access token are read from the environment variables BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN. There is no option for the token, because other users could see it, and no output contains it.';

export const PATIENCE =
  'After a transient failure (no connection, a timeout, 429, 5xx), a request is retried up to five times if that is safe. Standard error reports this at once, and then every half minute while it lasts.';

const UNRESOLVED =
  'The store is asked whose they are, many in one request. An address counts only if exactly one customer has it, compared without regard to case. What nobody or several customers have is unresolved: it is listed with the reason, nothing is sent for it, and the exit status is 1. The rest goes ahead. A missing or malformed address is refused like an invalid id. --dry-run asks as well, and changes nothing.';

export const BY_EMAIL = `With --by email, the column email, or else email_address or the one that --column names, has e-mail addresses; JSON input can also be a list of them. ${UNRESOLVED} If a record has a customer_id as well, it has to be that of the same customer.`;

export const BY_EMAIL_VALUES = `E-mail addresses are looked up before anything is written. ${UNRESOLVED}`;

export const INPUT =
  'A FILE is UTF-8 text, or UTF-16 with a byte order mark; - means standard input. In Excel, save it as "CSV UTF-8": other kinds of CSV are refused if they contain more than ASCII. Several files are one input. All of it is read and checked before anything is sent, and problems are reported with file and line. 200,000 records take a few seconds and 300 MB of memory; the limit is 500 MB for a FILE.';

export const RESUMING =
  'To continue a run that ended early, even one that was killed, run the same command with the same --resume FILE: what FILE says is done is not sent again. FILE is a journal: it gets a line of JSON for each record as soon as the store has confirmed its request, and belongs to one command and one store. Requests that were under way when a run was killed are sent once more. FILE also says who had each e-mail address when the job began: if somebody else has it by now, or nobody, it is unresolved. Or pass what --failures has written as the input: that is complete unless the process was killed.';

export const TASK_EXIT_CODES: ManualPage['exitCodes'] = [
  { code: 0, text: 'Everything is done, or was done by an earlier run.' },
  { code: 1, text: 'Something was not done.' },
  { code: 2, text: 'Wrong usage, unusable input, or no confirmation. Nothing was sent.' },
  {
    code: 130,
    text: 'Cancelled by SIGINT (Control-C), SIGTERM, SIGHUP or SIGQUIT. Requests under way were completed, nothing more was sent, and what is not done is reported as after a failure. A second signal ends the command at once.',
  },
];
