import { formatTable } from '../../../../src/cli/report/table.js';
import type { ExchangeOperator } from '../../../../src/score/exchanges/operator.js';
import type { NeutralRule } from './rules/rules.js';
import type { Outcome, Result } from './survey.js';

/** What `reports/mutants/exchanges.json` holds. */
export interface ExchangeReport {
  /** Exchanges that were broken. */
  readonly exchanges: number;
  /** In the order in which they are applied, HttpMutator's first. */
  readonly operators: readonly OperatorScore[];
  readonly rules: readonly (Omit<NeutralRule, 'holds'> & { readonly excused: number })[];
  /** What was missed, and what was flagged without being wrong. */
  readonly failures: readonly Result[];
  /** Rules and operators that do nothing, or do something although they are said not to. */
  readonly stale: readonly string[];
}

export interface OperatorScore extends Omit<ExchangeOperator, 'apply'> {
  readonly applied: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** How many of the neutral ones each rule gives the reason for, by its name. */
  readonly neutral: Readonly<Record<string, number>>;
}

export interface Surveyed {
  readonly exchanges: readonly unknown[];
  readonly operators: readonly ExchangeOperator[];
  readonly rules: readonly NeutralRule[];
  readonly results: readonly Result[];
  /** Why operators are applied nowhere, by name. */
  readonly idle: Readonly<Record<string, string>>;
}

export function reportExchanges(surveyed: Surveyed): ExchangeReport {
  const { exchanges, operators, rules, results } = surveyed;
  return {
    exchanges: exchanges.length,
    operators: operators.map((operator) => scoreOf(operator, results)),
    rules: rules.map(({ name, reason, operators: excused }) => ({
      name,
      reason,
      operators: excused,
      excused: results.filter(({ rule }) => rule === name).length,
    })),
    failures: results.filter(({ outcome }) => outcome === 'missed' || outcome === 'too-strict'),
    stale: staleIn(surveyed),
  };
}

/** Whether everything was flagged or is neutral, and nothing is out of date. */
export function isFlawless({ failures, stale }: ExchangeReport): boolean {
  return failures.length === 0 && stale.length === 0;
}

function scoreOf({ name, title, origin, half }: ExchangeOperator, results: readonly Result[]): OperatorScore {
  const own = results.filter(({ operator }) => operator === name);
  const count = (outcome: Outcome) => own.filter((result) => result.outcome === outcome).length;
  const neutral: Record<string, number> = {};
  for (const { outcome, rule } of own) if (outcome === 'neutral' && rule) neutral[rule] = (neutral[rule] ?? 0) + 1;
  const outcomes = {
    flagged: count('flagged'),
    'flagged-when-strict': count('flagged-when-strict'),
    neutral: count('neutral'),
    missed: count('missed'),
    'too-strict': count('too-strict'),
  };
  return { name, title, origin, half, applied: own.length, outcomes, neutral };
}

function staleIn({ operators, rules, results, idle }: Surveyed): string[] {
  const excused = new Set(results.map(({ rule, operator }) => `${rule} ${operator}`));
  const applied = new Set(results.map(({ operator }) => operator));
  return [
    ...rules.flatMap(({ name, operators: named }) =>
      named
        .filter((operator) => !excused.has(`${name} ${operator}`))
        .map((operator) => `the rule ${name} never excuses ${operator}`),
    ),
    ...operators
      .filter(({ name }) => !applied.has(name) && !Object.hasOwn(idle, name))
      .map(({ name }) => `${name} is applied to nothing`),
    ...Object.keys(idle)
      .filter((name) => applied.has(name))
      .map((name) => `${name} is said to be applied to nothing, and is`),
  ];
}

/** What is to be read at the end of a run: a line for each operator, what is wrong, and the sums. */
export function summarizeExchanges(report: ExchangeReport): string[] {
  const { exchanges, operators, failures, stale } = report;
  const rows = operators.map(({ name, applied, outcomes, neutral }) => [
    name,
    String(applied),
    ...OUTCOMES.map((outcome) => String(outcomes[outcome])),
    Object.entries(neutral)
      .map(([rule, count]) => `${rule} ${count}`)
      .join(', '),
  ]);
  const sum = (outcome: Outcome) => operators.reduce((total, { outcomes }) => total + outcomes[outcome], 0);
  const applied = operators.reduce((total, score) => total + score.applied, 0);
  const hidden = failures.length - SHOWN;
  return [
    formatTable(['Broken exchanges', 'Applied', 'Flagged', 'When strict', 'Neutral', 'Missed', 'Too strict', ''], rows),
    `\n${exchanges} exchanges broken in ${applied} ways: ${sum('flagged')} flagged, ${sum('flagged-when-strict')} by strict checks alone, ${sum('neutral')} neutral, with reasons`,
    ...failures
      .slice(0, SHOWN)
      .map(({ outcome, operator, name, what }) => `  ${VERBS[outcome]} ${operator} ${name}: ${what}`),
    ...(hidden > 0 ? [`  and ${hidden} more, in exchanges.json`] : []),
    ...stale.map((line) => `  out of date: ${line}`),
  ];
}

const OUTCOMES: readonly Outcome[] = ['flagged', 'flagged-when-strict', 'neutral', 'missed', 'too-strict'];
const VERBS: Partial<Record<Outcome, string>> = { missed: 'missed', 'too-strict': 'flagged without being wrong:' };

/** Failures that are printed. */
const SHOWN = 20;
