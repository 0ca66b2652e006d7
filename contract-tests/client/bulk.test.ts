import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import type { AttributeValueInput } from '../../src/index.js';
import { BulkError } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { type ArrivedRequest, json } from '../support/store-stub.js';
import { useStoreStub } from '../support/store-suite.js';

const store = useStoreStub();
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';

const valuesFor = (count: number): AttributeValueInput[] =>
  Array.from({ length: count }, (_, index) => ({ customer_id: index + 1, attribute_id: 4, value: `v${index}` }));

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Answers an upsert as a store does: one record for each value. */
const stored = (request: ArrivedRequest, order: (records: object[]) => object[] = (records) => records) => {
  const values: AttributeValueInput[] = JSON.parse(request.body);
  return json(200, { data: order(values.map(recordOf)), meta: {} });
};

const recordOf = ({ value, ...rest }: AttributeValueInput, index: number) => ({
  id: 9000 + index,
  ...rest,
  attribute_value: value,
});

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function usedHeapMiB(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const sentValues = () => store.current.requests.map(({ body }) => JSON.parse(body) as AttributeValueInput[]);
const sentIds = () => store.current.requests.map(({ url }) => /id:in=(.*)$/.exec(url)?.[1]?.split(',') ?? []);

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

describe('deletes', () => {
  test('take any number of ids, in requests that stay below the longest URL', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1_000_000);
    await store.current.client().customers.delete(ids);
    expect(sentIds().flat().map(Number)).toEqual(ids);
    expect(store.current.requests.length).toBeGreaterThan(1);
    for (const { url } of store.current.requests)
      expect(store.current.baseUrl.length + url.length).toBeLessThanOrEqual(2048);
    // Each request but the last is full: one more id would not have fitted.
    for (const { url } of store.current.requests.slice(0, -1))
      expect(store.current.baseUrl.length + url.length).toBeGreaterThan(1990);
  });

  test('of profiles never send a request without ids', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => uuid(index));
    await store.current.client().segments.removeShopperProfiles(SEGMENT, ids);
    expect(sentIds().flat()).toEqual(ids);
    for (const list of sentIds()) expect(list.length).toBeGreaterThan(0);
    for (const { url } of store.current.requests)
      expect(store.current.baseUrl.length + url.length).toBeLessThanOrEqual(2048);
  });

  test('stay below the longest URL whatever the base URL takes of it', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => uuid(index));
    for (let length = 1; length <= 37; length += 1) {
      const baseUrl = `${store.current.baseUrl}/${'x'.repeat(length)}`;
      store.current.requests.splice(0);
      await store.current.client({ baseUrl }).segments.removeShopperProfiles(SEGMENT, ids);
      expect(sentIds().flat()).toEqual(ids);
      expect(
        Math.max(...store.current.requests.map(({ url }) => store.current.baseUrl.length + url.length)),
      ).toBeLessThanOrEqual(2048);
    }
  });

  test('behind a base URL that leaves no room still send every id', async () => {
    const client = store.current.client({ baseUrl: `${store.current.baseUrl}/${'x'.repeat(2_100)}` });
    await client.customers.delete([1, 2, 3]);
    expect(sentIds()).toEqual([['1'], ['2'], ['3']]);
  });

  test('send an id that is repeated once, where it came first', async () => {
    await store.current.client().attributeValues.delete([3, 1, 3, 2, 1]);
    expect(sentIds()).toEqual([['3', '1', '2']]);
  });

  test('when a request fails, tell which ids are deleted and which are not', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1_000_000);
    store.current.answerWith(() => ({ status: store.current.requests.length < 3 ? 204 : 422 }));
    const failure = await store.current
      .client()
      .customers.delete(ids)
      .catch((error: unknown) => error);
    if (!(failure instanceof BulkError)) throw new Error(`expected a BulkError, got ${String(failure)}`);
    const [first = [], second = [], third = []] = sentIds();
    expect(failure.done.map(String)).toEqual([...first, ...second]);
    expect(failure.failed.map(String)).toEqual(third);
    expect([...failure.done, ...failure.failed, ...failure.unsent]).toEqual(ids);
  });
});

