/** Compiled, never run: what users rely on the compiler to accept and to refuse. */
import { createOperations } from '../../generated/client.js';
import {
  checkExchange,
  checkRequest,
  checkResponse,
  contractGuard,
  toWireResponse,
  type Violation,
} from '../../src/contract/index.js';
import {
  type ApiError,
  type Attempt,
  type AttributeValue,
  type AttributeValueFilters,
  type AttributeValueInput,
  type AttributeValuePage,
  BulkError,
  type BulkFailure,
  type BulkOptions,
  type BulkProgress,
  type CallOptions,
  type CallResult,
  type CustomersClientOptions,
  createCustomersClient,
  createRateLimiter,
  type DeleteByIds,
  type DryRun,
  type DryRunOption,
  type FetchInit,
  type ListAllOptions,
  type RequestPreview,
  type UpsertOutcome,
  ValidationError,
} from '../../src/index.js';
import { nodeFetch } from '../../src/node/index.js';

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
  createCustomersClient({ contract: contractGuard({ onViolation: 'throw', sample: 0.01, random: Math.random }) });
  createCustomersClient({ contract: contractGuard({ onViolation: (violations: readonly Violation[]) => violations }) });

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

/** With `dryRun: true` a method gives the requests in place of what they would bring. */
export async function dryRun(ids: readonly number[], uuids: readonly string[], values: readonly AttributeValueInput[]) {
  const segment = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
  const [listed, upserted, deleted, removed, emptied] = await Promise.all([
    client.attributeValues.list({}, { dryRun: true }),
    client.attributeValues.upsert(values, { dryRun: true, isolateInvalid: false, signal }),
    client.customers.delete(ids, { dryRun: true }),
    client.segments.removeShopperProfiles(segment, uuids, { dryRun: true }),
    client.segments.removeAllShopperProfiles(segment, { dryRun: true, timeoutMs: 1 }),
  ]);
  assertType<
    Equal<
      [typeof listed, typeof upserted, typeof deleted, typeof removed, typeof emptied],
      [DryRun, DryRun, DryRun, DryRun, DryRun]
    >
  >();
  assertType<Equal<typeof listed.requests, readonly RequestPreview[]>>();
  assertType<Equal<RequestPreview['itemCount'], number | undefined>>();
  assertType<Equal<RequestPreview['body'], string | undefined>>();

  const withOptions = await client.attributeValues.upsert(values, { isolateInvalid: false, maxRetries: 0 });
  assertType<Equal<typeof withOptions, AttributeValue[]>>();
  const remove: DeleteByIds = client.customers.delete;
  const gone = await remove(ids);
  assertType<Equal<typeof gone, void>>();
  const options = { dryRun: true, maxRetries: 0 } as const;
  assertType<Equal<Awaited<ReturnType<typeof listDry>>, DryRun>>();
  function listDry() {
    return client.attributeValues.list({}, options);
  }
  const undone = await client.customers.delete(ids, { dryRun: false });
  assertType<Equal<typeof undone, void>>();
  const unset = await client.attributeValues.upsert(values, { dryRun: undefined });
  assertType<Equal<typeof unset, AttributeValue[]>>();
  const either = await client.attributeValues.upsert(values, { dryRun: ids.length > 0 });
  assertType<Equal<typeof either, AttributeValue[] | DryRun>>();
  const given: BulkOptions & DryRunOption = {};
  const perhaps = await client.segments.removeShopperProfiles(segment, uuids, given);
  assertType<Equal<Extract<typeof perhaps, object>, DryRun>>();
  assertType<Equal<CallResult<AttributeValuePage, true>, DryRun>>();
  // @ts-expect-error a switch that is a text
  await client.customers.delete(ids, { dryRun: 'yes' });
  // @ts-expect-error a misspelt option
  await client.customers.delete(ids, { dryrun: true });
  // @ts-expect-error a walk has no dry run
  client.attributeValues.listAll({}, { dryRun: true });
  // @ts-expect-error a stream has no dry run
  client.attributeValues.upsertBatches(values, { dryRun: true });
}

/** Options of calls. */
export async function callOptions(
  ids: readonly number[],
  values: readonly AttributeValueInput[],
  isBackwards: boolean,
) {
  const onProgress: BulkOptions['onProgress'] = (progress) => assertType<Equal<typeof progress, BulkProgress>>();
  const call: CallOptions = { signal, timeoutMs: 1, deadlineMs: 2, maxRetries: 0, headers: { traceparent: 'x' } };
  const bulk: BulkOptions = { ...call, isolateInvalid: undefined, onProgress };
  await client.attributeValues.upsert(values, bulk);
  await client.customers.delete(ids, bulk);
  client.attributeValues.upsertBatches(values, { ...bulk, onProgress: undefined });
  await client.attributeValues.upsert(values, {
    onProgress: ({ done, failed, total, ratePerSecond, etaMs }) => {
      assertType<Equal<[typeof done, typeof failed, typeof ratePerSecond], [number, number, number]>>();
      assertType<Equal<[typeof total, typeof etaMs], [number | undefined, number | undefined]>>();
    },
  });
  assertType<Equal<ListAllOptions['order'], 'first-page-first' | 'last-page-first' | undefined>>();
  client.attributeValues.listAll({}, { ...call, order: isBackwards ? 'last-page-first' : undefined });
  // @ts-expect-error an order that there is not
  client.attributeValues.listAll({}, { order: 'backwards' });
  // @ts-expect-error one page has no order
  await client.attributeValues.list({}, { order: 'last-page-first' });
  // @ts-expect-error one request has no progress
  await client.attributeValues.list({}, { onProgress });
  // @ts-expect-error a switch that is a text
  await client.attributeValues.upsert(values, { isolateInvalid: 'no' });
  // @ts-expect-error a listener that is told something else
  await client.attributeValues.upsert(values, { onProgress: (done: number) => done });
  // @ts-expect-error a limit that is a text
  await client.attributeValues.upsert(values, { deadlineMs: '1s' });
}

