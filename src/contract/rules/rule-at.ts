import type { Violation, ViolationRule } from '../../errors/contract-violation-error.js';
import type { Contract } from '../contract.js';
import { exchangeRule } from './exchange-rules.js';

/** A rule by its pointer, with the line where it is written. */
export function ruleAt({ lineOf, placeOf }: Contract, pointer: string | undefined): ViolationRule | undefined {
  if (pointer === undefined) return undefined;
  if (placeOf) return placeOf(pointer);
  const line = lineOf(pointer);
  return line === undefined ? undefined : { pointer, line };
}

/** Adds where the rule is written to violations that do not say it yet. */
export function withRules(violations: readonly Violation[], contract: Contract, status?: string): Violation[] {
  return violations.map((violation) =>
    violation.rule ? violation : { ...violation, rule: ruleAt(contract, exchangeRule(contract, violation, status)) },
  );
}
