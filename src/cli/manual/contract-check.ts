import { HELP_OPTION } from './main.js';
import type { ManualPage } from './manual-page.js';

export const contractCheckManual: ManualPage = {
  name: 'bigcommerce-customers contract check',
  summary: 'tell which recorded exchanges break the contract, and where',
  synopsis: [
    'bigcommerce-customers contract check [--spec FILE] [--base-url URL]… [--max-age DAYS] [--strict] [--allow PATTERN]… [--format FORMAT] [--out FILE] [--coverage FILE] [--mutants FILE] PATH…',
  ],
  description: [
    'Reads exchanges from files and checks requests and answers: server, path, method, parameters as they are written, credentials, headers, status and bodies.',
    'Three kinds of files are understood, whatever they are called: recordings of this package, nock definitions (the array that nock.recorder gives with output_objects: true) and HAR 1.2 (what browsers, proxies and API tools export). All are UTF-8.',
    'A PATH that is a folder stands for the .json and .har files in it and in the folders below, except node_modules and folders whose names begin with a dot.',
    'Requests to other hosts in nock definitions and HAR files are skipped and counted, and so are those that got no answer, and what browsers ask on their own account: whether CORS allows something, and whether something has changed (304). Where nothing is left, that is no success.',
    'What a file did not record is not judged: request headers of nock definitions without reqheaders, bodies that a HAR file leaves out, and credentials where no request of a HAR file has any, because browsers take them out; this is said on standard error.',
    'Recordings of this package carry a fingerprint of what the OpenAPI document said about each of their operations when they were made. A recording is stale when this part has changed since: it may conform still, but nobody knows whether the API still answers so. Words, examples and other operations make nothing stale. Record it again.',
    'A file or an exchange that cannot be read is named on standard error, and all others are checked.',
    'Credentials are in no output: headers, cookies, parameters and members that are named after one are masked, and so is what they hold wherever else it stands, also percent-encoded or in base64.',
  ],
  options: [
    {
      flags: '--spec FILE',
      text: 'Check against the OpenAPI 3.0 or 3.1 document in FILE, which may refer to other files, but not to the network. What of it is not looked at is said on standard error. Needs packages that are not installed with this one: npm install --save-dev ajv ajv-formats yaml @apidevtools/swagger-parser. Default: the document of this package.',
    },
    {
      flags: '--base-url URL',
      text: 'Take exchanges with the server at URL, such as a sandbox, a staging server or a proxy, for exchanges with the server of the document: URL stands for its scheme and host. Can be given several times. Needed where the document names no host and the files hold several. Default: only the server of the document; where it names no host, the only host in the files, of which all is checked that is below the path of the server.',
    },
    {
      flags: '--max-age DAYS',
      text: 'Find recordings that are older than DAYS, such as 90 or 90d, or do not tell the day they were made. Default: any age will do. Only recordings of this package tell it.',
    },
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'text: for people; conforming exchanges are only counted. json: every exchange with its violations, and what could not be read. junit: JUnit XML with a test case for every exchange. sarif: SARIF 2.1.0 for code scanning. html: one page for people, which needs nothing else. Default: text.',
    },
    {
      flags: '--out FILE, -o FILE',
      text: 'Write the report to FILE, and only the summary to standard output. Default: the report goes to standard output.',
    },
    {
      flags: '--strict',
      text: 'Report what the OpenAPI document does not declare as well: properties of bodies, headers, and statuses that only a default covers. Default: only what contradicts the document, because APIs add to their answers without notice.',
    },
    {
      flags: '--allow PATTERN',
      text: 'With --strict, which it implies: do not report what matches, such as response.header:x-* or response.body:/data/*/new_field. Can be given several times.',
    },
    {
      flags: '--coverage FILE',
      text: 'With --format html: show the score in FILE, which npm run contract:coverage has written (reports/coverage/coverage.json).',
    },
    {
      flags: '--mutants FILE',
      text: "With --format html: show the score in FILE, a mutation report in Stryker's JSON format: that of npm run mutants (reports/mutants/mutation.json), or that of StrykerJS about your own tests.",
    },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'All exchanges conform, and no recording is stale.' },
    { code: 1, text: 'At least one exchange breaks the contract, or a recording is stale.' },
    {
      code: 2,
      text: 'Wrong usage, a document that cannot be used, something that could not be read, whether or not the rest conforms, or no exchange to check.',
    },
  ],
  examples: [
    { purpose: 'Check a folder:', command: 'bigcommerce-customers contract check recordings' },
    {
      purpose: 'Give a CI system the results as tests:',
      command: 'bigcommerce-customers contract check --format junit --out contract.xml recordings shop.har',
    },
    {
      purpose: 'Count violations by keyword:',
      command:
        "bigcommerce-customers contract check -f json recordings | jq -r '.exchanges[].violations[].keyword' | sort | uniq -c",
    },
    {
      purpose: 'Find out what a store sends that nobody has declared:',
      command: "bigcommerce-customers contract check --strict --allow 'response.header:x-bc-*' recordings",
    },
    {
      purpose: 'Check what a browser exported against the document of another API:',
      command: 'bigcommerce-customers contract check --spec openapi.yaml shop.har',
    },
    {
      purpose: 'Check what was recorded from a server on this machine:',
      command: 'bigcommerce-customers contract check --base-url http://localhost:4010 shop.har',
    },
    {
      purpose: 'Find recordings that are out of date:',
      command: 'bigcommerce-customers contract check --max-age 90 recordings',
    },
    {
      purpose: 'Check a file whose name begins with a hyphen:',
      command: 'bigcommerce-customers contract check -- -1.har',
    },
  ],
};
