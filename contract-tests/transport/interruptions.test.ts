import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { useStoreStub } from '../support/store-stub.js';

const store = useStoreStub();

/** A port that nothing listens on, because something just stopped listening on it. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a NetworkError, with the cause and its code kept, is thrown', () => {
  test('when nobody answers at the address', async () => {
    const client = store.current.client({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
    await expect(client.customers.delete([1])).rejects.toMatchObject({
      name: 'NetworkError',
      code: 'ECONNREFUSED',
      operationId: 'deleteCustomers',
      cause: { name: 'TypeError', cause: { code: 'ECONNREFUSED' } },
      sent: false,
      message: expect.stringContaining('Nothing was sent; check baseUrl'),
    });
  });

  test('when the connection is reset before an answer', async () => {
    store.current.answerWith((_, __, message) => void message.socket.destroy());
    await expect(store.current.client().customers.delete([1])).rejects.toMatchObject({
      name: 'NetworkError',
      code: 'UND_ERR_SOCKET',
    });
  });

  test.each([200, 422])('when the connection is cut in the middle of the body of a %i', async (status) => {
    store.current.answerWith((_, response) => {
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"data":[');
      setTimeout(() => response.destroy(), 20);
      return undefined;
    });
    await expect(store.current.client().attributeValues.list()).rejects.toMatchObject({
      name: 'NetworkError',
      code: 'UND_ERR_SOCKET',
    });
  });

  test.each<[string, () => Error]>([
    [
      'Node',
      () =>
        Object.assign(new TypeError('fetch failed'), {
          cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
        }),
    ],
    ['Bun', () => Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
  ])('with the code where %s puts it', async (_, makeError) => {
    const error = makeError();
    const client = store.current.client({ fetch: () => Promise.reject(error) });
    await expect(client.customers.delete([1])).rejects.toMatchObject({
      name: 'NetworkError',
      code: 'ECONNRESET',
      cause: error,
    });
  });

  test('with what the runtime says where it has no code', async () => {
    const client = store.current.client({ fetch: () => Promise.reject(new TypeError('Network connection lost.')) });
    await expect(client.customers.delete([1])).rejects.toMatchObject({
      code: undefined,
      message: expect.stringContaining('Network connection lost.'),
    });
  });

  test.each([['a string'], [undefined], [null], [7]])('when a fetch rejects with %p', async (reason) => {
    const client = store.current.client({ fetch: () => Promise.reject(reason) });
    await expect(client.customers.delete([1])).rejects.toMatchObject({ name: 'NetworkError' });
  });

  test('when a fetch throws at once', async () => {
    const client = store.current.client({
      fetch: () => {
        throw new Error('broken');
      },
    });
    await expect(client.customers.delete([1])).rejects.toMatchObject({
      name: 'NetworkError',
      cause: { message: 'broken' },
    });
  });
});

test.each<[string, unknown, string]>([
  [
    'the runtime waits no longer',
    Object.assign(new TypeError('x'), { cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } }),
    'TimeoutError',
  ],
  ['a signal of the fetch itself times out', new DOMException('x', 'TimeoutError'), 'TimeoutError'],
  ['the fetch itself is aborted', new DOMException('x', 'AbortError'), 'AbortError'],
])('an error says what it is by name or code, when %s', async (_, reason, name) => {
  const client = store.current.client({ fetch: () => Promise.reject(reason) });
  await expect(client.customers.delete([1])).rejects.toMatchObject({ name, cause: expect.anything() });
});

test('an answer that fetch gives for a failed request is a NetworkError', async () => {
  const client = store.current.client({ fetch: async () => Response.error() });
  await expect(client.customers.delete([1])).rejects.toMatchObject({ name: 'NetworkError' });
});

test('an error of another realm says what it says', async () => {
  const error = Object.assign(Object.create({ constructor: Object }), { name: 'TypeError', message: 'from elsewhere' });
  const client = store.current.client({ fetch: () => Promise.reject(error) });
  await expect(client.customers.delete([1])).rejects.toMatchObject({
    message: expect.stringContaining('from elsewhere'),
  });
});

describe('a TimeoutError is thrown', () => {
  test('when no answer begins in time', async () => {
    store.current.answerWith(() => undefined);
    await expect(store.current.client().customers.delete([1], { timeoutMs: 30 })).rejects.toMatchObject({
      name: 'TimeoutError',
      timeoutMs: 30,
      message: expect.stringMatching(/within 30 ms.*timeoutMs/),
    });
  });

  test('when the body does not end in time', async () => {
    store.current.answerWith((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('{"data":[');
      return undefined;
    });
    await expect(store.current.client({ timeoutMs: 60 }).attributeValues.list()).rejects.toMatchObject({
      name: 'TimeoutError',
      timeoutMs: 60,
    });
  });

  test('when a fetch of the caller takes no notice of its signal', async () => {
    const client = store.current.client({ fetch: () => new Promise(() => {}) });
    await expect(client.customers.delete([1], { timeoutMs: 30 })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('and the request is cancelled, so that the connection is free again', async () => {
    let closed: Promise<unknown> | undefined;
    store.current.answerWith((_, __, message) => {
      closed = once(message.socket, 'close');
      return undefined;
    });
    await expect(store.current.client().customers.delete([1], { timeoutMs: 30 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await closed;
  });
});

describe('an AbortError, with the reason of the signal, is thrown', () => {
  test('when the signal is aborted already, and nothing is sent', async () => {
    const signal = AbortSignal.abort('changed my mind');
    await expect(store.current.client().customers.delete([1], { signal })).rejects.toMatchObject({
      name: 'AbortError',
      reason: 'changed my mind',
      sent: false,
      message: expect.stringContaining('before it was sent'),
    });
    expect(store.current.requests).toHaveLength(0);
  });

  test('when the signal is aborted while the store is thinking', async () => {
    const controller = new AbortController();
    const reason = new Error('shutting down');
    store.current.answerWith(() => void controller.abort(reason));
    const failure = await store.current
      .client()
      .customers.delete([1], { signal: controller.signal })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'AbortError', sent: true });
    expect(failure).toHaveProperty('reason', reason);
    expect(failure).toHaveProperty('cause', reason);
  });

  test('when the signal is aborted while the body arrives', async () => {
    const controller = new AbortController();
    store.current.answerWith((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('{"data":[');
      setTimeout(() => controller.abort(), 20);
      return undefined;
    });
    await expect(store.current.client().attributeValues.list({}, { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('also when the signal is a timeout of the caller', async () => {
    store.current.answerWith(() => undefined);
    await expect(
      store.current.client().customers.delete([1], { signal: AbortSignal.timeout(20) }),
    ).rejects.toMatchObject({
      name: 'AbortError',
      reason: { name: 'TimeoutError' },
    });
  });

  test('to all of many calls that share a signal, which has one listener', async () => {
    const controller = new AbortController();
    const added: string[] = [];
    const add = controller.signal.addEventListener.bind(controller.signal);
    controller.signal.addEventListener = (...args: Parameters<typeof add>) => {
      added.push(args[0]);
      add(...args);
    };
    store.current.answerWith(() => undefined);
    const client = store.current.client();
    const calls = Array.from({ length: 30 }, () => client.customers.delete([1], { signal: controller.signal }));
    setTimeout(() => controller.abort('enough'), 30);
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.name : 'done'))).toEqual(
      Array(30).fill('AbortError'),
    );
    expect(added).toEqual(['abort']);
  });

  test('and no listener is left on the signal, however the call ends', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    await store.current.client().customers.delete([1], { signal });
    store.current.answerWith({ status: 500 });
    await store.current
      .client()
      .customers.delete([1], { signal })
      .catch(() => {});
    expect(listeners).toBe(0);
  });
});
