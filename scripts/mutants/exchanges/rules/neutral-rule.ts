import type { Opinion } from '../judge/opinion.js';
import type { ReasonContext } from './reasons.js';

/**
 * Why an exchange that was broken conforms all the same. A rule holds only where the judge, which is not the checker,
 * says that the exchange conforms: it says nothing about exchanges that the checker happens to accept.
 */
export interface NeutralRule {
  readonly name: string;
  readonly reason: string;
  /** Operators that may be excused so. One that the rule never excuses is stale. */
  readonly operators: readonly string[];
  /** What must hold as well, where a reason is for some mutations of its operators alone. */
  readonly holds?: (context: ReasonContext) => boolean;
}

/** The rule that says why an exchange conforms. None where it does not. */
export function neutralRule(
  rules: readonly NeutralRule[],
  operator: string,
  opinion: Opinion,
  context: ReasonContext,
): NeutralRule | undefined {
  if (opinion === 'violates') return undefined;
  return rules.find(({ operators, holds }) => operators.includes(operator) && (holds?.(context) ?? true));
}
