import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { VERSION } from '../../src/version.js';
import { VALUES_PATH } from '../support/server.js';
import { ACCESS_TOKEN, json, useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const PROFILES = ['0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01', '9B2E4F60-7C1D-4E8A-B3F5-5A6D7C8E9F02'];
const PAGE = json(200, {
  data: [],
  meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } },
});

/** What the last request had, by lower-case name. */
const headersSent = () =>
  Object.fromEntries(
    (store.current.requests.at(-1)?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]),
  );
const urlSent = () => store.current.requests.at(-1)?.url;

describe('on the wire', () => {
  test('ids are one comma list under the name that the API has for it', async () => {
    const client = store.current.client();
    await client.customers.delete([1138, 1139]);
    expect(urlSent()).toBe('/stores/abc123example/v3/customers?id:in=1138,1139');
    await client.attributeValues.delete([7011]);
    expect(urlSent()).toBe('/stores/abc123example/v3/customers/attribute-values?id:in=7011');
    await client.segments.removeShopperProfiles(SEGMENT, PROFILES);
    expect(urlSent()).toBe(`/stores/abc123example/v3/segments/${SEGMENT}/shopper-profiles?id:in=${PROFILES.join(',')}`);
  });

  test('only removeAllShopperProfiles sends no ids', async () => {
    await store.current.client().segments.removeAllShopperProfiles(SEGMENT);
    expect(urlSent()).toBe(`/stores/abc123example/v3/segments/${SEGMENT}/shopper-profiles`);
  });

  test('values are a JSON list with the members that were given', async () => {
    store.current.answerWith(
      json(200, { data: [{ customer_id: 1138, attribute_id: 4, attribute_value: 'ü "1"' }], meta: {} }),
    );
    await store.current.client().attributeValues.upsert([{ customer_id: 1138, attribute_id: 4, value: 'ü "1"' }]);
    expect(store.current.requests.at(-1)).toMatchObject({
      method: 'PUT',
      body: '[{"customer_id":1138,"attribute_id":4,"value":"ü \\"1\\""}]',
    });
    expect(headersSent()).toMatchObject({ 'content-type': 'application/json' });
  });

  test.each<[string, object, string]>([
    ['no filters', {}, ''],
    ['numbers', { page: 2, limit: 250 }, '?page=2&limit=250'],
    ['lists of ids', { 'customer_id:in': [23, 24], 'attribute_id:in': [1] }, '?customer_id:in=23,24&attribute_id:in=1'],
    [
      'text, with everything encoded that could be taken for something else',
      { name: "a&b=c+d,é (1)*'!#?/" },
      '?name=a%26b%3Dc%2Bd%2C%C3%A9%20%281%29%2A%27%21%23%3F%2F',
    ],
    ['a date', { 'date_created:min': '2026-03-02' }, '?date_created:min=2026-03-02'],
    ['a date and a time', { date_created: '2026-03-02T08:15:30' }, '?date_created=2026-03-02T08:15:30'],
    ['a time in UTC', { 'date_created:max': '2026-03-02T08:15:30Z' }, '?date_created:max=2026-03-02T08:15:30Z'],
    [
      'a time west of Greenwich',
      { date_modified: '2026-03-02T08:15:30-05:00' },
      '?date_modified=2026-03-02T08:15:30-05:00',
    ],
    [
      'an offset without a colon',
      { date_modified: '2026-03-02T08:15:30-0500' },
      '?date_modified=2026-03-02T08:15:30-0500',
    ],
    [
      'a time east of Greenwich, in UTC',
      { 'date_modified:min': '2026-03-02T08:15:30+02:00' },
      '?date_modified:min=2026-03-02T06:15:30Z',
    ],
    [
      'the same without a colon',
      { 'date_modified:min': '2026-03-02T08:15:30+0200' },
      '?date_modified:min=2026-03-02T06:15:30Z',
    ],
    ['a UNIX timestamp', { 'date_modified:max': 1772439330000 }, '?date_modified:max=1772439330000'],
    ['a UNIX timestamp as text', { 'date_modified:max': '1772439330' }, '?date_modified:max=1772439330'],
    [
      'a Date, in whole seconds',
      { 'date_created:min': new Date('2026-03-02T08:15:30.999Z') },
      '?date_created:min=2026-03-02T08:15:30Z',
    ],
    ['a filter that is undefined', { name: undefined, page: 1 }, '?page=1'],
  ])('list with %s', async (_, filters, query) => {
    store.current.answerWith(PAGE);
    await store.current.client().attributeValues.list(filters);
    expect(urlSent()).toBe(`/stores/abc123example/v3${VALUES_PATH}${query}`);
  });

  test('values of 255 characters, however many units of UTF-16 they take', async () => {
    const value = '😀'.repeat(255);
    const record = { customer_id: 1, attribute_id: 4, attribute_value: value };
    store.current.answerWith(json(200, { data: [record], meta: {} }));
    await store.current.client().attributeValues.upsert([{ customer_id: 1, attribute_id: 4, value }]);
    expect(store.current.requests.at(-1)?.body).toContain(value);
  });

  test('a base URL may have a path of its own, and slashes at its end', async () => {
    await store.current.client({ baseUrl: `${store.current.baseUrl}/proxy//` }).customers.delete([1]);
    expect(urlSent()).toBe('/proxy/stores/abc123example/v3/customers?id:in=1');
  });
});

