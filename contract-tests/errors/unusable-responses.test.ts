import { describe, expect, test } from '@jest/globals';
import { callMethod, type MethodName } from '../support/call-method.js';
import { ACCESS_TOKEN, type Answer, json, useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();
const VALUE = { customer_id: 1138, attribute_id: 4, value: 'Gold' };
const RECORD = { customer_id: 1138, attribute_id: 4, attribute_value: 'Gold' };
const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';

const outcomeOf = (answer: Answer, method: MethodName, ...args: unknown[]) => {
  store.current.answerWith(answer);
  return expect(callMethod(store.current.client(), method, args));
};

describe('a success that is not what the operation answers with is a MalformedResponseError', () => {
  const htmlPage = {
    status: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'X-Request-Id': 'ab12' },
    body: '<html>Please sign in</html>',
  };

  test.each<[MethodName, unknown[]]>([
    ['attributeValues.list', [{}]],
    ['attributeValues.listAll', [{}]],
    ['attributeValues.upsert', [[VALUE]]],
    ['attributeValues.delete', [[7011]]],
    ['customers.delete', [[1138]]],
    ['segments.removeShopperProfiles', [SEGMENT, [SEGMENT]]],
    ['segments.removeAllShopperProfiles', [SEGMENT]],
  ])('%s, for a page that a proxy put in its place', async (method, args) => {
    await outcomeOf(htmlPage, method, ...args).rejects.toMatchObject({
      name: 'MalformedResponseError',
      status: 200,
      requestId: 'ab12',
      contentType: 'text/html; charset=utf-8',
      snippet: '<html>Please sign in</html>',
    });
  });

  test.each<[string, Answer]>([
    [
      'JSON that ends too early',
      { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"data":[{"id":1}' },
    ],
    [
      'JSON under another content type',
      { status: 200, headers: { 'Content-Type': 'text/plain' }, body: '{"data":[],"meta":{}}' },
    ],
    [
      'JSON under a content type that is like JSON',
      { status: 200, headers: { 'Content-Type': 'application/jsonlines' }, body: '{"data":[],"meta":{}}' },
    ],
    ['JSON as a text', { status: 200, headers: { 'Content-Type': 'text/json' }, body: '{"data":[],"meta":{}}' }],
    ['JSON without a content type', { status: 200, body: '{"data":[],"meta":{}}' }],
    ['an empty body', { status: 200, headers: { 'Content-Type': 'application/json' }, body: '' }],
    ['a length of 0', { status: 200, headers: { 'Content-Length': '0' } }],
    ['204 where records are due', { status: 204 }],
    ['a body without records', json(200, {})],
    ['records that are not a list', json(200, { data: {}, meta: {} })],
    ['a list in place of an object', json(200, [])],
    ['JSON null', json(200, null)],
    ['a JSON string', json(200, 'ok')],
  ])('list and upsert, for %s', async (_, answer) => {
    await outcomeOf(answer, 'attributeValues.list').rejects.toMatchObject({
      name: 'MalformedResponseError',
      status: answer.status,
    });
    await outcomeOf(answer, 'attributeValues.upsert', [VALUE]).rejects.toMatchObject({
      name: 'MalformedResponseError',
      status: answer.status,
    });
  });

  test('upsert, when the answer has no record for a value', async () => {
    const other = { ...RECORD, customer_id: 1139 };
    await outcomeOf(json(200, { data: [other], meta: {} }), 'attributeValues.upsert', [VALUE]).rejects.toMatchObject({
      name: 'MalformedResponseError',
      message: expect.stringContaining('no record for values[0]'),
    });
  });

  test('removing profiles, for a 200 without the counts that it documents', async () => {
    await outcomeOf({ status: 200, headers: { 'Content-Length': '0' } }, 'segments.removeShopperProfiles', SEGMENT, [
      SEGMENT,
    ]).rejects.toMatchObject({
      name: 'MalformedResponseError',
    });
  });

  test('its snippet has at most 200 characters of the body', async () => {
    const body = 'x'.repeat(10_000);
    await outcomeOf(
      { status: 200, headers: { 'Content-Type': 'text/html' }, body },
      'customers.delete',
      [1],
    ).rejects.toMatchObject({
      snippet: `${'x'.repeat(200)}…`,
    });
  });
});

describe('a success is a success', () => {
  test.each<[string, Answer]>([
    [
      'with a charset',
      { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: '{"data":[],"meta":{}}' },
    ],
    [
      'with a content type in capitals',
      { status: 200, headers: { 'Content-Type': 'Application/JSON' }, body: '{"data":[],"meta":{}}' },
    ],
    [
      'with a JSON suffix',
      { status: 200, headers: { 'Content-Type': 'application/problem+json' }, body: '{"data":[],"meta":{}}' },
    ],
    ['with members that nobody has documented', json(200, { data: [], meta: { cursor: 'x' }, links: [] })],
  ])('%s', async (_, answer) => {
    await outcomeOf(answer, 'attributeValues.list').resolves.toMatchObject({ data: [] });
  });

  test('for a delete, with 204', async () => {
    await outcomeOf({ status: 204 }, 'customers.delete', [1138]).resolves.toBeUndefined();
  });
});

describe('a redirect is not followed', () => {
  test.each([301, 302, 303, 307, 308])('%i', async (status) => {
    const elsewhere: string[] = [];
    store.current.answerWith((request) => {
      elsewhere.push(request.url);
      return { status, headers: { Location: `${store.current.baseUrl}/elsewhere?token=${ACCESS_TOKEN}` } };
    });
    await expect(store.current.client().customers.delete([1138])).rejects.toMatchObject({
      name: 'UnexpectedRedirectError',
      status,
      location: `${store.current.baseUrl}/elsewhere?token=[redacted]`,
    });
    expect(elsewhere).toHaveLength(1);
  });

  test('unless a fetch of the caller follows it, and then the error says so', async () => {
    const elsewhere = `${store.current.baseUrl}/elsewhere`;
    store.current.answerWith((request) =>
      request.url.startsWith('/elsewhere') ? { status: 204 } : { status: 307, headers: { Location: elsewhere } },
    );
    const client = store.current.client({ fetch: (url, init) => fetch(url, { ...init, redirect: 'follow' }) });
    await expect(client.customers.delete([1138])).rejects.toMatchObject({
      name: 'UnexpectedRedirectError',
      status: 204,
      location: elsewhere,
      message: expect.stringContaining('Your fetch followed it'),
    });
  });

  test('without a location', async () => {
    await outcomeOf({ status: 304 }, 'attributeValues.list').rejects.toMatchObject({
      name: 'UnexpectedRedirectError',
      location: undefined,
    });
  });

  test('where the runtime hides it, as browsers do', async () => {
    const opaque = Object.defineProperties(new Response(null), {
      status: { value: 0 },
      type: { value: 'opaqueredirect' },
      ok: { value: false },
    });
    const client = store.current.client({ fetch: async () => opaque });
    await expect(client.customers.delete([1138])).rejects.toMatchObject({
      name: 'UnexpectedRedirectError',
      status: 0,
      location: undefined,
    });
  });
});
