// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { type Check, report, rule, visit } from './check.js';
import { equal } from './equal.js';

/** Every item, or every item behind the first few. */
export function items(check: Check, start = 0): Check {
  return (value, findings) => {
    if (!isList(value)) return;
    // By position and not by iteration, which lists may redefine.
    for (let index = start; index < value.length; index += 1) visit(check, index, value[index], findings);
  };
}

/** The first items, each with a check of its own, as far as there are any. */
export function prefixItems(checks: readonly Check[]): Check {
  return (value, findings) => {
    if (!isList(value)) return;
    for (const [index, check] of checks.entries())
      if (index < value.length) visit(check, index, value[index], findings);
  };
}

export function minItems(limit: number): Check {
  return rule('minItems', { limit }, isList, ({ length }) => length >= limit);
}

export function maxItems(limit: number): Check {
  return rule('maxItems', { limit }, isList, ({ length }) => length <= limit);
}

export const uniqueItems: Check = (value, findings) => {
  if (!isList(value) || (new Set(value).size === value.length && !value.some(hasMembers))) return;
  for (let i = value.length - 1; i > 0; i -= 1) {
    for (let j = i - 1; j >= 0; j -= 1) if (equal(value[i], value[j])) return report(findings, 'uniqueItems', { i, j });
  }
};

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function hasMembers(value: unknown): boolean {
  return typeof value === 'object';
}
