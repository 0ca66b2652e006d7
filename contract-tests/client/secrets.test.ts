import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { createCustomersClient } from '../../src/index.js';
import { callMethod, METHODS, type MethodName } from '../support/call-method.js';
import { callOf } from '../support/method-calls.js';
import { ACCESS_TOKEN, type Answerer, json, STORE_HASH, useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();

/** Everything that can be seen of a value: printed in full, hidden members included, and as JSON. */
const visible = (value: unknown) =>
  [
    inspect(value, { depth: null, showHidden: true }),
    JSON.stringify(value),
    value instanceof Error ? `${value.stack}` : '',
  ].join('\n');

test('the client shows no token, however it is printed', () => {
  const client = createCustomersClient({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN });
  expect(visible(client)).not.toContain(ACCESS_TOKEN);
  expect(String(client)).not.toContain(ACCESS_TOKEN);
});

/** Stores and things before them that repeat the request, as debugging proxies do. */
const TALKATIVE: Readonly<Record<string, Answerer>> = {
  'an error body': (request) =>
    json(422, { title: request.headers.flat().join(' '), errors: { [ACCESS_TOKEN]: `bad ${ACCESS_TOKEN}` } }),
  'a list of errors': (request) => json(500, { errors: [request.headers.flat(), { title: ACCESS_TOKEN }] }),
  'an error page': (request) => ({
    status: 500,
    headers: { 'Content-Type': 'text/html' },
    body: `<p>${request.headers.flat().join(' ')}</p>`,
  }),
  'a page in place of a success': (request) => ({
    status: 200,
    headers: { 'Content-Type': 'text/html' },
    body: request.headers.flat().join(' '),
  }),
  'broken JSON': () => ({
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: `{"token":"${ACCESS_TOKEN}`,
  }),
  'a partial failure': () =>
    json(200, { data: [], errors: [{ title: ACCESS_TOKEN }], meta: { total: 1, success: 0, failed: 1 } }),
  'response headers': () => ({
    status: 500,
    headers: { 'X-Request-Id': ACCESS_TOKEN, 'Content-Type': `text/${ACCESS_TOKEN}` },
    body: 'x',
  }),
  'a location': () => ({ status: 307, headers: { Location: `https://example.com/?t=${ACCESS_TOKEN}` } }),
};

test('an error body without end does not exhaust the stack', async () => {
  store.current.answerWith({
    status: 500,
    headers: { 'Content-Type': 'application/json' },
    body: `${'{"errors":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  });
  await expect(store.current.client().customers.delete([1])).rejects.toMatchObject({
    name: 'ServerError',
    status: 500,
    body: { errors: { errors: {} } },
  });
});

test.each<[MethodName, unknown[]]>([
  ['customers.delete', [[ACCESS_TOKEN]]],
  ['segments.removeAllShopperProfiles', [ACCESS_TOKEN]],
  ['attributeValues.list', [{ [ACCESS_TOKEN]: 1 }]],
  ['attributeValues.list', [{ date_created: ACCESS_TOKEN }]],
  ['attributeValues.upsert', [[{ [ACCESS_TOKEN]: 1 }]]],
  ['customers.delete', [[1], { headers: { [`X-Auth-Token: ${ACCESS_TOKEN}`]: '' } }]],
  ['customers.delete', [[1], { headers: { 'X-Other': `${ACCESS_TOKEN}\n` } }]],
])('no error shows the token when it is passed to %s by mistake: %j', async (method, args) => {
  const failure = await callMethod(store.current.client(), method, args).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'InvalidRequestError' });
  expect(visible(failure)).not.toContain(ACCESS_TOKEN);
});

describe.each(Object.keys(TALKATIVE))('no error shows the token when the store repeats it in %s', (name) => {
  test.each(METHODS)('%s', async (method) => {
    store.current.answerWith(TALKATIVE[name] ?? { status: 500 });
    const result = await callMethod(store.current.client(), method, callOf(method).args).catch(
      (error: unknown) => error,
    );
    expect(visible(result)).toMatch(/Error/);
    expect(visible(result)).not.toContain(ACCESS_TOKEN);
  });
});

describe('no error shows the token when a fetch of the caller fails with', () => {
  test.each<[string, (request: RequestInit) => unknown]>([
    ['the token in its message', () => new Error(`cannot send ${ACCESS_TOKEN}`)],
    ['the request on it', (request) => Object.assign(new Error('no'), { request })],
    [
      'the request in its cause',
      (request) => Object.assign(new Error('no'), { cause: Object.assign(new Error('inner'), { request }) }),
    ],
    ['headers on it', (request) => Object.assign(new Error('no'), { config: { headers: { ...request.headers } } })],
    ['the token in a cause', () => new Error('no', { cause: new Error(`bad ${ACCESS_TOKEN}`) })],
    ['several errors', () => new AggregateError([new Error(`bad ${ACCESS_TOKEN}`)], 'no')],
    ['a way to get at the request', (request) => Object.assign(new Error('no'), { getRequest: () => request })],
    ['a string', () => `cannot send ${ACCESS_TOKEN}`],
    ['an object', (request) => ({ request })],
    [
      'the request behind a getter of its class',
      (request) =>
        new (class extends Error {
          get request() {
            return { ...request.headers };
          }
          toJSON() {
            return { ...request.headers };
          }
          [inspect.custom]() {
            return { ...request.headers };
          }
        })('no'),
    ],
    ['the token as its code', () => Object.assign(new Error('no'), { code: ACCESS_TOKEN })],
    [
      'something that cannot be looked at',
      () =>
        new Proxy(new Error('no'), {
          get: () => {
            throw ACCESS_TOKEN;
          },
        }),
    ],
    [
      'itself as its cause',
      (request) => {
        const error = Object.assign(new Error('no'), { request });
        return Object.assign(error, { cause: error });
      },
    ],
  ])('%s', async (_, makeReason) => {
    const client = store.current.client({ fetch: (_url, init) => Promise.reject(makeReason(init)) });
    const failure = await client.customers.delete([1]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'NetworkError' });
    expect(visible(failure)).not.toContain(ACCESS_TOKEN);
    expect(failure).not.toHaveProperty('cause.getRequest');
  });

  test('and escaped forms of it are found as well', async () => {
    const accessToken = 'zq"xyw/+=%';
    const client = store.current.client({ accessToken });
    store.current.answerWith({
      status: 307,
      headers: { Location: `https://example.com/?t=${encodeURIComponent(accessToken)}` },
    });
    const redirect = await client.customers.delete([1]).catch((error: unknown) => error);
    store.current.answerWith({
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: JSON.stringify({ accessToken }),
    });
    const page = await client.customers.delete([1]).catch((error: unknown) => error);
    for (const failure of [redirect, page]) {
      expect(visible(failure)).toContain('[redacted]');
      expect(visible(failure)).not.toContain('xyw');
    }
  });

  test('and what helps to find the mistake is kept', async () => {
    const reason = Object.assign(new Error(`connect failed for ${ACCESS_TOKEN}`), { code: 'ECONNRESET', request: {} });
    const client = store.current.client({ fetch: () => Promise.reject(reason) });
    await expect(client.customers.delete([1])).rejects.toMatchObject({
      code: 'ECONNRESET',
      cause: { message: 'connect failed for [redacted]', code: 'ECONNRESET' },
    });
  });
});
