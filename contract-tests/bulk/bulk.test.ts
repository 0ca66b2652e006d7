import { describe, expect, test } from '@jest/globals';
import { type AttributeValue, type AttributeValueInput, BulkError, type BulkProgress } from '../../src/index.js';
import { json, recordOf, stored, useStoreStub, valuesFor } from '../support/store-stub.js';

const store = useStoreStub();

const byCustomer = (one: AttributeValueInput, other: AttributeValueInput) => one.customer_id - other.customer_id;

async function failureOf(call: Promise<unknown>): Promise<BulkError<AttributeValueInput, AttributeValue>> {
  const failure = await call.catch((error: unknown) => error);
  if (failure instanceof BulkError && failure.operationId === 'upsertCustomerAttributeValues') return failure;
  throw new Error(`expected a BulkError, got ${String(failure)}`);
}

/** The values of each request, in the order of the requests' first values: requests travel side by side. */
const sentValues = () =>
  store.current.requests
    .map(({ body }) => JSON.parse(body) as AttributeValueInput[])
    .sort(([one], [other]) => (one?.customer_id ?? 0) - (other?.customer_id ?? 0));

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

  test('of two values for the same customer and attribute in one request sends the last, and gives its record for both', async () => {
    store.current.answerWith((request) => stored(request));
    const values = [
      { customer_id: 1, attribute_id: 4, value: 'first' },
      { customer_id: 1, attribute_id: 5, value: 'other' },
      { customer_id: 1, attribute_id: 4, value: 'last' },
    ];
    const records = await store.current.client().attributeValues.upsert(values);
    expect(sentValues()).toEqual([values.slice(1)]);
    expect(records.map(({ attribute_value }) => attribute_value)).toEqual(['last', 'other', 'last']);
  });

  test('sends a value for a customer and attribute when the request with the one before has ended, not earlier', async () => {
    const underWay: string[] = [];
    store.current.answerWith(async (request) => {
      const [{ value }]: [AttributeValueInput] = JSON.parse(request.body);
      underWay.push(value);
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay.push(`${value} stored`);
      return stored(request);
    });
    const repeated = ['first', 'second', 'last'].flatMap((value) => [
      { customer_id: 1, attribute_id: 4, value },
      ...valuesFor(9).map((other, index) => ({ ...other, customer_id: 10 + index, attribute_id: value.length })),
    ]);
    await store.current.client().attributeValues.upsert(repeated);
    expect(underWay).toEqual(['first', 'first stored', 'second', 'second stored', 'last', 'last stored']);
  });

  test('sends as many requests at once as the document allows, and no more', async () => {
    let underWay = 0;
    let most = 0;
    // The first requests wait for each other, and would wait for ever if fewer were sent at once.
    const three = new Promise<void>((resolve) => {
      store.current.answerWith(async (request) => {
        underWay += 1;
        most = Math.max(most, underWay);
        if (underWay === 3) resolve();
        await three;
        await new Promise((next) => setTimeout(next, 10));
        underWay -= 1;
        return stored(request);
      });
    });
    await store.current.client().attributeValues.upsert(valuesFor(100));
    expect(most).toBe(3);
  });

  test('sends what was checked, even when the caller changes a value meanwhile', async () => {
    const values = valuesFor(31);
    store.current.answerWith((request) => {
      for (const value of values) Object.assign(value, { value: 7 });
      return stored(request);
    });
    await store.current.client().attributeValues.upsert(values);
    expect(sentValues()[3]).toEqual([{ customer_id: 31, attribute_id: 4, value: 'v30' }]);
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
    const values = valuesFor(65);
    store.current.answerWith((request) => {
      const [first]: AttributeValueInput[] = JSON.parse(request.body);
      return first?.customer_id === 11 ? json(404, { title: 'No.' }) : stored(request);
    });
    const failure = await failureOf(store.current.client().attributeValues.upsert(values));
    expect(failure).toMatchObject({
      name: 'BulkError',
      failed: values.slice(10, 20),
      unknown: [],
      cause: { name: 'NotFoundError', status: 404 },
      operationId: 'upsertCustomerAttributeValues',
    });
    expect([...failure.done, ...failure.failed, ...failure.unsent].sort(byCustomer)).toEqual(values);
    expect(failure.done).toContainEqual(values[0]);
    expect(failure.unsent).toContainEqual(values[64]);
    expect(failure.results.map((record) => record.customer_id)).toEqual(failure.done.map((value) => value.customer_id));
    expect(failure.message).toMatch(
      /: \d+ of 65 items done, 10 failed, \d+ not sent\. The reason: .* got HTTP 404: No\./,
    );
  });

  test('sends the other values of a request again when the store names those that it does not accept', async () => {
    const values = valuesFor(25);
    const refused = [3, 17, 18];
    store.current.answerWith((request) => {
      const sent: AttributeValueInput[] = JSON.parse(request.body);
      const bad = sent.findIndex(({ customer_id }) => refused.includes(customer_id));
      return bad < 0 ? stored(request) : json(422, { title: 'No.', errors: { [`${bad}.data`]: 'bad' } });
    });
    const failure = await failureOf(store.current.client().attributeValues.upsert(values));
    expect(failure.failed.map(({ customer_id }) => customer_id)).toEqual(refused);
    expect(failure.done).toEqual(values.filter(({ customer_id }) => !refused.includes(customer_id)));
    expect([failure.unknown, failure.unsent]).toEqual([[], []]);
    expect(failure.cause).toMatchObject({ name: 'ValidationError', details: [{ key: '2.data' }] });
    expect(store.current.requests).toHaveLength(6);
  });

  test('writes an earlier value when the later one for the same customer and attribute is refused', async () => {
    const values = ['good', 'bad'].map((value) => ({ customer_id: 1, attribute_id: 4, value }));
    store.current.answerWith((request) =>
      request.body.includes('bad') ? json(422, { errors: { '0.data': 'bad' } }) : stored(request),
    );
    const failure = await failureOf(store.current.client().attributeValues.upsert(values));
    expect(failure).toMatchObject({ done: [values[0]], failed: [values[1]], results: [{ attribute_value: 'good' }] });
  });

  test('leaves a refused request alone when isolateInvalid is off', async () => {
    store.current.answerWith(json(422, { errors: { '3.data': 'bad' } }));
    await expect(
      store.current.client().attributeValues.upsert(valuesFor(5), { isolateInvalid: false }),
    ).rejects.toMatchObject({ name: 'ValidationError' });
    expect(store.current.requests).toHaveLength(1);
  });

  test.each<[object, object]>([
    [{}, { error: 'too long' }],
    [{}, { errors: ['x'] }],
    [{}, { success: false }],
    [{}, { status: 'failed' }],
    [{}, { status: 'rejected' }],
    [{ meta: { success: 0 } }, {}],
    [{ meta: { ok: false } }, {}],
  ])('takes no value for written whose record or meta tells of a failure: %j, %j', async (body, record) => {
    const values = valuesFor(2);
    const [first = {}, second = {}] = values.map(recordOf);
    store.current.answerWith(json(200, { data: [first, { ...second, ...record }], meta: {}, ...body }));
    const failure = await failureOf(store.current.client().attributeValues.upsert(values));
    expect(failure).toMatchObject({ name: 'BulkError', unknown: values, done: [], cause: { name: 'ApiError' } });
  });

  test('tells how far it has come after each request', async () => {
    store.current.answerWith((request) => stored(request));
    const seen: BulkProgress[] = [];
    await store.current
      .client()
      .attributeValues.upsert(valuesFor(25), { onProgress: (progress) => seen.push(progress) });
    expect(seen).toHaveLength(3);
    expect(seen.at(-1)).toEqual({ done: 25, failed: 0, total: 25, ratePerSecond: expect.any(Number), etaMs: 0 });
    expect(seen[0]?.etaMs).toBeGreaterThan(0);
  });

  test('is not disturbed by a listener that throws', async () => {
    store.current.answerWith((request) => stored(request));
    const onProgress = () => {
      throw new Error('a broken progress bar');
    };
    await expect(store.current.client().attributeValues.upsert(valuesFor(11), { onProgress })).resolves.toHaveLength(
      11,
    );
  });
});

