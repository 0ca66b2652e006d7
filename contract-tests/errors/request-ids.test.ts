import { describe, expect, test } from '@jest/globals';
import { type Attempt, BigCommerceError, BulkError, type Inspect } from '../../src/index.js';
import { callMethod, collect, type MethodName } from '../support/call-method.js';
import { ACCESS_TOKEN, type Answer, json, stored, useStoreStub, valuesFor } from '../support/store-stub.js';

const store = useStoreStub();
const VALUE = { customer_id: 1138, attribute_id: 4, value: 'Gold' };
const ID = { 'X-Request-Id': '5b1e0c7f92d84a36b0f7c2d15e8a9f43' };
const requestId = ID['X-Request-Id'];
const PAGE = { data: [], meta: { pagination: { total: 0 } } };

/** What a call throws. */
async function failureOf(
  answer: Answer,
  method: MethodName = 'customers.delete',
  args: readonly unknown[] = [[1]],
  options = {},
) {
  store.current.answerWith(answer);
  const failure = await callMethod(store.current.client(options), method, args).catch((error: unknown) => error);
  if (failure instanceof BigCommerceError) return failure;
  throw new Error(`expected an error of this package, got ${String(failure)}`);
}

describe('the id of a request, for BigCommerce support,', () => {
  test('is on the page that list returns, and not among what the store listed', async () => {
    store.current.answerWith(json(200, PAGE, ID));
    const page = await store.current.client().attributeValues.list();
    expect(page.requestId).toBe(requestId);
    expect(JSON.parse(JSON.stringify(page))).toEqual(PAGE);
    expect(Object.keys(page)).toEqual(['data', 'meta']);
  });

  test('is undefined on a page without one, and a member of that name stays as the store sent it', async () => {
    store.current.answerWith(json(200, PAGE));
    expect((await store.current.client().attributeValues.list()).requestId).toBeUndefined();
    store.current.answerWith(json(200, { ...PAGE, requestId: 'theirs' }, ID));
    expect(await store.current.client().attributeValues.list()).toEqual({ ...PAGE, requestId: 'theirs' });
  });

  test.each<[string, Answer]>([
    ['ApiError', json(422, {}, ID)],
    ['MalformedResponseError', json(202, {}, ID)],
    ['UnexpectedRedirectError', { status: 307, headers: { ...ID, Location: 'https://example.com' } }],
    ['ServerError', { status: 503, headers: ID }],
  ])('is on an %s', async (_, answer) => {
    const failure = await failureOf(answer);
    expect(failure).toMatchObject({ requestId, attempts: [{ status: answer.status, requestId }] });
  });

  test('is on a ContractViolationError', async () => {
    const violation = { operationId: 'deleteCustomers', pointer: '/response', keyword: 'x', expected: 'y', actual: 1 };
    const found = [{ ...violation, location: 'response.status', message: 'z' }] as const;
    const contract: Inspect = () => ({ violations: [], findInAnswer: () => found });
    const failure = await failureOf({ status: 204, headers: ID }, 'customers.delete', [[1]], { contract });
    expect(failure).toMatchObject({ name: 'ContractViolationError', status: 204, requestId });
  });

  test('is on the attempt whose response broke off after its headers', async () => {
    store.current.answerWith((_, response) => {
      response.writeHead(200, { ...ID, 'Content-Length': '100' });
      response.write('{', () => response.destroy());
      return undefined;
    });
    const failure = await store.current
      .client()
      .attributeValues.list()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'NetworkError', attempts: [{ status: undefined, requestId }] });
  });

  test('is on every failure of a bulk call, each with that of its own request', async () => {
    let count = 0;
    store.current.answerWith(() => {
      count += 1;
      return json(422, { errors: { other: 'no' } }, { 'X-Request-Id': `id-${count}` });
    });
    const failure = await store.current
      .client()
      .attributeValues.upsert(valuesFor(20))
      .catch((error: unknown) => error);
    if (!(failure instanceof BulkError)) throw new Error('expected a BulkError');
    expect(failure.failures.map((one) => one.requestId).sort()).toEqual(['id-1', 'id-2']);
    for (const one of failure.failures) expect(one.error).toMatchObject({ requestId: one.requestId });
  });

  test('is on every outcome of a stream', async () => {
    store.current.answerWith((request) =>
      store.current.requests.length === 1
        ? { ...stored(request), headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'id-done' } }
        : json(409, {}, { 'X-Request-Id': 'id-failed' }),
    );
    const outcomes = await collect(
      store.current.client({ maxConcurrency: 1 }).attributeValues.upsertBatches(valuesFor(20)),
    );
    expect(outcomes).toMatchObject([
      { status: 'done', requestId: 'id-done' },
      { status: 'failed', requestId: 'id-failed' },
    ]);
  });

  test('shows no token if a store repeats it there', async () => {
    const echo = { 'X-Request-Id': `id ${ACCESS_TOKEN}` };
    const heard: Attempt[] = [];
    store.current.answerWith(json(200, PAGE, echo));
    const page = await store.current.client({ onAttempt: (event) => heard.push(event) }).attributeValues.list();
    const failure = await failureOf({ status: 307, headers: echo });
    expect([page.requestId, heard[0]?.requestId, failure]).toMatchObject([
      'id [redacted]',
      'id [redacted]',
      { requestId: 'id [redacted]', attempts: [{ requestId: 'id [redacted]' }] },
    ]);
  });
});

