import { pointerTo } from '../../json.js';

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

/** Whether a check finds no issue. */
export function passes(check: Check, value: unknown, run: Run, seen?: Evaluated): boolean {
  const start = run.log.length;
  return check(value, run, seen) && !run.log.slice(start).some((found) => 'keyword' in found);
}

/** Runs a check whose issues do not count, such as that of `not`. */
export function quietly(check: Check, value: unknown, run: Run): boolean {
  const { isExplaining } = run;
  run.isExplaining = false;
  const isValid = check(value, run);
  run.isExplaining = isExplaining;
  return isValid;
}

/** All of several checks. */
export function all(...checks: readonly Check[]): Check {
  return (value, run, seen) => {
    for (const check of checks) if (!check(value, run, seen)) return false;
    return true;
  };
}

/** As {@link all}, but faster: up to three checks are called without a loop. */
export function inTurn(checks: readonly Check[]): Check {
  const [first = anything, second = anything, third = anything] = checks;
  if (checks.length < 2) return first;
  if (checks.length === 2) return (value, run, seen) => first(value, run, seen) && second(value, run, seen);
  if (checks.length === 3)
    return (value, run, seen) => first(value, run, seen) && second(value, run, seen) && third(value, run, seen);
  return all(...checks);
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

/** A check that is defined later, or is recursive. */
export function later(get: () => Check): Check {
  return (value, run, seen) => get()(value, run, seen);
}
