import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listIn } from '../support/server.js';
import { type Answer, json, useStoreStub } from '../support/store-stub.js';
import { createTransportStore, failureOf, type SentRequest } from '../support/transport-store.js';

const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const uuids = (count: number) => Array.from({ length: count }, (_, index) => uuid(index));
const idsOf = ({ url }: SentRequest) => listIn(url);
const batch = (status: number, success: number, failed: number) =>
  json(status, {
    data: [],
    errors: failed > 0 ? [{ status: 422, errors: { 0: 'bad' } }] : [],
    meta: { total: success + failed, success, failed },
  });

describe('removing shopper profiles', () => {
  test('never sends a request without ids, and each id once, whatever number is passed and however long the base URL is', async () => {
    const sizes = [fc.array(fc.nat(200), { minLength: 1, maxLength: 150 }), fc.nat(2_100)] as const;
    const property = fc.asyncProperty(...sizes, async (numbers, length) => {
      const baseUrl = `https://store.example/${'x'.repeat(length)}`;
      const { client, clock, requests } = createTransportStore({
        answer: () => ({ status: 204 }),
        options: { baseUrl },
      });
      await clock.run(client.segments.removeShopperProfiles(SEGMENT, numbers.map(uuid)));
      expect(requests.flatMap(idsOf)).toEqual([...new Set(numbers)].map(uuid));
      for (const { url } of requests) expect(url).toMatch(/\?id:in=[0-9a-f-]{36}((,|&id:in=)[0-9a-f-]{36})*$/);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test.each<[string, unknown]>([
    ['an empty list', []],
    ['nothing', undefined],
    ['null', null],
    ['a text', uuid(1)],
    ['a list with a hole', [uuid(1), undefined]],
    ['a list with an empty id', ['']],
    ['a list with what is no UUID', [uuid(1), '1,2']],
    ['a list in a list', [[uuid(1)]]],
    ['a set', new Set([uuid(1)])],
  ])('sends nothing at all for %s', async (_, profileIds) => {
    const { client, requests } = createTransportStore({ answer: () => ({ status: 204 }) });
    const call: unknown = Reflect.apply(client.segments.removeShopperProfiles, undefined, [SEGMENT, profileIds]);
    expect(await failureOf(Promise.resolve(call))).toMatchObject({ name: 'InvalidRequestError' });
    expect(requests).toEqual([]);
  });

  test('sends nothing without a segment either', async () => {
    const { client, requests } = createTransportStore({ answer: () => ({ status: 204 }) });
    expect(await failureOf(client.segments.removeShopperProfiles('', uuids(3)))).toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path: 'segmentId' }],
    });
    expect(requests).toEqual([]);
  });

  test('resolves to nothing when the store counts that all worked', async () => {
    const { client, clock } = createTransportStore({ answer: (request) => batch(200, idsOf(request).length, 0) });
    await expect(clock.run(client.segments.removeShopperProfiles(SEGMENT, uuids(120)))).resolves.toBeUndefined();
  });
});

describe('a success that reports failures', () => {
  const remove = async (answer: (request: SentRequest, isSecond: boolean) => Answer, count = 120) => {
    const isSecond = (request: SentRequest) => !idsOf(request).includes(uuid(0));
    const { client, clock, requests } = createTransportStore({
      answer: (request) => answer(request, isSecond(request)),
    });
    const failure = await clock.run(failureOf(client.segments.removeShopperProfiles(SEGMENT, uuids(count))));
    return { failure, first: requests.filter((request) => !isSecond(request)).flatMap(idsOf), requests };
  };

  test('makes the ids of its request unknown when some of them worked, and the others are still sent', async () => {
    const { failure, first } = await remove((request, isOther) =>
      isOther ? { status: 204 } : batch(200, 1, idsOf(request).length - 1),
    );
    expect(failure).toMatchObject({
      name: 'BulkError',
      unknown: first,
      failed: [],
      unsent: [],
      done: uuids(120).slice(first.length),
      cause: { name: 'ApiError', status: 200 },
    });
  });

  test('makes them failed when none worked', async () => {
    const { failure, first } = await remove((request, isOther) =>
      isOther ? { status: 204 } : batch(200, 0, idsOf(request).length),
    );
    expect(failure).toMatchObject({ failed: first, unknown: [], done: uuids(120).slice(first.length) });
  });

  test('makes a BulkError also where one request is enough', async () => {
    const { failure } = await remove(() => batch(200, 1, 1), 2);
    expect(failure).toMatchObject({ name: 'BulkError', unknown: uuids(2), done: [] });
  });

  test('is one when fewer worked than there are, though nothing is said to have failed', async () => {
    const { failure } = await remove(() => json(200, { meta: { total: 2, success: 1, failed: 0 } }), 2);
    expect(failure).toMatchObject({ name: 'BulkError', unknown: uuids(2) });
  });

  test('has no position looked up in its list of errors, and nothing is sent again', async () => {
    const { failure, requests } = await remove(() => batch(200, 2, 1), 3);
    expect(failure).toMatchObject({ unknown: uuids(3), failed: [] });
    expect(requests).toHaveLength(1);
  });
});

