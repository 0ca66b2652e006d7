import type { DocumentNode } from '#contract';
import type { ChangeId } from './catalogue.js';
import { isSame, written } from './node.js';
import type { Report } from './pair.js';
import { patternTendency } from './schemas/texts.js';
import type { Tendency } from './tendency.js';

/** The extensions that are rules at each kind of place. All others are compared as words. */
export const PARAMETER_RULES = ['x-when-omitted', 'x-repeatable-when-omitted', 'x-date-filter'];
export const OPERATION_RULES = ['x-max-concurrency', 'x-repeatable'];
export const RESPONSE_RULES = ['x-body-optional', 'x-status-range'];
export const SERVER_RULES = ['x-max-url-length', 'x-exact-urls'];
export const VARIABLE_RULES = ['x-pattern'];

/** A rule that is true or missing: what it means to become true, and to be true no longer. */
interface Flag {
  readonly name: string;
  readonly set: readonly [id: ChangeId, tendency: Tendency, text: string];
  readonly unset: readonly [id: ChangeId, tendency: Tendency, text: string];
}

function compareFlag({ name, set, unset }: Flag, old: DocumentNode, now: DocumentNode, report: Report): void {
  const [was, is] = [old.flag(name), now.flag(name)];
  if (was === is) return;
  const [id, tendency, text] = is ? set : unset;
  report(id, tendency, written(old, name), written(now, name), text);
}

export function compareParameterRules(old: DocumentNode, now: DocumentNode, report: Report): void {
  compareFlag(
    {
      name: 'x-date-filter',
      set: ['request-parameter-became-date-filter', 'stricter', 'travels without percent-encoding'],
      unset: ['request-parameter-became-no-date-filter', 'looser', 'may be percent-encoded'],
    },
    old,
    now,
    report,
  );
  const effect = 'x-when-omitted';
  if (!isSame(old.object[effect], now.object[effect]))
    report(
      ...([
        'request-parameter-effect-of-omission-changed',
        'same',
        written(old, effect),
        written(now, effect),
      ] as const),
      `leaving it out ${old.object[effect] === undefined ? 'has an effect' : 'has another effect'}: ${now.text(effect, 'not said')}, was ${old.text(effect, 'not said')}`,
    );
  const repeatable = 'x-repeatable-when-omitted';
  const [was, is] = [old.object[repeatable], now.object[repeatable]];
  if (was === is) return;
  const isLess = is === false;
  report(
    isLess ? 'request-parameter-omission-became-not-repeatable' : 'request-parameter-omission-became-repeatable',
    isLess ? 'stricter' : 'looser',
    written(old, repeatable),
    written(now, repeatable),
    isLess ? 'a call without it must not be repeated' : 'a call without it may be repeated',
  );
}

export function compareOperationRules(old: DocumentNode, now: DocumentNode, report: Report): void {
  compareFlag(
    {
      name: 'x-repeatable',
      set: ['api-became-repeatable', 'looser', 'may be repeated'],
      unset: ['api-became-not-repeatable', 'stricter', 'must not be repeated'],
    },
    old,
    now,
    report,
  );
  const limit = 'x-max-concurrency';
  const [was, is] = [old.integer(limit) ?? Infinity, now.integer(limit) ?? Infinity];
  if (was === is) return;
  const text = `${is === Infinity ? 'any number of' : is} calls at once, was ${was === Infinity ? 'any number' : was}`;
  if (is < was) report('api-max-concurrency-decreased', 'stricter', written(old, limit), written(now, limit), text);
  else report('api-max-concurrency-increased', 'looser', written(old, limit), written(now, limit), text);
}

export function compareBodyRules(old: DocumentNode, now: DocumentNode, report: Report): void {
  compareFlag(
    {
      name: 'x-body-optional',
      set: ['response-body-became-optional', 'looser', 'may come without a body'],
      unset: ['response-body-became-required', 'stricter', 'always has a body'],
    },
    old,
    now,
    report,
  );
}

export function compareStatusRange(old: DocumentNode, now: DocumentNode, report: Report): void {
  const name = 'x-status-range';
  const [was, is] = [old, now].map((node) => rangeOf(node));
  if (!was || !is || isSame([...was], [...is])) return;
  const [from, to] = [written(old, name), written(now, name)];
  const text = `covers the statuses from ${is.join(' to ')}, was ${was.join(' to ')}`;
  if (is[0] <= was[0] && is[1] >= was[1]) report('response-status-range-widened', 'looser', from, to, text);
  else if (is[0] >= was[0] && is[1] <= was[1]) report('response-status-range-narrowed', 'stricter', from, to, text);
  else report('response-status-range-changed', 'contradictory', from, to, text);
}

/** The statuses that a response for `default` covers. */
export function rangeOf(node: DocumentNode): readonly [minimum: number, maximum: number] {
  const range = node.at('x-status-range');
  return [range.integer('minimum') ?? 100, range.integer('maximum') ?? 599];
}

export function compareServerRules(old: DocumentNode, now: DocumentNode, report: Report): void {
  compareFlag(
    {
      name: 'x-exact-urls',
      set: ['server-exact-urls-set', 'stricter', 'URLs must be written exactly'],
      unset: ['server-exact-urls-unset', 'looser', 'URLs may be written as libraries do'],
    },
    old,
    now,
    report,
  );
  const length = 'x-max-url-length';
  const [was, is] = [old.integer(length), now.integer(length)];
  if (was !== is)
    report(
      'server-max-url-length-changed',
      'same',
      written(old, length),
      written(now, length),
      `URLs of ${is ?? 'any number of'} characters, was ${was ?? 'any number'}`,
    );
}

export function compareVariableRules(old: DocumentNode, now: DocumentNode, report: Report): void {
  const name = 'x-pattern';
  const [was, is] = [old.text(name), now.text(name)];
  const [from, to] = [written(old, name), written(now, name)];
  if (was === is) return;
  if (was === '') report('server-variable-pattern-added', 'stricter', from, to, `must match ${is}`);
  else if (is === '') report('server-variable-pattern-removed', 'looser', from, to, `need not match ${was}`);
  else report('server-variable-pattern-changed', patternTendency(was, is), from, to, `must match ${is}, was ${was}`);
}
