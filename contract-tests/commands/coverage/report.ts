import { formatTable } from '../../../src/cli/report/table.js';
import { HIGHEST_LEVEL } from '../../../src/score/coverage/items.js';
import type {
  CoverageReport,
  CoverageScore,
  CriterionScore,
  UncoveredItem,
} from '../../../src/score/coverage/scores.js';

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
