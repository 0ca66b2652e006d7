import { describe, expect, test } from '@jest/globals';
import type { AttributeValueInput } from '../../src/index.js';
import { createLeanStore, failureOf, type SentRequest } from '../support/lean-store.js';
import { type Answer, json } from '../support/store-stub.js';
import { stored, valuesFor } from '../support/stored-values.js';

const valuesIn = ({ body }: SentRequest): AttributeValueInput[] => JSON.parse(body);
const firstOf = (request: SentRequest) => valuesIn(request)[0]?.customer_id;

describe('the cause of a BulkError', () => {
  test('is what stopped the call, also when values before it were refused', async () => {
    const { client, clock } = createLeanStore({
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
    const { client, clock } = createLeanStore({
      answer: (request) => {
        if (firstOf(request) === 11) return json(409, {});
        return firstOf(request) === 31 ? json(422, {}) : stored(request);
      },
    });
    const failure = await clock.run(failureOf(client.attributeValues.upsert(valuesFor(60))));
    expect(failure).toMatchObject({ failed: { length: 20 }, done: { length: 40 }, cause: { name: 'ConflictError' } });
  });
});

describe('what is unknown or unsent can be passed in again', () => {
  test.each([429, 401, 502, 504])('after a %i to any one request of an upsert, until all is stored', async (status) => {
    for (let failing = 1; failing <= 6; failing += 1) {
      const held = new Map<number, string>();
      const store = createLeanStore({
        answer: (request): Answer => {
          const isFailing = store.requests.length === failing;
          // Whether the store carried the request out does not show.
          if (!isFailing || status === 504)
            for (const { customer_id, value } of valuesIn(request)) held.set(customer_id, value);
          return isFailing ? { status } : stored(request);
        },
      });
      const values = valuesFor(55);
      const failure = await store.clock.run(failureOf(store.client.attributeValues.upsert(values)));
      const [unknown, unsent] = ['unknown', 'unsent'].map(
        (name): AttributeValueInput[] => Reflect.get(Object(failure), name) ?? [],
      );
      const rest = [...(unknown ?? []), ...(unsent ?? [])];
      await store.clock.run(store.client.attributeValues.upsert(rest.length > 0 ? rest : values));
      expect([...held.values()].sort()).toEqual(values.map(({ value }) => value).sort());
    }
  });
});