describe('what a bulk call does not get through can be passed in again', () => {
  test.each([429, 401, 503])('after a %i in the middle', async (status) => {
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1_000_000);
    const deleted = new Set<string>();
    store.current.answerWith(() => {
      if (store.current.requests.length === 2) return { status };
      for (const id of sentIds().at(-1) ?? []) deleted.add(id);
      return { status: 204 };
    });
    const failure = await store.current
      .client()
      .customers.delete(ids)
      .catch((error: unknown) => error);
    if (!(failure instanceof BulkError)) throw new Error(`expected a BulkError, got ${String(failure)}`);
    await store.current.client().customers.delete([...failure.unknown, ...failure.unsent]);
    expect([...deleted].sort()).toEqual(ids.map(String).sort());
  });
});

describe('a list is what it counts', () => {
  test('also when it is of a class that iterates differently', async () => {
    class Odd extends Array<number> {
      override [Symbol.iterator]() {
        return [].values();
      }
    }
    await store.current.client().customers.delete(Object.assign(new Odd(), { 0: 3, length: 1 }));
    expect(sentIds()).toEqual([['3']]);
  });
});

describe('upsertBatches', () => {
  async function* slowly(values: readonly AttributeValueInput[], taken: number[] = []) {
    for (const [index, value] of values.entries()) {
      taken.push(index);
      yield value;
    }
  }

  test('writes what a source yields, ten at a time, and gives one outcome for each request', async () => {
    store.current.answerWith((request) => stored(request));
    const values = valuesFor(23);
    const outcomes = await collect(store.current.client().attributeValues.upsertBatches(slowly(values)));
    expect(outcomes.map(({ status, items }) => [status, items.length])).toEqual([
      ['done', 10],
      ['done', 10],
      ['done', 3],
    ]);
    expect(outcomes.flatMap(({ items }) => items)).toEqual(values);
    expect(outcomes[2]).toMatchObject({ values: [{ customer_id: 21 }, { customer_id: 22 }, { customer_id: 23 }] });
  });

  test('takes plain lists as well, and an empty one gives nothing', async () => {
    store.current.answerWith((request) => stored(request));
    expect(await collect(store.current.client().attributeValues.upsertBatches(valuesFor(2)))).toHaveLength(1);
    expect(await collect(store.current.client().attributeValues.upsertBatches([]))).toEqual([]);
  });

  test('goes on after a batch that failed, is invalid or has an unknown outcome', async () => {
    const values = valuesFor(35);
    Object.assign(values[15] ?? {}, { value: 'x'.repeat(256) });
    store.current.answerWith((request) => {
      const { customer_id } = (JSON.parse(request.body) as AttributeValueInput[])[0] ?? {};
      if (customer_id === 1) return json(422, { errors: {} });
      return customer_id === 21 ? { status: 502 } : stored(request);
    });
    const outcomes = await collect(store.current.client().attributeValues.upsertBatches(values));
    expect(outcomes).toMatchObject([
      { status: 'failed', items: values.slice(0, 10), error: { name: 'ValidationError' } },
      {
        status: 'failed',
        items: values.slice(10, 20),
        error: { name: 'InvalidRequestError', issues: [{ path: 'values[15].value' }] },
      },
      { status: 'unknown', items: values.slice(20, 30), error: { name: 'ServerError' } },
      { status: 'done', items: values.slice(30) },
    ]);
  });

  test.each([
    ['without a signal', undefined],
    ['with a signal', new AbortController().signal],
  ])('needs no more memory for many values than for few, %s', async (_, signal) => {
    const client = store.current.client({
      fetch: async (request) => {
        const values = (await request.json()) as AttributeValueInput[];
        // The platform tidies up after requests when it has nothing else to do.
        await new Promise(setImmediate);
        return Response.json({ data: values.map(recordOf), meta: {} });
      },
    });
    function* source() {
      for (let id = 1; id <= 20_000; id += 1) yield { customer_id: id, attribute_id: 4, value: 'Gold' };
    }
    const heapMiB: number[] = [];
    for await (const { items } of client.attributeValues.upsertBatches(source(), { signal })) {
      if ((items.at(-1)?.customer_id ?? 0) % 5_000 === 0) heapMiB.push(usedHeapMiB());
    }
    expect(heapMiB).toHaveLength(4);
    expect((heapMiB[3] ?? 0) - (heapMiB[0] ?? 0)).toBeLessThan(2);
  });

  test('sends a batch as soon as it is full, so that a source may wait for it', async () => {
    store.current.answerWith((request) => stored(request));
    const taken: number[] = [];
    const outcomes = store.current.client().attributeValues.upsertBatches(slowly(valuesFor(50), taken));
    await outcomes.next();
    expect(taken).toHaveLength(10);
  });

  test('loses nothing when the caller stops and goes on with the same source', async () => {
    store.current.answerWith((request) => stored(request));
    const values = valuesFor(25);
    const source = values[Symbol.iterator]();
    const rest = { [Symbol.iterator]: () => ({ next: () => source.next() }) };
    for await (const _ of store.current.client().attributeValues.upsertBatches(rest)) break;
    await collect(store.current.client().attributeValues.upsertBatches(rest));
    expect(sentValues().flat()).toEqual(values);
  });

  test('sends each value as it was when it was yielded, also when the source uses one object for all', async () => {
    store.current.answerWith((request) => stored(request));
    async function* source() {
      const row = { customer_id: 0, attribute_id: 4, value: '' };
      for (const value of valuesFor(12)) yield Object.assign(row, value);
    }
    const outcomes = await collect(store.current.client().attributeValues.upsertBatches(source()));
    expect(sentValues().flat()).toEqual(valuesFor(12));
    expect(outcomes.flatMap(({ items }) => items)).toEqual(valuesFor(12));
  });

  test('ends when its signal is aborted, and says what became of the values it had taken', async () => {
    const controller = new AbortController();
    let taken = 0;
    async function* endless() {
      for (const value of valuesFor(100_000)) {
        taken += 1;
        if (taken === 25) controller.abort('enough');
        yield value;
      }
    }
    store.current.answerWith((request) => stored(request));
    const outcomes = await collect(
      store.current.client().attributeValues.upsertBatches(endless(), { signal: controller.signal }),
    );
    expect(taken).toBe(25);
    expect(outcomes).toMatchObject([
      { status: 'done' },
      { status: 'done' },
      { status: 'failed', error: { name: 'AbortError', sent: false } },
    ]);
    expect(outcomes.flatMap(({ items }) => items)).toEqual(valuesFor(24));
  });

  test('ends when its signal is aborted while the source makes it wait', async () => {
    const controller = new AbortController();
    let closed = false;
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<IteratorResult<AttributeValueInput>>(() => {}),
        return: async () => {
          closed = true;
          return { done: true as const, value: undefined };
        },
      }),
    };
    setTimeout(() => controller.abort(), 20);
    await expect(
      collect(store.current.client().attributeValues.upsertBatches(source, { signal: controller.signal })),
    ).resolves.toEqual([]);
    expect(closed).toBe(true);
  });

  test('writes what its source yielded before it failed', async () => {
    store.current.answerWith((request) => stored(request));
    async function* source() {
      yield* valuesFor(13);
      throw new Error('the file is gone');
    }
    const outcomes: string[] = [];
    const read = async () => {
      for await (const { status, items } of store.current.client().attributeValues.upsertBatches(source()))
        outcomes.push(`${status} ${items.length}`);
    };
    await expect(read()).rejects.toThrow('the file is gone');
    expect(outcomes).toEqual(['done 10', 'done 3']);
  });

  test.each([[undefined], [null], [7], ['abc'], [{}]])('refuses %p as a source', async (source) => {
    const outcomes = store.current.client().attributeValues.upsertBatches(source as unknown as AttributeValueInput[]);
    await expect(outcomes.next()).rejects.toMatchObject({ name: 'InvalidRequestError', issues: [{ path: 'values' }] });
  });

  test('closes its source when the caller stops', async () => {
    store.current.answerWith((request) => stored(request));
    let closed = false;
    async function* source() {
      try {
        yield* valuesFor(50);
      } finally {
        closed = true;
      }
    }
    for await (const outcome of store.current.client().attributeValues.upsertBatches(source())) {
      expect(outcome.status).toBe('done');
      break;
    }
    expect(closed).toBe(true);
    expect(store.current.requests).toHaveLength(1);
  });

  test('passes on what its source throws', async () => {
    async function* source() {
      yield* valuesFor(1);
      throw new Error('the file is gone');
    }
    await expect(collect(store.current.client().attributeValues.upsertBatches(source()))).rejects.toThrow(
      'the file is gone',
    );
  });
});
