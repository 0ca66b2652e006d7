import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { operations, server } from '../../generated/operations.js';
import { checkRequest, operationIdOf } from '../../src/contract/index.js';
import type { DocumentNode, ResponseModel } from '../../src/contract/load/model.js';
import { readModel } from '../../src/contract/load/read-model.js';
import type { AttributeValueInput } from '../../src/index.js';
import { sampleOf } from '../evidence/counterexamples/wire.js';
import { anyText, argumentsOf, junk, moments, mutilated } from '../support/arbitraries.js';
import { callMethod } from '../support/call-method.js';
import { METHOD_CALLS, requestOf } from '../support/method-calls.js';
import { listIn, ORIGIN } from '../support/server.js';
import { SPECIFICATION } from '../support/specification.js';
import { type ArrivedRequest, json, STORE_HASH, type StoreStub, startStoreStub } from '../support/store-stub.js';

const { operations: model } = readModel(SPECIFICATION);

/** Longer than any request may be. */
const LONG = 1_000;

/** More with `PROPERTY_RUNS=5000 npm test`. A failing run prints its seed and the smallest input that fails. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) };

const id = fc.oneof(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 2 ** 31 }),
  fc.maxSafeInteger().map((n) => Math.abs(n) || 1),
);
const ids = fc.array(id, { minLength: 1, maxLength: 400 });
const value: fc.Arbitrary<AttributeValueInput> = fc.record(
  { id, customer_id: id, attribute_id: id, value: anyText(0, 255) },
  { requiredKeys: ['customer_id', 'attribute_id', 'value'] },
);

/** A store that accepts everything, and answers with the least that the document demands. */
function agree({ method, url, body }: ArrivedRequest) {
  const called = operationIdOf({ method, url: `${server.url.replace(/{\w+}/, STORE_HASH)}${afterServer(url)}` });
  const successes = model.find(({ operationId }) => operationId === called)?.responses.filter(isSuccess) ?? [];
  const success = successes.find(({ content }) => content.length === 0) ?? successes[0];
  if (!success) throw new Error(`${method} ${url} calls no operation`);
  // Nothing else is answered with what was sent.
  if (called === 'upsertCustomerAttributeValues') return storedValues(body);
  const [media] = success.content;
  return media ? json(Number(success.status), leastOf(media.schema)) : { status: Number(success.status) };
}

const afterServer = (url: string) => url.slice(`/stores/${STORE_HASH}/v3`.length);

const isSuccess = ({ status }: ResponseModel) => status.startsWith('2');

function storedValues(body: string) {
  const values: AttributeValueInput[] = JSON.parse(body);
  return json(200, { data: values.map(({ value: text, ...rest }) => ({ ...rest, attribute_value: text })), meta: {} });
}

/** Required members only, and lists that are as short as they may be. */
function leastOf(schema: DocumentNode): unknown {
  if (schema.object['type'] === 'array') {
    const length = schema.integer('minItems') ?? 0;
    return Array.from({ length }, () => leastOf(schema.at('items')));
  }
  if (schema.object['type'] !== 'object') return sampleOf(schema);
  const required = schema.at('required').members.map(([, name]) => String(name.value));
  return Object.fromEntries(required.map((name) => [name, leastOf(schema.at('properties', name))]));
}

async function withStore(use: (store: StoreStub) => Promise<void>) {
  const store = await startStoreStub(agree);
  try {
    await use(store);
  } finally {
    await store.close();
  }
}

const violationsIn = (store: StoreStub) =>
  store.requests.flatMap((request) => checkRequest(request, store.contract)).map(({ message }) => message);

/** Methods that make several requests of a list that is too long for one. */
const splits = new Set<string>();
for (const { method, args } of METHOD_CALLS) {
  const [list] = args.slice(-1);
  const long = Array.isArray(list) && Array.from({ length: LONG }, (_, index) => list[index % list.length]);
  if (long && (await requestOf(method, [...args.slice(0, -1), long]))) splits.add(method);
}