describe('ids are removed only where the store counts as many successes as were sent', () => {
  const store = useStoreStub();
  const ids = uuids(10);
  const meta = (counts: object) => ({ data: [], errors: [], meta: counts });
  const removeTen = async (body: object) => {
    store.current.answerWith(json(200, body));
    return store.current.client().segments.removeShopperProfiles(SEGMENT, ids);
  };

  test.each<[object]>([
    [meta({ total: 10, success: 10, failed: 0 })],
    [meta({ total: 10, success: 10 })],
    [meta({ success: 10, failed: 0 })],
    [{ meta: { success: 10 } }],
    [meta({ total: '10', success: '10', failed: '0' })],
  ])('done: %j', async (body) => {
    await expect(removeTen(body)).resolves.toBeUndefined();
  });

  test.each<[object]>([
    [meta({ total: 0, success: 0, failed: 0 })],
    [meta({ success: 3, failed: 0 })],
    [meta({ total: 11, success: 11, failed: 0 })],
    [meta({ total: 3, success: 10, failed: 0 })],
    [meta({ total: 12, success: 10, failed: 0 })],
    [meta({ total: 10, success: 10, failed: 2 })],
    [meta({ total: 10, success: 10, failed: -1 })],
    [meta({ total: 10, success: 10, failed: 'all' })],
    ...[{ success: 0 }, { success: 'no' }, { success: 9 }, { total: 9 }, { status: 'error' }, { failures: ['x'] }].map(
      (beside): [object] => [{ ...meta({ total: 10, success: 10, failed: 0 }), ...beside }],
    ),
    [{ ...meta({ total: 10, success: 10, failed: 0 }), data: [{ errors: ['x'] }] }],
    ...[
      { status: 'partial_failure' },
      { status: 'Completed with errors' },
      { ok: false },
      { code: 500 },
      { skipped: 3 },
      ...['error: nope', { status: 'failed' }, { success: 0 }, { ok: false }, { error: 'locked' }].map((record) => ({
        data: [{ id: ids[0] }, record],
      })),
    ].map((beside): [object] => [{ ...meta({ total: 10, success: 10, failed: 0 }), ...beside }]),
    [meta({ total: 10, success: 10, failed: true })],
    [meta({ total: 10, success: 10, failed: { toString: 1 } })],
    [meta({ total: 10, success: true, failed: 0 })],
    [meta({ total: 10, success: [10], failed: 0 })],
    [meta({ total: 10, success: null, failed: 0 })],
    [meta({ total: 10, failed: 0 })],
    [meta({ failed: 0 })],
    [meta({})],
    [{ errors: [] }],
    [{ data: ids }],
    [{ ...meta({ success: 10 }), success: false }],
    [{ ...meta({ success: 10 }), status: 500 }],
    [{ ...meta({ success: 10 }), error: 'no' }],
    [{ ...meta({ success: 10 }), errors: [{}] }],
    [{ ...meta({ success: 10 }), errors: [null] }],
    [meta({ success: 10, errors: ['no'] })],
    [meta({ total: 10, success: 0, failed: 11 })],
    [meta({ total: 20, success: 0, failed: 10 })],
  ])('unknown: %j', async (body) => {
    const failure = await failureOf(removeTen(body));
    expect(failure).toMatchObject({ name: 'BulkError', done: [], failed: [], unknown: ids, unsent: [] });
    expect(failure).toMatchObject({ cause: { name: 'ApiError', status: 200, body } });
  });

  test.each<[object]>([[meta({ total: 10, success: 0, failed: 10 })], [meta({ failed: 10 })]])(
    'failed: %j',
    async (body) => {
      const failure = await failureOf(removeTen(body));
      expect(failure).toMatchObject({ name: 'BulkError', done: [], failed: ids, unknown: [], unsent: [] });
    },
  );

  test('and where it does not, the other requests are still sent', async () => {
    store.current.answerWith(() =>
      store.current.requests.length === 2 ? json(200, { errors: [] }) : json(200, { meta: { success: 1 } }),
    );
    const client = store.current.client({ baseUrl: `${store.current.baseUrl}/${'x'.repeat(1_860)}` });
    const failure = await failureOf(client.segments.removeShopperProfiles(SEGMENT, uuids(4)));
    expect(store.current.requests).toHaveLength(4);
    expect(failure).toMatchObject({ done: [uuid(0), uuid(2), uuid(3)], unknown: [uuid(1)], unsent: [] });
    expect(failure).toHaveProperty(
      'cause.message',
      expect.stringContaining('got HTTP 200 but the response does not confirm that it worked.'),
    );
  });
});

describe('a segment counts as empty', () => {
  const store = useStoreStub();
  const empty = (body: object) => {
    store.current.answerWith(json(200, body));
    return expect(store.current.client().segments.removeAllShopperProfiles(SEGMENT));
  };

  test.each<[object]>([
    [{ meta: { total: 3, success: 3, failed: 0 } }],
    [{ meta: { total: 0, success: 0, failed: 0 } }],
    [{ meta: { total: 0 } }],
    [{ meta: { success: 3 } }],
    [{ data: [], meta: {} }],
    [{ errors: [] }],
  ])('after %j', (body) => empty(body).resolves.toBeUndefined());

  test.each<[object]>([
    [{ data: [{ error: 'locked' }] }],
    [{ data: [{ status: 'failed' }], meta: { total: 1, success: 1 } }],
    [{ data: [{ success: false }], meta: {} }],
    [{ meta: { success: 0 } }],
    [{ meta: { skipped: 4 } }],
    [{ meta: { total: 3, success: 3 }, status: 'partial' }],
  ])('not after %j, which reports failures', (body) => empty(body).rejects.toMatchObject({ name: 'ApiError' }));

  test.each<[object]>([
    [{ meta: { total: 5 } }],
    [{ meta: { total: 3, success: 4 } }],
    [{ meta: { total: -1, success: -1 } }],
    [{ meta: { success: [3] } }],
    [{ meta: { success: true } }],
    [{ meta: { total: null } }],
  ])('not after %j', (body) => empty(body).rejects.toMatchObject({ name: 'MalformedResponseError' }));
});
