import { all, assertion, type Check, fail, never, quietly, type Run, visit } from './check.js';
import type { TextTest } from './text.js';
import { isPlainObject } from './values.js';

type Members = Readonly<Record<string, unknown>>;

/** Patterns of names, each with a check of the members it matches. */
export type PatternChecks = readonly (readonly [name: TextTest, check: Check])[];

export function minProperties(limit: number): Check {
  return assertion('minProperties', { limit }, (value) => !isPlainObject(value) || Object.keys(value).length >= limit);
}

export function maxProperties(limit: number): Check {
  return assertion('maxProperties', { limit }, (value) => !isPlainObject(value) || Object.keys(value).length <= limit);
}

export function required(names: readonly string[]): Check {
  return (value, run) => {
    if (!isPlainObject(value)) return true;
    let isValid = true;
    for (const name of names) {
      if (memberOf(value, name) !== undefined) continue;
      if (!run.isExplaining) return false;
      isValid = fail(run, 'required', { missingProperty: name });
    }
    return isValid;
  };
}

/** Members by name, each with a check of its own. */
export function properties(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return (value, run, seen) => {
    if (!isPlainObject(value)) return true;
    let isValid = true;
    for (const [name, check] of entries) {
      const member = memberOf(value, name);
      if (member === undefined) continue;
      seen?.member(name);
      if (visit(check, member, name, run)) continue;
      if (!run.isExplaining) return false;
      isValid = false;
    }
    return isValid;
  };
}

export function patternProperties(patterns: PatternChecks): Check {
  return all(
    ...patterns.map(([expression, check]) =>
      eachMember((name, value, run, seen) => {
        if (!expression.test(name)) return true;
        seen?.member(name);
        return visit(check, value[name], name, run);
      }),
    ),
  );
}

/** Members that have none of the names and match none of the patterns. Where there must be none, the object is wrong. */
export function additionalProperties(check: Check, names: readonly string[], patterns: readonly TextTest[]): Check {
  const known = new Set(names);
  return eachMember((name, value, run, seen) => {
    if (known.has(name) || patterns.some((expression) => expression.test(name))) return true;
    if (check === never) return fail(run, 'additionalProperties', { additionalProperty: name });
    seen?.member(name);
    return visit(check, value[name], name, run);
  });
}

export function propertyNames(check: Check): Check {
  return eachMember((name, _, run) => quietly(check, name, run) || fail(run, 'propertyNames', { propertyName: name }));
}

/** Members that others require. */
export function dependentRequired(dependencies: Readonly<Record<string, readonly string[]>>): Check {
  const entries = Object.entries(dependencies);
  return (value, run) => {
    if (!isPlainObject(value)) return true;
    let isValid = true;
    for (const [property, names] of entries) {
      if (memberOf(value, property) === undefined) continue;
      for (const missingProperty of names) {
        if (memberOf(value, missingProperty) !== undefined) continue;
        const params = { property, missingProperty, depsCount: names.length, deps: names.join(', ') };
        isValid = fail(run, 'dependentRequired', params);
      }
    }
    return isValid;
  };
}

/** Schemas for the whole object, each applied if a member is there. */
export function dependentSchemas(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return (value, run, seen) => {
    if (!isPlainObject(value)) return true;
    let isValid = true;
    for (const [name, check] of entries)
      if (memberOf(value, name) !== undefined && !check(value, run, seen)) isValid = false;
    return isValid;
  };
}

/**
 * A member that an object has itself: every object inherits `constructor`. One that is `undefined` does not travel as JSON,
 * and so is not there.
 */
export function memberOf(value: Members, name: string): unknown {
  const member = value[name];
  return member !== undefined && Object.hasOwn(value, name) ? member : undefined;
}

/** Calls a check with the name of each member, until one is wrong or, when explaining, for all of them. */
export function eachMember(
  check: (name: string, value: Members, run: Run, seen: Parameters<Check>[2]) => boolean,
): Check {
  return (value, run, seen) => {
    if (!isPlainObject(value)) return true;
    let isValid = true;
    for (const name in value) {
      if (!Object.hasOwn(value, name) || check(name, value, run, seen)) continue;
      if (!run.isExplaining) return false;
      isValid = false;
    }
    return isValid;
  };
}
