import { assembleClient } from '../../src/client.js';
import type { AttributeValueInput } from '../../src/index.js';
import { pairKey } from '../../src/sandbox/state.js';
import { SANDBOX_TOKEN, type Store } from '../../src/sandbox/store.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { keyOf } from './checks.js';
import { listedSchedule } from './faults.js';
import { createFaultyNetwork } from './faulty-network.js';
import { type Report, reportOf, type Snapshot } from './report.js';

/** Those of the caller's own items that a report has, in the report's order. */
export function itemsIn(reported: readonly unknown[], items: readonly AttributeValueInput[]): AttributeValueInput[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  return reported.flatMap((item) => byKey.get(keyOf(item)) ?? []);
}

/** Passes items in again the next day, when the network is well and the quota is fresh. */
export async function resume(store: Store, items: readonly AttributeValueInput[]): Promise<Report> {
  const clock = createVirtualClock();
  const network = createFaultyNetwork({
    clock,
    stores: [store],
    schedule: listedSchedule([]),
    epochMs: Date.UTC(2026, 2, 4),
  });
  const known = {
    storeHash: store.storeHash,
    accessToken: SANDBOX_TOKEN,
    baseUrl: `https://store.example${store.basePath}`,
  };
  const client = assembleClient({ ...known, fetch: network.transport }, clock);
  return clock.run(reportOf(client.attributeValues.upsert(items), items));
}

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
