import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeValueInput } from '../../src/index.js';
import { pairKey } from '../../src/sandbox/state.js';
import { idsFrom, world } from './arbitraries.js';
import { checkIds } from './check-ids.js';
import { checkValues, keyOf } from './check-values.js';
import { upsertOptions } from './core-options.js';
import { ID_SEED, profileId, SEGMENT_ID, UNKNOWN_SEGMENT_ID } from './id-seed.js';
import { type Report, reportOf, reportOfOutcomes, withUnread } from './report.js';
import { nameOf, takeSnapshot } from './snapshot.js';
import { createSource, readOutcomes, streamPlan } from './stream.js';
import { isRefused, VALUE_SEED, valueItems } from './value-items.js';
import { createWorld, type World, type WorldSettings } from './world.js';

/**
 * More with `PROPERTY_RUNS=5000 npm test`. A failing run prints its seed and path, and the smallest input that fails;
 * `PROPERTY_SEED` and `PROPERTY_PATH` repeat it, with `-t` and the name of the test.
 */
const RUNS = {
  numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300),
  ...(process.env['PROPERTY_SEED'] && { seed: Number(process.env['PROPERTY_SEED']) }),
  ...(process.env['PROPERTY_PATH'] && { path: process.env['PROPERTY_PATH'] }),
};

describe('values', () => {
  const checkUpsert = async (
    settings: WorldSettings,
    call: (world: World) => Promise<{ report: Report; items: readonly AttributeValueInput[] }>,
  ) => {
    const created = createWorld(settings, VALUE_SEED);
    const before = takeSnapshot(created.store.state);
    const { report, items } = await created.run(() => call(created));
    const after = takeSnapshot(created.store.state);
    const isPartial = settings.switches.partialUpsert;
    const { records } = created.network.log;
    const problems = checkValues({ report, items, isRefused, records, isPartial, before, after });
    expect([...created.problems(), ...problems]).toEqual([]);
  };

  test('upsert: the store holds what the caller is told, whatever happens on the way', async () => {
    const property = fc.asyncProperty(world, upsertOptions, valueItems, (settings, more, items) =>
      checkUpsert(settings, async ({ client, options }) => {
        const report = await reportOf(client.attributeValues.upsert(items, { ...options, ...more }), items);
        return { report, items };
      }),
    );
    await fc.assert(property, RUNS);
  });

  test('upsertBatches: the store holds what the outcomes say', async () => {
    const property = fc.asyncProperty(world, upsertOptions, valueItems, streamPlan, (settings, more, items, plan) =>
      checkUpsert(settings, async ({ client, options, clock }) => {
        const { source, given, stop } = createSource(items, plan, clock, options.signal);
        const stream = client.attributeValues.upsertBatches(source, { ...options, ...more });
        const outcomes = await readOutcomes(stream, plan, clock);
        stop();
        const taken = items.slice(0, given.count);
        const report = reportOfOutcomes(outcomes);
        return { report: outcomes.length < plan.stopAfter ? report : withUnread(report, taken, keyOf), items: taken };
      }),
    );
    await fc.assert(property, RUNS);
  });
});

describe('ids', () => {
  const checkDeletion = async <Id>(
    settings: WorldSettings,
    ids: readonly Id[],
    call: (world: World) => Promise<unknown>,
    goesWith: (world: World) => (id: Id) => readonly string[],
  ) => {
    const created = createWorld(settings, ID_SEED);
    const before = takeSnapshot(created.store.state);
    const namesOf = goesWith(created);
    const named = new Map(ids.map((id) => [id, namesOf(id)]));
    const report = await created.run(() => reportOf(call(created), [...new Set(ids)]));
    const after = takeSnapshot(created.store.state);
    const problems = checkIds({ report, ids, goesWith: (id) => named.get(id) ?? [], before, after });
    expect([...created.problems(), ...problems]).toEqual([]);
  };

  /** The pairs that have a value, with its id. */
  const pairsIn = ({ store }: World) => [...store.state.values.values()];

  test('attributeValues.delete: what is gone is what the caller is told', async () => {
    const property = fc.asyncProperty(world, idsFrom(fc.integer({ min: 1, max: 50 })), (settings, ids) =>
      checkDeletion(
        settings,
        ids,
        ({ client, options }) => client.attributeValues.delete(ids, options),
        (created) => (id) =>
          pairsIn(created)
            .filter((value) => value.id === id)
            .map(({ customerId, attributeId }) => nameOf.value(pairKey(customerId, attributeId))),
      ),
    );
    await fc.assert(property, RUNS);
  });

  test('customers.delete: who is gone is who the caller is told', async () => {
    const property = fc.asyncProperty(world, idsFrom(fc.integer({ min: 1, max: 50 })), (settings, ids) =>
      checkDeletion(
        settings,
        ids,
        ({ client, options }) => client.customers.delete(ids, options),
        (created) => (id) => [
          nameOf.customer(id),
          ...pairsIn(created)
            .filter(({ customerId }) => customerId === id)
            .map(({ customerId, attributeId }) => nameOf.value(pairKey(customerId, attributeId))),
        ],
      ),
    );
    await fc.assert(property, RUNS);
  });

  test('segments.removeShopperProfiles: who has left is who the caller is told, and nobody else has', async () => {
    const segmentId = fc.constantFrom(SEGMENT_ID, SEGMENT_ID, SEGMENT_ID, UNKNOWN_SEGMENT_ID);
    const profileIds = idsFrom(fc.integer({ min: 1, max: 50 }).map(profileId));
    const property = fc.asyncProperty(world, segmentId, profileIds, (settings, segment, ids) =>
      checkDeletion(
        settings,
        ids,
        ({ client, options }) => client.segments.removeShopperProfiles(segment, ids, options),
        () => (id) => [nameOf.profile(segment, id)],
      ),
    );
    await fc.assert(property, RUNS);
  });
});
