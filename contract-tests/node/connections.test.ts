import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import nock from 'nock';
import { nodeFetch } from '../../src/node/index.js';
import type { HttpRequest } from '../../src/transport/exchange.js';
import { type RawAnswerer, type RawServer, startRawServer } from './raw-server.js';

// What is tested here are real connections. nock stands in for them in other files.
beforeAll(() => nock.restore());

let server: RawServer;
afterEach(async () => {
  jest.restoreAllMocks();
  await server.close();
});

async function answerWith(answer: RawAnswerer): Promise<void> {
  server = await startRawServer(answer);
}

const ok = (body: string, headers = '') => `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;

function request(init: Partial<HttpRequest> = {}): HttpRequest {
  const signal = new AbortController().signal;
  return { method: 'DELETE', url: `${server.url}/`, headers: {}, body: undefined, signal, ...init };
}

const textOf = async (sending: Promise<{ text(): Promise<string> }>) => (await sending).text();

describe('bytes that arrive on an idle connection', () => {
  test.each([
    ['a whole response', ok('"stray"')],
    ['a part of one', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['something else', 'x'],
  ])('are not taken for the response to the next request: %s', async (_, stray) => {
    let first: Socket | undefined;
    await answerWith((socket, __, count) => {
      first ??= socket;
      socket.write(ok(`"${count}"`));
    });
    const { send } = nodeFetch();
    expect(await textOf(send(request()))).toBe('"1"');
    first?.write(stray);
    while (!first?.destroyed) await setTimeout(1);
    expect(await textOf(send(request()))).toBe('"2"');
  });

  test.each<[string, () => Promise<unknown>]>([
    ['from the beginning', async () => {}],
    ['while it read from another connection', () => textOf(nodeFetch().send(request()))],
  ])('are not taken for it either where the program was busy %s', async (_, before) => {
    let first: Socket | undefined;
    await answerWith((socket, __, count) => {
      first ??= socket;
      socket.write(ok(`"${count}"`));
    });
    const { send } = nodeFetch();
    await textOf(send(request()));
    await before();
    // It has arrived by the time that the next request is made, but nobody had the time to read it.
    first?.write(ok('"stray"'));
    const until = performance.now() + 20;
    while (performance.now() < until);
    expect(await textOf(send(request()))).toBe(`"${server.requests.length}"`);
  });

  test('are not taken for it either where they follow a response at once', async () => {
    await answerWith((socket, _, count) => socket.write(ok(`"${count}"`) + (count === 1 ? ok('"stray"') : '')));
    const { send } = nodeFetch();
    expect(await textOf(send(request()))).toBe('"1"');
    expect(await textOf(send(request()))).toBe('"2"');
  });
});

describe('an idle connection that the server has closed', () => {
  /** Resets every second request on a connection, without a response. */
  const resetReused = () => {
    const known = new Set<Socket>();
    return (cut: (socket: Socket) => void): RawAnswerer =>
      (socket, _, count) => {
        if (known.has(socket)) return cut(socket);
        known.add(socket);
        return socket.write(ok(`"${count}"`));
      };
  };

  test.each<[string, (socket: Socket) => void]>([
    ['reset', (socket) => socket.resetAndDestroy()],
    ['closed', (socket) => socket.destroy()],
    ['ended', (socket) => socket.end()],
  ])('costs a repeatable request nothing: it is sent once more on a new one (%s)', async (_, cut) => {
    await answerWith(resetReused()(cut));
    const { send } = nodeFetch();
    expect(await textOf(send(request()))).toBe('"1"');
    expect(await textOf(send(request({ isRepeatable: true })))).toBe('"3"');
  });

  test('costs none of several: the others that are idle are not used either', async () => {
    await answerWith(resetReused()((socket) => socket.resetAndDestroy()));
    const { send } = nodeFetch();
    await Promise.all([1, 2, 3, 4].map(() => send(request())));
    const before = server.requests.length;
    await send(request({ isRepeatable: true }));
    expect(server.requests).toHaveLength(before + 2);
  });

  test('does not make a request go out twice that is not repeatable', async () => {
    await answerWith(resetReused()((socket) => socket.resetAndDestroy()));
    const { send } = nodeFetch();
    await send(request());
    await expect(send(request({ isRepeatable: false }))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.requests).toHaveLength(2);
  });

  test('is another matter where a part of the response has come', async () => {
    await answerWith(resetReused()((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')));
    const { send } = nodeFetch();
    await send(request());
    await expect(send(request({ isRepeatable: true }))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.requests).toHaveLength(2);
  });

  test('is not what broke a request that was sent on a new one', async () => {
    await answerWith((socket) => socket.resetAndDestroy());
    await expect(nodeFetch().send(request({ isRepeatable: true }))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.requests).toHaveLength(1);
  });

  test('is tried once: a request that breaks on a new one as well is reported', async () => {
    await answerWith((socket, _, count) => (count === 1 ? socket.write(ok('"1"')) : socket.resetAndDestroy()));
    const { send } = nodeFetch();
    await send(request());
    await expect(send(request({ isRepeatable: true }))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.requests).toHaveLength(3);
  });
});

describe('an idle connection', () => {
  test.each([
    ['4 seconds', '', 4_000],
    ['a second less than the server says', 'Keep-Alive: timeout=7, max=100\r\n', 6_000],
    ['50 seconds at most', 'Keep-Alive: timeout=3600\r\n', 50_000],
  ])('is closed after %s', async (_, headers, idleMs) => {
    await answerWith((socket) => socket.write(ok('{}', headers)));
    const setTimeoutOf = jest.spyOn(Socket.prototype, 'setTimeout');
    await nodeFetch().send(request());
    await setTimeout(1);
    expect(setTimeoutOf.mock.calls.at(-1)).toEqual([idleMs]);
  });

  test('is closed by this side when its time is up', async () => {
    await answerWith((socket) => socket.write(ok('{}', 'Keep-Alive: timeout=7\r\n')));
    // Time runs a hundred times as fast for connections.
    const real = Socket.prototype.setTimeout;
    jest.spyOn(Socket.prototype, 'setTimeout').mockImplementation(function (this: Socket, timeoutMs) {
      return real.call(this, timeoutMs / 100);
    });
    await nodeFetch().send(request());
    while (server.sockets.size > 0) await setTimeout(1);
  });

  test('is not kept where the server does not keep it for longer than a second', async () => {
    const ports = new Set<number | undefined>();
    await answerWith((socket) => {
      ports.add(socket.remotePort);
      socket.write(ok('{}', 'Keep-Alive: timeout=1\r\n'));
    });
    const { send } = nodeFetch();
    await send(request());
    await send(request());
    expect(ports.size).toBe(2);
  });
});
