import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSpec, type SpecSource } from '../../../scripts/spec/source.js';
import { formatTable } from '../../../src/cli/report/table.js';
import { bigcommerceContract, checkExchange } from '../../../src/contract/index.js';
import { valueAtPointer } from '../../../src/json.js';
import { EXCHANGE_OPERATORS } from '../../../src/score/exchanges/operators/operators.js';
import { readEquivalents, type Sorted, sortResults } from './equivalents.js';
import { gatherEvidence } from './evidence.js';
import { createJudge } from './exchanges/judge/judge.js';
import { IDLE, recordedExchanges } from './exchanges/recorded.js';
import { type ExchangeReport, isFlawless, reportExchanges, summarizeExchanges } from './exchanges/report.js';
import { NEUTRAL_RULES } from './exchanges/rules/rules.js';
import { type Check, surveyExchanges } from './exchanges/survey.js';
import type { Killer } from './judge.js';
import { surveyInParallel } from './processes.js';
import { createLocator, pageOf, reportOf } from './report.js';
import { type Result, resultsOf } from './survey.js';

const ALL_STORED = 'with facts: all that is stored';

/** Percent of the mutants that stored evidence alone must kill. It is what is left once everything else is generated anew. */
const LEAST_STORED = 95;

/** What each kind of evidence adds to those before it. */
const STEPS: readonly (readonly [label: string, ...kinds: Killer[]])[] = [
  ['recordings only', 'recording'],
  ['with stored exchanges', 'valid', 'counterexample'],
  [ALL_STORED, 'facts'],
  ['with types', 'types'],
];

export interface Score {
  readonly label: string;
  readonly killed: number;
  readonly of: number;
}

/** How many mutants are killed by the first kind of evidence, by the first two, and so on. */
export function subScores(counted: readonly Result[]): Score[] {
  return STEPS.map(([label], last) => {
    const kinds = STEPS.slice(0, last + 1).flatMap(([, ...step]) => step);
    const killed = counted.filter(({ verdict }) => verdict.status === 'killed' && kinds.includes(verdict.by));
    return { label, killed: killed.length, of: counted.length };
  });
}

/** `97 of 100 (97.0 %)`. Only all is 100 %. */
export function formatScore({ killed, of }: Score): string {
  const percent = of === 0 ? 100 : Math.floor((killed / of) * 1000) / 10;
  return `${killed} of ${of} (${percent.toFixed(1)} %)`;
}

const NAME = 'openapi/bigcommerce-customers.yaml';
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const REPORTS = join(ROOT, 'reports/mutants');

/**
 * Changes the document in every way there is an operator for, and looks whether anything notices. Then breaks the
 * recordings, and looks whether the checker notices that.
 *
 * @param args `--one-of N` judges every Nth group of mutants only, and says so.
 * @returns The exit status: 0 when everything is noticed or excused, 1 when something is not or an excuse is out of date.
 * @throws TypeError for other arguments.
 */
export async function runMutants(args: readonly string[], output: Pick<Console, 'log'>): Promise<number> {
  const oneOf = oneOfIn(args);
  const source = await readSpec(join(ROOT, NAME));
  const evidence = await gatherEvidence(source);
  const verdicts = await surveyInParallel(source.path, evidence, availableParallelism(), oneOf);
  const equivalents = await readEquivalents(fileURLToPath(new URL('equivalents.yaml', import.meta.url)));
  const sorted = sortResults(resultsOf(source, verdicts, oneOf), equivalents, oneOf === 1);
  await writeReports(source, sorted);
  for (const line of summarize(source, sorted)) output.log(line);
  if (oneOf > 1) output.log(`One group of mutants in ${oneOf} was judged; without --one-of, all are.`);
  const broken = await breakRecordings(source);
  await writeFile(join(REPORTS, 'exchanges.json'), JSON.stringify(broken, null, 2));
  for (const line of ['', ...summarizeExchanges(broken)]) output.log(line);
  return isGood(sorted) && isFlawless(broken) ? 0 : 1;
}

function oneOfIn(args: readonly string[]): number {
  const [, number] = /^--one-of ([1-9]\d*)$/.exec(args.join(' ')) ?? [];
  if (args.length > 0 && number === undefined) throw new TypeError(`${args.join(' ')} is not --one-of N`);
  return Number(number ?? 1);
}

/**
 * Whether nothing survives without an excuse, no excuse is out of date, stored evidence alone kills enough, and contract diff
 * tells what each mutant means.
 */
