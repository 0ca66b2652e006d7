import { valueAt } from '../../json.js';

/**
 * The score of what `npm run contract:coverage` writes, in words: the test coverage level that is reached, and how much of
 * what the levels ask for is covered. `undefined` for anything else.
 */
export function coverageScore(report: unknown): string | undefined {
  const level = valueAt(report, 'summary', 'level');
  const criteria = valueAt(report, 'summary', 'criteria');
  if (typeof level !== 'number' || !Array.isArray(criteria) || !criteria.every(isCounted)) return undefined;
  const asked = criteria.filter((criterion) => criterion.level !== undefined);
  const further = criteria.filter((criterion) => criterion.level === undefined);
  const highest = Math.max(level, ...asked.map((criterion) => criterion.level ?? 0));
  return `test coverage level ${level} of ${highest} (${counted(asked)}), beyond the levels ${counted(further)}`;
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
