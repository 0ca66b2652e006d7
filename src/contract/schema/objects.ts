import { isRecord } from '../../json.js';
import { all, assertion, type Check, fail, never, quietly, type Run, visit } from './check.js';
import type { TextTest } from './values.js';

type Members = Readonly<Record<string, unknown>>;

/** Patterns of names, each with a check of the members that it matches. */
export type PatternChecks = readonly (readonly [name: TextTest, check: Check])[];

export function minProperties(limit: number): Check {
  return assertion('minProperties', { limit }, (value) => !isRecord(value) || Object.keys(value).length >= limit);
}

export function maxProperties(limit: number): Check {
  return assertion('maxProperties', { limit }, (value) => !isRecord(value) || Object.keys(value).length <= limit);
}

export function required(names: readonly string[]): Check {
  return eachIn(
    () => names,
    (name, value, run) => memberOf(value, name) !== undefined || fail(run, 'required', { missingProperty: name }),
  );
}

/**
 * Members by name, each with its own check, and other members: those that have none of the names and match none of the
 * patterns. If others are forbidden, the issue is about the object.
 *
 * @param others Default: other members may be anything, and count as not evaluated.
 */
export function properties(
  checks: Readonly<Record<string, Check>>,
  others?: Check,
  patterns: readonly TextTest[] = [],
): Check {
  const entries = Object.entries(checks);
  const declared = Object.keys(checks);
  const named = eachIn(
    () => entries,
    ([name, check], value, run, seen) => {
      seen?.member(name);
      return memberOf(value, name) === undefined || visit(check, value[name], name, run);
    },
  );
  if (!others) return named;
  const rest = eachIn(Object.keys, (name, value, run, seen) => {
    if (Object.hasOwn(checks, name) || patterns.some((expression) => expression.test(name))) return true;
    if (others === never) return fail(run, 'additionalProperties', { additionalProperty: name }, declared);
    seen?.member(name);
    return visit(others, value[name], name, run);
  });
  return all(rest, named);
}

export function patternProperties(patterns: PatternChecks): Check {
  return all(
    ...patterns.map(([expression, check]) =>
      eachIn(Object.keys, (name, value, run, seen) => {
        if (!expression.test(name)) return true;
        seen?.member(name);
        return visit(check, value[name], name, run);
      }),
    ),
  );
}

export function propertyNames(check: Check): Check {
  return eachIn(
    Object.keys,
    (name, _, run) => quietly(check, name, run) || fail(run, 'propertyNames', { propertyName: name }),
  );
}

/** Members that are required if others are present. */
export function dependentRequired(dependencies: Readonly<Record<string, readonly string[]>>): Check {
  const demands = Object.entries(dependencies).flatMap(([property, names]) =>
    names.map((missingProperty) => ({ property, missingProperty, depsCount: names.length, deps: names.join(', ') })),
  );
  return eachIn(
    () => demands,
    (params, value, run) =>
      memberOf(value, params.property) === undefined ||
      memberOf(value, params.missingProperty) !== undefined ||
      fail(run, 'dependentRequired', params),
  );
}

/** Checks of the whole object, each applied if a member is present. */
export function dependentSchemas(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return eachIn(
    () => entries,
    ([name, check], value, run, seen) => memberOf(value, name) === undefined || check(value, run, seen),
  );
}

/**
 * An own member of an object, because every object inherits `constructor`. A member that is `undefined` counts as missing, as
 * in JSON.
 */
export function memberOf(value: Members, name: string): unknown {
  const member = value[name];
  return member !== undefined && Object.hasOwn(value, name) ? member : undefined;
}

/** A check for objects that tests each of their parts. */
export function eachIn<Part>(
  partsOf: (value: Members) => readonly Part[],
  test: (part: Part, value: Members, run: Run, seen: Parameters<Check>[2]) => boolean,
): Check {
  return (value, run, seen) => {
    if (!isRecord(value)) return true;
    for (const part of partsOf(value)) if (!test(part, value, run, seen)) return false;
    return true;
  };
}
