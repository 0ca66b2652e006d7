import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AcceptedDifference, decisionsIn, readAccepted } from '../../diff/accepted.js';
import { driftReport } from '../../diff/drift.js';
import { valueAt } from '../../json.js';
import { type Command, EXIT, type ManualPage, parseArguments, usageErrors } from '../command.js';
import { writeFile } from '../files/output-file.js';
import { refuseSameFiles } from '../files/same-file.js';
import { UnreadableError } from '../input/entry.js';
import { type Io, reasonOf, WriteError } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import { DRIFT_FORMATS, type DriftFormat, driftVerdict } from '../report/drift-formats.js';
import { plainLines, plainText } from '../text.js';
import { readInput } from './contract-diff.js';

const contractDriftManual: ManualPage = {
  name: 'bigcommerce-customers contract drift',
  summary: 'tell whether the documents that a vendor publishes still agree with ours',
  synopsis: [
    'bigcommerce-customers contract drift [--spec FILE] [--accepted FILE] [--format FORMAT] [--out FILE] FILE…',
  ],
  description: [
    'Compares an OpenAPI document with those that the vendor of the API publishes (3.0 or 3.1, any number of files). Operations are matched by method and path. The vendor may have others; they count only at paths that ours has, too. Descriptions, examples, tags and names of operations do not count.',
    'Every difference must be accepted by an entry in a list, { pointer, ours, vendor, decision }: where it is in our document (* stands for any text within a name, ** for any number of names), what both documents say there (a value, anything, or nothing), and the row of a table in DECISIONS.md that says why. An entry that accepts no difference is out of date.',
    'Drafts the entries for differences that are new.',
  ],
  options: [
    { flags: '--spec FILE', text: 'Our document. Default: that of this package.' },
    {
      flags: '--accepted FILE',
      text: 'The list of accepted differences, YAML or JSON. Decisions are looked up in DECISIONS.md beside it; where there is none, they are taken as they are. Default: ACCEPTED-DIFFERENCES.yaml beside our document, or no list.',
    },
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'text: what is new. json: everything. markdown: what is new, for an issue. Default: text.',
    },
    { flags: '--out FILE, -o FILE', text: 'Write the report to FILE, and only the result to standard output.' },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'Every difference is accepted, and every entry accepts one.' },
    { code: 1, text: 'A difference is new, or an entry is out of date.' },
    { code: 2, text: 'Wrong usage, an unusable document or list, or a report that could not be written.' },
  ],
  examples: [
    {
      purpose: 'Compare the document of this package with those of the vendor:',
      command: 'bigcommerce-customers contract drift customers.v3.yml segments.v3.yml',
    },
    {
      purpose: 'Compare your own, and write an issue:',
      command: 'bigcommerce-customers contract drift --spec openapi.yaml -f markdown -o issue.md vendor.yaml',
    },
  ],
};

const usageError = usageErrors(contractDriftManual);

/** `bigcommerce-customers contract drift` */
export const contractDrift: Command = {
  manual: contractDriftManual,
  run: async (argv, io) => {
    const options = readDriftOptions(argv);
    try {
      return await compareWithVendor(options, io);
    } catch (error) {
      if (!(error instanceof UnreadableError || error instanceof WriteError)) throw error;
      io.stderr.write(`${plainLines(error.message)}\n`);
      return EXIT.unusable;
    }
  },
};

/** The document of this package, from the built file as from the source. */
function ownSpecification(cwd: string, module = import.meta.url): string {
  const toRoot = module.endsWith('.ts') ? '../../../' : /\/dist\/[^/]+$/.test(module) ? '../' : '../../';
  return relative(cwd, fileURLToPath(new URL(`${toRoot}openapi/bigcommerce-customers.yaml`, module)));
}

async function compareWithVendor(options: DriftOptions, io: Io): Promise<number> {
  const { files, format, out } = options;
  const spec = options.spec ?? ownSpecification(io.cwd);
  const list = options.accepted ?? join(dirname(spec), 'ACCEPTED-DIFFERENCES.yaml');
  const read = [spec, list, ...files].map((name) => ({ option: name, name }));
  await refuseSameFiles(out === undefined ? [] : [{ option: '--out', name: out }], read, io.cwd);
  const accepted = await readList(list, options.accepted !== undefined, io.cwd);
  const ours = await readInput(spec, undefined, io);
  const vendors = [];
  for (const file of files) vendors.push(await readInput(file, undefined, io));
  const report = driftReport(ours, vendors, accepted);
  if (report.operations.length === 0)
    throw new UnreadableError(
      `${files.join(', ')}: none of the operations of ${spec} is there, so nothing can be compared`,
    );
  const written = DRIFT_FORMATS[format](report);
  if (out === undefined) io.stdout.write(format !== 'text' && io.stdout.isTTY ? plainLines(written) : written);
  else {
    await writeFile(resolve(io.cwd, out), out, written);
    io.stdout.write(`${plainText(driftVerdict(report))}\n`);
  }
  return report.newDifferences > 0 || report.stale.length > 0 ? EXIT.violates : EXIT.conforms;
}

/** @throws UnreadableError that says what is wrong with the list. */
async function readList(name: string, isNamed: boolean, cwd: string): Promise<readonly AcceptedDifference[]> {
  const path = resolve(cwd, name);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!isNamed && valueAt(error, 'code') === 'ENOENT') return [];
    throw new UnreadableError(`${name}: ${reasonOf(error)}`);
  }
  const decisions = await readFile(join(dirname(path), 'DECISIONS.md'), 'utf8').then(decisionsIn, () => undefined);
  try {
    const { parse } = await import('yaml');
    return readAccepted(parse(text), decisions && ((decision) => decisions.has(decision.replaceAll('`', ''))));
  } catch (error) {
    throw new UnreadableError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface DriftOptions {
  readonly files: readonly string[];
  readonly spec: string | undefined;
  readonly accepted: string | undefined;
  readonly format: DriftFormat;
  readonly out: string | undefined;
}

/** @throws UsageError that says what is wrong and lists the options. */
function readDriftOptions(argv: readonly string[]): DriftOptions {
  const { values, positionals } = parseArguments(argv, OPTIONS, contractDriftManual);
  const { format, ...names } = values;
  if (!isFormat(format))
    throw usageError(
      `unknown format ${JSON.stringify(format)}; the formats are ${Object.keys(DRIFT_FORMATS).join(', ')}`,
    );
  for (const [option, name] of Object.entries(names))
    if (name === '') throw usageError(`--${option} needs the name of a file`);
  if (positionals.length === 0) throw usageError('FILE is missing; name the documents that the vendor publishes');
  return { files: positionals, spec: names.spec, accepted: names.accepted, format, out: names.out };
}

function isFormat(name: string): name is DriftFormat {
  return Object.hasOwn(DRIFT_FORMATS, name);
}

const OPTIONS = {
  format: { type: 'string', short: 'f', default: 'text' },
  out: { type: 'string', short: 'o' },
  spec: { type: 'string' },
  accepted: { type: 'string' },
} as const;