describe('JSON.stringify of an error', () => {
  test.each<[string, Answer, MethodName, readonly unknown[], object]>([
    [
      'ApiError',
      json(422, { errors: { a: 'b' } }, ID),
      'customers.delete',
      [[1]],
      { status: 422, requestId, details: [{ key: 'a', message: 'b' }] },
    ],
    [
      'MalformedResponseError',
      json(202, { queued: true }),
      'customers.delete',
      [[1]],
      { status: 202, snippet: '{"queued":true}' },
    ],
    ['InvalidRequestError', { status: 204 }, 'customers.delete', [[0]], { issues: [{ path: 'ids[0]' }] }],
    ['UnexpectedRedirectError', { status: 302 }, 'customers.delete', [[1]], { status: 302 }],
  ])('has what the error says: %s', async (_, answer, method, args, members) => {
    const failure = await failureOf(answer, method, args);
    const { name, message, operationId } = failure;
    expect(JSON.parse(JSON.stringify({ failure }))).toMatchObject({
      failure: { name, message, operationId, ...members },
    });
    expect(Object.keys(JSON.parse(JSON.stringify(failure))).slice(0, 2)).toEqual(['name', 'message']);
  });

  test('has the cause, which would be empty as it is, and no stack', async () => {
    const fetch = () => Promise.reject(Object.assign(new TypeError(`no ${ACCESS_TOKEN}`), { code: 'ECONNRESET' }));
    const failure = await failureOf({ status: 204 }, 'customers.delete', [[1]], { fetch });
    const written = JSON.stringify(failure);
    expect(JSON.parse(written)).toMatchObject({
      name: 'NetworkError',
      message: failure.message,
      code: 'ECONNRESET',
      sent: true,
      attempts: [{ reason: 'NetworkError ECONNRESET' }],
      cause: { name: 'TypeError', message: 'no [redacted]', code: 'ECONNRESET' },
    });
    expect(written).not.toContain('stack');
  });

  test('has the reason of an abort, and every failure of a bulk call', async () => {
    const aborted = failureOf({ status: 204 }, 'customers.delete', [[1], { signal: AbortSignal.abort() }]);
    expect(JSON.parse(JSON.stringify(await aborted))).toMatchObject({ reason: { name: 'AbortError' }, sent: false });
    const ids = Array.from({ length: 2_000 }, (_, index) => index + 1);
    const bulk = await failureOf({ status: 204 }, 'customers.delete', [ids]).catch(() => undefined);
    expect(bulk).toBeUndefined();
    store.current.answerWith(() => (store.current.requests.length % 2 ? json(409, { title: 'No.' }) : { status: 204 }));
    const failure = await store.current
      .client()
      .customers.delete(ids)
      .catch((error: unknown) => error);
    const { failures } = JSON.parse(JSON.stringify(failure));
    expect(failures[0]).toMatchObject({ status: 'failed', error: { name: 'ConflictError', title: 'No.' } });
    expect(failures[0].error.message).toContain('HTTP 409');
  });

  test('upsert of one value, for a success that lacks its record', async () => {
    const failure = await failureOf(json(200, { data: [], meta: {} }), 'attributeValues.upsert', [[VALUE]]);
    expect(JSON.parse(JSON.stringify(failure)).message).toContain('no record for values[0]');
  });
});
