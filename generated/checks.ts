// Written by "npm run generate" from the OpenAPI document. Do not edit.

/** Whether a value is an object or an array. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is an object, of any class, but not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !Array.isArray(value);
}

/** Appends tokens to a JSON pointer (RFC 6901). */
export function pointerTo(base: string, ...tokens: readonly (string | number)[]): string {
  return base + tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * Checks a value, and returns whether to go on. Checks are closures made by combinators, one per keyword, and run in two
 * modes: without explaining, a check stops at the first issue and records nothing, so that `true` means valid; with
 * explaining, it records every issue and always goes on. `seen` collects the evaluated members and items, and is passed only
 * below an `unevaluated…` keyword.
 */
export type Check = (value: unknown, run: Run, seen?: Evaluated) => boolean;

/** Where a schema is written. */
export interface SchemaPlace {
  /** The name that the document was added with. */
  readonly document: string;
  /** JSON pointer into the document. */
  readonly pointer: string;
}

/** A keyword that a value violates. */
export interface Issue {
  /** JSON pointer into the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where the schema with the keyword is written; `undefined` in generated code. */
  readonly place: SchemaPlace | undefined;
  /** The names that an object may have, where it has another. */
  readonly declared?: readonly string[];
}

/** The members that a schema declares for an object. */
export interface Declaration {
  /** JSON pointer to the object. */
  readonly instancePath: string;
  readonly declares: DeclaredMembers;
}

export interface DeclaredMembers {
  has(name: string): boolean;
  /** Whether other members are forbidden. */
  readonly isClosed: boolean;
  /** Where the names are listed; `undefined` if only additional members are described. */
  readonly rule: SchemaPlace | undefined;
}

/** The evaluated members and items of one object or array. */
export interface Evaluated {
  member(name: string): void;
  item(index: number): void;
  /** All items before an index. */
  itemsBefore(index: number): void;
  everything(): void;
  hasMember(name: string): boolean;
  hasItem(index: number): boolean;
  /** An empty one, for an alternative whose members count only if it applies. */
  fresh(): Evaluated;
  add(other: Evaluated): void;
}

/** One validation: its mode and its results. */
export interface Run {
  isExplaining: boolean;
  /** Whether declared members are recorded too, while explaining. */
  readonly isStrict?: boolean;
  /** The schema being explained. */
  place?: SchemaPlace | undefined;
  /** Names and indices to the value being explained. */
  readonly path: (string | number)[];
  readonly log: (Issue | Declaration)[];
}

/**
 * Records an issue, if the run explains. Returns whether to go on.
 *
 * @param declared The names that an object may have, where it has another.
 */
export function fail(run: Run, keyword: string, params: Issue['params'], declared?: readonly string[]): boolean {
  const { place, log, isExplaining } = run;
  if (isExplaining) log.push({ instancePath: pathOf(run), keyword, params, place, ...(declared && { declared }) });
  return isExplaining;
}

/** JSON pointer to the current value. It is built only for what is recorded. */
export function pathOf({ path }: Run): string {
  return pointerTo('', ...path);
}

/** A check of the value alone, without its members. */
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

/** All of several checks. */
export function all(...checks: readonly Check[]): Check {
  return (value, run, seen) => {
    for (const check of checks) if (!check(value, run, seen)) return false;
    return true;
  };
}

/**
 * A validator for generated code. `errors` has the issues of the last value.
 *
 * @param make Makes the check on first use, because making all of them would take a good part of an import's time.
 */
export function validator(make: () => Check): { (value: unknown): boolean; errors?: readonly Issue[] } {
  let check: Check | undefined;
  const validate: ReturnType<typeof validator> = (value) => {
    check ??= make();
    const run: Run = { isExplaining: false, path: [], log: [] };
    const isValid = check(value, run);
    if (!isValid) {
      // A second run, because most values are valid and explaining costs several times as much.
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

/** A type of JSON Schema, or one of several. */
export function type(wanted: string | readonly string[]): Check {
  const tests = [wanted].flat().map((name) => TESTS[name] ?? isNothing);
  const [first = isNothing] = tests;
  const test = tests.length > 1 ? (value: unknown) => tests.some((has) => has(value)) : first;
  return assertion('type', { type: wanted }, test);
}

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: isNumber,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
};

/** For type names that do not exist, and for forbidden members. */
function isNothing(): boolean {
  return false;
}

export function choice(allowedValues: readonly unknown[]): Check {
  const simple = new Set(allowedValues.filter((value) => !isObject(value)));
  const others = allowedValues.filter(isObject);
  return assertion(
    'enum',
    { allowedValues },
    (value) => simple.has(value) || (isObject(value) && others.some((other) => equal(value, other))),
  );
}

/** Whether two JSON values are equal. The order of members does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && equal(Reflect.get(one, name), Reflect.get(other, name)));
}

export function minimum(limit: number): Check {
  return assertion('minimum', { comparison: '>=', limit }, (value) => !isNumber(value) || value >= limit);
}

export function maximum(limit: number): Check {
  return assertion('maximum', { comparison: '<=', limit }, (value) => !isNumber(value) || value <= limit);
}

/** NaN and the infinities do not exist in JSON, so they have no type and no limits. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && value - value === 0;
}

/** The part of RegExp that checks need. */
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

/** Whether a text has at least `count` code points, of which some take two units. Long texts are not counted. */
function isLong(text: string, count: number): boolean {
  return text.length >= count && (text.length >= 2 * count || [...text].length >= count);
}

/** @param source The pattern in messages. */
export function pattern(expression: TextTest, source = expression.source): Check {
  return assertion('pattern', { pattern: source }, (value) => typeof value !== 'string' || expression.test(value));
}

export function format(name: string, expression: TextTest): Check {
  return assertion('format', { format: name }, (value) => typeof value !== 'string' || expression.test(value));
}

export function minItems(limit: number): Check {
  return assertion('minItems', { limit }, (value) => !Array.isArray(value) || value.length >= limit);
}

export function maxItems(limit: number): Check {
  return assertion('maxItems', { limit }, (value) => !Array.isArray(value) || value.length <= limit);
}

/** Every item from an index on. It does not iterate, because arrays may redefine iteration. */
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
