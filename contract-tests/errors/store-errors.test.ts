import { describe, expect, test } from '@jest/globals';
import {
  ApiError,
  AuthenticationError,
  BigCommerceError,
  ConflictError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from '../../src/index.js';
import { valueAt } from '../../src/json.js';
import { callMethod, type MethodName } from '../support/call-method.js';
import { type Answer, json, useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const PROFILE = '0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01';

/** A call of every operation that fits into one request. */
const CALLS: readonly (readonly [MethodName, ...unknown[]])[] = [
  ['attributeValues.list', {}],
  ['attributeValues.upsert', [{ customer_id: 1138, attribute_id: 4, value: 'Gold' }]],
  ['attributeValues.delete', [7011]],
  ['customers.delete', [1138]],
  ['segments.removeShopperProfiles', SEGMENT, [PROFILE]],
  ['segments.removeAllShopperProfiles', SEGMENT],
];

async function failureOf(
  answer: Answer,
  [method, ...args]: readonly [MethodName, ...unknown[]] = ['customers.delete', [1138]],
) {
  store.current.answerWith(answer);
  const failure = await callMethod(store.current.client(), method, args).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof BigCommerceError))
    throw new Error(`expected an error of this package, got ${String(failure)}`);
  return failure;
}

describe('a call throws', () => {
  test.each([
    [400, 'ApiError', ApiError],
    [401, 'AuthenticationError', AuthenticationError],
    [403, 'PermissionError', PermissionError],
    [404, 'NotFoundError', NotFoundError],
    [405, 'ApiError', ApiError],
    [409, 'ConflictError', ConflictError],
    [413, 'PayloadTooLargeError', PayloadTooLargeError],
    [418, 'ApiError', ApiError],
    [422, 'ValidationError', ValidationError],
    [429, 'RateLimitError', RateLimitError],
    [500, 'ServerError', ServerError],
    [501, 'ServerError', ServerError],
    [502, 'ServerError', ServerError],
    [503, 'ServerError', ServerError],
    [504, 'ServerError', ServerError],
    [599, 'ServerError', ServerError],
  ] as const)('for %i a %s', async (status, name, ErrorClass) => {
    const failure = await failureOf(json(status, { status, title: 'No.', errors: {} }));
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toBeInstanceOf(ErrorClass);
    expect(failure).toMatchObject({ name, status, title: 'No.' });
    expect(failure.operationId).toBe('deleteCustomers');
  });

  test.each(CALLS.map((call) => [call[0], call] as const))(
    'the same whichever method it is of: %s',
    async (_, call) => {
      const failure = await failureOf(json(403, { status: 403, title: 'No.', errors: {} }), call);
      expect(failure).toBeInstanceOf(PermissionError);
      expect(failure).toMatchObject({ name: 'PermissionError', status: 403, title: 'No.' });
      expect(failure.operationId).toEqual(expect.any(String));
    },
  );
});

