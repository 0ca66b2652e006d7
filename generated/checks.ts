// Written by "npm run generate" from the OpenAPI document. Do not edit.

/**
 * Looks at a value, and returns whether to go on. Checks are closures made by combinators, one per keyword, and run in two
 * modes: without explaining, a check stops at the first mistake and records nothing, so that `true` means valid; with
 * explaining, it records every mistake and always goes on. `seen` collects the members and items a schema has looked at, and
 * is there only below an `unevaluated…` keyword.
 */
export type Check = (value: unknown, run: Run, seen?: Evaluated) => boolean;

/** Where a schema is written. */
export interface SchemaPlace {
  /** Name of the document, as it was added. */
  readonly document: string;
  /** JSON pointer into the document. */
  readonly pointer: string;
}

/** One rule that a value breaks. */
export interface Issue {
  /** JSON pointer into the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where the schema with the keyword is written; `undefined` in generated code, which does not know. */
  readonly place: SchemaPlace | undefined;
}

/** The members of one object that one schema says something about. */
export interface Declaration {
  /** JSON pointer to the object. */
  readonly instancePath: string;
  readonly declares: DeclaredMembers;
}

export interface DeclaredMembers {
  has(name: string): boolean;
  /** Whether other members are forbidden. */
  readonly isClosed: boolean;
  /** Where the names are listed; missing if only other members are described. */
  readonly rule: SchemaPlace | undefined;
}

/** Which members and items of one object or array have been looked at. */
export interface Evaluated {
  member(name: string): void;
  item(index: number): void;
  /** All items before an index. */
  itemsBefore(index: number): void;
  everything(): void;
  hasMember(name: string): boolean;
  hasItem(index: number): boolean;
  /** An empty one for an alternative, which counts only if the alternative applies. */
  fresh(): Evaluated;
  add(other: Evaluated): void;
}

/** One validation: its mode, and what it has found. */
export interface Run {
  isExplaining: boolean;
  /** Whether declared members are recorded too, while explaining. */
  readonly isStrict?: boolean;
  /** The schema being explained. */
  place?: SchemaPlace | undefined;
  /** Names and indices that lead to the value being explained. */
  readonly path: (string | number)[];
  readonly log: (Issue | Declaration)[];
}

/** Records a mistake, if the run explains. Returns whether to go on, so that a check can end with it. */
export function fail(run: Run, keyword: string, params: Issue['params']): boolean {
  if (run.isExplaining) run.log.push({ instancePath: pathOf(run), keyword, params, place: run.place });
  return run.isExplaining;
}

