import { valueAt } from '../../json.js';

/** What Stryker calls fates of mutants that say how good a suite is, and whether it noticed. The others say nothing. */
const NOTICED: ReadonlyMap<unknown, boolean> = new Map([
  ['Killed', true],
  ['Timeout', true],
  ['Survived', false],
  ['NoCoverage', false],
]);

/**
 * The score of a mutation report in Stryker's format, as Stryker counts it: killed of those that could be, in words.
 * `undefined` for anything else.
 */
export function mutationScore(report: unknown): string | undefined {
  const files = valueAt(report, 'files');
  // StrykerJS writes version 1, which has the same mutants.
  if (!/^[12](\.|$)/.test(String(valueAt(report, 'schemaVersion'))) || typeof files !== 'object') return undefined;
  const lists = Object.values(files ?? {}).map((file: unknown) => valueAt(file, 'mutants'));
  if (!lists.every(Array.isArray)) return undefined;
  const verdicts = lists.flat().flatMap((mutant: unknown) => NOTICED.get(valueAt(mutant, 'status')) ?? []);
  if (verdicts.length === 0) return 'there are none';
  const killed = verdicts.filter(Boolean).length;
  return `${percentage(killed, verdicts.length)} % killed (${killed} of ${verdicts.length})`;
}

/** Rounded down, so that 100 means all. */
function percentage(part: number, all: number): number {
  return Math.floor((part / all) * 100);
}