describe('every request carries', () => {
  test('the token, what it accepts and who it is', async () => {
    await store.current.client().customers.delete([1]);
    expect(headersSent()).toMatchObject({
      'x-auth-token': ACCESS_TOKEN,
      accept: 'application/json',
      'user-agent': `bigcommerce-customers/${VERSION}`,
    });
    expect(headersSent()).not.toHaveProperty('content-type');
  });

  test("the application's name before the package's", async () => {
    await store.current.client({ userAgent: 'crm-sync/2.1' }).customers.delete([1]);
    expect(headersSent()).toMatchObject({ 'user-agent': `crm-sync/2.1 bigcommerce-customers/${VERSION}` });
  });

  test('the headers and the timeout that a call was made with, whatever becomes of them meanwhile', async () => {
    const options = { headers: { 'X-Trace': '1' }, timeoutMs: 5_000 };
    store.current.answerWith(() => {
      Object.assign(options.headers, { 'X-Auth-Token': 'other' });
      Object.assign(options, { timeoutMs: Number.NaN });
      return { status: 204 };
    });
    await store.current.client().customers.delete(
      Array.from({ length: 1_000 }, (_, index) => index + 1_000_000),
      options,
    );
    expect(store.current.requests.length).toBeGreaterThan(1);
    expect(headersSent()).toMatchObject({ 'x-auth-token': ACCESS_TOKEN, 'x-trace': '1' });
  });

  test('headers of the call', async () => {
    await store.current.client().customers.delete([1], { headers: { traceparent: '00-1' } });
    expect(headersSent()).toMatchObject({ traceparent: '00-1', 'x-auth-token': ACCESS_TOKEN });
  });
});

describe('fetch', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });

  test('is looked up when a call is made, so that instrumentation and test doubles installed later apply', async () => {
    const client = store.current.client();
    const replacement = jest.fn(async () => new Response(null, { status: 204 }));
    globalThis.fetch = replacement;
    await client.customers.delete([1]);
    expect(replacement).toHaveBeenCalledTimes(1);
    expect(store.current.requests).toHaveLength(0);
  });

  const noContent = async (_url: string, _init: RequestInit) => new Response(null, { status: 204 });

  test.each(['of the options', 'of the platform'])('%s is called with a URL and options', async (whose) => {
    const fetch = jest.fn(noContent);
    if (whose === 'of the platform') globalThis.fetch = jest.fn((url, init) => fetch(String(url), init ?? {}));
    const client = store.current.client(whose === 'of the options' ? { fetch } : {});
    await client.customers.delete([1], { headers: { 'X-Trace': 't1' } });
    const url = `${store.current.baseUrl}/stores/abc123example/v3/customers?id:in=1`;
    const headers = {
      Accept: 'application/json',
      'User-Agent': `bigcommerce-customers/${VERSION}`,
      'X-Auth-Token': ACCESS_TOKEN,
      'x-trace': 't1',
    };
    const signal = expect.any(AbortSignal);
    expect(fetch.mock.calls).toEqual([[url, { method: 'DELETE', headers, redirect: 'manual', signal }]]);
    expect(fetch.mock.calls[0]?.[1].signal?.aborted).toBe(false);
  });

  test('is given a body as JSON, and options of its own to change', async () => {
    const fetch = jest.fn(async (_url: string, init: RequestInit) => {
      Object.assign(init.headers ?? {}, { 'X-Auth-Token': 'another' });
      const [value] = JSON.parse(String(init.body));
      return Response.json({ data: [{ id: 1, ...value, attribute_value: value.value }], meta: {} });
    });
    const client = store.current.client({ fetch });
    const value = { customer_id: 1, attribute_id: 2, value: 'x' };
    for (const _ of [1, 2]) await client.attributeValues.upsert([value]);
    expect(fetch.mock.calls.map(([, { method, body }]) => [method, body])).toEqual([
      ['PUT', JSON.stringify([value])],
      ['PUT', JSON.stringify([value])],
    ]);
    store.current.answerWith({ status: 204 });
    await store.current.client().customers.delete([1]);
    expect(headersSent()).toMatchObject({ 'x-auth-token': ACCESS_TOKEN });
  });

  test('may give any object that has what a response has', async () => {
    const fetch = async () => ({ status: 204, ok: true, headers: { get: () => null }, text: async () => '' });
    const { attributeValues } = store.current.client({ fetch });
    await expect(attributeValues.delete([1])).resolves.toBeUndefined();
  });
});

test('nothing is logged, whatever happens', async () => {
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const spies = methods.map((method) => jest.spyOn(console, method).mockImplementation(() => {}));
  store.current.answerWith({ status: 500, body: 'no' });
  await store.current
    .client()
    .customers.delete([1])
    .catch(() => {});
  await store.current
    .client({ baseUrl: 'http://127.0.0.1:1' })
    .customers.delete([1])
    .catch(() => {});
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});