describe('an error keeps the whole body, whatever it is', () => {
  const html = '<!DOCTYPE html><html lang="en"><head><title>Error</title></head><body>no</body></html>';

  test.each<[string, Answer, Record<string, unknown>, string]>([
    [
      'errors by field',
      json(422, {
        status: 422,
        title: 'Set failed.',
        type: 'https://x.example',
        errors: { '0.data': 'missing value' },
      }),
      {
        title: 'Set failed.',
        type: 'https://x.example',
        errors: { '0.data': 'missing value' },
        details: [{ key: '0.data', message: 'missing value' }],
      },
      'got HTTP 422: Set failed. 0.data: missing value.',
    ],
    [
      'errors as a list of sentences',
      json(422, { errors: ['one', 'two'] }),
      {
        errors: ['one', 'two'],
        details: [
          { key: '0', message: 'one' },
          { key: '1', message: 'two' },
        ],
      },
      'got HTTP 422: 0: one; 1: two.',
    ],
    [
      'errors as a list of errors',
      json(422, { errors: [{ status: 422, title: 'Not in the segment.', errors: { '0': 'unknown profile' } }] }),
      {
        errors: [{ status: 422, title: 'Not in the segment.', errors: { '0': 'unknown profile' } }],
        details: [
          { key: '0', message: 'Not in the segment.' },
          { key: '0.0', message: 'unknown profile' },
        ],
      },
      '0: Not in the segment.; 0.0: unknown profile',
    ],
    [
      'errors as one sentence',
      json(422, { errors: 'no such attribute' }),
      { errors: 'no such attribute', details: [{ key: '', message: 'no such attribute' }] },
      'got HTTP 422: no such attribute.',
    ],
    [
      'detail in place of errors',
      json(422, { title: 'No.', detail: 'it is odd' }),
      { title: 'No.', errors: undefined, details: [{ key: '', message: 'it is odd' }] },
      'No. it is odd.',
    ],
    [
      'error as a sentence',
      json(403, { error: 'no scope' }),
      { details: [{ key: '', message: 'no scope' }] },
      'got HTTP 403: no scope.',
    ],
    [
      'error as an object',
      json(503, { error: { code: 'DEGRADED', message: 'under load', retry_after_seconds: 30 } }),
      { details: [{ key: '', message: 'DEGRADED: under load' }] },
      'got HTTP 503: DEGRADED: under load.',
    ],
    [
      'an object with nothing known in it',
      json(400, { odd: true }),
      { title: undefined, details: [], body: { odd: true } },
      'got HTTP 400.',
    ],
    ['a JSON string', json(400, 'no'), { body: 'no', details: [{ key: '', message: 'no' }] }, 'got HTTP 400: no.'],
    ['JSON null', json(400, null), { body: null }, 'got HTTP 400.'],
    ['JSON false', json(500, false), { body: false }, 'got HTTP 500.'],
    ['JSON zero', json(500, 0), { body: 0 }, 'got HTTP 500.'],
    [
      'plain text',
      { status: 401, headers: { 'Content-Type': 'text/plain' }, body: 'X-Auth-Token header is required' },
      { body: 'X-Auth-Token header is required' },
      'got HTTP 401: X-Auth-Token header is required.',
    ],
    [
      'an HTML page',
      { status: 500, headers: { 'Content-Type': 'text/html' }, body: html },
      { body: html, details: [] },
      'got HTTP 500. It may',
    ],
    [
      'nothing, with a length of 0',
      { status: 500, headers: { 'Content-Length': '0' } },
      { body: undefined },
      'got HTTP 500. It may',
    ],
    [
      'nothing, in no chunks',
      { status: 500, headers: { 'Transfer-Encoding': 'chunked' } },
      { body: undefined },
      'got HTTP 500. It may',
    ],
    [
      'broken JSON',
      { status: 502, headers: { 'Content-Type': 'application/json' }, body: '{"title": "cut' },
      { body: '{"title": "cut' },
      'got HTTP 502',
    ],
    ['a list', json(422, [{ title: 'odd' }]), { body: [{ title: 'odd' }] }, 'got HTTP 422: 0: odd.'],
    ['a message', json(422, { message: 'odd' }), { details: [{ key: '', message: 'odd' }] }, 'got HTTP 422: odd.'],
    [
      'fields that are called like members of errors',
      json(422, { errors: { title: 'too long', name: 'missing' } }),
      {
        details: [
          { key: 'title', message: 'too long' },
          { key: 'name', message: 'missing' },
        ],
      },
      'got HTTP 422: title: too long; name: missing.',
    ],
    [
      'texts without end',
      json(422, { title: 'x'.repeat(10_000), errors: { a: 'y'.repeat(10_000) } }),
      { title: 'x'.repeat(10_000) },
      `${'x'.repeat(300)}…`,
    ],
  ])('%s', async (_, answer, members, message) => {
    const failure = await failureOf(answer);
    expect(failure).toMatchObject(members);
    expect(failure.message).toContain(message);
    if (answer.headers?.['Content-Type'] === 'application/json' && answer.status !== 502) {
      expect(failure).toHaveProperty('body', JSON.parse(answer.body ?? ''));
    }
  });
});

