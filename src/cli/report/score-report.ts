import type { ViolationRule } from '#errors';
import { levelOf } from '../../score/coverage/items.js';
import type { CriterionScore } from '../../score/coverage/scores.js';
import { coverageLevel, itemsFor, scoresOf } from '../../score/coverage/scores.js';
import type { Fate, JudgedMutant } from '../../score/mutants/survey.js';
import type { Score } from '../../score/score.js';
import type { Problem, Unchecked } from './findings.js';
import type { FilesToScore } from './score-files.js';

/** The output of `--format json`. Percentages are rounded down to a tenth, and `null` if there is nothing to count. */
export interface ScoreReport {
  readonly document: { readonly file: string; readonly title: string; readonly version: string };
  readonly exchanges: Score['exchanges'] & { readonly skipped: number; readonly incomplete: number };
  readonly summary: {
    /** The share of mutants that the exchanges notice. */
    readonly score: number | null;
    /** The share if all counterexamples were among the exchanges. */
    readonly scoreWithCounterexamples: number | null;
    /** The share of coverage items that are covered. */
    readonly coverage: number | null;
    readonly level: number;
    readonly criteria: readonly (CriterionScore & { readonly unchecked: number })[];
    readonly mutants: MutantCounts & { readonly judged: number; readonly all: number };
    readonly counterexamples: number;
    /** Halves of exchanges that were derived. Of large documents only some are judged. */
    readonly derived: Score['derived'];
  };
  readonly operations: readonly OperationScore[];
  /** Mutants that can be seen in several operations, so that they are counted for none of them. */
  readonly several: Pick<OperationScore, 'noticed' | 'mutants'>;
  /** What no exchange notices, and what may mean the same as the document. */
  readonly unnoticed: readonly UnnoticedMutant[];
  readonly uncovered: readonly UncoveredPart[];
  /** Operations with bodies of which only the first places count. Missing if there are none. */
  readonly cut?: readonly string[];
  readonly unchecked?: readonly Unchecked[];
  readonly problems?: readonly Problem[];
}

export type MutantCounts = Readonly<Record<Fate, number>>;

export interface OperationScore {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** None: the operation is unseen. */
  readonly exchanges: number;
  readonly covered: number;
  readonly items: number;
  /** Of mutants that can be seen in this operation alone. */
  readonly noticed: number;
  readonly mutants: number;
}

interface Place {
  readonly file: string;
  readonly line: number | undefined;
  readonly pointer: string;
}

export interface UnnoticedMutant extends Place {
  readonly operator: string;
  readonly replacement: string;
  readonly fate: Fate;
  /** The one use that is changed, if it is not all of them. */
  readonly site?: string;
  /** What an exchange that notices it is like, and whether it is among the counterexamples. */
  readonly noticedBy?: string;
  readonly byCounterexample?: true;
  /** Whether the document accepts it. What it rejects and is no counterexample breaks several rules. */
  readonly byConforming?: true;
}

export interface UncoveredPart extends Place {
  readonly operationIds: readonly string[];
  readonly criterion: string;
  readonly name: string;
  readonly level: number | undefined;
  readonly isUnchecked?: true;
}

export function scoreReport(
  score: Score,
  { skipped, incomplete, problems }: FilesToScore,
  file: string,
  unchecked: readonly Unchecked[],
): ScoreReport {
  const { document, items, mutants, exchanges, cut } = score;
  const checked = items.filter(({ isUnchecked }) => !isUnchecked);
  const placed = (pointer: string) => placeIn(document.placeOf(pointer), file, pointer);
  const counts = countsOf(mutants.map(({ fate }) => fate));
  const operations = operationsOf(score);
  const forecast = countsOf(mutants.map(({ withCounterexamples }) => withCounterexamples));
  return {
    document: { file, title: document.model.title || file, version: document.model.version },
    exchanges: { ...exchanges, skipped, incomplete },
    summary: {
      score: percentOf(counts.noticed, countedIn(counts)),
      scoreWithCounterexamples: percentOf(forecast.noticed, countedIn(forecast)),
      coverage: percentOf(checked.filter(({ isCovered }) => isCovered).length, checked.length),
      level: coverageLevel(checked),
      criteria: scoresOf(checked).map((one) => ({
        ...one,
        unchecked: items.filter(({ criterion, isUnchecked }) => isUnchecked && criterion === one.criterion).length,
      })),
      mutants: { ...counts, judged: mutants.length, all: score.allMutants },
      counterexamples: score.counterexamples.length,
      derived: score.derived,
    },
    operations,
    several: {
      noticed: counts.noticed - sumOf(operations.map(({ noticed }) => noticed)),
      mutants: countedIn(counts) - sumOf(operations.map(({ mutants: own }) => own)),
    },
    unnoticed: mutants
      .filter(({ fate }) => ['missed', 'unseen', 'undecided'].includes(fate))
      .map((one) => ({ ...placed(one.mutant.pointer), ...unnoticed(one) })),
    uncovered: items
      .filter(({ isCovered }) => !isCovered)
      .map(({ criterion, operationIds, name, pointer, isUnchecked }) => ({
        ...placed(pointer),
        operationIds,
        criterion,
        name,
        level: levelOf(criterion),
        ...(isUnchecked && { isUnchecked }),
      })),
    ...(cut.length > 0 && { cut }),
    ...(unchecked.length > 0 && { unchecked }),
    ...(problems.length > 0 && { problems: problems.map(({ source, reason }) => ({ source, reason })) }),
  };
}

/** Rounded down, so that only all is 100. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part / whole) * 1000) / 10;
}

/** Mutants that exchanges could notice: the others mean the same, or nothing was found out about them. */
export function countedIn({ noticed, missed, unseen }: MutantCounts): number {
  return noticed + missed + unseen;
}

function countsOf(fates: readonly Fate[]): MutantCounts {
  const counts = { noticed: 0, missed: 0, unseen: 0, undecided: 0, equivalent: 0, unchecked: 0, invalid: 0 };
  for (const fate of fates) counts[fate] += 1;
  return counts;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function operationsOf({ document, exchangesOf, items, mutants }: Score): OperationScore[] {
  return document.model.operations.map(({ operationId, method, path }) => {
    const own = itemsFor(
      operationId,
      items.filter(({ isUnchecked }) => !isUnchecked),
    );
    const alone = mutants.filter(
      ({ mutant: { touches } }) => touches.length > 0 && touches.every((touch) => touch.operationId === operationId),
    );
    const counts = countsOf(alone.map(({ fate }) => fate));
    return {
      operationId,
      method,
      path,
      exchanges: exchangesOf.get(operationId) ?? 0,
      covered: own.filter(({ isCovered }) => isCovered).length,
      items: own.length,
      noticed: counts.noticed,
      mutants: countedIn(counts),
    };
  });
}

function placeIn({ line, file: other, pointer }: ViolationRule, file: string, asked: string): Place {
  return { file: other ?? file, line, pointer: pointer ?? asked };
}

function unnoticed({ mutant, fate, witness }: JudgedMutant): Omit<UnnoticedMutant, keyof Place> {
  return {
    operator: mutant.operator,
    replacement: mutant.replacement,
    fate,
    ...(mutant.level === 'use-site' && { site: mutant.site }),
    ...(witness && { noticedBy: witness.title }),
    ...(witness?.kind === 'counterexample' && { byCounterexample: true as const }),
    ...(witness?.isAccepted && { byConforming: true as const }),
  };
}
