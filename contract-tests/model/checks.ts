import type { AttributeValueInput } from '../../src/index.js';
import { valueAt } from '../../src/json.js';
import { pairKey } from '../../src/sandbox/state.js';
import { changesBetween, nameOf, namesIn, type Report, type Snapshot } from './report.js';
import type { RequestRecord } from './request-log.js';

/** What is wrong with a report's lists: every item that was passed belongs into one of them, once. */
export function checkAccounting(
  { items }: Report,
  keys: readonly unknown[],
  keyOf: (item: unknown) => unknown,
): string[] {
  const passed = new Set(keys);
  const reported = Object.values(items).flat().map(keyOf);
  const seen = new Set<unknown>();
  const problems: string[] = [];
  for (const key of reported) {
    if (!passed.has(key)) problems.push(`${key} is reported, but nobody passed it`);
    if (seen.has(key)) problems.push(`${key} is reported twice`);
    seen.add(key);
  }
  return [...problems, ...keys.filter((key) => !seen.has(key)).map((key) => `${key} is missing from the report`)];
}

/** What is wrong with the order of a report's lists: each of them keeps the order in which the items were passed. */
export function checkOrder({ items }: Report, keys: readonly unknown[], keyOf: (item: unknown) => unknown): string[] {
  const positions = new Map(keys.map((key, index) => [key, index]));
  return Object.entries(items).flatMap(([claim, list]) => {
    const order = list.map((item) => positions.get(keyOf(item)) ?? 0);
    const isSorted = order.every((position, index) => index === 0 || position >= (order[index - 1] ?? 0));
    return isSorted ? [] : [`the items that are ${claim} are out of order`];
  });
}

