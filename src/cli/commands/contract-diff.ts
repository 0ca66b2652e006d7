import { relative, resolve } from 'node:path';
import { type DiffInput, type DiffReport, diffReport } from '../../diff/report.js';
import { carries } from '../../diff/version.js';
import { isRecord, type JsonObject } from '../../json.js';
import { type Command, EXIT, type ManualPage, parseArguments, usageErrors } from '../command.js';
import { writeFile } from '../files/output-file.js';
import { refuseSameFiles } from '../files/same-file.js';
import { UnreadableError } from '../input/entry.js';
import { type Io, WriteError } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import { DIFF_FORMATS, type DiffFormat, verdictOf } from '../report/diff-formats.js';
import { uncheckedLines } from '../report/servers.js';
import { loadSpecification } from '../report/specification.js';
import { plainLines, plainText } from '../text.js';

const contractDiffManual: ManualPage = {
  name: 'bigcommerce-customers contract diff',
  summary: 'tell what the changes between two OpenAPI documents mean to those who use the API',
  synopsis: [
    'bigcommerce-customers contract diff [--root FOLDER] [--fail-on KIND] [--format FORMAT] [--out FILE] OLD NEW',
  ],
  description: [
    'Compares what two OpenAPI documents (3.0, 3.1, or 3.2 as far as it is 3.1) say, in YAML or JSON, not how they are written: references, the order of names, allOf, and the forms that 3.0 and 3.1 have for null and exclusive limits do not matter. Operations are matched by method and path.',
    'Each change is named once, where it is written, with its line in both documents, the operations that have it, who is affected, and an id, which is that of oasdiff where it has one.',
    'The direction decides the level. A change is breaking if callers can no longer send what they send, or readers may receive what they did not expect: a request property that becomes required, a response property that becomes optional. If the opposite is true, it is minor. Descriptions and examples are patches. If neither document includes the other, as after the change of a pattern, a change counts as breaking.',
    'Tells the lowest version that the changes allow, and drafts a changelog. Before 1.0.0, a breaking change needs another minor version, and everything else another patch version.',
  ],
  options: [
    {
      flags: '--fail-on KIND',
      text: 'Exit with 1 for changes of KIND. breaking: only those that break somebody. minor: these and minor ones. any: also descriptions and examples. version: if info.version of NEW is lower than the changes need. never: for no change. Default: breaking.',
    },
    {
      flags: '--root FOLDER',
      text: 'Let the documents refer to files in FOLDER, but not beyond it. Default: for each document, as for contract check.',
    },
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'text: for people. json: everything. markdown: tables and the draft of a changelog, for pull requests. junit: JUnit XML with a test case for every change. Default: text.',
    },
    { flags: '--out FILE, -o FILE', text: 'Write the report to FILE, and only the result to standard output.' },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'There is no change of the kind that --fail-on names.' },
    { code: 1, text: 'There is one.' },
    { code: 2, text: 'Wrong usage, an unusable document, or a report that could not be written.' },
  ],
  examples: [
    { purpose: 'Compare two documents:', command: 'bigcommerce-customers contract diff old.yaml openapi.yaml' },
    {
      purpose: 'Compare with the last commit:',
      command: 'git show HEAD:openapi.yaml > old.yaml; bigcommerce-customers contract diff old.yaml openapi.yaml',
    },
    {
      purpose: 'Fail a build whose version is too low for its changes:',
      command: 'bigcommerce-customers contract diff --fail-on version old.yaml openapi.yaml',
    },
    {
      purpose: 'Write a comment for a pull request:',
      command: 'bigcommerce-customers contract diff -f markdown -o comment.md --fail-on never old.yaml openapi.yaml',
    },
  ],
};

const usageError = usageErrors(contractDiffManual);

/** `bigcommerce-customers contract diff` */
export const contractDiff: Command = {
  manual: contractDiffManual,
  run: async (argv, io) => {
    const options = readDiffOptions(argv);
    try {
      return await compareFiles(options, io);
    } catch (error) {
      if (!(error instanceof UnreadableError || error instanceof WriteError)) throw error;
      io.stderr.write(`${plainLines(error.message)}\n`);
      return EXIT.unusable;
    }
  },
};