describe.each(METHOD_CALLS.map((call) => [call.method, call] as const))('%s', (method, { operation, form }) => {
  const good = argumentsOf(operation, form, splits.has(method));

  test('sends requests that the contract allows, whatever it may be called with', async () => {
    await withStore((store) =>
      fc.assert(
        fc.asyncProperty(good, async (args) => {
          store.requests.splice(0);
          await callMethod(store.client(), method, args);
          expect(violationsIn(store)).toEqual([]);
          expect(
            store.requests.every(({ headers }) =>
              headers.some(([name, text]) => name.toLowerCase() === 'accept' && text === 'application/json'),
            ),
          ).toBe(true);
        }),
        RUNS,
      ),
    );
  });

  test('sends nothing, or requests that the contract allows, whatever else it is called with', async () => {
    const args = fc.oneof(
      fc.array(junk, { maxLength: 3 }),
      good.chain((list) => fc.tuple(...list.map((argument) => fc.oneof(fc.constant(argument), mutilated(argument))))),
    );
    await withStore((store) =>
      fc.assert(
        fc.asyncProperty(args, async (list) => {
          store.requests.splice(0);
          const failure = await callMethod(store.client({ timeoutMs: 2_000 }), method, list).then(
            () => undefined,
            (error: unknown) => error,
          );
          if (failure !== undefined) {
            expect(failure).toMatchObject({ name: 'InvalidRequestError' });
            expect(store.requests).toEqual([]);
          }
          expect(violationsIn(store)).toEqual([]);
        }),
        RUNS,
      ),
    );
  });
});

const pairOf = (item: { customer_id: number; attribute_id: number }) => `${item.customer_id} ${item.attribute_id}`;

const lastOfPairs = (batch: readonly AttributeValueInput[]) =>
  batch.filter((item, index) => !batch.slice(index + 1).some((later) => pairOf(later) === pairOf(item)));

describe('what arrives is what was asked for', () => {
  test('each id once, in order', async () => {
    await withStore((store) =>
      fc.assert(
        fc.asyncProperty(ids, async (list) => {
          store.requests.splice(0);
          await store.client().customers.delete(list);
          const arrived = store.requests.flatMap(({ url }) => listIn(url)).map(Number);
          expect(arrived).toEqual([...new Set(list)]);
        }),
        RUNS,
      ),
    );
  });

  test('each value, the last of those for one customer and attribute that are in a request', async () => {
    await withStore((store) =>
      fc.assert(
        fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 45 }), async (values) => {
          store.requests.splice(0);
          const records = await store.client().attributeValues.upsert(values);
          const arrived: AttributeValueInput[][] = store.requests.map(({ body }) => JSON.parse(body));
          const { maxItems } = operations.upsertCustomerAttributeValues.requestBody.limits;
          const expected: AttributeValueInput[][] = [];
          // JSON turns a lone half of a character into one that is whole; nothing else changes.
          const rest: AttributeValueInput[] = JSON.parse(JSON.stringify(values));
          while (rest.length > 0) expected.push(lastOfPairs(rest.splice(0, maxItems)));
          // Requests travel side by side.
          expect(arrived.map((batch) => JSON.stringify(batch)).sort()).toEqual(
            expected.map((batch) => JSON.stringify(batch)).sort(),
          );
          expect(records.map(pairOf)).toEqual(values.map(pairOf));
        }),
        RUNS,
      ),
    );
  });

  test('each filter, as text', async () => {
    await withStore((store) =>
      fc.assert(
        fc.asyncProperty(anyText(1, 60), fc.array(id, { minLength: 1, maxLength: 20 }), async (name, customers) => {
          store.requests.splice(0);
          await store.client().attributeValues.list({ name, 'customer_id:in': customers });
          const { url = '' } = store.requests[0] ?? {};
          const query = new URL(url, ORIGIN).searchParams;
          expect([...new Set(query.keys())]).toEqual(['customer_id:in', 'name']);
          expect(listIn(url, 'customer_id:in')).toEqual(customers.map(String));
          expect(query.getAll('name')).toEqual([name]);
        }),
        RUNS,
      ),
    );
  });

  test('a Date as the same moment, without its fraction of a second', async () => {
    await withStore((store) =>
      fc.assert(
        fc.asyncProperty(moments, async (moment) => {
          store.requests.splice(0);
          await store.client().attributeValues.list({ date_created: moment });
          const text = store.requests[0]?.url.split('date_created=')[1] ?? '';
          expect(new Date(text).getTime()).toBe(Math.floor(moment.getTime() / 1000) * 1000);
        }),
        RUNS,
      ),
    );
  });
});
