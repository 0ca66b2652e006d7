import { describe, expect, test } from '@jest/globals';
import { type AttributeValueInput, BulkError } from '../../src/index.js';
import { type Answer, json, stored, valuesFor } from '../support/store-stub.js';
import { bulkErrorOf, createTransportStore, failureOf, type SentRequest } from '../support/transport-store.js';

const valuesIn = ({ body }: SentRequest): AttributeValueInput[] => JSON.parse(body);
const firstOf = (request: SentRequest) => valuesIn(request)[0]?.customer_id;

describe('the cause of a BulkError', () => {
  test('is what stopped the call, also when values before it were refused', async () => {
    const { client, clock } = createTransportStore({
      answer: (request) => {
        if (firstOf(request) === 1) return json(422, { errors: {} });
        return firstOf(request) === 31 ? json(401, {}) : stored(request);
      },
    });
    const failure = await clock.run(failureOf(client.attributeValues.upsert(valuesFor(60))));
    expect(failure).toMatchObject({
      name: 'BulkError',
      failed: { length: 10 },
      cause: { name: 'AuthenticationError' },
    });
  });

  test('is the first refusal when nothing stopped the call', async () => {
    const { client, clock } = createTransportStore({
      answer: (request) => {
        if (firstOf(request) === 11) return json(409, {});
        return firstOf(request) === 31 ? json(422, {}) : stored(request);
      },
    });
    const failure = await clock.run(failureOf(client.attributeValues.upsert(valuesFor(60))));
    expect(failure).toMatchObject({ failed: { length: 20 }, done: { length: 40 }, cause: { name: 'ConflictError' } });
  });
});

test('a BulkError tells of every item that is not done why, and of the attempts of its cause', async () => {
  const values = valuesFor(60);
  const { client, clock } = createTransportStore({
    answer: (request) => {
      const bad = valuesIn(request).findIndex(({ customer_id }) => customer_id === 4 || customer_id === 17);
      if (bad >= 0) return json(422, { errors: { [`${bad}.data`]: `no ${valuesIn(request)[bad]?.customer_id}` } });
      return firstOf(request) === 31 ? json(401, {}) : stored(request);
    },
  });
  const failure = await clock.run(bulkErrorOf(client.attributeValues.upsert(values)));
  expect(failure.failures).toMatchObject([
    { status: 'failed', items: [{ customer_id: 4 }], error: { details: [{ message: 'no 4' }] } },
    { status: 'failed', items: [{ customer_id: 17 }], error: { details: [{ message: 'no 17' }] } },
    { status: 'unsent', items: values.slice(30, 40), error: { name: 'AuthenticationError' } },
  ]);
  expect(failure.message).toMatch(/One of 3 reasons: .* got HTTP 401/);
  expect(failure.attempts).toMatchObject([{ attempt: 1, status: 401 }]);
});

describe('what a BulkError says about the items of your list', () => {
  test('names each failed one by its position, also when the same object is in the list twice', async () => {
    const twice = { customer_id: 5, attribute_id: 4, value: 'bad' };
    const values = [...valuesFor(12), twice, ...valuesFor(22).slice(12), twice].map((value, index) =>
      value === twice ? twice : { ...value, attribute_id: index + 1 },
    );
    const { client, clock } = createTransportStore({
      answer: (request) => {
        const bad = valuesIn(request).findIndex(({ value }) => value === 'bad');
        return bad >= 0 ? json(422, { errors: { [`${bad}.data`]: 'bad' } }) : stored(request);
      },
    });
    const { failures, message } = await clock.run(bulkErrorOf(client.attributeValues.upsert(values)));
    // The store counts within a request, where it is the third.
    expect(message).toMatch(/One of 2 reasons, for item 12 of your list: .* 2\.data: bad/);
    expect(failures.map(({ indexes, items }) => [indexes, items])).toEqual([
      [[12], [twice]],
      [[23], [twice]],
    ]);
    for (const { indexes, items } of failures) {
      expect(items.every((item, position) => item === values[indexes[position] ?? -1])).toBe(true);
    }
  });

  test('names ids by their first position, because each is sent once', async () => {
    const { client, clock } = createTransportStore({
      answer: ({ url }) => ({ status: /[=,]9(,|$)/.test(url) ? 503 : 204 }),
    });
    const ids = [...Array.from({ length: 400 }, (_, index) => 1_000_000 + index), 1_000_000, 9, 9];
    const failure = await clock.run(failureOf(client.customers.delete(ids)));
    if (!(failure instanceof BulkError)) throw new Error(`expected a BulkError, got ${failure}`);
    const [{ indexes = [], items = [] } = {}] = failure.failures;
    expect([indexes.at(-1), items.at(-1)]).toEqual([401, 9]);
    expect(items).toEqual(indexes.map((index) => ids[index]));
  });

  test('holds your own objects, as they are now and not as they were sent', async () => {
    const values = valuesFor(70);
    const given = [...values];
    const { client, clock } = createTransportStore({
      answer: (request) => {
        if (firstOf(request) === 1) return json(409, {});
        if (firstOf(request) === 11) return { status: 502 };
        return stored(request);
      },
    });
    const call = client.attributeValues.upsert(values);
    // What the caller does to the list or a value meanwhile changes neither what is sent nor what the report is about.
    for (const value of values) Object.assign(value, { value: 'changed' });
    values.splice(0, 40);
    const failure = await clock.run(bulkErrorOf(call));
    const { done, failed, unknown, unsent, failures, results } = failure;
    expect([done, failed, unknown, unsent].map(({ length }) => length)).toEqual([20, 10, 10, 30]);
    const positions = (items: readonly AttributeValueInput[]) => items.map((item) => given.indexOf(item));
    const range = (start: number, end: number) => Array.from({ length: end - start }, (_, index) => start + index);
    expect(positions(failed)).toEqual(range(0, 10));
    expect(positions(unknown)).toEqual(range(10, 20));
    expect(positions(done)).toEqual(range(20, 40));
    expect(positions(unsent)).toEqual(range(40, 70));
    expect(failures.map(({ indexes }) => indexes)).toEqual([range(0, 10), range(10, 20)]);
    expect(failures.map(({ items }) => positions(items))).toEqual([range(0, 10), range(10, 20)]);
    expect(results.map(({ attribute_value }) => attribute_value)).toEqual(range(20, 40).map((index) => `v${index}`));
  });

  test('holds your own object for an earlier value that a later one has replaced', async () => {
    const early = { customer_id: 1, attribute_id: 4, value: 'early' };
    const latest = { customer_id: 1, attribute_id: 4, value: 'latest' };
    const values = [early, ...valuesFor(10).slice(1), latest];
    const { client, clock } = createTransportStore({
      answer: (request) => (request.body.includes('"early"') ? { status: 502 } : stored(request)),
      options: { maxConcurrency: 1 },
    });
    const call = client.attributeValues.upsert(values);
    const failure = await clock.run(failureOf(call));
    expect(failure).toMatchObject({ unknown: { length: 10 } });
    if (failure instanceof BulkError)
      expect([failure.unknown[0] === early, failure.unsent[0] === latest]).toEqual([true, true]);
  });
});

