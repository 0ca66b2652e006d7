import { resolve } from 'node:path';
import { type Score, type ScoreSettings, scoreOf } from '../../score/score.js';
import { type Command, EXIT, type ManualPage, parseArguments, usageErrors } from '../command.js';
import { writeFile } from '../files/output-file.js';
import { refuseSameFiles } from '../files/same-file.js';
import { UnreadableError } from '../input/entry.js';
import { findFiles } from '../input/read-file.js';
import { type Io, WriteError } from '../io.js';
import { HELP_OPTION } from '../manual.js';
import { readBaseUrl, readLoadOptions } from '../report/check-options.js';
import { checkCounterexampleFolder, writeCounterexamples } from '../report/counterexample-files.js';
import { readFilesToScore } from '../report/score-files.js';
import { SCORE_FORMATS, type ScoreFormat, sentencesOf } from '../report/score-formats.js';
import { type ScoreReport, scoreReport } from '../report/score-report.js';
import { createServers, severalHosts, uncheckedLines } from '../report/servers.js';
import { loadSpecification, OWN_SPECIFICATION, type Specification } from '../report/specification.js';
import { plainLines, plainText } from '../text.js';

const contractScoreManual: ManualPage = {
  name: 'bigcommerce-customers contract score',
  summary: 'tell how much of an OpenAPI document exchanges exercise, and what they would not notice',
  synopsis: [
    'bigcommerce-customers contract score [--spec FILE] [--root FOLDER] [--patterns trust] [--base-url URL]… [--min-score PERCENT] [--min-coverage PERCENT] [--counterexamples FOLDER] [--max-mutants N] [--format FORMAT] [--out FILE] PATH…',
  ],
  description: [
    'Reads exchanges from the same files as contract check: recordings of this package, nock definitions and HAR files. Exchanges that conform and exchanges that must be rejected both count.',
    'Coverage: which operations, parameters and their values, media types, statuses, headers and properties the exchanges have, which rules of schemas they keep and which they break, and at which limits they are. What the document says but is not checked is counted apart.',
    'Mutants: the document is changed in one place after the other, such as a limit moved by one, a property no longer required, or a status dropped. A mutant is noticed if at least one exchange is judged differently. Conforming exchanges notice that a document allows less, rejected ones that it allows more.',
    'If no exchange notices a mutant, exchanges are derived that differ from conforming ones, or from the samples of the document, in one thing. If one of these would notice it, the mutant is missed, or unseen if no exchange shows that operation and status. If none would, it is undecided and does not count, as it may mean the same as the document. Mutants that no exchange can show are equivalent and do not count either.',
    'Derived exchanges that break exactly one rule are counterexamples, which every check must reject. Standard output tells the score with them.',
    'Of a document with more mutants than --max-mutants, that many are drawn by their names: the same ones every time. Without the option, fewer are drawn of a large document, so that 50 operations with 5 exchanges each take less than a minute. The operations of a large document share the exchanges that are derived. The report tells how many of either were judged.',
  ],
  options: [
    {
      flags: '--spec FILE',
      text: 'Score against the OpenAPI 3.0 or 3.1 document in FILE, as contract check reads it. Operations whose own rules cannot be read are named and left out. Default: the document of this package.',
    },
    {
      flags: '--root FOLDER',
      text: 'With --spec: let the document refer to files in FOLDER, but not beyond it. Default: as for contract check.',
    },
    {
      flags: '--patterns trust',
      text: 'With --spec: match patterns with the JavaScript engine, however long that takes. Default: as for contract check.',
    },
    {
      flags: '--base-url URL',
      text: 'Treat exchanges with the server at URL as exchanges with the server of the document. May be repeated.',
    },
    {
      flags: '--min-score PERCENT',
      text: 'Exit with 1 if fewer of the mutants are noticed. Default: any share is accepted.',
    },
    { flags: '--min-coverage PERCENT', text: 'Exit with 1 if less is covered. Default: any share is accepted.' },
    {
      flags: '--counterexamples FOLDER',
      text: 'Write the counterexamples to FOLDER, a file for each operation, which contract check and contract score can read. They are made from your exchanges without their credentials, but with their data. FOLDER must be new or empty. Default: they are only counted.',
    },
    { flags: '--max-mutants N', text: 'Judge at most N mutants. Default: 5000, fewer of a large document.' },
    {
      flags: '--format FORMAT, -f FORMAT',
      text: 'text: tables, and the first mutants that are not noticed. json: everything. html: one self-contained page. Default: text.',
    },
    { flags: '--out FILE, -o FILE', text: 'Write the report to FILE, and only the result to standard output.' },
    HELP_OPTION,
  ],
  exitCodes: [
    { code: 0, text: 'The score and the coverage are not below --min-score and --min-coverage.' },
    { code: 1, text: 'The score or the coverage is below.' },
    {
      code: 2,
      text: 'Wrong usage, an unusable document, no exchange to score, or something that could not be read or written.',
    },
  ],
  examples: [
    { purpose: 'Score a folder:', command: 'bigcommerce-customers contract score --spec openapi.yaml recordings' },
    {
      purpose: 'Fail a build whose exchanges notice too little:',
      command: 'bigcommerce-customers contract score --spec openapi.yaml --min-score 80 recordings',
    },
    {
      purpose: 'Write what a checker must reject, and see that this one does:',
      command: 'bigcommerce-customers contract score --spec openapi.yaml --counterexamples broken recordings',
    },
  ],
};

