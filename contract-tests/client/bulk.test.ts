import { describe, expect, test } from '@jest/globals';
import type { AttributeValueInput } from '../../src/index.js';
import { BulkError } from '../../src/index.js';
import { json } from '../support/store-stub.js';
import { useStoreStub } from '../support/store-suite.js';
import { stored, valuesFor } from '../support/stored-values.js';

const store = useStoreStub();

const sentValues = () => store.current.requests.map(({ body }) => JSON.parse(body) as AttributeValueInput[]);

describe('upsert', () => {
  test('takes any number of values, ten to a request, and gives their records in the same order', async () => {
    store.current.answerWith((request) => stored(request));
    const values = valuesFor(25);
    const records = await store.current.client().attributeValues.upsert(values);
    expect(sentValues().map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(sentValues().flat()).toEqual(values);
    expect(records.map(({ attribute_value }) => attribute_value)).toEqual(values.map(({ value }) => value));
  });

  test('gives records in the order of the values even when the store answers in another', async () => {
    store.current.answerWith((request) => stored(request, (records) => records.reverse()));
    const records = await store.current.client().attributeValues.upsert(valuesFor(3));
    expect(records.map(({ customer_id }) => customer_id)).toEqual([1, 2, 3]);
  });

  test('never sends two values for the same customer and attribute together; the last one is sent last', async () => {
    store.current.answerWith((request) => stored(request));
    const values = [
      { customer_id: 1, attribute_id: 4, value: 'first' },
      { customer_id: 1, attribute_id: 5, value: 'other' },
      { customer_id: 1, attribute_id: 4, value: 'last' },
    ];
    const records = await store.current.client().attributeValues.upsert(values);
    expect(sentValues()).toEqual([values.slice(0, 2), values.slice(2)]);
    expect(records.map(({ attribute_value }) => attribute_value)).toEqual(['first', 'other', 'last']);
  });

  test('sends what was checked, even when the caller changes a value meanwhile', async () => {
    const values = valuesFor(11);
    store.current.answerWith((request) => {
      for (const value of values) Object.assign(value, { value: 7 });
      return stored(request);
    });
    await store.current.client().attributeValues.upsert(values);
    expect(sentValues()[1]).toEqual([{ customer_id: 11, attribute_id: 4, value: 'v10' }]);
  });

  test('recognises its records even when the caller changes a value while it is under way', async () => {
    const values = valuesFor(3);
    store.current.answerWith((request) => {
      for (const value of values) Object.assign(value, { customer_id: 9_999 });
      return stored(request);
    });
    const records = await store.current.client().attributeValues.upsert(values);
    expect(records.map(({ customer_id }) => customer_id)).toEqual([1, 2, 3]);
  });

  test('when a request fails, tells what was done, failed and not sent, and keeps the records', async () => {
    const values = valuesFor(25);
    store.current.answerWith((request) =>
      store.current.requests.length === 2 ? json(422, { title: 'No.', errors: { '3.data': 'bad' } }) : stored(request),
    );
    const failure = await store.current
      .client()
      .attributeValues.upsert(values)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BulkError);
    expect(failure).toMatchObject({
      name: 'BulkError',
      done: values.slice(0, 10),
      results: { length: 10, 0: { id: 9000, customer_id: 1 } },
      failed: values.slice(10, 20),
      unknown: [],
      unsent: values.slice(20),
      cause: { name: 'ValidationError', status: 422 },
      operationId: 'upsertCustomerAttributeValues',
    });
    expect(failure).toHaveProperty(
      'message',
      expect.stringContaining('10 of 25 items done, 10 failed, 5 not sent. Stopped by: '),
    );
    expect(store.current.requests).toHaveLength(2);
  });
});

describe('what became of the request that stopped a bulk call', () => {
  const run = async (options: { timeoutMs?: number } = {}) => {
    const failure = await store.current
      .client(options)
      .attributeValues.upsert(valuesFor(11))
      .catch((error: unknown) => error);
    if (!(failure instanceof BulkError)) throw new Error(`expected a BulkError, got ${String(failure)}`);
    return {
      done: failure.done.length,
      failed: failure.failed.length,
      unknown: failure.unknown.length,
      unsent: failure.unsent.length,
    };
  };

  test.each([400, 404, 409, 413, 422])('failed, for a %i', async (status) => {
    store.current.answerWith(json(status, {}));
    expect(await run()).toEqual({ done: 0, failed: 10, unknown: 0, unsent: 1 });
  });

  test.each([307, 408, 500, 502, 503, 504])('unknown, for a %i', async (status) => {
    store.current.answerWith(json(status, {}));
    expect(await run()).toEqual({ done: 0, failed: 0, unknown: 10, unsent: 1 });
  });

  test.each([401, 403, 429])('not sent as far as the store is concerned, for a %i', async (status) => {
    store.current.answerWith((request) => (store.current.requests.length > 1 ? json(status, {}) : stored(request)));
    expect(await run()).toEqual({ done: 10, failed: 0, unknown: 0, unsent: 1 });
  });

  test('nothing worth a report, when the first of many is turned away: the error itself is thrown', async () => {
    store.current.answerWith(json(429, {}));
    await expect(store.current.client().attributeValues.upsert(valuesFor(11))).rejects.toMatchObject({
      name: 'RateLimitError',
    });
  });

  test('unknown, for a broken connection, a timeout and an answer that cannot be read', async () => {
    store.current.answerWith((_, __, message) => void message.socket.destroy());
    expect(await run()).toMatchObject({ unknown: 10, unsent: 1 });
    store.current.answerWith(() => undefined);
    expect(await run({ timeoutMs: 40 })).toMatchObject({ unknown: 10, unsent: 1 });
    store.current.answerWith({ status: 200, body: 'ok' });
    expect(await run()).toMatchObject({ unknown: 10, unsent: 1 });
  });
});

describe('a signal that is aborted between the requests of a bulk call', () => {
  test('leaves the items that were not sent as not sent', async () => {
    const controller = new AbortController();
    store.current.answerWith(() => {
      setTimeout(() => controller.abort('enough'), 0);
      return { status: 204 };
    });
    const ids = Array.from({ length: 3_000 }, (_, index) => index + 100_000);
    const failure = await store.current
      .client()
      .customers.delete(ids, { signal: controller.signal })
      .catch((error: unknown) => error);
    if (!(failure instanceof BulkError)) throw new Error(`expected a BulkError, got ${String(failure)}`);
    expect(failure.cause).toMatchObject({ name: 'AbortError', reason: 'enough' });
    expect([...failure.done, ...failure.unknown, ...failure.unsent]).toEqual(ids);
    expect(failure.unsent.length).toBeGreaterThan(0);
  });
});
