import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeValueInput } from '../../src/index.js';
import { runs } from '../support/runs.js';
import { upsertOptions, world } from './arbitraries.js';
import { checkValues, keyOf } from './checks.js';
import { checkCompletion, itemsIn, resume } from './completion.js';
import { createSource, isRefused, readOutcomes, streamPlan, VALUE_SEED, valueItems } from './inputs.js';
import { type Report, reportOf, reportOfOutcomes, takeSnapshot, withUnread } from './report.js';
import { createWorld, type World, type WorldSettings } from './world.js';

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
    await fc.assert(property, runs(500));
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
    await fc.assert(property, runs(500));
  });

  test('upsert: passing back what is unknown and unsent completes the job, and the last value of each pair stays', async () => {
    const property = fc.asyncProperty(world, upsertOptions, valueItems, async (settings, more, items) => {
      const created = createWorld(settings, VALUE_SEED);
      const before = takeSnapshot(created.store.state);
      const first = () =>
        reportOf(created.client.attributeValues.upsert(items, { ...created.options, ...more }), items);
      const { unknown, unsent, failed } = (await created.run(first)).items;
      const rest = itemsIn([...unknown, ...unsent], items);
      const second = rest.length > 0 ? await resume(created.store, rest) : undefined;
      const problems = checkCompletion({
        items,
        failed: itemsIn(failed, items),
        second,
        isRefused,
        isPartial: settings.switches.partialUpsert,
        before,
        after: takeSnapshot(created.store.state),
      });
      expect(problems).toEqual([]);
    });
    await fc.assert(property, runs(300));
  });
});
