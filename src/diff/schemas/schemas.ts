import { DocumentNode } from '#contract';
import { partOf } from '../node.js';
import { Pair, type Report, reportInto, type SchemaContext } from '../pair.js';
import { type Polarity, polarityWithin } from '../tendency.js';
import { compareAlternatives, compareDiscriminators } from './alternatives.js';
import { compareAnnotations, compareReferences } from './annotations.js';
import { compareObjects } from './members.js';
import { compareRules } from './rules.js';
import { ATOMS, type Atom, includes, namesOf, typesOf } from './types.js';
import { compareChoices, compareLimits } from './values.js';
import { createViews, isAnything, placeOf, type View, withKeyword } from './views.js';

/** Compares two schemas, once for each context, however often they are used. */
export type CompareSchemas = (
  old: readonly DocumentNode[],
  now: readonly DocumentNode[],
  context: SchemaContext,
) => Pair;

/** Schemas may contain themselves: a pair that is being compared is known already. */
export function createSchemaComparison(): CompareSchemas {
  const [oldViewOf, newViewOf] = [createViews(), createViews()];
  const known = new Map<string, Pair>();
  const pending: (() => void)[] = [];
  let isRunning = false;

  const pairOf: CompareSchemas = (oldSchemas, newSchemas, context) => {
    const [old, now] = [oldViewOf(oldSchemas), newViewOf(newSchemas)];
    const key = `${context.side} ${context.polarity} ${old.key} | ${now.key}`;
    const found = known.get(key);
    if (found) return found;
    const pair = new Pair();
    known.set(key, pair);
    // One after another: schemas may be nested more deeply than calls.
    pending.push(() => compareViews(old, now, pair, context));
    return pair;
  };

  return (old, now, context) => {
    const pair = pairOf(old, now, context);
    if (isRunning) return pair;
    isRunning = true;
    for (let next = pending.pop(); next; next = pending.pop()) next();
    isRunning = false;
    return pair;
  };

  function compareViews(old: View, now: View, pair: Pair, context: SchemaContext): void {
    const report = reportInto(pair, context);
    compareAnnotations(old, now, pair, context);
    const compareAs =
      (as: 'same' | 'member', polarity: Polarity = 'same') =>
      (left: readonly DocumentNode[], right: readonly DocumentNode[]) =>
        pair.use(pairOf(left, right, { ...context, polarity: polarityWithin(context.polarity, polarity) }), as);
    if (isAnything(old) && isAnything(now)) return;
    const same = { report, oldViewOf, newViewOf, compare: compareAs('same') };
    const isEither = isAnything(old) || isAnything(now);
    if (!isEither && compareAlternatives(old, now, same)) return;
    const types = compareTypes(old, now, report);
    if (!types) return;
    compareDiscriminators(old, now, report);
    compareChoices(old, now, report);
    compareLimits(old, now, types, report);
    const [[left], [right]] = [old.parts, now.parts];
    if (left && right) compareReferences(left, right, pair, 'items');
    if (types.has('array')) compareItems(old, now, compareAs('member'));
    if (types.has('object'))
      compareObjects(old, now, {
        ...{ side: context.side, pair, report, compare: compareAs('member') },
        viewOf: (schemas) => (schemas[0]?.source === old.parts[0]?.source ? oldViewOf : newViewOf)(schemas),
      });
    compareRules(old, now, types, {
      report,
      compare: (left, right, polarity) => compareAs('member', polarity)(left, right),
    });
  }
}

/** @returns The types that either schema allows; `undefined` if nothing else needs to be compared. */
function compareTypes(old: View, now: View, report: Report): ReadonlySet<Atom> | undefined {
  const [before, after] = [typesOf(old), typesOf(now)];
  const [from, to] = [typeIn(old), typeIn(now)];
  const text = `${namesOf(after)} instead of ${namesOf(before)}`;
  // What stood in the schema is gone with its types.
  if (isAnything(now)) return void report('*-type-generalized', 'looser', from, to, 'anything is allowed');
  if (isAnything(old))
    return void report('*-type-specialized', 'stricter', from, to, `only ${namesOf(after)} is allowed`);
  if (
    before.has('null') !== after.has('null') &&
    before.size > 0 &&
    after.size > 0 &&
    before.size < ATOMS.length &&
    after.size < ATOMS.length
  ) {
    if (after.has('null')) report('*-became-nullable', 'looser', from, to, 'null is allowed');
    else report('*-became-not-nullable', 'stricter', from, to, 'null is no longer allowed');
  }
  const [left, right] = [before, after].map((types) =>
    types.size === ATOMS.length ? types : new Set([...types].filter((type) => type !== 'null')),
  );
  if (!left || !right) return undefined;
  const [isWider, isNarrower] = [includes(right, left), includes(left, right)];
  const isList = [left, right].some((types) => types.size < ATOMS.length && kindsIn(types) > 1);
  if (isWider && !isNarrower)
    report(isList ? '*-list-of-types-widened' : '*-type-generalized', 'looser', from, to, text);
  else if (isNarrower && !isWider)
    report(isList ? '*-list-of-types-narrowed' : '*-type-specialized', 'stricter', from, to, text);
  else if (!isWider) report('*-type-changed', 'contradictory', from, to, text);
  const common = new Set([...before].filter((type) => after.has(type)));
  return common.size === 0 && before.size > 0 && after.size > 0 ? undefined : new Set([...before, ...after]);
}

/** Numbers are one, whole or not. */
function kindsIn(types: ReadonlySet<Atom>): number {
  return types.has('fraction') && types.has('integer') ? types.size - 1 : types.size;
}

function typeIn(view: View) {
  const [found] = withKeyword(view, 'type');
  return found ? { pointer: `${found[0].pointer}/type`, value: found[1] } : { pointer: placeOf(view) };
}

/** The schema that items without a place of their own must satisfy. */
function compareItems(
  old: View,
  now: View,
  compare: (old: readonly DocumentNode[], now: readonly DocumentNode[]) => void,
): void {
  const [before, after] = [old, now].map((view) => withKeyword(view, 'items').map(([part]) => partOf(part, 'items')));
  if (!before || !after || before.length + after.length === 0) return;
  compare(before.length > 0 ? before : [missingItems(old)], after.length > 0 ? after : [missingItems(now)]);
}

/** A part that does not exist, and so allows anything. */
function missingItems({ parts, pointer }: View): DocumentNode {
  const [part] = parts;
  if (!part) throw new TypeError(`${pointer} has no parts`);
  return DocumentNode.in(part.source, `${part.pointer}/items`);
}