/** Options of the client. */
export function clientOptions() {
  createCustomersClient({ deadlineMs: 60_000, maxConcurrency: 4, rateLimit: { reserve: 10 } });
  createCustomersClient({ retry: { maxRetries: 0 } });
  createCustomersClient({ retry: { minDelayMs: 1, maxDelayMs: undefined } });
  createCustomersClient({ onAttempt: (attempt) => assertType<Equal<typeof attempt, Attempt>>() });
  createCustomersClient({
    onAttempt: ({ operationId, attempt, status, durationMs, waitedMs, retryInMs, rateLimit }) => {
      assertType<Equal<[typeof attempt, typeof durationMs, typeof waitedMs], [number, number, number]>>();
      assertType<Equal<[typeof status, typeof retryInMs], [number | undefined, number | undefined]>>();
      assertType<Equal<NonNullable<typeof rateLimit>['requestsLeft'], number | undefined>>();
      // @ts-expect-error only operations of the document
      return operationId === 'deleteProducts';
    },
  });
  createCustomersClient({ limiter: createRateLimiter() });
  createCustomersClient({ limiter: createRateLimiter({ reserve: 20 }) });
  createCustomersClient({ limiter: { acquire: () => 0, observe: () => {} } });
  createCustomersClient({
    limiter: { acquire: async ({ operationLimit }) => operationLimit, observe: async () => {} },
  });
  // @ts-expect-error half of a limiter
  createCustomersClient({ limiter: { acquire: () => 0 } });
  // @ts-expect-error a misspelt option of a limiter
  createRateLimiter({ reserved: 20 });
  createCustomersClient({ fetch: nodeFetch() });
  createCustomersClient({
    fetch: (url, init) => {
      assertType<Equal<[typeof url, typeof init], [string, FetchInit]>>();
      return globalThis.fetch(url, init);
    },
  });
  createCustomersClient({ fetch: async (url: string, init: RequestInit) => new Response(`${init.method} ${url}`) });
  createCustomersClient({ fetch: async (url) => new Response(url) });
  // @ts-expect-error a fetch that takes a Request
  createCustomersClient({ fetch: async (request: Request) => new Response(request.url) });
  // @ts-expect-error a misspelt retry option
  createCustomersClient({ retry: { retries: 3 } });
  // @ts-expect-error a number in place of the retry options
  createCustomersClient({ retry: 3 });
  // @ts-expect-error a misspelt rate-limit option
  createCustomersClient({ rateLimit: { reserved: 3 } });
  // @ts-expect-error a transport that has not been made
  createCustomersClient({ fetch: nodeFetch });
  // @ts-expect-error a fetch that gives no response
  createCustomersClient({ fetch: async (url) => url });
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

/** The operation of a bulk call tells what its items and results are. */
export async function resume(error: unknown) {
  if (!(error instanceof BulkError)) return;
  assertType<Equal<(typeof error.failures)[number]['indexes'], readonly number[]>>();
  // @ts-expect-error the items may be those of another operation
  await client.attributeValues.upsert(error.unsent);
  switch (error.operationId) {
    case 'upsertCustomerAttributeValues':
      assertType<Equal<typeof error.unsent, readonly AttributeValueInput[]>>();
      assertType<Equal<typeof error.results, readonly AttributeValue[]>>();
      assertType<Equal<typeof error.failures, readonly BulkFailure<AttributeValueInput>[]>>();
      await client.attributeValues.upsert([...error.unknown, ...error.unsent]);
      return;
    case 'deleteCustomers':
    case 'deleteCustomerAttributeValues':
      assertType<Equal<typeof error.failed, readonly number[]>>();
      assertType<Equal<typeof error.results, readonly never[]>>();
      await client.customers.delete(error.unsent);
      return;
    default:
      assertType<Equal<typeof error.operationId, 'removeShopperProfilesFromSegment'>>();
      assertType<Equal<typeof error.done, readonly string[]>>();
  }
}

/** Items of reports are what the methods take. */
type ItemOf<Id> = BulkErrorItem<Extract<Narrowed, { readonly operationId: Id }>>;
type BulkErrorItem<Failure> = Failure extends { readonly done: readonly (infer Item)[] } ? Item : never;
declare const thrown: unknown;
const narrowed = thrown instanceof BulkError ? thrown : undefined;
type Narrowed = NonNullable<typeof narrowed>;
type Client = typeof client;
type Taken<Method extends (...args: never) => unknown> = Parameters<Method>[0] extends readonly (infer Item)[]
  ? Item
  : never;
assertType<Equal<ItemOf<'upsertCustomerAttributeValues'>, Taken<Client['attributeValues']['upsert']>>>();
assertType<Equal<ItemOf<'deleteCustomerAttributeValues'>, Taken<Client['attributeValues']['delete']>>>();
assertType<Equal<ItemOf<'deleteCustomers'>, Taken<Client['customers']['delete']>>>();

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

/** What the fetch of a platform gives has to be read before it can be judged. */
export async function platformMessages(request: Request, response: Response) {
  checkResponse(await toWireResponse(response), 'deleteCustomers');
  // @ts-expect-error its body is in a stream
  checkResponse(response, 'deleteCustomers');
  // @ts-expect-error its body is in a stream
  checkRequest(request);
  // @ts-expect-error their bodies are in streams
  checkExchange({ request, response });
}
