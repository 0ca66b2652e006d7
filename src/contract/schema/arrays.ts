import { assertion, type Check, fail, quietly, visit } from './check.js';
import { isNumber } from './values.js';

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

/** No items beyond a limit. All excess items are one issue. */
export function noMoreItems(limit: number): Check {
  return assertion('items', { limit }, (value) => !Array.isArray(value) || value.length <= limit);
}

/** The first items, each with its own check. Missing items are valid. */
export function prefixItems(checks: readonly Check[]): Check {
  return (value, run, seen) => {
    if (!Array.isArray(value)) return true;
    seen?.itemsBefore(Math.min(checks.length, value.length));
    for (const [index, check] of checks.entries())
      if (index < value.length && !visit(check, value[index], index, run)) return false;
    return true;
  };
}

/** The number of items that pass a check. Failures of other items are not issues. */
export function contains(check: Check, minContains = 1, maxContains?: number): Check {
  const params = { minContains, ...(maxContains !== undefined && { maxContains }) };
  return (value, run, seen) => {
    if (!Array.isArray(value)) return true;
    let count = 0;
    for (let index = 0; index < value.length; index += 1) {
      if (!quietly(check, value[index], run)) continue;
      count += 1;
      seen?.item(index);
      if (count >= minContains && maxContains === undefined && !seen) return true;
    }
    const isWithin = count >= minContains && (maxContains === undefined || count <= maxContains);
    return isWithin || fail(run, 'contains', params);
  };
}

export const uniqueItems: Check = (value, run) => {
  if (!Array.isArray(value) || isSimplyUnique(value)) return true;
  const repeated = lastRepeated(value);
  return repeated === undefined || fail(run, 'uniqueItems', repeated);
};

/** Whether scalar items are unique; `false` as well if any item is an object. */
function isSimplyUnique(list: readonly unknown[]): boolean {
  if (list.some((item) => typeof item === 'object' && item !== null)) return false;
  if (list.length > SHORT_LIST) return new Set(list).size === list.length;
  return list.every((item, index) => list.indexOf(item) === index);
}

/** Items up to which comparing all pairs is faster than a Set. */
const SHORT_LIST = 12;

/** The last repeated item `i` and its earlier occurrence `j`. Comparing canonical texts avoids comparing all pairs. */
function lastRepeated(list: readonly unknown[]): { i: number; j: number } | undefined {
  const lastPlaces = new Map<string, number>();
  let repeated: { i: number; j: number } | undefined;
  for (const [i, item] of list.entries()) {
    const text = JSON.stringify(item, sorted) ?? '';
    const j = lastPlaces.get(text);
    if (j !== undefined) repeated = { i, j };
    lastPlaces.set(text, i);
  }
  return repeated;
}

/** Sorts members, because their order does not matter. Built from entries, because `__proto__` cannot be assigned. */
function sorted(_: string, value: unknown): unknown {
  // JSON would turn values such as NaN into null.
  if (!JSON_TYPES.has(typeof value) || (typeof value === 'number' && !isNumber(value))) return { '': String(value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const JSON_TYPES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'object']);
