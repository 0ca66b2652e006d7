import type { JsonObject } from '../../../src/json.js';
import { valueAtPointer } from '../../../src/json.js';
import type { Change } from './compare.js';

/** What has changed, by rule: the most exchanges first, each rule with an example. */
export function reportChanges(changes: readonly Change[], document: JsonObject): string[] {
  const byRule = new Map<string, Change[]>();
  for (const change of changes) {
    const key = change.kind === 'fact' ? `${change.operationId} ${change.fact}` : `${change.kind} ${change.rule}`;
    byRule.set(key, [...(byRule.get(key) ?? []), change]);
  }
  const groups = [...byRule.values()].sort((one, other) => other.length - one.length);
  const shown = groups.slice(0, MOST_RULES).flatMap((group) => describe(group, document));
  const left = groups.length - MOST_RULES;
  return left > 0 ? [...shown, `… and ${left} more rules: see the difference of the files`] : shown;
}

const MOST_RULES = 40;

function describe(group: readonly Change[], document: JsonObject): string[] {
  const [first] = group;
  if (!first) return [];
  if (first.kind === 'fact') {
    const name = `${first.operationId || 'all operations'}: ${first.fact}`;
    return [`changed     ${name}`, `            was ${JSON.stringify(first.was)}, is ${JSON.stringify(first.is)}`];
  }
  const rule = JSON.stringify(valueAtPointer(document, first.rule));
  const now = rule === undefined ? ', which is gone' : rule.length > LONGEST ? '' : `, now ${rule}`;
  const operations = [...new Set(group.map(({ operationId }) => operationId))].join(', ');
  return [
    `${first.kind.padEnd(11)} ${first.rule}${now}`,
    `            ${group.length} exchanges of ${operations}, such as: ${first.what}`,
    `            was: ${first.was}`,
    `            is:  ${first.is}`,
  ];
}

const LONGEST = 80;
