import { resolve } from 'node:path';
import type { Problem } from '../contract-check/report.js';
import { UnreadableError } from '../input/entry.js';
import { readJson } from '../input/read-file.js';
import { coverageScore } from './coverage-score.js';
import { mutationScore } from './mutation-score.js';

/** The files that other commands have written, as they were named; `undefined` for those that are not asked for. */
export interface ScoreFiles {
  readonly coverage: string | undefined;
  readonly mutants: string | undefined;
}

/** What was read: scores by name, and what is not what it should be. */
export interface ReadScores {
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
    if (score === undefined) throw new UnreadableError(`is no ${kind}`);
    return { scores: { [name]: score }, problems: [] };
  } catch (error) {
    if (error instanceof UnreadableError) return { scores: {}, problems: [{ source: file, reason: error.message }] };
    throw error;
  }
}