describe('what became of the requests of a bulk call that were under way when one failed', () => {
  const run = async (options: { timeoutMs?: number } = {}) => {
    const failure = await failureOf(store.current.client(options).attributeValues.upsert(valuesFor(45)));
    const { done, failed, unknown, unsent } = failure;
    return { done: done.length, failed: failed.length, unknown: unknown.length, unsent: unsent.length };
  };

  test.each([400, 404, 413])('failed, for a %i, and the rest is not sent', async (status) => {
    store.current.answerWith(json(status, {}));
    expect(await run()).toEqual({ done: 0, failed: 30, unknown: 0, unsent: 15 });
  });

  test.each([409, 422])('failed, for a %i, and the rest is sent: it may be as it should', async (status) => {
    store.current.answerWith((request) =>
      request.body.includes('"customer_id":41,') ? stored(request) : json(status, { errors: {} }),
    );
    expect(await run()).toEqual({ done: 5, failed: 40, unknown: 0, unsent: 0 });
  });

  test.each([307, 408, 500, 502, 503, 504])('unknown, for a %i', async (status) => {
    store.current.answerWith(json(status, {}));
    expect(await run()).toEqual({ done: 0, failed: 0, unknown: 30, unsent: 15 });
  });

  test.each([401, 403, 429])('not sent as far as the store is concerned, for a %i', async (status) => {
    store.current.answerWith((request) => (store.current.requests.length > 1 ? json(status, {}) : stored(request)));
    expect(await run()).toEqual({ done: 10, failed: 0, unknown: 0, unsent: 35 });
  });

  test('nothing worth a report, when all that was sent is turned away: the error itself is thrown', async () => {
    store.current.answerWith(json(429, {}));
    await expect(store.current.client().attributeValues.upsert(valuesFor(45))).rejects.toMatchObject({
      name: 'RateLimitError',
    });
  });

  test('unknown, for a broken connection, a timeout and an answer that cannot be read', async () => {
    store.current.answerWith((_, __, message) => void message.socket.destroy());
    expect(await run()).toMatchObject({ unknown: 30, unsent: 15 });
    store.current.answerWith(() => undefined);
    expect(await run({ timeoutMs: 40 })).toMatchObject({ unknown: 30, unsent: 15 });
    store.current.answerWith({ status: 200, body: 'ok' });
    expect(await run()).toMatchObject({ unknown: 30, unsent: 15 });
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
