import { resolve } from 'node:path';
import { valueAt } from '../../json.js';
import { UnreadableError } from '../input/entry.js';
import { readJson } from '../input/read-file.js';
import type { Problem } from './findings.js';

/** Report files of other commands; `undefined` for those that are not to be shown. */
export interface ScoreFiles {
  readonly coverage: string | undefined;
  readonly mutants: string | undefined;
}

interface ReadScores {
  /** By name. */
  readonly scores: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

export async function readScores(files: ScoreFiles, cwd: string): Promise<ReadScores> {
  const read = await Promise.all([
    readScore(files.coverage, cwd, 'Coverage of the document', coverageScore, 'coverage report of this package'),
    readScore(files.mutants, cwd, 'Mutants', mutationScore, "mutation report in Stryker's format"),
  ]);
  return {
    scores: Object.assign({}, ...read.map(({ scores }) => scores)),
    problems: read.flatMap(({ problems }) => problems),
  };
}

async function readScore(
  file: string | undefined,
  cwd: string,
  name: string,
  scoreOf: (report: unknown) => string | undefined,
  kind: string,
): Promise<ReadScores> {
  if (file === undefined) return { scores: {}, problems: [] };
  try {
    const score = scoreOf(await readJson(resolve(cwd, file)));
    if (score === undefined) throw new UnreadableError(`is not a ${kind}`);
    return { scores: { [name]: score }, problems: [] };
  } catch (error) {
    if (error instanceof UnreadableError) return { scores: {}, problems: [{ source: file, reason: error.message }] };
    throw error;
  }
}

/**
 * The score in a report of `npm run contract:coverage`, in words: the test coverage level, and how many items of the levels
 * are covered. `undefined` for anything else.
 */
export function coverageScore(report: unknown): string | undefined {
  const level = valueAt(report, 'summary', 'level');
  const criteria = valueAt(report, 'summary', 'criteria');
  if (typeof level !== 'number' || !Array.isArray(criteria) || !criteria.every(isCounted)) return undefined;
  const required = criteria.filter((criterion) => criterion.level !== undefined);
  const further = criteria.filter((criterion) => criterion.level === undefined);
  const highest = Math.max(level, ...required.map((criterion) => criterion.level ?? 0));
  return `test coverage level ${level} of ${highest} (${counted(required)}), beyond the levels ${counted(further)}`;
}

interface Counted {
  readonly covered: number;
  readonly all: number;
  readonly level?: number | undefined;
}

function isCounted(criterion: unknown): criterion is Counted {
  const [covered, all, level] = ['covered', 'all', 'level'].map((name) => valueAt(criterion, name));
  return typeof covered === 'number' && typeof all === 'number' && ['number', 'undefined'].includes(typeof level);
}

function counted(criteria: readonly Counted[]): string {
  const sum = (name: 'covered' | 'all') => criteria.reduce((total, criterion) => total + criterion[name], 0);
  return `${sum('covered')} of ${sum('all')} items`;
}

/** Stryker's statuses of mutants that count, and whether the tests noticed the mutant. */
const NOTICED: ReadonlyMap<unknown, boolean> = new Map([
  ['Killed', true],
  ['Timeout', true],
  ['Survived', false],
  ['NoCoverage', false],
]);

/**
 * The score in a mutation report in Stryker's format, in words: the killed mutants among those that count.
 * `undefined` for anything else.
 */
export function mutationScore(report: unknown): string | undefined {
  const files = valueAt(report, 'files');
  // StrykerJS writes version 1, where mutants have the same form.
  if (!/^[12](\.|$)/.test(String(valueAt(report, 'schemaVersion'))) || typeof files !== 'object') return undefined;
  const lists = Object.values(files ?? {}).map((file: unknown) => valueAt(file, 'mutants'));
  if (!lists.every(Array.isArray)) return undefined;
  const verdicts = lists.flat().flatMap((mutant: unknown) => NOTICED.get(valueAt(mutant, 'status')) ?? []);
  if (verdicts.length === 0) return 'no mutants';
  const killed = verdicts.filter(Boolean).length;
  return `${percentage(killed, verdicts.length)} % killed (${killed} of ${verdicts.length})`;
}

/** Rounded down, so that only all of them are 100 %. */
function percentage(part: number, all: number): number {
  return Math.floor((part / all) * 100);
}
