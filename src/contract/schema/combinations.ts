import { isRecord, type Json, type JsonObject, ownMember } from '../../json.js';
import { type Check, type Declaration, type Evaluated, fail, type Issue, passes, quietly, type Run } from './check.js';
import { memberOf } from './objects.js';

/** The alternative that a value names in one of its members. */
export interface Discriminator {
  readonly propertyName: string;
  /** The index of the alternative; `undefined` if the text names none. */
  indexOf(text: string): number | undefined;
}

/** At least one alternative. */
export function anyOf(checks: readonly Check[], discriminator?: Discriminator): Check {
  return (value, run, seen) => {
    if (run.isExplaining || seen) {
      const { passing, isTold } = tryAll(checks, value, run, seen, discriminator);
      return passing.length > 0 || isTold || failAll('anyOf', {}, value, run, discriminator);
    }
    for (const check of checks) if (check(value, run)) return true;
    return false;
  };
}

/** Exactly one alternative. */
export function oneOf(checks: readonly Check[], discriminator?: Discriminator): Check {
  return (value, run, seen) => {
    if (run.isExplaining || seen) {
      const { passing, isTold } = tryAll(checks, value, run, seen, discriminator);
      if (isTold) return true;
      if (passing.length === 0) return failAll('oneOf', { passingSchemas: null }, value, run, discriminator);
      return passing.length === 1 || fail(run, 'oneOf', { passingSchemas: passing.slice(0, 2) });
    }
    let passing = 0;
    for (const check of checks) {
      if (check(value, run)) passing += 1;
      if (passing > 1) return false;
    }
    return passing === 1;
  };
}

export function not(check: Check): Check {
  return (value, run) => !quietly(check, value, run) || fail(run, 'not', {});
}

/** `if`, `then` and `else`. Failing the condition is not an issue. */
export function condition(check: Check, whenTrue: Check | undefined, whenFalse: Check | undefined): Check {
  return (value, run, seen) => {
    const own = seen?.fresh();
    const start = run.log.length;
    const holds = passes(check, value, run, own);
    if (!holds) run.log.length = start;
    else if (own) seen?.add(own);
    const consequence = holds ? whenTrue : whenFalse;
    if (!consequence || passes(consequence, value, run, seen)) return true;
    return fail(run, 'if', { failingKeyword: holds ? 'then' : 'else' });
  };
}

/** `nullable` of OpenAPI 3.0: `null`, or a value that passes the check. */
export function nullable(check: Check): Check {
  return (value, run, seen) => value === null || check(value, run, seen);
}

/**
 * Runs every alternative, and returns the indices of those that pass. Issues are logged only if none passes: those of all
 * alternatives, of the one that the discriminator names, or of one in which everything else is right. Each alternative runs once, because running it again to explain
 * would take exponential time in nested alternatives.
 */
function tryAll(
  checks: readonly Check[],
  value: unknown,
  run: Run,
  seen: Evaluated | undefined,
  discriminator: Discriminator | undefined,
): { readonly passing: readonly number[]; readonly isTold: boolean } {
  const passing: number[] = [];
  const tried: { readonly found: readonly (Issue | Declaration)[]; readonly own: Evaluated | undefined }[] = [];
  for (const [index, check] of checks.entries()) {
    const start = run.log.length;
    const own = seen?.fresh();
    const isValid = passes(check, value, run, own);
    tried.push({ found: run.log.splice(start), own });
    if (!isValid) continue;
    passing.push(index);
    if (own) seen?.add(own);
  }
  if (!run.isExplaining) return { passing, isTold: false };
  const index = discriminator && namedIndex(value, discriminator);
  // Declarations of the passing alternatives, or only of the named one if it is among them.
  for (const position of index !== undefined && passing.includes(index) ? [index] : passing)
    for (const finding of tried[position]?.found ?? []) run.log.push(finding);
  if (passing.length > 0) return { passing, isTold: false };
  const isNamedOnly = discriminator !== undefined && isRecord(value);
  const almost = isNamedOnly ? -1 : tried.findIndex(({ found }) => isForbiddenOnly(found));
  for (const [position, { found, own }] of tried.entries()) {
    const isReported = almost >= 0 ? position === almost : !isNamedOnly || position === index;
    for (const finding of found)
      if (isReported || (index === undefined && 'declares' in finding)) run.log.push(finding);
    // Members that any alternative evaluates are not reported as unevaluated on top.
    if (own) seen?.add(own);
  }
  return { passing, isTold: almost >= 0 };
}

/** Whether a value only has members that go the other way: it was written for this alternative. */
function isForbiddenOnly(found: readonly (Issue | Declaration)[]): boolean {
  const issues = found.filter((one) => 'keyword' in one);
  return issues.length > 0 && issues.every(({ keyword }) => keyword === 'readOnly' || keyword === 'writeOnly');
}

/** Records that no alternative passes. If the value names one, the issues of that one are enough. */
function failAll(
  keyword: 'anyOf' | 'oneOf',
  params: Issue['params'],
  value: unknown,
  run: Run,
  discriminator: Discriminator | undefined,
): boolean {
  if (!run.isExplaining || !discriminator || !isRecord(value)) return fail(run, keyword, params);
  if (namedIndex(value, discriminator) !== undefined) return true;
  const { propertyName: tag } = discriminator;
  return fail(run, 'discriminator', { error: 'mapping', tag, tagValue: memberOf(value, tag) });
}

function namedIndex(value: unknown, { propertyName, indexOf }: Discriminator): number | undefined {
  const name = isRecord(value) ? memberOf(value, propertyName) : undefined;
  return typeof name === 'string' ? indexOf(name) : undefined;
}

/**
 * The `discriminator` beside the alternatives of a schema; `undefined` if there is none. It never decides whether a value is
 * valid, only which alternative's issues are reported.
 */
export function discriminatorOf(schema: JsonObject, keyword: string): Discriminator | undefined {
  const { discriminator, [keyword]: list } = schema;
  if (!isRecord(discriminator) || !Array.isArray(list)) return undefined;
  const { propertyName, mapping } = discriminator;
  if (typeof propertyName !== 'string') return undefined;
  const names = list.map((alternative) => lastOf(ownMember(alternative, '$ref')));
  return {
    propertyName,
    indexOf: (text) => {
      const mapped = ownMember(mapping, text);
      const index = names.indexOf(lastOf(typeof mapped === 'string' ? mapped : text));
      return index < 0 ? undefined : index;
    },
  };
}

/** The name of a schema: the last segment of a reference. */
function lastOf(reference: Json | undefined): string | undefined {
  return typeof reference === 'string' ? reference.split(/[/#]/).at(-1) : undefined;
}
