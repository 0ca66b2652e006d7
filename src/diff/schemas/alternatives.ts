import type { DocumentNode } from '#contract';
import { pointerTo } from '../../json.js';
import type { Written } from '../difference.js';
import { written, writtenNode } from '../node.js';
import type { Report } from '../pair.js';
import { typesOf } from './types.js';
import { type Combination, combinationsOf, type FindView, labelOf, placeOf, rulesIn, type View } from './views.js';

/** A list of alternatives with more than one of them. */
interface Alternatives {
  readonly keyword: Exclude<Combination, 'allOf'>;
  readonly written: Written;
  /** Each is a schema, or several that the same value must satisfy. */
  readonly branches: readonly (readonly DocumentNode[])[];
}

interface AlternativesContext {
  readonly report: Report;
  readonly oldViewOf: FindView;
  readonly newViewOf: FindView;
  readonly compare: (old: readonly DocumentNode[], now: readonly DocumentNode[]) => void;
}

/**
 * Compares `anyOf` and `oneOf`. Their order has no meaning: alternatives are matched by the component that they refer to, by
 * what is written, and then by the types that they allow.
 *
 * @returns Whether everything that the two schemas say has been compared.
 */
export function compareAlternatives(old: View, now: View, context: AlternativesContext): boolean {
  const [before, after] = [alternativesIn(old), alternativesIn(now)];
  const [one, other] = [before[0], after[0]];
  // A schema without alternatives is the only one, if that is all the other schema has.
  if (!one && other && isOnly(now)) {
    matchBranches({ ...other, branches: [old.parts], written: { pointer: placeOf(old) } }, other, context);
    return true;
  }
  if (one && !other && isOnly(old)) {
    matchBranches(one, { ...one, branches: [now.parts], written: { pointer: placeOf(now) } }, context);
    return true;
  }
  const count = Math.max(before.length, after.length);
  for (let index = 0; index < count; index += 1) {
    const [left, right] = [before[index], after[index]];
    if (left && right) compareLists(left, right, context);
    else if (right)
      context.report(
        '*-alternatives-set',
        'stricter',
        { pointer: placeOf(old) },
        right.written,
        `must match ${right.keyword}`,
      );
    else if (left)
      context.report(
        '*-alternatives-unset',
        'looser',
        left.written,
        { pointer: placeOf(now) },
        `need not match ${left.keyword}`,
      );
  }
  return false;
}

function alternativesIn({ parts }: View): Alternatives[] {
  return parts.flatMap((part) =>
    combinationsOf(part).flatMap(([keyword, branches]) =>
      keyword === 'allOf' || branches.length < 2
        ? []
        : [{ keyword, branches: branches.map((branch) => [branch]), written: written(part, keyword) }],
    ),
  );
}

function isOnly({ parts }: View): boolean {
  const [part] = parts;
  return parts.length === 1 && part !== undefined && rulesIn(part).length === 1;
}

function compareLists(old: Alternatives, now: Alternatives, context: AlternativesContext): void {
  if (old.keyword !== now.keyword) {
    const isWider = now.keyword === 'anyOf';
    context.report(
      isWider ? '*-one-of-became-any-of' : '*-any-of-became-one-of',
      isWider ? 'looser' : 'stricter',
      old.written,
      now.written,
      isWider ? 'several alternatives may match' : 'only one alternative may match',
    );
  }
  matchBranches(old, now, context);
}

function matchBranches(old: Alternatives, now: Alternatives, context: AlternativesContext): void {
  const { report, compare, oldViewOf, newViewOf } = context;
  const [left, right] = [[...old.branches], [...now.branches]];
  const typesIn = (schemas: readonly DocumentNode[], viewOf: FindView) => [...typesOf(viewOf(schemas))].sort().join();
  matchBy(
    (schemas) => schemas.map(labelOf).join(),
    (schemas) => schemas.map(labelOf).join(),
  );
  matchBy(
    (schemas) => typesIn(schemas, oldViewOf),
    (schemas) => typesIn(schemas, newViewOf),
  );
  if (left.length === 1 && right.length === 1 && left[0] && right[0]) {
    compare(left[0], right[0]);
    return;
  }
  const prefix = now.keyword === 'oneOf' ? '*-one-of' : '*-any-of';
  for (const [branch] of left)
    if (branch)
      report(
        `${prefix}-removed`,
        'stricter',
        writtenNode(branch),
        { pointer: now.written.pointer },
        `the alternative ${nameOf(branch)} is gone`,
      );
  for (const [branch] of right)
    if (branch)
      report(
        `${prefix}-added`,
        'looser',
        { pointer: old.written.pointer },
        writtenNode(branch),
        `the alternative ${nameOf(branch)} is new`,
      );

  /** Compares those of which both sides call one the same, and leaves the others. */
  function matchBy(
    nameOld: (schemas: readonly DocumentNode[]) => string,
    nameNew: (schemas: readonly DocumentNode[]) => string,
  ): void {
    for (const schemas of [...left]) {
      const match = right.find((others) => nameNew(others) === nameOld(schemas));
      if (!match) continue;
      left.splice(left.indexOf(schemas), 1);
      right.splice(right.indexOf(match), 1);
      compare(schemas, match);
    }
  }
}

function nameOf({ pointer, object }: DocumentNode): string {
  const [, component] = /^\/components\/schemas\/([^/]*)$/.exec(pointer) ?? [];
  return component ?? String(object['title'] ?? object['type'] ?? pointer.slice(pointer.lastIndexOf('/') + 1));
}

/** Compares which of the alternatives a member chooses. */
export function compareDiscriminators(old: View, now: View, report: Report): void {
  const [before, after] = [old, now].map(({ parts }) =>
    parts.find(({ object }) => object['discriminator'] !== undefined),
  );
  if (!before && after)
    report(
      '*-discriminator-added',
      'stricter',
      { pointer: placeOf(old) },
      written(after, 'discriminator'),
      'a member chooses the alternative',
    );
  if (before && !after)
    report(
      '*-discriminator-removed',
      'looser',
      written(before, 'discriminator'),
      { pointer: placeOf(now) },
      'no member chooses the alternative',
    );
  if (!before || !after) return;
  const [left, right] = [before.at('discriminator'), after.at('discriminator')];
  if (left.text('propertyName') !== right.text('propertyName'))
    report(
      '*-discriminator-property-name-changed',
      'contradictory',
      written(left, 'propertyName'),
      written(right, 'propertyName'),
      `${right.text('propertyName')} chooses the alternative, it was ${left.text('propertyName')}`,
    );
  const [choices, others] = [left.at('mapping'), right.at('mapping')];
  for (const name of new Set([...Object.keys(choices.object), ...Object.keys(others.object)])) {
    const [one, other] = [choices.object[name], others.object[name]];
    const [from, to] = [
      one === undefined ? { pointer: left.pointer } : { pointer: pointerTo(choices.pointer, name), value: one },
      other === undefined ? { pointer: right.pointer } : { pointer: pointerTo(others.pointer, name), value: other },
    ];
    if (one === undefined)
      report('*-discriminator-mapping-added', 'looser', from, to, `${name} chooses an alternative`);
    else if (other === undefined)
      report('*-discriminator-mapping-deleted', 'stricter', from, to, `${name} chooses no alternative`);
    else if (one !== other)
      report('*-discriminator-mapping-changed', 'contradictory', from, to, `${name} chooses another alternative`);
  }
}
