import { expect, test } from '@jest/globals';
import { collect } from '../support/call-method.js';
import { listIn } from '../support/server.js';
import { stored, valuesFor } from '../support/store-stub.js';
import { createTransportStore } from '../support/transport-store.js';

const values = [
  ...valuesFor(12),
  { customer_id: 3, attribute_id: 4, value: 'again' },
  { customer_id: 12, attribute_id: 4, value: 'last' },
];

test('dryRun tells exactly the requests that would be sent, and sends none', async () => {
  const { client, requests } = createTransportStore({ answer: stored });
  const preview = await client.attributeValues.upsert(values, { dryRun: true });
  expect(requests).toEqual([]);

  const { client: sender, clock, requests: sent } = createTransportStore({ answer: stored });
  await clock.run(sender.attributeValues.upsert(values));
  const told = preview.requests.map(({ method, url, body }) => ({ method, url, body }));
  expect(told).toEqual(sent.map(({ method, url, body }) => ({ method, url, body })));
});

test('dryRun tells how many items each request stands for, which are all of them', async () => {
  const { client } = createTransportStore({ answer: stored });
  const { requests } = await client.attributeValues.upsert(values, { dryRun: true });
  expect(requests.map(({ itemCount }) => itemCount)).toEqual([10, 4]);
});

test('dryRun of a deletion tells the URLs, with each id once', async () => {
  const { client, requests } = createTransportStore({ answer: stored });
  const { requests: told } = await client.customers.delete([3, 1, 3], { dryRun: true });
  expect(told).toMatchObject([{ itemCount: 2, body: undefined }]);
  expect(told.map(({ url }) => listIn(url))).toEqual([['3', '1']]);
  expect(requests).toEqual([]);
});

test('dryRun shows no credentials', async () => {
  const { client } = createTransportStore({ answer: stored });
  const { requests } = await client.attributeValues.upsert(values, { dryRun: true });
  expect(requests.map(({ headers }) => headers['x-auth-token'])).toEqual(['[redacted]', '[redacted]']);
});

test('upsertBatches has no dryRun: its source could be read only once', async () => {
  const { client } = createTransportStore({ answer: stored });
  const options: object = { dryRun: true };
  await expect(collect(client.attributeValues.upsertBatches(values, options))).rejects.toMatchObject({
    name: 'InvalidRequestError',
    issues: [{ path: 'options.dryRun' }],
  });
});