export function isGood({ counted, stale }: Sorted): boolean {
  const isComplete = stale.length === 0 && survivorsOf(counted).length === 0 && misreportedIn(counted).length === 0;
  return isComplete && isEnough(storedScore(counted));
}

/** What is killed by stored evidence alone. */
function storedScore(counted: readonly Result[]): Score {
  const [score] = subScores(counted).filter(({ label }) => label === ALL_STORED);
  return score ?? { label: ALL_STORED, killed: 0, of: counted.length };
}

function isEnough({ killed, of }: Score): boolean {
  return killed * 100 >= of * LEAST_STORED;
}

/** What is to be read at the end of a run: scores, survivors, and excuses that are out of date. */
export function summarize(source: SpecSource, sorted: Sorted): string[] {
  const { counted, equivalent, stillborn, stale } = sorted;
  const levels = [
    ['component', counted.filter(({ mutant }) => mutant.level === 'component')],
    ['use site', counted.filter(({ mutant }) => mutant.level === 'use-site')],
    ['both', counted],
  ] as const;
  const rows = levels.map(([level, results]) => [level, ...subScores(results).map(formatScore)]);
  const survivors = survivorsOf(counted);
  const misreported = misreportedIn(counted);
  const stored = storedScore(counted);
  return [
    formatTable(['Mutants killed', ...subScores([]).map(({ label }) => label)], rows),
    `\n${equivalent.length} equivalent, with reasons; ${stillborn.length} stillborn`,
    ...survivors.map((result) => describeSurvivor(source, result)),
    ...stale.map(({ operator, pointer }) => `out of date in equivalents.yaml: ${operator} ${pointer}`),
    ...misreported
      .slice(0, MOST_MISREPORTED)
      .map(({ mutant, misreported: reason }) => `contract diff misreports ${mutant.id}: ${reason}`),
    ...(isEnough(stored) ? [] : [`\nStored evidence kills fewer than ${LEAST_STORED} %. Only types kill:`]),
    ...(isEnough(stored) ? [] : killedByTypes(counted).slice(0, MOST_MISREPORTED)),
    `\n${survivors.length === 0 ? 'No mutant survives.' : `${survivors.length} mutants survive.`}`,
    `contract diff reports ${counted.length - misreported.length} of ${counted.length} in the direction that the evidence shows.`,
  ];
}

function survivorsOf(counted: readonly Result[]): Result[] {
  return counted.filter(({ verdict }) => verdict.status === 'survived');
}

function killedByTypes(counted: readonly Result[]): string[] {
  const found = counted.filter(({ verdict }) => verdict.status === 'killed' && verdict.by === 'types');
  return found.map(({ mutant }) => `  ${mutant.id}`);
}

/** Of a direction that is wrong, many mutants say the same. */
const MOST_MISREPORTED = 20;

function misreportedIn(counted: readonly Result[]): Result[] {
  return counted.filter(({ misreported }) => misreported !== undefined);
}

function describeSurvivor({ text, document }: SpecSource, { mutant }: Result): string {
  const { line } = createLocator(text)(mutant.pointer).start;
  const original = JSON.stringify(valueAtPointer(document, mutant.pointer)) ?? '(nothing)';
  const place = mutant.level === 'use-site' ? `\n    used at ${mutant.site}` : '';
  return `  ${NAME}:${line} ${mutant.operator} survives${place}
    - ${original.slice(0, LONGEST)}
    + ${mutant.replacement.slice(0, LONGEST) || '(nothing)'}`;
}

/** Characters of what is changed that are shown. */
const LONGEST = 100;

async function writeReports(source: SpecSource, sorted: Sorted): Promise<void> {
  const report = reportOf(source, NAME, sorted);
  await mkdir(REPORTS, { recursive: true });
  await writeFile(join(REPORTS, 'mutation.json'), JSON.stringify(report));
  await writeFile(join(REPORTS, 'index.html'), await pageOf(report));
}

const check: Check = (exchange, options) => checkExchange(exchange, bigcommerceContract, options);

/** Breaks every recorded exchange, and looks whether the checker notices. */
export async function breakRecordings({ document }: SpecSource): Promise<ExchangeReport> {
  const exchanges = await recordedExchanges();
  const used = { exchanges, operators: EXCHANGE_OPERATORS, rules: NEUTRAL_RULES };
  const results = await surveyExchanges({ ...used, judge: createJudge(document), check });
  return reportExchanges({ ...used, results, idle: IDLE });
}