describe('an error says', () => {
  const headers = {
    'X-Request-Id': '5b1e0c7f92d84a36b0f7c2d15e8a9f43',
    'X-Rate-Limit-Requests-Left': '0',
    'X-Rate-Limit-Requests-Quota': '150',
    'X-Rate-Limit-Time-Reset-Ms': '12000',
    'X-Rate-Limit-Time-Window-Ms': '30000',
  };

  test('which request it was, to BigCommerce support', async () => {
    const failure = await failureOf(json(422, {}, headers));
    expect(failure).toMatchObject({ requestId: '5b1e0c7f92d84a36b0f7c2d15e8a9f43' });
    expect(failure.message).toContain('Request id 5b1e0c7f92d84a36b0f7c2d15e8a9f43');
  });

  test('what is left of the rate limit', async () => {
    expect(await failureOf(json(429, {}, headers))).toMatchObject({
      rateLimit: { requestsLeft: 0, requestsQuota: 150, timeResetMs: 12_000, timeWindowMs: 30_000 },
    });
  });

  test('nothing of the rate limit where the store says nothing, or nothing usable', async () => {
    expect(await failureOf({ status: 429 })).toMatchObject({ rateLimit: undefined, requestId: undefined });
    expect(await failureOf({ status: 429, headers: { 'X-Rate-Limit-Requests-Left': 'many' } })).toMatchObject({
      rateLimit: undefined,
    });
    const partly = await failureOf({
      status: 429,
      headers: { 'X-Rate-Limit-Requests-Left': '-1', 'X-Rate-Limit-Time-Reset-Ms': '5' },
    });
    expect(partly).toHaveProperty('rateLimit', { timeResetMs: 5 });
  });

  test('which requests were made', async () => {
    expect(await failureOf({ status: 503 })).toMatchObject({
      attempts: [{ attempt: 1, status: 503, waitedMs: expect.any(Number), reason: 'HTTP 503' }],
    });
  });

  test('what was called and what to do next', async () => {
    const failure = await failureOf(
      json(403, { title: "You don't have a required scope to access the endpoint", errors: {} }),
    );
    expect(failure.message).toBe(
      "deleteCustomers: DELETE /customers got HTTP 403: You don't have a required scope to access the endpoint. Check that the store hash is right and that the API account has the OAuth scope for this operation.",
    );
  });

  test('three problems in its message and all of them in details', async () => {
    const failure = await failureOf(json(422, { errors: { a: '1', b: '2', c: '3', d: '4', e: '5' } }));
    expect(failure.message).toContain('c: 3; and 2 more');
    expect(failure).toHaveProperty('details.length', 5);
  });
});

describe('a success whose body reports failures is not a success', () => {
  const partial = {
    data: [],
    errors: [{ status: 422, title: 'One is unknown.' }],
    meta: { total: 2, success: 1, failed: 1 },
  };

  test('for profiles of a segment, even when the call takes one request', async () => {
    const ids = [PROFILE, SEGMENT];
    const failure = await failureOf(json(200, partial), ['segments.removeShopperProfiles', SEGMENT, ids]);
    expect(failure).toMatchObject({
      name: 'BulkError',
      done: [],
      failed: [],
      unknown: ids,
      unsent: [],
      cause: { status: 200, body: partial },
    });
  });

  test('when meta counts failures and errors are missing', async () => {
    const body = { data: [], meta: { total: 1, success: 0, failed: 1 } };
    const failure = await failureOf(json(200, body), ['segments.removeShopperProfiles', SEGMENT, [PROFILE]]);
    expect(failure).toMatchObject({ name: 'BulkError', failed: [PROFILE], unknown: [] });
  });

  test('when a whole segment is emptied', async () => {
    expect(await failureOf(json(200, partial), ['segments.removeAllShopperProfiles', SEGMENT])).toMatchObject({
      name: 'ApiError',
      status: 200,
      body: partial,
      message: expect.stringContaining('got HTTP 200 but the response reports failures'),
    });
  });

  test.each([
    ['errors by field', { '0.data': 'no' }],
    ['errors as a sentence', 'no'],
  ])('for an upsert with %s', async (_, problems) => {
    const body = { data: [], meta: {}, errors: problems };
    expect(
      await failureOf(json(200, body), ['attributeValues.upsert', [{ customer_id: 1, attribute_id: 2, value: 'x' }]]),
    ).toMatchObject({
      name: 'BulkError',
      unknown: [{ customer_id: 1 }],
    });
  });

  test('for a list', async () => {
    expect(
      await failureOf(json(200, { data: [], meta: {}, errors: ['no'] }), ['attributeValues.list', {}]),
    ).toMatchObject({ name: 'ApiError', status: 200 });
  });

  test.each<[string, object]>([
    ['fewer successes than members', { data: [], meta: { total: 2, success: 1, failed: 0 } }],
    ['a count as text', { data: [], meta: { total: 2, success: 2, failed: '1' } }],
    ['an error in place of everything else', { error: { code: 'X' } }],
    ['the status of an error', { status: 422, title: 'No.' }],
  ])('for %s', async (_, body) => {
    const failure = await failureOf(json(200, body), ['segments.removeShopperProfiles', SEGMENT, [PROFILE]]);
    expect(failure).toMatchObject({ name: 'BulkError', done: [], cause: { status: 200, body } });
  });

  test.each<[object]>([[{}], [[]], [{ data: null, meta: null }], [{ data: 1, message: 'ok' }]])(
    'and one that says nothing about the call is none either: %j',
    async (body) => {
      const call = ['segments.removeAllShopperProfiles', SEGMENT] as const;
      expect(await failureOf(json(200, body), call)).toMatchObject({ name: 'MalformedResponseError' });
    },
  );

  test.each<[object]>([
    [{ data: [], errors: [], meta: { total: 1, success: 1, failed: 0 } }],
    [{ errors: [], meta: { success: 1 } }],
    [{ meta: { total: 1, success: 1 } }],
    [{ meta: { success: 1, failed: 0 } }],
    [{ meta: { total: '1', success: '1', failed: '0' } }],
  ])('but only the count of successes is needed: %j', async (body) => {
    store.current.answerWith(json(200, body));
    await expect(store.current.client().segments.removeShopperProfiles(SEGMENT, [PROFILE])).resolves.toBeUndefined();
  });

  test.each<[object]>([
    [{ data: [] }],
    [{ errors: [] }],
    [{ meta: {} }],
    [{ data: [], meta: { total: 7, success: 7 } }],
  ])('and a whole segment is emptied where nothing is said against it: %j', async (body) => {
    store.current.answerWith(json(200, body));
    await expect(store.current.client().segments.removeAllShopperProfiles(SEGMENT)).resolves.toBeUndefined();
  });
});

