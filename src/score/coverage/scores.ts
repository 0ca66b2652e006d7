import type { ModelSource, SpecModel } from '#contract';
import { CRITERIA, type Criterion, HIGHEST_LEVEL, levelOf } from './items.js';
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
  const missing = new Set(items.filter(({ isCovered }) => !isCovered).map(({ criterion }) => criterion));
  return Math.min(...[...missing].map((criterion) => (levelOf(criterion) ?? Infinity) - 1), HIGHEST_LEVEL);
}

/** The items that keep a document from the highest level. */
export function missingItems(items: readonly MeasuredItem[]): MeasuredItem[] {
  return items.filter(({ criterion, isCovered }) => !isCovered && levelOf(criterion) !== undefined);
}

/** The items that count for an operation. */
export function itemsFor(operationId: string, items: readonly MeasuredItem[]): MeasuredItem[] {
  return items.filter(({ operationIds }) => operationIds.includes(operationId));
}

/** What is written as JSON. Lines count from 1. */
export interface CoverageReport {
  readonly specification: string;
  /** How many exchanges were counted, by the kind of test that asserts them. */
  readonly exchanges: Readonly<Record<string, number>>;
  readonly summary: CoverageScore;
  readonly operations: readonly (CoverageScore & { readonly operationId: string })[];
  /** Each item that no exchange covers, with the test coverage level that asks for it, if any does. */
  readonly uncovered: readonly UncoveredItem[];
}

export interface CoverageScore {
  /** The test coverage level that is reached, 0 to 7. */
  readonly level: number;
  readonly criteria: readonly CriterionScore[];
}

export interface UncoveredItem extends Omit<MeasuredItem, 'isCovered' | 'owner'> {
  readonly level: number | undefined;
  readonly file: string;
  readonly line: number;
}

export function coverageReport(
  source: Pick<ModelSource, 'problemAt'>,
  specification: string,
  { operations }: SpecModel,
  items: readonly MeasuredItem[],
  exchanges: CoverageReport['exchanges'],
): CoverageReport {
  const scoreOf = (some: readonly MeasuredItem[]) => ({ level: coverageLevel(some), criteria: scoresOf(some) });
  return {
    specification,
    exchanges,
    summary: scoreOf(items),
    operations: operations.map(({ operationId }) => ({ operationId, ...scoreOf(itemsFor(operationId, items)) })),
    uncovered: items
      .filter(({ isCovered }) => !isCovered)
      .map(({ isCovered: _, owner: __, ...item }) => {
        const { file, line } = source.problemAt(item.pointer, 'coverage', item.name);
        return { ...item, level: levelOf(item.criterion), file, line };
      }),
  };
}