const usageError = usageErrors(contractScoreManual);

/** `bigcommerce-customers contract score` */
export const contractScore: Command = {
  manual: contractScoreManual,
  run: async (argv, io) => {
    const options = readScoreOptions(argv);
    const { counterexamples, spec, root, patterns } = options;
    try {
      if (counterexamples !== undefined)
        await checkCounterexampleFolder(contractScoreManual.name, counterexamples, io.cwd);
      const specification =
        spec === undefined ? OWN_SPECIFICATION : await loadSpecification(spec, io.cwd, { root, patterns });
      return await scoreAgainst(specification, options, io);
    } catch (error) {
      if (!(error instanceof UnreadableError || error instanceof WriteError)) throw error;
      io.stderr.write(`${plainLines(error.message)}\n`);
      return EXIT.unusable;
    }
  },
};

/** As much as is judged in about a minute. */
const MOST_MUTANTS = 5000;
const MOST_WORK = 2_000_000_000;

async function scoreAgainst(specification: Specification, options: ScoreOptions, io: Io): Promise<number> {
  const { contract, unchecked = [], file = contract.file ?? 'openapi' } = specification;
  const { spec, out, baseUrls, paths, format, counterexamples } = options;
  const say = (line: string) => io.stderr.write(`${plainText(line)}\n`);
  for (const line of uncheckedLines(unchecked)) say(line);
  const found = await findFiles(paths, io.cwd);
  await refuseSameFiles(
    out === undefined ? [] : [{ option: '--out', name: out }],
    [
      ...(spec === undefined ? [] : [{ option: '--spec', name: spec }]),
      ...found.map(({ source }) => ({ option: 'PATH', name: source })),
    ],
    io.cwd,
  );
  const servers = createServers(contract, baseUrls);
  const read = await readFilesToScore(found, contract, servers);
  for (const { source, reason } of read.problems) say(`${source}: ${reason}`);
  if (servers.guessedHosts.size > 1) say(severalHosts(spec, servers));
  if (servers.guessedHosts.size > 1) return EXIT.unusable;
  if (read.files.flat().length === 0) {
    say(`no exchange with ${servers.name} that can be scored`);
    return EXIT.unusable;
  }
  const { maxMutants = MOST_MUTANTS } = options;
  const bound = options.maxMutants === undefined ? { mostWork: MOST_WORK } : {};
  const score = scoredOrRefused({ contract, files: read.files, mostMutants: maxMutants, ...bound }, file);
  const report = scoreReport(score, read, file, unchecked);
  const written = SCORE_FORMATS[format](report);
  if (out === undefined) io.stdout.write(format !== 'text' && io.stdout.isTTY ? plainLines(written) : written);
  else {
    await writeFile(resolve(io.cwd, out), out, written);
    io.stdout.write(`${sentencesOf(report).map(plainText).join('\n')}\n`);
  }
  if (counterexamples !== undefined) {
    const files = await writeCounterexamples(score.counterexamples, counterexamples, io.cwd);
    say(`${score.counterexamples.length} counterexamples written to ${counterexamples}, in ${files} files`);
  }
  const below = belowGate(report, options);
  for (const line of below) say(line);
  if (read.problems.length > 0) return EXIT.unusable;
  return below.length > 0 ? EXIT.violates : EXIT.conforms;
}

