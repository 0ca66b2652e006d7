import { CRITERIA, type Criterion, HIGHEST_LEVEL, levelOf } from './criteria.js';
import type { MeasuredItem } from './measure.js';

export interface CriterionScore {
  readonly criterion: Criterion;
  /** `undefined` for what no level asks for. */
  readonly level: number | undefined;
  readonly covered: number;
  readonly all: number;
}

/** How many items of each criterion are covered, in the order of the criteria. */
export function scoresOf(items: readonly MeasuredItem[]): CriterionScore[] {
  return CRITERIA.map(({ name, level }) => {
    const among = items.filter(({ criterion }) => criterion === name);
    return { criterion: name, level, covered: among.filter(({ isCovered }) => isCovered).length, all: among.length };
  });
}

/** The test coverage level, 0 to 7: the highest up to which nothing is missing. */
export function coverageLevel(items: readonly MeasuredItem[]): number {
  const missing = items.filter(({ isCovered }) => !isCovered).map(({ criterion }) => levelOf(criterion) ?? Infinity);
  return Math.min(...missing.map((level) => level - 1), HIGHEST_LEVEL);
}

/** The items that keep a document from the highest level. */
export function missingItems(items: readonly MeasuredItem[]): MeasuredItem[] {
  return items.filter(({ criterion, isCovered }) => !isCovered && levelOf(criterion) !== undefined);
}

/** The items that count for an operation. */
export function itemsFor(operationId: string, items: readonly MeasuredItem[]): MeasuredItem[] {
  return items.filter(({ operationIds }) => operationIds.includes(operationId));
}