/** What a call with ids did: what the caller was told, and what the store held before and after. */
export interface IdCall<Id> {
  readonly report: Report;
  readonly ids: readonly Id[];
  /** The names of what goes from the store with an id. */
  goesWith(id: Id): readonly string[];
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What is wrong with a report about ids that were to be deleted or removed. */
export function checkIds<Id>({ report, ids, goesWith, before, after }: IdCall<Id>): string[] {
  // An id that is passed twice is sent once, and so has one outcome.
  const distinct = [...new Set(ids)];
  const changed = changesBetween(before, after);
  const left = namesIn(after);
  const named = new Set(distinct.flatMap(goesWith));
  const claimed = (list: readonly unknown[]) => distinct.filter((id) => list.includes(id));
  const { done, failed, unsent } = report.items;
  const stillThere = claimed(done).filter((id) => goesWith(id).some((name) => left.has(name)));
  const gone = claimed([...failed, ...unsent]).filter((id) => goesWith(id).some((name) => changed.has(name)));
  return [
    ...checkAccounting(report, distinct, (id) => id),
    ...checkOrder(report, distinct, (id) => id),
    ...stillThere.map((id) => `${id} is reported as done, but is still there`),
    ...gone.map((id) => `${id} is reported as ${failed.includes(id) ? 'failed' : 'unsent'}, but is gone`),
    ...[...changed].filter((name) => !named.has(name)).map((name) => `${name} was not named, but has changed`),
  ];
}

/** What an upsert did: what the caller was told, what really happened, and what the store held before and after. */
export interface ValueCall {
  readonly report: Report;
  /** Each with a value that no other one has. */
  readonly items: readonly AttributeValueInput[];
  readonly isRefused: (item: AttributeValueInput) => boolean;
  readonly records: readonly RequestRecord[];
  readonly isPartial: boolean;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What is wrong with a report about values that were to be written. */
export function checkValues(call: ValueCall): string[] {
  const { report, items, before, after } = call;
  const keys = items.map(keyOf);
  const named = new Set(items.map((item) => nameOf.value(pairOf(item))));
  const others = [...changesBetween(before, after)].filter((name) => !named.has(name));
  return [
    ...checkAccounting(report, keys, keyOf),
    ...checkEffects(call),
    ...checkStoredValues(call),
    ...checkResults(call),
    ...others.map((name) => `${name} was not named, but has changed`),
  ];
}

/** A value's text tells it apart from all other ones. */
export function keyOf(item: unknown): unknown {
  return valueAt(item, 'value');
}

/** Of several values of a pair that are in one request, the last one is enough: it stands for those before it. */
function isOvertaken(item: unknown, { report, items }: ValueCall): boolean {
  const done = new Set(report.items.done.map(keyOf));
  const position = items.findIndex((other) => other.value === keyOf(item));
  const overtaken = items[position];
  return items.slice(position + 1).some((later) => {
    return overtaken !== undefined && done.has(later.value) && pairOf(later) === pairOf(overtaken);
  });
}

/** What is done was written; what is failed or unsent was not; and no value was written after a later one of its pair. */
function checkEffects(call: ValueCall): string[] {
  const { report, items, isPartial } = call;
  const written = writesOf(call);
  const isWritten = new Set(written.map(keyOf));
  const { done, failed, unsent } = report.items;
  const positions = new Map(items.map((item, index) => [item.value, index]));
  const latest = new Map<string, number>();
  const late = written.filter((item) => {
    const position = positions.get(item.value) ?? 0;
    const isLate = position < (latest.get(pairOf(item)) ?? 0);
    latest.set(pairOf(item), Math.max(position, latest.get(pairOf(item)) ?? 0));
    return isLate;
  });
  // Where a store carries out a part of what it refuses, that part is failed as well: the documentation warns of it.
  const untouched = isPartial ? unsent : [...failed, ...unsent];
  return [
    ...done
      .filter((item) => !isWritten.has(keyOf(item)) && !isOvertaken(item, call))
      .map((item) => `${keyOf(item)} is reported as done, but was not written`),
    ...untouched
      .filter((item) => isWritten.has(keyOf(item)))
      .map((item) => `${keyOf(item)} is reported as failed or unsent, but was written`),
    ...late.map((item) => `${item.value} was written after a later value of its pair`),
  ];
}

/** All values that were written, in the order in which the store wrote them. */
function writesOf({ records, isPartial, isRefused }: ValueCall): AttributeValueInput[] {
  const carriedOut = records.filter(({ storeStatus }) => storeStatus === 200 || (isPartial && storeStatus === 422));
  const inOrder = carriedOut.sort((one, other) => (one.arrivedAs ?? 0) - (other.arrivedAs ?? 0));
  return inOrder.flatMap(({ body }) => {
    const sent: AttributeValueInput[] = JSON.parse(body ?? '[]');
    return sent.filter((item) => !isRefused(item));
  });
}

/** The last value of a pair that is done is the one that is stored, unless one of unknown outcome comes after it. */
function checkStoredValues({ report, items, isPartial, before, after }: ValueCall): string[] {
  const keysOf = (list: readonly unknown[]) => new Set(list.map(keyOf));
  const done = keysOf(report.items.done);
  const perhaps = keysOf([...report.items.unknown, ...(isPartial ? report.items.failed : [])]);
  const possible = new Map<string, Set<string | undefined>>();
  for (const item of items) {
    const pair = pairOf(item);
    const texts = possible.get(pair) ?? new Set([before.values.get(pair)?.value]);
    if (done.has(item.value)) texts.clear();
    if (done.has(item.value) || perhaps.has(item.value)) texts.add(item.value);
    possible.set(pair, texts);
  }
  return [...possible].flatMap(([pair, texts]) => {
    const stored = after.values.get(pair)?.value;
    return texts.has(stored) ? [] : [`${pair} holds ${stored}, which can only be one of ${[...texts].join(', ')}`];
  });
}

/** There is one record for each value that is done, in the same order, as the store wrote it. */
function checkResults(call: ValueCall): string[] {
  const { report, after } = call;
  const { results, items } = report;
  if (results.length !== items.done.length)
    return [`${results.length} records for ${items.done.length} values that are done`];
  return items.done.flatMap((item, index) => {
    const record = results[index];
    const isSame = ['customer_id', 'attribute_id'].every((name) => valueAt(record, name) === valueAt(item, name));
    const stored = [...after.values.values()].find(({ id }) => id === valueAt(record, 'id'));
    const isOfPair =
      stored?.customerId === valueAt(item, 'customer_id') && stored?.attributeId === valueAt(item, 'attribute_id');
    const isRight =
      isSame && isOfPair && (valueAt(record, 'attribute_value') === keyOf(item) || isOvertaken(item, call));
    return isRight ? [] : [`the record at ${index} is not that of ${keyOf(item)}`];
  });
}

function pairOf({ customer_id, attribute_id }: AttributeValueInput): string {
  return pairKey(customer_id, attribute_id);
}
