import { assembleClient } from '../../src/client.js';
import type { AttributeValueInput } from '../../src/index.js';
import { SANDBOX_TOKEN, type Store } from '../../src/sandbox/store.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { keyOf } from './check-values.js';
import { createFaultyNetwork } from './faulty-network.js';
import { type Report, reportOf } from './report.js';
import { listedSchedule } from './schedule.js';

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
