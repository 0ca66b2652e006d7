import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import type { AttributeValueInput } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { json } from '../support/store-stub.js';
import { useStoreStub } from '../support/store-suite.js';
import { recordOf, stored, valuesFor } from '../support/stored-values.js';

const store = useStoreStub();

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function usedHeapMiB(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const sentValues = () => store.current.requests.map(({ body }) => JSON.parse(body) as AttributeValueInput[]);

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
