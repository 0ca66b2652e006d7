import { resolve } from 'node:path';
import { allowList, type Contract } from '#contract';
import { type Command, EXIT, type ManualPage, usageErrors } from '../command.js';
import { writeFile } from '../files/output-file.js';
import { refuseSameFiles, type UsedFile } from '../files/same-file.js';
import { UnreadableError } from '../input/entry.js';
import { findFiles } from '../input/read-file.js';
import { type Io, WriteError, wantsColours } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import { checkFiles } from '../report/check-files.js';
import { type CheckOptions, readCheckOptions } from '../report/check-options.js';
import { type Findings, unseenIn } from '../report/findings.js';
import { FORMATS, summaryLine } from '../report/formats.js';
import { readScores } from '../report/scores.js';
import { createServers, nothingFound, severalHosts, strippedLines, uncheckedLines } from '../report/servers.js';
import { bundledDocument, loadSpecification, OWN_SPECIFICATION, type Specification } from '../report/specification.js';
import { plainLines, plainText } from '../text.js';

const contractCheckManual: ManualPage = {
  name: 'bigcommerce-customers contract check',
  summary: 'report which recorded exchanges break the contract, and where',
  synopsis: [
    'bigcommerce-customers contract check [--spec FILE] [--root FOLDER] [--base-url URL]… [--max-age DAYS] [--strict] [--allow PATTERN]… [--fail-on-unseen] [--patterns trust] [--fail-on-unchecked] [--format FORMAT] [--out FILE] [--coverage FILE] [--mutants FILE] PATH…',
  ],
  description: [
    'Reads exchanges from files and checks requests and responses: server, path, method, parameters as they are on the wire, credentials, headers, status and bodies.',
    'Reads three kinds of files, whatever their names: recordings of this package, nock definitions (the array that nock.recorder returns with output_objects: true) and HAR 1.2 (what browsers, proxies and API tools export). All must be UTF-8.',
    'If PATH is a folder, checks the .json and .har files in it and in its subfolders, except node_modules and folders whose names begin with a dot.',
    'Skips and counts requests to other hosts in nock definitions and HAR files, requests without a response, and what browsers send by themselves: CORS preflight requests, conditional requests that got a 304, and connections upgraded to another protocol (101). If no exchange is left to check, the exit code is 2.',
    'Does not judge what a file has not recorded: request headers of nock definitions without reqheaders, bodies that a HAR file leaves out, and credentials if no request of a HAR file has any, because browsers remove them on export. Standard error reports the last. Every report names and counts the bodies that were not seen.',
    'Reads bodies that a HAR file keeps in files next to it, as Playwright does, if they are in its folder or below. A zip archive with a HAR has to be unpacked first.',
    'Recordings of this package carry a fingerprint of what the OpenAPI document said about their operations when they were made. A recording is stale if that part has changed since: it may still conform, but nobody knows whether the API still responds like this, so record it again. Descriptions, examples and other operations do not count.',
    'Reports files and exchanges that cannot be read on standard error, and checks all others.',
    'No output contains credentials: headers, cookies, parameters and members whose names suggest one are masked, and so are their values wherever else they occur, even percent-encoded or in base64.',
  ],
  options: [
    {
      flags: '--spec FILE',
      text: 'Check against the OpenAPI document in FILE (3.0, 3.1, or 3.2 as far as it is 3.1), which may refer to other files, but not to the network. What cannot be read in it is passed over; standard error and all reports but text, which counts it, list what is not checked, with its line. Exchanges of an operation whose own rules cannot be read are reported as not readable. Needs a package that is not installed with this one: npm install --save-dev yaml. Default: the document of this package.',
    },
    {
      flags: '--root FOLDER',
      text: 'With --spec: let the document refer to files in FOLDER, but not beyond it, wherever symbolic links lead. Default: the working directory if FILE is in it, otherwise the folder of FILE.',
    },
    {
      flags: '--base-url URL',
      text: 'Treat exchanges with the server at URL, such as a sandbox, a staging server or a proxy, as exchanges with the server of the document: URL replaces its scheme and host. May be repeated. Required if the document names no host and the files have several. Default: only the server of the document; if it names no host, the only host in the files, where everything below the path of the server is checked.',
    },
    {
      flags: '--max-age DAYS',
      text: 'Report recordings that are older than DAYS, such as 90 or 90d, or do not say when they were made. Only recordings of this package say so. Default: any age is accepted.',
    },
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'text: for people; conforming exchanges are only counted. json: every exchange with its violations, and what could not be read. junit: JUnit XML with a test case for every exchange. sarif: SARIF 2.1.0 for code scanning. html: one self-contained page. Default: text.',
    },
    {
      flags: '--out FILE, -o FILE',
      text: 'Write the report to FILE, and only the summary to standard output. Default: the report goes to standard output.',
    },
    {
      flags: '--strict',
      text: 'Also report what the OpenAPI document does not declare: properties of bodies, headers, and statuses that only default covers. Default: only what contradicts the document, because APIs add to their responses without notice.',
    },
    {
      flags: '--allow PATTERN',
      text: 'Do not report findings that match, with or without --strict: a location (request.query:utm_*, response.header:x-*, response.body:/data/*/new_field, response.status:409), a keyword (keyword:readOnly), undocumented paths (paths:/static/**) or other servers (servers), each after an operationId if it is about one operation ("getOrder response.status:409"). * is any text within a name, ** any number of members. Exchanges with undocumented paths that this allows are skipped and counted. May be repeated.',
    },
    {
      flags: '--fail-on-unseen',
      text: 'Fail if a file does not hold a body that there was, or may have been. Default: such bodies are named and counted.',
    },
    {
      flags: '--patterns trust',
      text: 'With --spec: match patterns with the JavaScript engine, however long that takes. Default: patterns are matched in linear time, and those for which that is not possible, such as those with a backreference, are not checked but listed.',
    },
    {
      flags: '--fail-on-unchecked',
      text: 'With --spec: exit with 1 if any part of the document is not checked. Default: such parts are only listed.',
    },
    {
      flags: '--coverage FILE',
      text: 'With --format html: show the score in FILE, as npm run contract:coverage writes it (reports/coverage/coverage.json).',
    },
    {
      flags: '--mutants FILE',
      text: "With --format html: show the score in FILE, a mutation report in Stryker's JSON format, as npm run mutants writes it (reports/mutants/mutation.json), or StrykerJS for your own tests.",
    },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'All exchanges conform, and no recording is stale.' },
    {
      code: 1,
      text: 'At least one exchange breaks the contract, a recording is stale, a body was not seen with --fail-on-unseen, or a part of the document is not checked with --fail-on-unchecked.',
    },
    {
      code: 2,
      text: 'Wrong usage, an unusable document, no exchange to check, or something that could not be read, whether or not the rest conforms.',
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
      purpose: 'Find what a store sends that is not declared:',
      command: "bigcommerce-customers contract check --strict --allow 'response.header:x-bc-*' recordings",
    },
    {
      purpose: 'Check a HAR file against the document of another API:',
      command: 'bigcommerce-customers contract check --spec openapi.yaml shop.har',
    },
    {
      purpose: 'Check recordings of a server on this machine:',
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

/** `bigcommerce-customers contract check` */
export const contractCheck: Command = {
  manual: contractCheckManual,
  run: async (argv, io) => {
    const options = readCheckOptions(argv, contractCheckManual);
    const specification = await readSpecification(options, io);
    return specification === undefined ? EXIT.unusable : checkAgainst(specification, options, io);
  },
};

/** `undefined` if the document cannot be used. The reason is on standard error. */
async function readSpecification({ spec, root, patterns }: CheckOptions, io: Io): Promise<Specification | undefined> {
  if (spec === undefined) return OWN_SPECIFICATION;
  try {
    return await loadSpecification(spec, io.cwd, { root, patterns });
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    for (const line of error.message.split('\n')) io.stderr.write(`${plainText(line)}\n`);
    return undefined;
  }
}

async function checkAgainst(specification: Specification, options: CheckOptions, io: Io): Promise<number> {
  const { format, out, strict, allow, maxAgeDays, failsOnUnseen, failsOnUnchecked, scoreFiles, paths, baseUrls } =
    options;
  const { contract, unchecked = [] } = specification;
  const servers = createServers(contract, baseUrls);
  const settings = { contract, servers, strict, allow, ageLimit: { now: io.now(), maxAgeDays } };
  refuseUnknownOperations(allow, contract);
  const say = (line: string) => io.stderr.write(`${plainText(line)}\n`);
  for (const line of uncheckedLines(unchecked)) say(line);
  const files = await findFiles(paths, io.cwd);
  await refuseSameFiles(
    namedFiles({ '--out': out }),
    [...readFiles(options), ...files.map(({ source }) => ({ option: 'PATH', name: source }))],
    io.cwd,
  );
  const found = await checkFiles(files, settings);
  if (servers.guessedHosts.size > 1) {
    say(severalHosts(options.spec, servers));
    return EXIT.unusable;
  }
  const checked = { ...found, problems: [...found.problems, ...nothingFound(found, paths, servers)] };
  for (const line of strippedLines(checked)) say(line);
  const { scores, problems } = await readScores(scoreFiles, io.cwd);
  const findings = { ...checked, problems: [...checked.problems, ...problems] };
  for (const { source, reason } of findings.problems) say(`${source}: ${reason}`);
  const document = specification.lines?.join('\n') ?? (await bundledDocument());
  const colours = out === undefined && wantsColours(io);
  const style = { colours, scores, document, date: io.now(), failsOnUnseen, failsOnUnchecked };
  const report = FORMATS[format](findings, style, specification);
  // Formats for programs have no characters for terminals, as the data may.
  if (out === undefined) io.stdout.write(format !== 'text' && io.stdout.isTTY ? plainLines(report) : report);
  const isWritten = out === undefined || (await writeReport(out, report, summaryLine(findings, unchecked), io));
  if (!isWritten) return EXIT.unusable;
  const code = exitCodeOf(findings, failsOnUnseen);
  return code === EXIT.conforms && failsOnUnchecked && unchecked.length > 0 ? EXIT.violates : code;
}

/** @throws UsageError when a pattern names an operation that the document does not have. */
function refuseUnknownOperations(allow: readonly string[], contract: Contract): void {
  try {
    allowList(allow, contract);
  } catch (error) {
    throw usageErrors(contractCheckManual)(`--${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Files that are read besides those that are checked. */
function readFiles({ spec, scoreFiles: { coverage, mutants } }: CheckOptions): UsedFile[] {
  return namedFiles({ '--spec': spec, '--coverage': coverage, '--mutants': mutants });
}

function namedFiles(names: Readonly<Record<string, string | undefined>>): UsedFile[] {
  return Object.entries(names).flatMap(([option, name]) => (name === undefined ? [] : [{ option, name }]));
}

async function writeReport(out: string, report: string, summary: string, io: Io): Promise<boolean> {
  try {
    await writeFile(resolve(io.cwd, out), out, report);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.stderr.write(`${plainText(error.message)}\n`);
    return false;
  } finally {
    // Even if the report is lost, show the result.
    io.stdout.write(`${summary}\n`);
  }
  return true;
}

function exitCodeOf({ exchanges, problems, stale }: Findings, failsOnUnseen: boolean): number {
  if (problems.length > 0) return EXIT.unusable;
  const isBroken = exchanges.some(({ violations }) => violations.length > 0);
  const isUnseen = failsOnUnseen && unseenIn(exchanges).length > 0;
  return stale.length > 0 || isBroken || isUnseen ? EXIT.violates : EXIT.conforms;
}
