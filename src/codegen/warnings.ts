import { formatProblem, type SpecProblem } from '../contract/load/source.js';

/** The rule of warnings about what generated code passes over, changes or chooses. */
export const CHOICE = 'generate';

/**
 * Warnings as lines: first the choices, one line for all of the same words, then one line for each rule of style. Large documents
 * have thousands of the same kind.
 */
export function warningLines(problems: readonly SpecProblem[]): string[] {
  const choices = grouped(
    problems.filter(({ rule }) => rule === CHOICE),
    ({ reason }) => reason,
  );
  const styles = grouped(
    problems.filter(({ rule }) => rule !== CHOICE),
    ({ rule }) => rule,
  );
  const more = choices.length - LISTED_CHOICES;
  return [
    ...choices.slice(0, LISTED_CHOICES),
    ...(more > 0 ? [`warning: ${more} more choices (${CHOICE})`] : []),
    ...styles,
  ];
}

const LISTED_CHOICES = 50;

function grouped(problems: readonly SpecProblem[], kindOf: (problem: SpecProblem) => string): string[] {
  const groups = new Map<string, Set<string>>();
  for (const problem of problems) {
    const lines = groups.get(kindOf(problem)) ?? new Set();
    groups.set(kindOf(problem), lines.add(formatProblem(problem)));
  }
  return [...groups.values()].map((lines) => {
    const [first = ''] = lines;
    return `warning: ${first}${lines.size > 1 ? `, and ${lines.size - 1} more` : ''}`;
  });
}