describe('a message shows what cannot be seen or would control a terminal', () => {
  const BAD = '\u001b[2K\u202eetad\u200b\u0085\n';
  const SHOWN = '\\u001b[2K\\u202eetad\\u200b\\u0085\\u000a';

  test.each<[string, Answer, string]>([
    ['in a title', json(400, { title: `No ${BAD}!` }), `HTTP 400: No ${SHOWN}!`],
    ['in a problem', json(422, { title: 'No.', errors: { '0.data': BAD } }), `0.data: ${SHOWN}.`],
    ['in the name of a problem', json(422, { errors: { [BAD]: 'x' } }), `${SHOWN}: x.`],
    ['in text', { status: 502, body: `gone ${BAD}!` }, `gone ${SHOWN}!`],
    ['in a request id', { status: 500, headers: { 'X-Request-Id': 'a\u009bb' } }, 'Request id a\\u009bb.'],
    ['in the place of a redirect', { status: 302, headers: { Location: '/a\u009bb' } }, 'redirected to /a\\u009bb ('],
  ])('%s of a store', async (_, answer, part) => {
    const { message, stack = '' } = await failureOf(answer);
    expect(message).toContain(part);
    expect(`${message}${stack.replaceAll('\n', '')}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('and what the store sent stays as it is in the members', async () => {
    const failure = await failureOf(json(422, { title: BAD, errors: { [BAD]: BAD } }));
    expect(failure).toMatchObject({ title: BAD, details: [{ key: BAD, message: BAD }], body: { title: BAD } });
  });

  test.each<[string, object, string]>([
    ['its code', Object.assign(new Error('x'), { code: 'E\u001bX' }), '(E\\u001bX)'],
    ['its message', new Error('gone \u202e'), '(gone \\u202e)'],
  ])('in what a fetch throws: %s', async (_, thrown, part) => {
    const client = store.current.client({ fetch: () => Promise.reject(thrown) });
    await expect(client.customers.delete([1])).rejects.toHaveProperty('message', expect.stringContaining(part));
  });

  test('in the name of an option or a filter of the caller', async () => {
    const client = store.current.client();
    const named = (name: string) => ({ [`${name}\u202e`]: 1 });
    const message = expect.stringContaining('\\u202e');
    await expect(client.customers.delete([1], named('timeout'))).rejects.toHaveProperty('message', message);
    await expect(client.attributeValues.list(named('page'))).rejects.toHaveProperty('message', message);
  });
});

test.each(['x', 'an-access-token'])('errors is the member of the body as it is shown: %j', async (seen) => {
  const client = store.current.client({ accessToken: 'an-access-token' });
  store.current.answerWith(json(422, { errors: { seen, list: [seen] } }));
  const failure = await client.customers.delete([1]).catch((error: unknown) => error);
  if (!(failure instanceof ApiError)) throw failure;
  const shown = seen === 'x' ? seen : '[redacted]';
  expect(failure).toMatchObject({ errors: { seen: shown, list: [shown] } });
  // Masked once: bodies can be large.
  expect(valueAt(failure.body, 'errors')).toBe(failure.errors);
});
