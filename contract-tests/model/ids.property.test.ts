import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pairKey } from '../../src/sandbox/state.js';
import { runs } from '../support/runs.js';
import { idsFrom, world } from './arbitraries.js';
import { checkIds } from './checks.js';
import { ID_SEED, profileId, SEGMENT_ID, UNKNOWN_SEGMENT_ID } from './inputs.js';
import { nameOf, reportOf, takeSnapshot } from './report.js';
import { createWorld, type World, type WorldSettings } from './world.js';

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
    await fc.assert(property, runs(500));
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
    await fc.assert(property, runs(250));
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
    await fc.assert(property, runs(250));
  });
});
