import { BOUND_NAMES, type BoundKeyword } from '../catalogue.js';
import type { Written } from '../difference.js';
import { written } from '../node.js';
import type { Report } from '../pair.js';
import type { Atom } from './types.js';
import { placeOf, type View, withKeyword } from './views.js';

/** A limit of values: the strictest one that a schema has. */
interface Bound {
  readonly value: number;
  readonly keyword: BoundKeyword;
  readonly written: Written;
}

type Sizes = readonly [keyword: BoundKeyword, type: Atom, neutral: number];

/** With the value that limits nothing. */
const SIZES: readonly Sizes[] = [
  ['minLength', 'string', 0],
  ['maxLength', 'string', Infinity],
  ['minItems', 'array', 0],
  ['maxItems', 'array', Infinity],
  ['minProperties', 'object', 0],
  ['maxProperties', 'object', Infinity],
];

/** Compares the limits of values. Those of types that neither schema allows do not count. */
export function compareBoundsOf(old: View, now: View, types: ReadonlySet<Atom>, report: Report): void {
  if (types.has('integer') || types.has('fraction')) {
    const isWhole = !types.has('fraction');
    for (const end of ['minimum', 'maximum'] as const)
      compareBounds(numberBound(old, end, isWhole), numberBound(now, end, isWhole), old, now, end, report);
  }
  for (const [keyword, type, neutral] of SIZES)
    if (types.has(type))
      compareBounds(sizeBound(old, keyword, neutral), sizeBound(now, keyword, neutral), old, now, keyword, report);
}

/** The lower or upper limit of numbers, exclusive ones included in both of their forms. */
function numberBound(view: View, end: 'minimum' | 'maximum', isWhole: boolean): Bound | undefined {
  const isMinimum = end === 'minimum';
  const exclusive = isMinimum ? 'exclusiveMinimum' : 'exclusiveMaximum';
  const found = view.parts.flatMap((part): Bound[] => {
    const { [end]: plain, [exclusive]: other } = part.object;
    const inclusive: Bound[] =
      typeof plain === 'number'
        ? [{ value: plain, keyword: other === true ? exclusive : end, written: written(part, end) }]
        : [];
    const own: Bound[] =
      typeof other === 'number' ? [{ value: other, keyword: exclusive, written: written(part, exclusive) }] : [];
    return [...inclusive, ...own];
  });
  const whole = found.map((bound) => (isWhole ? wholeBound(bound, end, exclusive) : bound));
  return whole.reduce<Bound | undefined>(
    (one, other) => (one && compareStrictness(one, other, isMinimum) >= 0 ? one : other),
    undefined,
  );
}

/** Of whole numbers, more than 0 is at least 1. */
function wholeBound(bound: Bound, end: 'minimum' | 'maximum', exclusive: BoundKeyword): Bound {
  const isExclusive = bound.keyword === exclusive;
  const { value } = bound;
  const least = isExclusive ? Math.floor(value) + 1 : Math.ceil(value);
  const most = isExclusive ? Math.ceil(value) - 1 : Math.floor(value);
  return { ...bound, keyword: end, value: end === 'minimum' ? least : most };
}

/** Above 0 if the first limit is stricter. */
function compareStrictness(one: Bound, other: Bound, isMinimum: boolean): number {
  const byValue = isMinimum ? one.value - other.value : other.value - one.value;
  return byValue || Number(one.keyword.startsWith('ex')) - Number(other.keyword.startsWith('ex'));
}

function sizeBound(view: View, keyword: BoundKeyword, neutral: number): Bound | undefined {
  const found = withKeyword(view, keyword).flatMap(([part, value]): Bound[] =>
    typeof value === 'number' && value !== neutral ? [{ value, keyword, written: written(part, keyword) }] : [],
  );
  const isMinimum = keyword.startsWith('min');
  return found.reduce<Bound | undefined>(
    (one, other) => (one && compareStrictness(one, other, isMinimum) >= 0 ? one : other),
    undefined,
  );
}

function compareBounds(
  old: Bound | undefined,
  now: Bound | undefined,
  oldView: View,
  newView: View,
  keyword: BoundKeyword,
  report: Report,
): void {
  const isMinimum = keyword.startsWith('min');
  if (old && now) {
    const strictness = compareStrictness(now, old, isMinimum);
    if (strictness === 0) return;
    const isIncreased = now.value === old.value ? isMinimum === strictness > 0 : now.value > old.value;
    report(
      `*-${BOUND_NAMES[now.keyword]}-${isIncreased ? 'increased' : 'decreased'}`,
      strictness > 0 ? 'stricter' : 'looser',
      old.written,
      now.written,
      `${now.keyword} is ${now.value}, was ${old.keyword === now.keyword ? '' : `${old.keyword} `}${old.value}`,
    );
  } else if (now) {
    const missing = { pointer: placeOf(oldView) };
    report(
      `*-${BOUND_NAMES[now.keyword]}-set`,
      'stricter',
      missing,
      now.written,
      `${now.keyword} is ${now.value}, there was none`,
    );
  } else if (old) {
    const missing = { pointer: placeOf(newView) };
    report(
      `*-${BOUND_NAMES[old.keyword]}-unset`,
      'looser',
      old.written,
      missing,
      `${old.keyword} was ${old.value}, there is none`,
    );
  }
}
