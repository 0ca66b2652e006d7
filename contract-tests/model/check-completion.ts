import type { AttributeValueInput } from '../../src/index.js';
import { pairKey } from '../../src/sandbox/state.js';
import type { Report } from './report.js';
import { itemsIn } from './resume.js';
import type { Snapshot } from './snapshot.js';

/** An upsert that was resumed: what it reported as failed, and what became of the rest when that was passed in again. */
export interface ResumedCall {
  readonly items: readonly AttributeValueInput[];
  readonly failed: readonly AttributeValueInput[];
  /** `undefined` where there was nothing left to do. */
  readonly second: Report | undefined;
  readonly isRefused: (item: AttributeValueInput) => boolean;
  readonly isPartial: boolean;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What is wrong with a store after an upsert was resumed: of each pair it should hold the last value that did not fail. */
export function checkCompletion({ items, failed, second, isRefused, isPartial, before, after }: ResumedCall): string[] {
  const refused = itemsIn(second?.items.failed ?? [], items);
  const open = [...(second?.items.unknown ?? []), ...(second?.items.unsent ?? [])];
  const expected = new Map(items.map((item) => [pairOf(item), before.values.get(pairOf(item))?.value]));
  for (const item of items) if (!failed.includes(item) && !isRefused(item)) expected.set(pairOf(item), item.value);
  // Where a store carries out a part of what it refuses, what failed may have been written as well.
  const unclear = new Set(isPartial ? failed.filter((item) => !isRefused(item)).map(pairOf) : []);
  const wrong = [...expected].filter(([pair, value]) => !unclear.has(pair) && after.values.get(pair)?.value !== value);
  return [
    ...wrong.map(([pair, value]) => `${pair} holds ${after.values.get(pair)?.value}, but ${value} came last`),
    ...refused.filter((item) => !isRefused(item)).map((item) => `${item.value} is refused, but is as it should be`),
    ...(open.length > 0 ? [`${open.length} values are still not settled`] : []),
  ];
}

function pairOf({ customer_id, attribute_id }: AttributeValueInput): string {
  return pairKey(customer_id, attribute_id);
}
