import { relative } from 'node:path';
import type { SpecSource } from '../../../scripts/spec/source.js';
import { formatTable } from '../../../scripts/start/table.js';
import type { SpecModel } from '../../../src/contract/load/model.js';
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

export interface UncoveredItem extends Omit<MeasuredItem, 'isCovered'> {
  readonly level: number | undefined;
  readonly file: string;
  readonly line: number;
}

export function coverageReport(
  source: SpecSource,
  { operations }: SpecModel,
  items: readonly MeasuredItem[],
  exchanges: CoverageReport['exchanges'],
): CoverageReport {
  const scoreOf = (some: readonly MeasuredItem[]) => ({ level: coverageLevel(some), criteria: scoresOf(some) });
  return {
    specification: relative(process.cwd(), source.path),
    exchanges,
    summary: scoreOf(items),
    operations: operations.map(({ operationId }) => ({ operationId, ...scoreOf(itemsFor(operationId, items)) })),
    uncovered: items
      .filter(({ isCovered }) => !isCovered)
      .map(({ isCovered: _, ...item }) => {
        const { file, line } = source.problemAt(item.pointer, 'coverage', item.name);
        return { ...item, level: levelOf(item.criterion), file, line };
      }),
  };
}

/** A table for each operation, one for all of them, and what the highest level still needs. */
export function formatReport({ operations, summary, uncovered, exchanges }: CoverageReport): string {
  const counted = Object.entries(exchanges).map(([kind, count]) => `${count} of ${kind}`);
  const missing = uncovered.filter(({ level }) => level !== undefined);
  return [
    ...operations.map(({ operationId, ...score }) => formatScore(operationId, score)),
    formatScore('All operations', summary),
    `Exchanges counted: ${counted.join(', ')}.`,
    ...(missing.length > 0
      ? [`Not covered:\n${missing.map(formatMissing).join('\n')}`]
      : [`Nothing is missing for TCL ${HIGHEST_LEVEL}.`]),
  ].join('\n\n');
}

function formatScore(title: string, { level, criteria }: CoverageScore): string {
  const rows = criteria.map((score) => [
    score.criterion,
    `${score.covered} / ${score.all}`,
    score.all === 0 ? 'nothing to cover' : `${percentage(score)} %`,
    score.level === undefined ? 'beyond' : `TCL ${score.level}`,
  ]);
  return `${title}: TCL ${level} of ${HIGHEST_LEVEL}\n${formatTable(['Criterion', 'Covered', '', 'Level'], rows)}`;
}

/** Rounded down, so that 100 means all. */
function percentage({ covered, all }: CriterionScore): number {
  return Math.floor((covered / all) * 100);
}

function formatMissing({ file, line, operationIds, criterion, name, level }: UncoveredItem): string {
  return `  ${file}:${line} ${operationIds.join(', ')}: ${criterion} ${name} (TCL ${level})`;
}
