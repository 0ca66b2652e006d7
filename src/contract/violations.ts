import type { Violation, ViolationLocation, ViolationRule } from '#errors';
import type { ValidationIssue } from '../../generated/descriptor.js';
import { isObject, pointerTokens, valueAt } from '../json.js';
import { expectation } from './expectation.js';
import type { SchemaPlace } from './schema/check.js';

/** The place of a checked value in the exchange. */
export interface Place {
  readonly operationId: string | undefined;
  readonly location: ViolationLocation;
  /** JSON pointer into the exchange. */
  readonly pointer: string;
  /** Where the document has the rule, if that is known already. */
  readonly rule?: ViolationRule | undefined;
}

/** One mistake in a value. Mistakes that no schema found have no rule. */
export interface FoundIssue extends ValidationIssue {
  readonly rule?: SchemaPlace;
}

/** Validates a value. After `false`, `errors` has every mistake. */
interface IssueFinder {
  (value: unknown): boolean;
  errors?: readonly FoundIssue[] | null;
}

/**
 * Makes one violation.
 *
 * @param show Previews a value. Callers that make many violations about one value pass a memoized function.
 */
export function violation(
  place: Place,
  keyword: string,
  expected: string,
  actual: unknown,
  show: (value: unknown) => string = preview,
): Violation {
  const subject = place.operationId ? `${place.operationId}: ` : '';
  const message = `${subject}${place.pointer} (${place.location}): expected ${expected}, got ${show(actual)} (${keyword})`;
  return { ...place, keyword, expected, actual, message };
}

/**
 * The issues that a validator finds. A value that is nested too deeply, or contains itself, breaks every contract.
 *
 * @param deepest JSON pointer to the only part of the value that may be nested too deeply. Default: all of it.
 */
export function findIssues(validate: IssueFinder, value: unknown, deepest = ''): readonly FoundIssue[] {
  if (isTooDeep(value))
    return [
      {
        instancePath: deepest,
        keyword: 'nesting',
        params: {},
        message: `must be nested at most ${MOST_LEVELS} levels deep`,
      },
    ];
  try {
    return validate(value) ? [] : (validate.errors ?? []);
  } catch (error) {
    // RegExp runs out of stack on texts of many megabytes.
    if (!(error instanceof RangeError)) throw error;
    return [{ instancePath: '', keyword: 'size', params: {}, message: 'must be small enough to be checked' }];
  }
}

/** Whether a value is nested more deeply than validators follow it. */
export function isTooDeep(value: unknown): boolean {
  return isDeeperThan(MOST_LEVELS, value);
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (!isObject(value)) return false;
  if (levels === 0) return true;
  // Object.entries for each object would take longer than the rest of a check.
  if (Array.isArray(value)) {
    for (const item of value) if (isObject(item) && isDeeperThan(levels - 1, item)) return true;
    return false;
  }
  for (const name in value) {
    const member: unknown = Reflect.get(value, name);
    if (isObject(member) && isDeeperThan(levels - 1, member)) return true;
  }
  return false;
}

/** Levels of a body. Real ones have five; recursive schemas follow every level of a hostile one. */
const MOST_LEVELS = 100;

/**
 * Turns issues into violations. When all alternatives of an `anyOf` or `oneOf` fail, only the failure to match any of them is
 * kept, because the reasons of the alternatives contradict each other.
 */
export function violationsOf(
  issues: readonly FoundIssue[],
  value: unknown,
  place: Place,
  ruleOf: (issue: FoundIssue) => ViolationRule | undefined,
): Violation[] {
  const alternatives = issues.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  // The outermost of nested alternatives comes last.
  const byPath = new Map(alternatives.map((issue) => [issue.instancePath, issue]));
  const isExplained = (issue: FoundIssue) =>
    pathsTo(issue.instancePath).some((path) => byPath.has(path) && byPath.get(path) !== issue);
  const show = memoize(preview);
  const wrong = issues.filter((issue) => !isExplained(issue));
  return describeFirst(wrong, (issue) => {
    const at = { ...place, pointer: place.pointer + issue.instancePath, rule: ruleOf(issue) };
    const actual = valueAt(value, ...pointerTokens(issue.instancePath));
    return violation(at, issue.keyword, expectation(issue), actual, show);
  });
}

/**
 * Describes the first 1,000 findings and counts the rest in one more violation, placed at the first of them: each takes
 * memory, a search for its rule and a line in every report.
 */
export function describeFirst<Found>(found: readonly Found[], describe: (one: Found) => Violation): Violation[] {
  const described = found.slice(0, MOST_DESCRIBED).map(describe);
  const next = found[MOST_DESCRIBED];
  if (next === undefined) return described;
  const { operationId, location, pointer } = describe(next);
  const others = `${found.length - MOST_DESCRIBED} others`;
  const expected = `no more than ${MOST_DESCRIBED} violations`;
  return [...described, violation({ operationId, location, pointer }, 'more', expected, others)];
}

/** Violations of one body, query or set of headers. */
const MOST_DESCRIBED = 1_000;

/** All pointers above a pointer, and itself. */
function pathsTo(pointer: string): string[] {
  const tokens = pointer.split('/');
  return tokens.map((_, index) => tokens.slice(0, index + 1).join('/'));
}

/** The beginning of a value, for messages. */
export function preview(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'object' ? asJson(value) : String(value);
  return text.length > PREVIEW_LENGTH ? `${text.slice(0, PREVIEW_LENGTH)}…` : text;
}

/** A caller's value may be circular or too deep for JSON. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'a value that cannot be shown';
  }
}

/** Characters of a value in a message. The whole value is in `actual`. */
const PREVIEW_LENGTH = 80;

/**
 * Memoizes a function by object identity. An object with ten thousand undeclared members is the subject of as many
 * violations.
 */
export function memoize<Result>(make: (value: unknown) => Result): (value: unknown) => Result {
  const made = new WeakMap<object, Result>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return make(value);
    const known = made.get(value);
    if (known !== undefined) return known;
    const result = make(value);
    made.set(value, result);
    return result;
  };
}
