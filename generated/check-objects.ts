// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { all, anything, type Check, type Findings, never, report, rule, visit } from './check.js';
import { type } from './check-type.js';

type Members = Readonly<Record<string, unknown>>;

/** An object, and nothing else, with members by name: those that it must have, and no others unless they are checked. */
export function object(checks: Readonly<Record<string, Check>>, names: readonly string[] = [], others = never): Check {
  return all(type('object'), required(names), properties(checks, others));
}

/**
 * Members by name, and all others. A member that is `undefined` is not sent, and so is not there. Names that every object
 * inherits, such as `constructor`, are nothing special: only what an object has itself counts.
 */
export function properties(checks: Readonly<Record<string, Check>>, others: Check = anything): Check {
  return (value, findings) => {
    if (!isObject(value)) return;
    for (const name in value) {
      if (!Object.hasOwn(value, name)) continue;
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      if (!check) visitOther(others, name, value, findings);
      else if (value[name] !== undefined) visit(check, name, value[name], findings);
    }
  };
}

/** Members whose names match patterns, and all others except those that are known by name. */
export function patternProperties(
  patterns: readonly (readonly [name: RegExp, check: Check])[],
  others: Check = anything,
  known: readonly string[] = [],
): Check {
  return (value, findings) => {
    if (!isObject(value)) return;
    for (const name of Object.keys(value)) {
      const checks = patterns.filter(([expression]) => expression.test(name));
      for (const [, check] of checks) visit(check, name, value[name], findings);
      if (checks.length === 0 && !known.includes(name)) visitOther(others, name, value, findings);
    }
  };
}

export function required(names: readonly string[]): Check {
  return (value, findings) => {
    if (!isObject(value)) return;
    for (const name of names) {
      if (!Object.hasOwn(value, name) || value[name] === undefined)
        report(findings, 'required', { missingProperty: name });
    }
  };
}

export function minProperties(limit: number): Check {
  return rule('minProperties', { limit }, isObject, (value) => Object.keys(value).length >= limit);
}

export function maxProperties(limit: number): Check {
  return rule('maxProperties', { limit }, isObject, (value) => Object.keys(value).length <= limit);
}

/** Where there must be no others, it is the object that is wrong, and not what the member holds. */
function visitOther(others: Check, name: string, value: Members, findings: Findings): void {
  if (others === never) report(findings, 'additionalProperties', { additionalProperty: name });
  else visit(others, name, value[name], findings);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
