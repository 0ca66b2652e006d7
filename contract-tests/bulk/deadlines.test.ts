import { describe, expect, test } from '@jest/globals';
import type { AttributeValueInput } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { json, stored, valuesFor } from '../support/store-stub.js';
import { createTransportStore, failureOf, type SentRequest } from '../support/transport-store.js';

/** Refuses the first value of a request as long as there is more than one. */
const refuseFirst = (request: SentRequest) => {
  const { length }: AttributeValueInput[] = JSON.parse(request.body);
  return length > 1 ? json(422, { errors: { '0.data': 'bad' } }) : stored(request);
};

describe('deadlineMs of a call that takes any number of items', () => {
  test('counts for all of its requests together; what there is no time for is not sent', async () => {
    const { client, clock, requests } = createTransportStore({ answer: stored, latencyMs: () => 40 });
    const failure = await clock.run(failureOf(client.attributeValues.upsert(valuesFor(100), { deadlineMs: 100 })));
    expect(clock.now()).toBe(100);
    expect(failure).toMatchObject({
      name: 'BulkError',
      done: { length: 60 },
      unknown: { length: 30 },
      unsent: { length: 10 },
      cause: { name: 'TimeoutError', deadlineMs: 100 },
    });
    expect(requests).toHaveLength(9);
    expect(clock.pendingTimers).toBe(0);
  });

  test('is the one of the client where the call has none', async () => {
    const { client, clock } = createTransportStore({
      answer: stored,
      latencyMs: () => 40,
      options: { deadlineMs: 70 },
    });
    const failure = await clock.run(failureOf(client.attributeValues.upsert(valuesFor(100))));
    expect([clock.now(), failure]).toMatchObject([70, { done: { length: 30 }, unknown: { length: 30 } }]);
  });

  test('counts for a deletion as well', async () => {
    const { client, clock, requests } = createTransportStore({ answer: () => ({ status: 204 }), latencyMs: () => 40 });
    const ids = Array.from({ length: 3_000 }, (_, index) => index + 1_000_000);
    const failure = await clock.run(failureOf(client.customers.delete(ids, { deadlineMs: 60 })));
    expect([clock.now(), requests.length]).toEqual([60, 6]);
    expect(failure).toMatchObject({ name: 'BulkError', cause: { name: 'TimeoutError' } });
  });

  test('counts for all requests of a call whose refused values are set aside one after the other', async () => {
    const { client, clock } = createTransportStore({ answer: refuseFirst, latencyMs: () => 40 });
    const failure = await clock.run(failureOf(client.attributeValues.upsert(valuesFor(10), { deadlineMs: 100 })));
    expect([clock.now(), failure]).toMatchObject([100, { failed: { length: 2 }, unknown: { length: 8 } }]);
  });
});

describe('deadlineMs of upsertBatches', () => {
  test('counts for each batch on its own', async () => {
    const { client, clock } = createTransportStore({ answer: stored, latencyMs: () => 40 });
    const outcomes = await clock.run(collect(client.attributeValues.upsertBatches(valuesFor(200), { deadlineMs: 50 })));
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'done'));
  });

  test('counts for all requests of a batch whose refused values are set aside one after the other', async () => {
    const { client, clock } = createTransportStore({ answer: refuseFirst, latencyMs: () => 40 });
    const outcomes = await clock.run(collect(client.attributeValues.upsertBatches(valuesFor(10), { deadlineMs: 100 })));
    expect(clock.now()).toBe(100);
    expect(outcomes.map(({ status, items }) => [status, items.length])).toEqual([
      ['failed', 1],
      ['failed', 1],
      ['unknown', 8],
    ]);
  });
});