/** The way to the current value as a JSON pointer. It is put together only for what is recorded. */
export function pathOf({ path }: Run): string {
  return path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A rule that looks at nothing but the value itself. */
export function assertion(keyword: string, params: Issue['params'], holds: (value: unknown) => boolean): Check {
  return (value, run) => holds(value) || fail(run, keyword, params);
}

/** Checks a member or item of the current value. */
export function visit(check: Check, member: unknown, name: string | number, run: Run): boolean {
  if (!run.isExplaining) return check(member, run);
  run.path.push(name);
  check(member, run);
  run.path.pop();
  return true;
}

/** Every one of several checks. */
export function all(...checks: readonly Check[]): Check {
  return (value, run, seen) => {
    for (const check of checks) if (!check(value, run, seen)) return false;
    return true;
  };
}

/**
 * A validator of one check, for generated code. After `false`, `errors` has everything that is wrong; after `true`, nothing.
 *
 * @param make Makes the check when it is first needed: all of them would be a good part of what an import takes.
 */
export function validator(make: () => Check): { (value: unknown): boolean; errors?: readonly Issue[] } {
  let check: Check | undefined;
  const validate: ReturnType<typeof validator> = (value) => {
    check ??= make();
    const run: Run = { isExplaining: false, path: [], log: [] };
    const isValid = check(value, run);
    if (!isValid) {
      // Most values are valid, and explaining costs several times as much.
      run.isExplaining = true;
      check(value, run);
    }
    validate.errors = run.log.filter((found) => 'keyword' in found);
    return isValid;
  };
  return validate;
}

/** The schema `true`. */
export const anything: Check = () => true;

/** The schema `false`. */
export const never: Check = (_, run) => fail(run, 'false schema', {});

export function minimum(limit: number): Check {
  return assertion('minimum', { comparison: '>=', limit }, (value) => !isNumber(value) || value >= limit);
}

export function maximum(limit: number): Check {
  return assertion('maximum', { comparison: '<=', limit }, (value) => !isNumber(value) || value <= limit);
}

/** NaN and the infinities do not exist in JSON: they have no type, and so no bounds either. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && value - value === 0;
}

/** As much of a regular expression as checks need. */
export interface TextTest {
  test(text: string): boolean;
  readonly source?: string;
}

export function minLength(limit: number): Check {
  return assertion('minLength', { limit }, (value) => typeof value !== 'string' || isLong(value, limit));
}

export function maxLength(limit: number): Check {
  return assertion('maxLength', { limit }, (value) => typeof value !== 'string' || !isLong(value, limit + 1));
}

/** A length counts characters (code points), of which some take two units of a string. Long texts need not be counted. */
function isLong(text: string, count: number): boolean {
  return text.length >= count && (text.length >= 2 * count || [...text].length >= count);
}

/** @param source The pattern as messages show it. */
export function pattern(expression: TextTest, source = expression.source): Check {
  return assertion('pattern', { pattern: source }, (value) => typeof value !== 'string' || expression.test(value));
}

export function format(name: string, expression: TextTest): Check {
  return assertion('format', { format: name }, (value) => typeof value !== 'string' || expression.test(value));
}

/** A type name of JSON Schema, or several of which a value has one. */
export function type(wanted: string | readonly string[]): Check {
  const tests = [wanted].flat().map((name) => TESTS[name] ?? isNothing);
  const [first = isNothing, second] = tests;
  const test = second ? (value: unknown) => tests.some((has) => has(value)) : first;
  return assertion('type', { type: wanted }, test);
}

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: isNumber,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isPlainObject,
};

/** What JSON has no type for. */
function isNothing(): boolean {
  return false;
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function minItems(limit: number): Check {
  return assertion('minItems', { limit }, (value) => !Array.isArray(value) || value.length >= limit);
}

export function maxItems(limit: number): Check {
  return assertion('maxItems', { limit }, (value) => !Array.isArray(value) || value.length <= limit);
}

/** Every item from an index on. By position and not by iteration, which arrays may redefine. */
export function items(check: Check, start = 0): Check {
  return (value, run, seen) => {
    if (!Array.isArray(value)) return true;
    seen?.itemsBefore(value.length);
    for (let index = start; index < value.length; index += 1) if (!visit(check, value[index], index, run)) return false;
    return true;
  };
}

type Members = Readonly<Record<string, unknown>>;

export function required(names: readonly string[]): Check {
  return eachIn(
    () => names,
    (name, value, run) => memberOf(value, name) !== undefined || fail(run, 'required', { missingProperty: name }),
  );
}

/**
 * Members by name, each with a check of its own, and others: members that have none of the names and match none of the
 * patterns. Where there must be no others, it is the object that is wrong.
 *
 * @param others Default: others may be anything, and count as not looked at.
 */
export function properties(
  checks: Readonly<Record<string, Check>>,
  others?: Check,
  patterns: readonly TextTest[] = [],
): Check {
  const entries = Object.entries(checks);
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
    if (others === never) return fail(run, 'additionalProperties', { additionalProperty: name });
    seen?.member(name);
    return visit(others, value[name], name, run);
  });
  return all(rest, named);
}

/**
 * A member that an object has itself: every object inherits `constructor`. One that is `undefined` does not travel as JSON,
 * and so is not there.
 */
export function memberOf(value: Members, name: string): unknown {
  const member = value[name];
  return member !== undefined && Object.hasOwn(value, name) ? member : undefined;
}

/** A rule for objects that is tested for each of their parts. */
export function eachIn<Part>(
  partsOf: (value: Members) => readonly Part[],
  test: (part: Part, value: Members, run: Run, seen: Parameters<Check>[2]) => boolean,
): Check {
  return (value, run, seen) => {
    if (!isPlainObject(value)) return true;
    for (const part of partsOf(value)) if (!test(part, value, run, seen)) return false;
    return true;
  };
}