test.each([404, 401, 429, 503])('after a %i no further request begins, and the rest is unsent', async (status) => {
  const { client, clock, requests } = createTransportStore({
    answer: (request) => (firstOf(request) === 31 ? { status } : stored(request)),
    latencyMs: (_, number) => 10 + number,
  });
  const { done, unsent } = await clock.run(bulkErrorOf(client.attributeValues.upsert(valuesFor(200))));
  // Those that were under way when the fourth one failed are the fifth and the sixth.
  expect(requests).toHaveLength(6);
  expect([done.length, unsent.slice(-140)]).toEqual([50, valuesFor(200).slice(60)]);
});

describe('values of one pair in several requests', () => {
  /** Ten values, of which the one at a position is of the pair that all tests are about. */
  const tenWith = (position: number, value: string) =>
    Array.from({ length: 10 }, (_, index) =>
      index === position
        ? { customer_id: 1, attribute_id: 1, value }
        : { customer_id: 2 + index, attribute_id: value.length, value: `${index}` },
    );
  /** The request with the early value fails in a way that leaves open what it did, and is then refused. */
  const upsert = async (values: AttributeValueInput[]) => {
    let attempts = 0;
    const store = createTransportStore({
      answer: (request): Answer => {
        if (!request.body.includes('"early"')) return stored(request);
        attempts += 1;
        return attempts === 1 ? { status: 502 } : json(409, {});
      },
      options: { retry: { maxRetries: 1 } },
    });
    return store.clock.run(store.client.attributeValues.upsert(values).catch((error: unknown) => error));
  };

  test('are not of unknown outcome when a later one is done: sending them again would undo it', async () => {
    const values = [...tenWith(3, 'early'), ...tenWith(7, 'latest')];
    const failure = await upsert(values);
    expect(failure).toMatchObject({
      name: 'BulkError',
      done: [values[3], ...values.slice(10)],
      unknown: values.slice(0, 10).filter((value) => value !== values[3]),
      results: [
        { customer_id: 1, attribute_value: 'latest' },
        ...values.slice(10).map(({ value }) => ({ attribute_value: value })),
      ],
    });
  });

  test('are of unknown outcome when it was an earlier one that is done', async () => {
    const values = [...tenWith(3, 'oldest'), ...tenWith(7, 'early')];
    const failure = await upsert(values);
    expect(failure).toMatchObject({ done: values.slice(0, 10), unknown: values.slice(10) });
  });

  test('make no error when a later one is done for each that is not', async () => {
    const earlyOnes = valuesFor(10).map((value) => ({ ...value, value: 'early' }));
    const result = await upsert([...earlyOnes, ...valuesFor(10)]);
    expect(result).toMatchObject([...valuesFor(10), ...valuesFor(10)].map(({ value }) => ({ attribute_value: value })));
  });
});

describe('what is unknown or unsent can be passed in again', () => {
  test.each([429, 401, 502, 504])('after a %i to any one request of an upsert, until all is stored', async (status) => {
    for (let failing = 1; failing <= 6; failing += 1) {
      const held = new Map<number, string>();
      const store = createTransportStore({
        answer: (request): Answer => {
          const isFailing = store.requests.length === failing;
          // Whether the store carried the request out does not show.
          if (!isFailing || status === 504)
            for (const { customer_id, value } of valuesIn(request)) held.set(customer_id, value);
          return isFailing ? { status } : stored(request);
        },
      });
      const values = valuesFor(55);
      const { unknown, unsent } = await store.clock.run(bulkErrorOf(store.client.attributeValues.upsert(values)));
      const rest = [...unknown, ...unsent];
      expect(rest.length).toBeGreaterThan(0);
      await store.clock.run(store.client.attributeValues.upsert(rest));
      expect([...held.values()].sort()).toEqual(values.map(({ value }) => value).sort());
    }
  });
});
