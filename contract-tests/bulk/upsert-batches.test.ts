import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import type { AttributeValueInput } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { json, recordOf, stored, useStoreStub, valuesFor } from '../support/store-stub.js';

const store = useStoreStub();

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function usedHeapMiB(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** The values of each request, in the order of the requests' first values: requests travel side by side. */
const sentValues = () =>
  store.current.requests
    .map(({ body }) => JSON.parse(body) as AttributeValueInput[])
    .sort(([one], [other]) => (one?.customer_id ?? 0) - (other?.customer_id ?? 0));

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
        items: [values[15]],
        error: { name: 'InvalidRequestError', issues: [{ path: 'values[15].value' }] },
      },
      { status: 'done', items: [...values.slice(10, 15), ...values.slice(16, 20)] },
      { status: 'unknown', items: values.slice(20, 30), error: { name: 'ServerError' } },
      { status: 'done', items: values.slice(30) },
    ]);
  });

  test.each([
    ['without a signal', undefined],
    ['with a signal', new AbortController().signal],
  ])('needs no more memory for many values than for few, %s', async (_, signal) => {
    const client = store.current.client({
      fetch: async (_url, { body = '' }) => {
        const values: AttributeValueInput[] = JSON.parse(body);
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

  test('takes no more from its source than a few batches beyond the one whose outcome was read', async () => {
    store.current.answerWith((request) => stored(request));
    const taken: number[] = [];
    const outcomes = store.current.client().attributeValues.upsertBatches(slowly(valuesFor(5_000), taken));
    await outcomes.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(taken.length).toBeGreaterThan(30);
    expect(taken.length).toBeLessThanOrEqual(140);
    await outcomes.return();
  });

  test('yields an outcome as soon as there is one, while the source makes the next value wait', async () => {
    store.current.answerWith((request) => stored(request));
    async function* source() {
      yield* valuesFor(10);
      await new Promise(() => {});
    }
    const controller = new AbortController();
    const outcomes = store.current.client().attributeValues.upsertBatches(source(), { signal: controller.signal });
    expect(await outcomes.next()).toMatchObject({ value: { status: 'done', items: { length: 10 } } });
    controller.abort();
    expect(await outcomes.next()).toMatchObject({ done: true });
  });

  test('sends as many batches at once as the document allows, also while the caller works on an outcome', async () => {
    let underWay = 0;
    let most = 0;
    store.current.answerWith(async (request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 10));
      underWay -= 1;
      return stored(request);
    });
    for await (const _ of store.current.client().attributeValues.upsertBatches(valuesFor(200)))
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(most).toBe(3);
  });

  test('sets refused values aside as an outcome of their own', async () => {
    const values = valuesFor(10);
    store.current.answerWith((request) =>
      request.body.includes('"v4"') ? json(422, { errors: { '4.data': 'bad' } }) : stored(request),
    );
    const outcomes = await collect(store.current.client().attributeValues.upsertBatches(values));
    expect(outcomes).toMatchObject([
      { status: 'failed', items: [values[4]], error: { name: 'ValidationError' } },
      { status: 'done', items: values.filter((_, index) => index !== 4), values: { length: 9 } },
    ]);
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

  test('when its signal is aborted, takes no more and says what became of every value that it had taken', async () => {
    const controller = new AbortController();
    const taken: AttributeValueInput[] = [];
    async function* endless() {
      for (const value of valuesFor(100_000)) {
        taken.push(value);
        if (taken.length === 25) controller.abort('enough');
        yield value;
      }
    }
    store.current.answerWith((request) => stored(request));
    const outcomes = await collect(
      store.current.client().attributeValues.upsertBatches(endless(), { signal: controller.signal }),
    );
    expect(taken).toHaveLength(25);
    expect(outcomes.flatMap(({ items }) => items)).toEqual(taken);
    expect(outcomes.at(-1)).toMatchObject({ status: 'failed', error: { name: 'AbortError', sent: false } });
  });

  test('loses no value that a plain source hands over while it is aborted', async () => {
    const controller = new AbortController();
    const taken: AttributeValueInput[] = [];
    function* values() {
      for (const value of valuesFor(100)) {
        taken.push(value);
        if (taken.length === 25) controller.abort('enough');
        yield value;
      }
    }
    store.current.answerWith((request) => stored(request));
    const { signal } = controller;
    const outcomes = await collect(store.current.client().attributeValues.upsertBatches(values(), { signal }));
    expect(taken).toHaveLength(25);
    expect(outcomes.flatMap(({ items }) => items)).toEqual(taken);
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
    const outcomes = store.current.client().attributeValues.upsertBatches(source as never);
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
