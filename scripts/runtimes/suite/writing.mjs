import { equal } from './expect.mjs';

const thirty = (value) =>
  Array.from({ length: 30 }, (_, index) => ({ customer_id: index + 1, attribute_id: 4, value }));

export const writing = {
  'an upsert of 30 values in three requests': async ({ bigcommerce }) => {
    let requests = 0;
    let progress;
    const saved = await bigcommerce.attributeValues.upsert(thirty('ä 🙂'), {
      onProgress: (event) => {
        requests += 1;
        progress = event;
      },
    });
    equal([requests, progress.done, progress.total], [3, 30, 30], 'progress');
    equal(
      saved.map(({ customer_id: id }) => id),
      thirty().map(({ customer_id: id }) => id),
      'order',
    );
    equal(new Set(saved.map(({ attribute_value: text }) => text)).size, 1, 'texts');
    equal(saved[0].attribute_value, 'ä 🙂', 'text');
  },
  'batches of an asynchronous source': async ({ bigcommerce }) => {
    async function* source() {
      yield* thirty('streamed');
    }
    const outcomes = [];
    for await (const outcome of bigcommerce.attributeValues.upsertBatches(source())) outcomes.push(outcome.status);
    equal(outcomes, ['done', 'done', 'done'], 'outcomes');
  },
  'a deletion of values': async ({ bigcommerce }) => {
    const saved = await bigcommerce.attributeValues.upsert(thirty('short-lived'));
    await bigcommerce.attributeValues.delete(saved.map(({ id }) => id));
    const { meta } = await bigcommerce.attributeValues.list({ 'attribute_id:in': [4] });
    equal(meta.pagination.total, 0, 'values that are left');
  },
  'a deletion of customers': async ({ bigcommerce, host }) => {
    const { customers } = await host.state();
    await bigcommerce.customers.delete([98, 99, 100]);
    equal((await host.state()).customers, customers - 3, 'customers that are left');
  },
  'some profiles out of a segment': async ({ bigcommerce, host }) => {
    const [{ id, profiles }] = (await host.state()).segments;
    await bigcommerce.segments.removeShopperProfiles(id, profiles.slice(0, 3));
    equal((await host.state()).segments[0].profiles.length, profiles.length - 3, 'profiles that are left');
  },
  'all profiles out of a segment': async ({ bigcommerce, host }) => {
    await bigcommerce.segments.removeAllShopperProfiles((await host.state()).segments[1].id);
    equal((await host.state()).segments[1].profiles.length, 0, 'profiles that are left');
  },
};
