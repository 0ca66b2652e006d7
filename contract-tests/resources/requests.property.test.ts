import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { operations } from '../../generated/operations.js';
import { checkRequest } from '../../src/contract/index.js';
import type { AttributeValueFilters, AttributeValueInput } from '../../src/index.js';
import { callMethod, METHODS, type MethodName } from '../support/call-method.js';
import { type ArrivedRequest, json, type StoreStub, startStoreStub } from '../support/store-stub.js';

/** More with `PROPERTY_RUNS=5000 npm test`. A failing run prints its seed and the smallest input that fails. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) };

const id = fc.oneof(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 2 ** 31 }),
  fc.maxSafeInteger().map((n) => Math.abs(n) || 1),
);
const ids = fc.array(id, { minLength: 1, maxLength: 400 });
const uuid = fc.oneof(
  fc.uuid(),
  fc.uuid().map((text) => text.toUpperCase()),
);
const anyText = (maxLength: number) =>
  fc.string({
    unit: fc.oneof(
      fc.string({ minLength: 1, maxLength: 1 }),
      fc.constantFrom('ü', '漢', '💶', '\u0000', '\n', '&', '=', ',', '%', '+', '#'),
    ),
    maxLength,
  });

const value: fc.Arbitrary<AttributeValueInput> = fc.record(
  { id, customer_id: id, attribute_id: id, value: anyText(255) },
  { requiredKeys: ['customer_id', 'attribute_id', 'value'] },
);

const pad = (number: number) => String(number).padStart(2, '0');
const date = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const offset = fc.oneof(
  fc.constant(''),
  fc.constant('Z'),
  fc
    .tuple(fc.constantFrom('+', '-'), fc.nat(23), fc.constantFrom('', ':'), fc.nat(59))
    .map(([sign, hours, colon, minutes]) => sign + pad(hours) + colon + pad(minutes)),
);
const dateFilter = fc.oneof(
  date,
  date.map((moment) => moment.toISOString().slice(0, 10)),
  fc.tuple(date, offset).map(([moment, zone]) => moment.toISOString().slice(0, 19) + zone),
  fc.integer({ min: 1_000_000_000, max: 9_999_999_999_999 }),
  fc.integer({ min: 1_000_000_000, max: 9_999_999_999_999 }).map(String),
);
const filters: fc.Arbitrary<AttributeValueFilters> = fc.record(
  {
    page: fc.integer({ min: 1 }),
    limit: fc.integer({ min: 1, max: 250 }),
    'customer_id:in': fc.array(id, { minLength: 1, maxLength: 60 }),
    'attribute_id:in': fc.array(id, { minLength: 1, maxLength: 60 }),
    name: anyText(60).filter((text) => text !== ''),
    date_created: dateFilter,
    'date_created:min': dateFilter,
    'date_created:max': dateFilter,
    date_modified: dateFilter,
    'date_modified:min': dateFilter,
    'date_modified:max': dateFilter,
  },
  { requiredKeys: [] },
);

/** Everything that each method may be called with. */
const ARGUMENTS: Readonly<Record<MethodName, fc.Arbitrary<unknown[]>>> = {
  'attributeValues.list': fc.tuple(filters),
  'attributeValues.listAll': fc.tuple(filters),
  'attributeValues.upsert': fc.tuple(fc.array(value, { minLength: 1, maxLength: 45 })),
  'attributeValues.upsertBatches': fc.tuple(fc.array(value, { maxLength: 45 })),
  'attributeValues.delete': fc.tuple(ids),
  'customers.delete': fc.tuple(ids),
  'segments.removeShopperProfiles': fc.tuple(uuid, fc.array(uuid, { minLength: 1, maxLength: 120 })),
  'segments.removeAllShopperProfiles': fc.tuple(uuid),
};

/** A store that accepts everything. */
function agree(request: ArrivedRequest) {
  if (request.method === 'DELETE') return { status: 204 };
  const pagination = { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 };
  if (request.method === 'GET') return json(200, { data: [], meta: { pagination } });
  const values: AttributeValueInput[] = JSON.parse(request.body);
  return json(200, { data: values.map(({ value: text, ...rest }) => ({ ...rest, attribute_value: text })), meta: {} });
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

describe.each(METHODS)('%s', (method) => {
  test('sends requests that the contract allows, whatever it may be called with', async () => {
    await withStore((store) =>
      fc.assert(
        fc.asyncProperty(ARGUMENTS[method], async (args) => {
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
    const junk = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSet: true,
      withSparseArray: true,
    });
    const args = fc.oneof(
      fc.array(junk, { maxLength: 3 }),
      ARGUMENTS[method].chain((good) =>
        fc.tuple(...good.map((argument) => fc.oneof(fc.constant(argument), mutilated(argument, junk)))),
      ),
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

/** An argument with one member, somewhere in it, replaced. */
function mutilated(argument: unknown, junk: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (typeof argument !== 'object' || argument === null || argument instanceof Date) return junk;
  const keys = Object.keys(argument);
  if (keys.length === 0) return junk;
  return fc
    .constantFrom(...keys)
    .chain((key) =>
      fc
        .oneof(junk, mutilated(Reflect.get(argument, key), junk))
        .map((member) =>
          Array.isArray(argument)
            ? argument.map((old: unknown, index) => (String(index) === key ? member : old))
            : { ...argument, [key]: member },
        ),
    );
}

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
          const arrived = store.requests.flatMap(({ url }) => (url.split('id:in=')[1] ?? '').split(',')).map(Number);
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
        fc.asyncProperty(
          anyText(60).filter((text) => text !== ''),
          fc.array(id, { minLength: 1, maxLength: 20 }),
          async (name, customers) => {
            store.requests.splice(0);
            await store.client().attributeValues.list({ name, 'customer_id:in': customers });
            const query = new URLSearchParams(store.requests[0]?.url.split('?')[1]);
            expect([...query]).toEqual([
              ['customer_id:in', customers.join(',')],
              ['name', name],
            ]);
          },
        ),
        RUNS,
      ),
    );
  });

  test('a Date as the same moment, without its fraction of a second', async () => {
    await withStore((store) =>
      fc.assert(
        fc.asyncProperty(date, async (moment) => {
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
