import { assertion, type Check, fail, quietly, visit } from './check.js';
import { isNumber } from './values.js';

export function minItems(limit: number): Check {
  return assertion('minItems', { limit }, (value) => !Array.isArray(value) || value.length >= limit);
}

export function maxItems(limit: number): Check {
  return assertion('maxItems', { limit }, (value) => !Array.isArray(value) || value.length <= limit);
}

/** Every item from an index on. By position and not by iteration, which arrays may redefine. */
export function items(check: Check, start = 0): Check {
  return (value, run, seen) => {
    if (!Array.isArray(value)) return true;
    seen?.itemsBefore(value.length);
    for (let index = start; index < value.length; index += 1) if (!visit(check, value[index], index, run)) return false;
    return true;
  };
}

/** No items after the first few. One mistake for all that are too many. */
export function noMoreItems(limit: number): Check {
  return assertion('items', { limit }, (value) => !Array.isArray(value) || value.length <= limit);
}

/** The first items, each with a check of its own, as far as there are any. */
export function prefixItems(checks: readonly Check[]): Check {
  return (value, run, seen) => {
    if (!Array.isArray(value)) return true;
    seen?.itemsBefore(Math.min(checks.length, value.length));
    for (const [index, check] of checks.entries())
      if (index < value.length && !visit(check, value[index], index, run)) return false;
    return true;
  };
}

/** How many items pass a check. Why the others do not is never told: they need not. */
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

/** Whether no item is there twice, without looking into objects: `false` where that would be needed. */
function isSimplyUnique(list: readonly unknown[]): boolean {
  if (list.some((item) => typeof item === 'object' && item !== null)) return false;
  if (list.length > SHORT_LIST) return new Set(list).size === list.length;
  return list.every((item, index) => list.indexOf(item) === index);
}

/** Items that are compared with each other without a set. */
const SHORT_LIST = 12;

/** The last item that is there before, and where: `j` and then `i`. Takes one text per item, not a comparison per pair. */
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

/** Objects are the same in whatever order their members are. Entries, because `__proto__` cannot be assigned. */
function sorted(_: string, value: unknown): unknown {
  // What JSON has no text for is not the same as null, which it would become.
  if (!JSON_TYPES.has(typeof value) || (typeof value === 'number' && !isNumber(value))) return { '': String(value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const JSON_TYPES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'object']);
