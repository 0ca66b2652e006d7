/** Compiled, never run: what users rely on the compiler to accept and to refuse. */
import { createOperations } from '../../generated/client.js';
import { checkExchange, checkRequest, checkResponse, type Violation } from '../../src/contract/index.js';
import {
  type ApiError,
  type AttributeValue,
  type AttributeValueFilters,
  type AttributeValueInput,
  BulkError,
  type CustomersClientOptions,
  createCustomersClient,
  type UpsertOutcome,
  ValidationError,
} from '../../src/index.js';

type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const assertType = <_Assertion extends true>() => {};

const client = createCustomersClient({ storeHash: 'abc123', accessToken: 'token' });
const signal = new AbortController().signal;

/** What is accepted. */
export async function accepted(
  ids: readonly number[],
  uuids: readonly string[],
  values: readonly AttributeValueInput[],
) {
  createCustomersClient();
  createCustomersClient({
    fetch: globalThis.fetch,
    baseUrl: 'http://127.0.0.1:1',
    userAgent: 'x',
    timeoutMs: 1,
    storeHash: undefined,
  });

  const page = await client.attributeValues.list(
    { 'customer_id:in': ids, limit: 250, name: undefined },
    { signal, timeoutMs: 1, headers: { traceparent: 'x' } },
  );
  assertType<Equal<(typeof page.data)[number], AttributeValue>>();
  assertType<Equal<typeof page.meta.pagination.total_pages, number>>();
  await client.attributeValues.list();
  await client.attributeValues.list({
    date_created: new Date(),
    'date_modified:min': 1_772_439_330,
    'date_modified:max': '2026-03-02',
  });

  for await (const value of client.attributeValues.listAll({ 'attribute_id:in': [3] })) {
    assertType<Equal<typeof value, AttributeValue>>();
    assertType<Equal<typeof value.attribute_value, string>>();
    assertType<Equal<typeof value.date_created, string | undefined>>();
  }

  const saved = await client.attributeValues.upsert(values);
  assertType<Equal<typeof saved, AttributeValue[]>>();
  await client.attributeValues.upsert([{ customer_id: 1, attribute_id: 2, value: 'x', id: 3 }]);

  for await (const outcome of client.attributeValues.upsertBatches(values)) {
    assertType<Equal<typeof outcome, UpsertOutcome>>();
    if (outcome.status === 'done') assertType<Equal<typeof outcome.values, readonly AttributeValue[]>>();
    else assertType<Equal<typeof outcome.status, 'failed' | 'unknown'>>();
  }
  client.attributeValues.upsertBatches(
    (async function* () {
      yield* values;
    })(),
  );

  const nothing = await client.customers.delete(ids);
  assertType<Equal<typeof nothing, void>>();
  await client.attributeValues.delete([1]);
  await client.segments.removeShopperProfiles('6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90', uuids);
  await client.segments.removeAllShopperProfiles('6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90', { signal });
}

/** What is refused. */
export async function refused() {
  // @ts-expect-error a misspelt option
  createCustomersClient({ storehash: 'abc123' });
  // @ts-expect-error an option of the wrong type
  createCustomersClient({ timeoutMs: '30s' });
  // @ts-expect-error a misspelt filter
  await client.attributeValues.list({ 'customer_id:inn': [1] });
  // @ts-expect-error a single id in place of a list
  await client.attributeValues.list({ 'customer_id:in': 1 });
  // @ts-expect-error ids that are text
  await client.attributeValues.list({ 'customer_id:in': ['1'] });
  // @ts-expect-error a Date where a name is wanted
  await client.attributeValues.list({ name: new Date() });
  // @ts-expect-error a Date where a page is wanted
  await client.attributeValues.list({ page: new Date() });
  // @ts-expect-error a misspelt option of a call
  await client.attributeValues.list({}, { singal: signal });
  // @ts-expect-error no ids
  await client.customers.delete();
  // @ts-expect-error one id in place of a list
  await client.customers.delete(1);
  // @ts-expect-error ids that are text
  await client.customers.delete(['1']);
  // @ts-expect-error ids where options are wanted
  await client.segments.removeAllShopperProfiles('6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90', [
    '0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01',
  ]);
  // @ts-expect-error no ids, which would mean all
  await client.segments.removeShopperProfiles('6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90');
  // @ts-expect-error the value is missing
  await client.attributeValues.upsert([{ customer_id: 1, attribute_id: 2 }]);
  // @ts-expect-error the value is a number
  await client.attributeValues.upsert([{ customer_id: 1, attribute_id: 2, value: 10 }]);
  // @ts-expect-error the name that answers use
  await client.attributeValues.upsert([{ customer_id: 1, attribute_id: 2, attribute_value: 'x' }]);
  // @ts-expect-error an unknown member
  await client.attributeValues.upsert([{ customer_id: 1, attribute_id: 2, value: 'x', note: 'y' }]);
  // @ts-expect-error resources cannot be replaced
  client.customers = createCustomersClient().customers;
}

/** Errors are told apart by class and by name. */
export function handle(error: unknown, failure: ApiError | BulkError<number>) {
  if (error instanceof ValidationError) {
    assertType<Equal<typeof error.name, 'ValidationError'>>();
    assertType<Equal<typeof error.status, number>>();
    assertType<Equal<typeof error.requestId, string | undefined>>();
    for (const { key, message } of error.details) assertType<Equal<[typeof key, typeof message], [string, string]>>();
  }
  if (failure instanceof BulkError) assertType<Equal<typeof failure.unsent, readonly number[]>>();
}

/** The generated client has types of its own. */
export async function generated() {
  const functions = createOperations({ baseUrl: 'https://api.bigcommerce.com/stores/abc123/v3' });
  const { data, error } = await functions.upsertCustomerAttributeValues({
    body: [{ customer_id: 1, attribute_id: 2, value: 'x' }],
  });
  if (data) assertType<Equal<(typeof data.data)[number], AttributeValue>>();
  else assertType<Equal<undefined extends typeof error ? true : false, false>>();
  await functions.listCustomerAttributeValues();
  // @ts-expect-error ids are required
  await functions.deleteCustomers({});
  // @ts-expect-error ids are required
  await functions.deleteCustomers({ params: { query: {} } });
  // @ts-expect-error an unknown parameter
  await functions.listCustomerAttributeValues({ params: { query: { 'customer_id:inn': [1] } } });
  // @ts-expect-error a misspelt option
  await functions.listCustomerAttributeValues({ parms: {} });
}

/** The checker takes exchanges in plain objects. */
export function check(): Violation[] {
  const request = { method: 'GET', url: '/', headers: { 'X-Auth-Token': 'x' } };
  checkRequest(request);
  checkResponse({ status: 204 }, 'deleteCustomers');
  // @ts-expect-error an exchange has an answer
  checkExchange({ request });
  return checkExchange({ request, response: { status: 200, headers: new Headers(), body: {} } });
}

assertType<Equal<CustomersClientOptions['storeHash'], string | undefined>>();
assertType<Equal<AttributeValueFilters['customer_id:in'], readonly number[] | undefined>>();
assertType<Equal<AttributeValueFilters['date_created'], string | number | Date | undefined>>();
assertType<Equal<AttributeValueFilters['name'], string | undefined>>();
assertType<Equal<AttributeValueInput, { id?: number; customer_id: number; attribute_id: number; value: string }>>();
