import type { Killer } from './judge.js';
import type { Result } from './survey.js';

/** What each kind of evidence adds to those before it. */
const STEPS: readonly (readonly [label: string, ...kinds: Killer[]])[] = [
  ['recordings only', 'recording'],
  ['with derived valid exchanges', 'valid'],
  ['with counterexamples', 'counterexample'],
  ['with wire form', 'wire-form'],
  ['with types', 'types'],
];

export interface Score {
  readonly label: string;
  readonly killed: number;
  readonly of: number;
}

/** How many mutants are killed by the first kind of evidence, by the first two, and so on. */
export function subScores(counted: readonly Result[]): Score[] {
  return STEPS.map(([label], last) => {
    const kinds = STEPS.slice(0, last + 1).flatMap(([, ...step]) => step);
    const killed = counted.filter(({ verdict }) => verdict.status === 'killed' && kinds.includes(verdict.by));
    return { label, killed: killed.length, of: counted.length };
  });
}

/** `97 of 100 (97.0 %)`. Only all is 100 %. */
export function formatScore({ killed, of }: Score): string {
  const percent = of === 0 ? 100 : Math.floor((killed / of) * 1000) / 10;
  return `${killed} of ${of} (${percent.toFixed(1)} %)`;
}
