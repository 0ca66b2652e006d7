import type { CheckOptions, Violation, WireExchange } from '../../../../src/contract/index.js';
import type { NamedExchange } from '../../../../src/score/exchanges/exchange.js';
import type { ExchangeOperator, Mutation } from '../../../../src/score/exchanges/operator.js';
import type { Judge } from './judge/judge.js';
import type { Opinion } from './judge/opinion.js';
import { type NeutralRule, neutralRule } from './rules/rules.js';

/** `checkExchange`, or one that is weaker or stricter, to see that it is found out. */
export type Check = (exchange: WireExchange, options: CheckOptions) => readonly Violation[];

/**
 * What became of a mutation:
 *
 * - `flagged`: the checker finds something, as it is used by default.
 * - `flagged-when-strict`: the document does not declare what was added, which only a strict check minds.
 * - `neutral`: the exchange conforms all the same, with the reason of a rule, and neither check finds anything.
 * - `missed`: the checker should have found something.
 * - `too-strict`: the checker finds something, and should not have.
 */
export type Outcome = 'flagged' | 'flagged-when-strict' | 'neutral' | 'missed' | 'too-strict';

export interface Result {
  readonly operator: string;
  /** Of the exchange that was broken. */
  readonly name: string;
  readonly what: string;
  readonly outcome: Outcome;
  /** Of what is neutral by default, and why. */
  readonly rule?: string;
}

export interface Survey {
  readonly exchanges: readonly NamedExchange[];
  readonly operators: readonly ExchangeOperator[];
  readonly rules: readonly NeutralRule[];
  readonly judge: Judge;
  readonly check: Check;
}

/**
 * Breaks every exchange with every operator, and looks whether the checker notices.
 *
 * @throws Error when the checker and the judge do not agree on an exchange before it is broken, or it does not conform.
 */
export async function surveyExchanges(survey: Survey): Promise<Result[]> {
  const results: Result[] = [];
  for (const named of survey.exchanges) {
    const original = await readOriginal(survey, named);
    for (const operator of survey.operators) {
      const mutations = operator.apply(named.exchange);
      results.push(...(await Promise.all(mutations.map((mutation) => resultOf(survey, original, operator, mutation)))));
    }
  }
  return results;
}

interface Original extends NamedExchange {
  /** How a strict check of what becomes of it is made. None where it has something undeclared before it is broken. */
  readonly strictly: CheckOptions | undefined;
}

async function readOriginal({ judge, check }: Survey, { name, exchange }: NamedExchange): Promise<Original> {
  const { status } = exchange.response;
  // That `default` covers the status that it has is no finding. Another status is.
  const strictly: CheckOptions = { strict: { allow: [`response.status:${status}`] } };
  const opinion = await judge.opinion(exchange, status);
  const violations = check(exchange, {});
  const isDeclared = violations.length === 0 && check(exchange, strictly).length === 0;
  if (opinion === 'violates' || violations.length > 0 || isDeclared !== (opinion === 'declared'))
    throw new Error(`${name} cannot be broken: the judge says "${opinion}", the checker ${JSON.stringify(violations)}`);
  return { name, exchange, strictly: isDeclared ? strictly : undefined };
}

async function resultOf(
  { rules, judge, check }: Survey,
  { name, exchange, strictly }: Original,
  { name: operator }: ExchangeOperator,
  { what, exchange: broken }: Mutation,
): Promise<Result> {
  const opinion = await judge.opinion(broken, exchange.response.status);
  const rule = neutralRule(rules, operator, opinion, { broken, original: exchange, look: judge.look });
  const isFlagged = check(broken, {}).length > 0;
  const isFlaggedWhenStrict = strictly && !isFlagged ? check(broken, strictly).length > 0 : undefined;
  const outcome = outcomeOf({ opinion, isExcused: rule !== undefined, isFlagged, isFlaggedWhenStrict });
  return { operator, name, what, outcome, ...(rule && { rule: rule.name }) };
}

export interface Verdicts {
  readonly opinion: Opinion;
  /** Whether there is a rule that gives a reason why it conforms, if it does. */
  readonly isExcused: boolean;
  readonly isFlagged: boolean;
  /** `undefined` where no strict check is made. */
  readonly isFlaggedWhenStrict: boolean | undefined;
}

/** What conforms without a reason counts as missed, so that nothing is neutral because nobody looked. */
export function outcomeOf({ opinion, isExcused, isFlagged, isFlaggedWhenStrict }: Verdicts): Outcome {
  if (opinion === 'violates') return isFlagged ? 'flagged' : 'missed';
  if (isFlagged) return 'too-strict';
  if (!isExcused) return 'missed';
  if (isFlaggedWhenStrict === undefined || isFlaggedWhenStrict === (opinion === 'undeclared'))
    return isFlaggedWhenStrict ? 'flagged-when-strict' : 'neutral';
  return isFlaggedWhenStrict ? 'too-strict' : 'missed';
}