async function compareFiles({ old, now, root, format, out, failOn }: DiffOptions, io: Io): Promise<number> {
  const read = [old, now].map((name, index) => ({ option: index === 0 ? 'OLD' : 'NEW', name }));
  await refuseSameFiles(out === undefined ? [] : [{ option: '--out', name: out }], read, io.cwd);
  const report = diffReport(await readInput(old, root, io), await readInput(now, root, io));
  const written = DIFF_FORMATS[format](report, (change) => failsFor(failOn, report, change.level));
  if (out === undefined) io.stdout.write(format !== 'text' && io.stdout.isTTY ? plainLines(written) : written);
  else {
    await writeFile(resolve(io.cwd, out), out, written);
    io.stdout.write(`${verdictOf(report).map(plainText).join('\n')}\n`);
  }
  return report.changes.some(({ level }) => failsFor(failOn, report, level)) ? EXIT.violates : EXIT.conforms;
}

/** Parts of a document that cannot be read are named, because changes of them are not seen. */
export async function readInput(name: string, root: string | undefined, io: Io): Promise<DiffInput> {
  const { contract, unchecked = [] } = await loadSpecification(name, io.cwd, { root });
  for (const line of uncheckedLines(unchecked)) io.stderr.write(`${plainText(line)}\n`);
  const { document, placeOf } = contract;
  if (!isDocument(document)) throw new UnreadableError(`${name}: is not an OpenAPI document`);
  return {
    file: name,
    document,
    placeOf: (pointer) => {
      const { file, ...place } = placeOf?.(pointer) ?? { pointer };
      // Other files that the document refers to are named as the user would.
      return file === undefined ? place : { ...place, file: relative(io.cwd, file) };
    },
  };
}

/** What has been read from a file is JSON. */
function isDocument(document: object): document is JsonObject {
  return isRecord(document);
}

const FAIL_ON = ['breaking', 'minor', 'any', 'version', 'never'] as const;
type FailOn = (typeof FAIL_ON)[number];

/** Whether a change of a level fails the command. With `version`, it is all changes together that do. */
function failsFor(failOn: FailOn, report: DiffReport, level: DiffReport['level']): boolean {
  if (failOn === 'version')
    return level === report.level && !carries(report.level, report.old.version, report.new.version);
  if (failOn === 'minor') return level !== 'patch';
  return failOn === 'any' || level === failOn;
}

interface DiffOptions {
  readonly old: string;
  readonly now: string;
  readonly root: string | undefined;
  readonly format: DiffFormat;
  readonly out: string | undefined;
  readonly failOn: FailOn;
}

/** @throws UsageError that says what is wrong and lists the options. */
function readDiffOptions(argv: readonly string[]): DiffOptions {
  const { values, positionals } = parseArguments(argv, OPTIONS, contractDiffManual);
  const { format, out, root } = values;
  if (!isFormat(format))
    throw usageError(
      `unknown format ${JSON.stringify(format)}; the formats are ${Object.keys(DIFF_FORMATS).join(', ')}`,
    );
  const failOn = FAIL_ON.find((kind) => kind === values['fail-on']);
  if (failOn === undefined)
    throw usageError(`--fail-on takes ${FAIL_ON.join(', ')}, not ${JSON.stringify(values['fail-on'])}`);
  if (out === '') throw usageError('--out needs the name of a file');
  if (root === '') throw usageError('--root needs the name of a folder');
  const [old, now, ...others] = positionals;
  if (!old || !now) throw usageError(`${old ? 'NEW' : 'OLD'} is missing; name two OpenAPI documents`);
  if (others.length > 0)
    throw usageError(`unexpected argument ${JSON.stringify(others[0])}; name two OpenAPI documents`);
  return { old, now, root, format, out, failOn };
}

function isFormat(name: string): name is DiffFormat {
  return Object.hasOwn(DIFF_FORMATS, name);
}

const OPTIONS = {
  format: { type: 'string', short: 'f', default: 'text' },
  out: { type: 'string', short: 'o' },
  root: { type: 'string' },
  'fail-on': { type: 'string', default: 'breaking' },
} as const;
