import type { Json } from '../../json.js';
import type { Written } from '../difference.js';
import { canonical, written } from '../node.js';
import type { Report } from '../pair.js';
import type { Tendency } from '../tendency.js';
import { compareBoundsOf } from './bounds.js';
import { formatTendency, multipleTendency, patternTendency } from './texts.js';
import { type Atom, choicesIn } from './types.js';
import { placeOf, type View, withKeyword } from './views.js';

/** Compares what limits values of one type. */
export function compareLimits(old: View, now: View, types: ReadonlySet<Atom>, report: Report): void {
  const isNumeric = types.has('integer') || types.has('fraction');
  compareBoundsOf(old, now, types, report);
  if (isNumeric) compareTexts(old, now, 'multipleOf', multipleTendency, report);
  if (types.has('string')) compareTexts(old, now, 'pattern', patternTendency, report);
  if (types.has('string') || isNumeric) compareTexts(old, now, 'format', formatTendency, report);
  if (types.has('array')) compareUnique(old, now, report);
}

const TEXT_IDS = {
  pattern: {
    added: '*-pattern-added',
    removed: '*-pattern-removed',
    changed: '*-pattern-changed',
    looser: '*-pattern-generalized',
    stricter: '*-pattern-specialized',
  },
  format: {
    added: '*-format-added',
    removed: '*-format-removed',
    changed: '*-format-changed',
    looser: '*-format-changed',
    stricter: '*-format-changed',
  },
  multipleOf: {
    added: '*-multiple-of-set',
    removed: '*-multiple-of-unset',
    changed: '*-multiple-of-changed',
    looser: '*-multiple-of-changed',
    stricter: '*-multiple-of-changed',
  },
} as const;

/** Compares a keyword of which a schema can have several through `allOf`. All of them must hold. */
function compareTexts(
  old: View,
  now: View,
  keyword: keyof typeof TEXT_IDS,
  tendencyOf: (old: Json, now: Json) => Tendency,
  report: Report,
): void {
  const [before, after] = [old, now].map(
    (view) =>
      new Map(
        withKeyword(view, keyword).map(([part, value]) => [
          canonical(value),
          { value, written: written(part, keyword) },
        ]),
      ),
  );
  if (!before || !after) return;
  const gone = [...before].filter(([text]) => !after.has(text)).map(([, one]) => one);
  const come = [...after].filter(([text]) => !before.has(text)).map(([, one]) => one);
  const ids = TEXT_IDS[keyword];
  const [left, right] = [gone[0], come[0]];
  if (left && right && gone.length === 1 && come.length === 1) {
    const tendency = tendencyOf(left.value, right.value);
    const id = tendency === 'looser' || tendency === 'stricter' ? ids[tendency] : ids.changed;
    report(
      id,
      tendency,
      left.written,
      right.written,
      `${keyword} is ${canonical(right.value)}, was ${canonical(left.value)}`,
    );
    return;
  }
  for (const one of come)
    report(
      ids.added,
      'stricter',
      { pointer: placeOf(old) },
      one.written,
      `${keyword} is ${canonical(one.value)}, there was none`,
    );
  for (const one of gone)
    report(
      ids.removed,
      'looser',
      one.written,
      { pointer: placeOf(now) },
      `${keyword} was ${canonical(one.value)}, there is none`,
    );
}

function compareUnique(old: View, now: View, report: Report): void {
  const [before, after] = [old, now].map((view) =>
    withKeyword(view, 'uniqueItems').find(([, value]) => value === true),
  );
  if (after && !before)
    report(
      '*-unique-items-set',
      'stricter',
      { pointer: placeOf(old) },
      written(after[0], 'uniqueItems'),
      'items must be unique',
    );
  if (before && !after)
    report(
      '*-unique-items-unset',
      'looser',
      written(before[0], 'uniqueItems'),
      { pointer: placeOf(now) },
      'items may repeat',
    );
}

/** Compares the values of `enum` and `const`. */
export function compareChoices(old: View, now: View, report: Report): void {
  const [before, after] = [choicesOf(old), choicesOf(now)];
  if (before && after) {
    for (const [text] of before.values)
      if (!after.values.has(text))
        report('*-enum-value-removed', 'stricter', before.written, after.written, `the value ${text} is gone`);
    for (const [text] of after.values)
      if (!before.values.has(text))
        report('*-enum-value-added', 'looser', before.written, after.written, `the value ${text} is new`);
  } else if (after) {
    const text = [...after.values.keys()].join(', ');
    report(
      '*-became-enum',
      'stricter',
      { pointer: placeOf(old) },
      after.written,
      `only ${text} ${after.values.size > 1 ? 'are' : 'is'} allowed`,
    );
  } else if (before) {
    report(
      '*-became-not-enum',
      'looser',
      before.written,
      { pointer: placeOf(now) },
      `not only ${[...before.values.keys()].join(', ')} allowed`,
    );
  }
}

interface Choices {
  readonly values: ReadonlyMap<string, Json>;
  readonly written: Written;
}

function choicesOf(view: View): Choices | undefined {
  let found: Choices | undefined;
  for (const part of view.parts) {
    const choices = choicesIn(part.object);
    if (!choices) continue;
    const values = new Map(choices.map((value) => [canonical(value), value]));
    const kept = found ? new Map([...values].filter(([text]) => found?.values.has(text))) : values;
    found = {
      values: kept,
      written: found?.written ?? written(part, part.object['const'] === undefined ? 'enum' : 'const'),
    };
  }
  if (found && view.isNullToo) return { ...found, values: new Map([...found.values, ['null', null]]) };
  return found;
}
