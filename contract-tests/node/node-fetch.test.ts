import { execFile } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import nock from 'nock';
import { nodeFetch } from '../../src/node/index.js';
import type { HttpRequest } from '../../src/transport/exchange.js';
import { startStoreStub } from '../support/store-stub.js';
import { type RawAnswerer, type RawServer, startRawServer } from './raw-server.js';

// What is tested here are real connections. nock stands in for them in other files.
beforeAll(() => nock.restore());

let server: RawServer;
afterEach(async () => {
  jest.restoreAllMocks();
  await server?.close();
});

async function answerWith(answer: RawAnswerer): Promise<RawServer> {
  server = await startRawServer(answer);
  return server;
}

function ok(body: string | Buffer, headers = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body),
  ]);
}

function request(path = '/', init: Partial<HttpRequest> = {}): HttpRequest {
  const signal = new AbortController().signal;
  return { method: 'GET', url: server.url + path, headers: {}, body: undefined, signal, ...init };
}

/** A signal that tells how many listen to it. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set<unknown>();
  const add = signal.addEventListener.bind(signal) as (type: string, listener: unknown) => void;
  const remove = signal.removeEventListener.bind(signal) as (type: string, listener: unknown) => void;
  signal.addEventListener = (type: string, listener: unknown) => {
    listeners.add(listener);
    add(type, listener);
  };
  signal.removeEventListener = (type: string, listener: unknown) => {
    listeners.delete(listener);
    remove(type, listener);
  };
  return { controller, signal, listeners };
}

describe('a request', () => {
  test('goes out as it was given, and asks for no compression', async () => {
    await answerWith((socket) => socket.write(ok('')));
    const headers = { Accept: 'application/json', 'X-Auth-Token': 'x' };
    await nodeFetch().send(request('/a%2Fb?id:in=1,2&date=2026-03-02T08:15:30+01:00', { method: 'DELETE', headers }));
    expect(server.requests[0]?.split('\r\n')).toEqual([
      'DELETE /a%2Fb?id:in=1,2&date=2026-03-02T08:15:30+01:00 HTTP/1.1',
      `Host: ${server.url.slice('http://'.length)}`,
      'Accept: application/json',
      'X-Auth-Token: x',
      'Connection: keep-alive',
      '',
      '',
    ]);
  });

  test('keeps its headers when a tool for tracing copies the options of http.request', async () => {
    await answerWith((socket) => socket.write(ok('{}')));
    const real = http.request;
    const traced = (options: http.RequestOptions) =>
      real({ ...options, headers: Object.assign({ traceparent: '00-1' }, options.headers) });
    jest.spyOn(http, 'request').mockImplementation(traced as typeof http.request);
    await nodeFetch().send(request('/', { headers: { 'X-Auth-Token': 'x' } }));
    expect(server.requests[0]).toMatch(/\r\nX-Auth-Token: x\r\n/);
    expect(server.requests[0]).toContain('traceparent: 00-1');
  });

  test('has the length of its body in bytes, in one piece', async () => {
    await answerWith((socket) => socket.write(ok('')));
    await nodeFetch().send(request('/', { method: 'PUT', body: '["Käse €"]' }));
    expect(server.requests[0]).toContain('\r\nContent-Length: 13\r\n');
    expect(server.requests[0]).not.toContain('Transfer-Encoding');
    expect(Buffer.from(server.requests[0]?.split('\r\n\r\n')[1] ?? '', 'latin1').toString()).toBe('["Käse €"]');
  });

  test('says that a body is empty where one could be', async () => {
    await answerWith((socket) => socket.write(ok('')));
    await nodeFetch().send(request('/', { method: 'PUT' }));
    expect(server.requests[0]).toContain('\r\nContent-Length: 0\r\n');
  });

  test.each([
    ['/a b?q="ü"#part', '/a%20b?q=%22%C3%BC%22'],
    ['/a/../b', '/b'],
    ['/a/%2e%2E/b', '/b'],
    ['?x=1', '/?x=1'],
    ['', '/'],
  ])('has the URL that fetch would send for %j', async (path, sent) => {
    await answerWith((socket) => socket.write(ok('')));
    await nodeFetch().send(request(path));
    await fetch(server.url + path);
    expect(server.requests.map((text) => text.split(' ')[1])).toEqual([sent, sent]);
  });

  test.each(['ftp://127.0.0.1/', 'not a URL'])('is refused for %j', async (url) => {
    await answerWith((socket) => socket.destroy());
    await expect(nodeFetch().send(request('', { url }))).rejects.toMatchObject({ name: 'TypeError' });
  });
});

describe('an answer', () => {
  test('has status, headers in any case, and text', async () => {
    const lines =
      'HTTP/1.1 422 Bad\r\nX-Request-Id: 7\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\n{}';
    await answerWith((socket) => socket.write(lines));
    const response = await nodeFetch().send(request());
    expect(response).toMatchObject({ status: 422, ok: false });
    const names = ['X-Request-ID', 'x-request-id', 'set-cookie', 'X-None', 'constructor', '__proto__'];
    expect(names.map((name) => response.headers.get(name))).toEqual(['7', '7', 'a=1, b=2', null, null, null]);
    expect(await response.text()).toBe('{}');
  });

  test('that is a redirect is not followed', async () => {
    await answerWith((socket) => socket.write('HTTP/1.1 307 Go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n'));
    const response = await nodeFetch().send(request('/a'));
    expect([response.status, response.ok, response.headers.get('Location')]).toEqual([307, false, '/b']);
    expect(server.requests).toHaveLength(1);
  });

  test('may have no body', async () => {
    await answerWith((socket) => socket.write('HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n'));
    const response = await nodeFetch().send(request('/', { method: 'DELETE' }));
    expect([response.status, response.ok, await response.text()]).toEqual([204, true, '']);
  });

  test('is the one after interim answers', async () => {
    await answerWith((socket) => socket.write(`HTTP/1.1 103 Early Hints\r\n\r\n${ok('yes')}`));
    expect(await (await nodeFetch().send(request())).text()).toBe('yes');
  });

  test('is decoded whole, wherever its characters are split', async () => {
    const text = 'Käse €uro 😀';
    await answerWith((socket) => {
      const bytes = ok(text, 'Content-Type: application/json\r\n');
      socket.setNoDelay(true);
      const writeFrom = (position: number) => {
        if (position < bytes.length) {
          socket.write(bytes.subarray(position, position + 1));
          setTimeout(writeFrom, 1, position + 1);
        }
      };
      writeFrom(0);
    });
    expect(await (await nodeFetch().send(request())).text()).toBe(text);
  });

  test.each(['gzip', 'GZIP', 'x-gzip'])(
    'is unpacked where something on the way has packed it: %s',
    async (encoding) => {
      await answerWith((socket) => socket.write(ok(gzipSync('"Käse"'), `Content-Encoding: ${encoding}\r\n`)));
      expect(await (await nodeFetch().send(request())).text()).toBe('"Käse"');
    },
  );

  test('that is not packed as its headers say cannot be read', async () => {
    await answerWith((socket) => socket.write(ok('not packed', 'Content-Encoding: gzip\r\n')));
    const response = await nodeFetch().send(request());
    await expect(response.text()).rejects.toMatchObject({ code: 'Z_DATA_ERROR' });
  });

  test('has no byte order mark in its text, as with fetch', async () => {
    await answerWith((socket) => socket.write(ok('\ufeff{}')));
    expect(await (await nodeFetch().send(request())).text()).toBe('{}');
  });
});

describe('a connection', () => {
  test('is used again', async () => {
    const ports = new Set<number | undefined>();
    await answerWith((socket) => {
      ports.add(socket.remotePort);
      socket.write(ok('{}'));
    });
    const { send } = nodeFetch();
    for (let count = 0; count < 5; count += 1) await send(request());
    expect([server.requests.length, ports.size]).toEqual([5, 1]);
  });

  test('that was closed while idle is passed on as the error that it is, and the next request gets another', async () => {
    await answerWith((socket, _, count) => (count === 2 ? socket.resetAndDestroy() : socket.write(ok(`"${count}"`))));
    const { send } = nodeFetch();
    expect(await (await send(request())).text()).toBe('"1"');
    await expect(send(request())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await (await send(request())).text()).toBe('"3"');
  });

  test('does not keep the process alive', async () => {
    await answerWith((socket) => socket.write(ok('{"data":[]}')));
    const script = `
      import { nodeFetch } from ${JSON.stringify(new URL('../../src/node/index.ts', import.meta.url).href)};
      const signal = new AbortController().signal;
      const response = await nodeFetch().send({ method: 'GET', url: '${server.url}/', headers: {}, body: undefined, signal });
      console.log(await response.text());
    `;
    const options = { cwd: fileURLToPath(new URL('../..', import.meta.url)), timeout: 20_000 };
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    expect(stdout).toBe('{"data":[]}\n');
    // The server has closed nothing: the process ended by itself.
    expect(server.requests).toHaveLength(1);
  });
});

describe('a failure', () => {
  test('to connect rejects with the code of the system', async () => {
    await answerWith((socket) => socket.destroy());
    const { url } = server;
    await server.close();
    const { signal, listeners } = countedSignal();
    await expect(nodeFetch().send(request('', { url, signal }))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(listeners.size).toBe(0);
    await answerWith(() => {});
  });

  test.each<[string, RawAnswerer, string]>([
    ['a connection closed without a response', (socket) => socket.destroy(), 'ECONNRESET'],
    ['a connection reset without an answer', (socket) => socket.resetAndDestroy(), 'ECONNRESET'],
    ['headers cut short', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'), 'ECONNRESET'],
    ['a body cut short', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'), 'ECONNRESET'],
    [
      'chunks cut short',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n'),
      'ECONNRESET',
    ],
    ['no HTTP at all', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'), 'HPE_INVALID_CONSTANT'],
    [
      'an answer that leaves HTTP',
      (socket) => socket.write('HTTP/1.1 101 Go\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
      'ECONNRESET',
    ],
  ])('is %s, and has a code', async (_, answer, code) => {
    await answerWith(answer);
    const { signal, listeners } = countedSignal();
    await expect(nodeFetch().send(request('/', { signal }))).rejects.toMatchObject({ code });
    expect(listeners.size).toBe(0);
  });
});

describe('HTTPS', () => {
  test('is spoken where the URL says so', async () => {
    await answerWith(() => {});
    const plain = await startStoreStub();
    const url = plain.baseUrl.replace('http:', 'https:');
    await expect(nodeFetch().send(request('', { url }))).rejects.toMatchObject({
      code: expect.stringMatching(/SSL|EPROTO/),
    });
    expect(plain.requests).toEqual([]);
    await plain.close();
  });
});

describe('aborting', () => {
  const reason = new Error('changed my mind');

  test('beforehand sends nothing', async () => {
    await answerWith((socket) => socket.write(ok('')));
    const { controller, signal, listeners } = countedSignal();
    controller.abort(reason);
    await expect(nodeFetch().send(request('/', { signal }))).rejects.toBe(reason);
    expect([server.requests.length, listeners.size]).toEqual([0, 0]);
  });

  test.each<[string, RawAnswerer]>([
    ['while waiting for an answer', () => {}],
    ['in the middle of a body', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{')],
    [
      'in the middle of a packed body',
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f'),
    ],
  ])('%s rejects with the reason and closes the connection', async (_, answer) => {
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await answerWith((socket, text, count) => {
      answer(socket, text, count);
      setTimeout(arrived, 20);
    });
    const { controller, signal, listeners } = countedSignal();
    const outcome = nodeFetch().send(request('/', { signal }));
    const caught = outcome.catch((error: unknown) => error);
    await arrival;
    const [socket] = server.sockets;
    controller.abort(reason);
    expect(await caught).toBe(reason);
    expect(listeners.size).toBe(0);
    if (socket && !socket.destroyed) await once(socket, 'close');
    expect(server.sockets.size).toBe(0);
  });

  test('afterwards changes nothing, and nothing listens any more', async () => {
    await answerWith((socket) => socket.write(ok('{}')));
    const { controller, signal, listeners } = countedSignal();
    const response = await nodeFetch().send(request('/', { signal }));
    expect(listeners.size).toBe(0);
    controller.abort(reason);
    expect(await response.text()).toBe('{}');
  });
});

test('what stands in for the HTTP of Node, for tests or tracing, is used even where it was installed later', async () => {
  await answerWith(() => {});
  const { send } = nodeFetch();
  nock.activate();
  try {
    nock('https://api.bigcommerce.com').get('/stores').reply(200, { data: [] });
    const response = await send(request('', { url: 'https://api.bigcommerce.com/stores' }));
    expect(await response.text()).toBe('{"data":[]}');
  } finally {
    nock.restore();
  }
});
