import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { valueAt } from '../spec/json.js';
import { readSpec, type SpecSource } from '../spec/source.js';
import { formatTable } from '../start/table.js';
import { readEquivalents, type Sorted, sortResults } from './equivalents.js';
import { gatherEvidence } from './evidence.js';
import { breakRecordings } from './exchanges/command.js';
import { isFlawless, summarizeExchanges } from './exchanges/report.js';
import { surveyInParallel } from './processes.js';
import { createLocator } from './report/locations.js';
import { pageOf } from './report/page.js';
import { reportOf } from './report/stryker.js';
import { formatScore, subScores } from './score.js';
import { type Result, resultsOf } from './survey.js';

const NAME = 'openapi/bigcommerce-customers.yaml';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const REPORTS = join(ROOT, 'reports/mutants');

/**
 * Changes the document in every way there is an operator for, and looks whether anything notices. Then breaks the
 * recordings, and looks whether the checker notices that.
 *
 * @returns The exit status: 0 when everything is noticed or excused, 1 when something is not or an excuse is out of date.
 */
export async function runMutants(output: Pick<Console, 'log'>): Promise<number> {
  const source = await readSpec(join(ROOT, NAME));
  const evidence = await gatherEvidence(source);
  const verdicts = await surveyInParallel(source.path, evidence, availableParallelism());
  const equivalents = await readEquivalents(fileURLToPath(new URL('equivalents.yaml', import.meta.url)));
  const sorted = sortResults(resultsOf(source, verdicts), equivalents);
  await writeReports(source, sorted);
  for (const line of summarize(source, sorted)) output.log(line);
  const broken = await breakRecordings(source);
  await writeFile(join(REPORTS, 'exchanges.json'), JSON.stringify(broken, null, 2));
  for (const line of ['', ...summarizeExchanges(broken)]) output.log(line);
  return isGood(sorted) && isFlawless(broken) ? 0 : 1;
}

/** Whether nothing survives without an excuse, and no excuse is out of date. */
export function isGood({ counted, stale }: Sorted): boolean {
  return stale.length === 0 && survivorsOf(counted).length === 0;
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
  return [
    formatTable(['Mutants killed', ...subScores([]).map(({ label }) => label)], rows),
    `\n${equivalent.length} equivalent, with reasons; ${stillborn.length} stillborn`,
    ...survivors.map((result) => describeSurvivor(source, result)),
    ...stale.map(({ operator, pointer }) => `out of date in equivalents.yaml: ${operator} ${pointer}`),
    `\n${survivors.length === 0 ? 'No mutant survives.' : `${survivors.length} mutants survive.`}`,
  ];
}

function survivorsOf(counted: readonly Result[]): Result[] {
  return counted.filter(({ verdict }) => verdict.status === 'survived');
}

function describeSurvivor({ text, document }: SpecSource, { mutant }: Result): string {
  const { line } = createLocator(text)(mutant.pointer).start;
  const original = JSON.stringify(valueAt(document, mutant.pointer)) ?? '(nothing)';
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