/**
 * Parts of a document are read when they are needed, and some cannot be.
 *
 * @throws UnreadableError
 */
function scoredOrRefused(settings: ScoreSettings, file: string): Score {
  try {
    return scoreOf(settings);
  } catch (error) {
    if (settings.contract === OWN_SPECIFICATION.contract || !(error instanceof Error)) throw error;
    throw new UnreadableError(`${file}: cannot be scored because of the OpenAPI document: ${error.message}`);
  }
}

/** What keeps the exchanges from passing. Where there is nothing to count, nothing is proved. */
function belowGate({ summary: { score, coverage } }: ScoreReport, { minScore, minCoverage }: ScoreOptions): string[] {
  const gates = [
    ['the score', score, '--min-score', minScore],
    ['the coverage', coverage, '--min-coverage', minCoverage],
  ] as const;
  return gates.flatMap(([name, reached, option, least]) => {
    if (least === undefined || (reached !== null && reached >= least)) return [];
    return [`${name} is ${reached === null ? 'of nothing' : `${reached} %`}, below ${option} ${least}`];
  });
}

interface ScoreOptions extends ReturnType<typeof readLoadOptions> {
  readonly spec: string | undefined;
  readonly baseUrls: readonly string[];
  readonly format: ScoreFormat;
  readonly out: string | undefined;
  readonly minScore: number | undefined;
  readonly minCoverage: number | undefined;
  readonly counterexamples: string | undefined;
  readonly maxMutants: number | undefined;
  /** At least one. */
  readonly paths: readonly string[];
}

/** @throws UsageError that says what is wrong and lists the options. */
function readScoreOptions(argv: readonly string[]): ScoreOptions {
  const { values, positionals: paths } = parseArguments(argv, OPTIONS, contractScoreManual);
  const { format, spec, out, counterexamples } = values;
  if (!isFormat(format))
    throw usageError(
      `unknown format ${JSON.stringify(format)}; the formats are ${Object.keys(SCORE_FORMATS).join(', ')}`,
    );
  for (const [option, name] of Object.entries({ '--spec': spec, '--out': out, '--counterexamples': counterexamples }))
    if (name === '') throw usageError(`${option} needs a name`);
  if (paths.length === 0) throw usageError('PATH is missing; name at least one file or folder');
  if (paths.includes('')) throw usageError('a PATH is empty');
  const { 'max-mutants': maxMutants } = values;
  if (maxMutants !== undefined && !/^[1-9]\d{0,6}$/.test(maxMutants))
    throw usageError(`--max-mutants needs a number above 0, not ${JSON.stringify(maxMutants)}`);
  return {
    ...readLoadOptions({ spec, root: values.root, patterns: values.patterns }, usageError),
    spec,
    out,
    format,
    counterexamples,
    paths,
    baseUrls: values['base-url'].map((url) => readBaseUrl(url, usageError)),
    minScore: percentIn('--min-score', values['min-score']),
    minCoverage: percentIn('--min-coverage', values['min-coverage']),
    maxMutants: maxMutants === undefined ? undefined : Number(maxMutants),
  };
}

function percentIn(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,3}(\.\d+)?$/.test(text) || Number(text) > 100)
    throw usageError(`${option} needs a number from 0 to 100, not ${JSON.stringify(text)}`);
  return Number(text);
}

function isFormat(name: string): name is ScoreFormat {
  return Object.hasOwn(SCORE_FORMATS, name);
}

const OPTIONS = {
  format: { type: 'string', short: 'f', default: 'text' },
  out: { type: 'string', short: 'o' },
  spec: { type: 'string' },
  root: { type: 'string' },
  patterns: { type: 'string' },
  'base-url': { type: 'string', multiple: true, default: [] as string[] },
  'min-score': { type: 'string' },
  'min-coverage': { type: 'string' },
  counterexamples: { type: 'string' },
  'max-mutants': { type: 'string' },
} as const;
