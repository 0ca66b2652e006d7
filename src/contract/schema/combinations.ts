import { isRecord, type Json, type JsonObject, ownMember } from '../../json.js';
import { type Check, type Declaration, type Evaluated, fail, type Issue, passes, quietly, type Run } from './check.js';
import { memberOf } from './objects.js';

/** Which of several alternatives a value claims to be, by the text of one member. */
export interface Discriminator {
  readonly propertyName: string;
  /** The index of the alternative; `undefined` if the text stands for none. */
  indexOf(text: string): number | undefined;
}

/** One alternative or more. */
export function anyOf(checks: readonly Check[], discriminator?: Discriminator): Check {
  return (value, run, seen) => {
    if (run.isExplaining || seen) {
      const passing = tryAll(checks, value, run, seen, discriminator);
      return passing.length > 0 || failAll('anyOf', {}, value, run, discriminator);
    }
    for (const check of checks) if (check(value, run)) return true;
    return false;
  };
}

/** Exactly one alternative. */
export function oneOf(checks: readonly Check[], discriminator?: Discriminator): Check {
  return (value, run, seen) => {
    if (run.isExplaining || seen) {
      const passing = tryAll(checks, value, run, seen, discriminator);
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

/** `if`, and what then holds. A condition that does not hold is no mistake. */
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

/** What OpenAPI 3.0 calls nullable: `null`, or what the schema says. */
export function nullable(check: Check): Check {
  return (value, run, seen) => value === null || check(value, run, seen);
}

/**
 * Runs every alternative, and says which ones pass. What is wrong with the others stays in the log only if none passes: all
 * of it, or that of the alternative which the discriminator names. Each alternative runs once, so that alternatives within
 * alternatives do not take exponential time.
 */
function tryAll(
  checks: readonly Check[],
  value: unknown,
  run: Run,
  seen: Evaluated | undefined,
  discriminator: Discriminator | undefined,
): number[] {
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
  if (!run.isExplaining) return passing;
  const index = discriminator && namedIndex(value, discriminator);
  // What alternatives declare that pass; of several, the one that the value names, if it names one.
  for (const position of index !== undefined && passing.includes(index) ? [index] : passing)
    for (const finding of tried[position]?.found ?? []) run.log.push(finding);
  if (passing.length > 0) return passing;
  const isToldByName = discriminator !== undefined && isRecord(value);
  for (const [position, { found, own }] of tried.entries()) {
    const isTold = !isToldByName || position === index;
    for (const finding of found) if (isTold || (index === undefined && 'declares' in finding)) run.log.push(finding);
    // Members that any alternative knows are not worth a mistake of their own.
    if (own) seen?.add(own);
  }
  return passing;
}

/** No alternative passes. Where the value names one, its own mistakes say why. */
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
 * Which alternative of a schema a value names, by the `discriminator` beside them; `undefined` where there is none. It never
 * decides whether a value is valid, only which alternative's mistakes are told.
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

/** The name of a schema, as references to it end. */
function lastOf(reference: Json | undefined): string | undefined {
  return typeof reference === 'string' ? reference.split(/[/#]/).at(-1) : undefined;
}
