import { createHook } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { nodeFetch } from '../../src/node/index.js';
import type { HttpRequest } from '../../src/transport/exchange.js';
import { type RawAnswerer, type RawServer, startRawServer } from './raw-server.js';

// What is tested here are real connections. nock stands in for them in other files.
beforeAll(() => nock.restore());

let server: RawServer;
afterEach(() => server.close());

/** The text that `nodeFetch()` and then `fetch` read from a response; `undefined` where they report it as broken. */
async function textsOf(body: Buffer, encoding: string) {
  server = await startRawServer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.write(body);
  });
  const response = await nodeFetch().send(request());
  const unreadable = () => undefined;
  return [await response.text().catch(unreadable), await (await fetch(`${server.url}/`)).text().catch(unreadable)];
}

function request(init: Partial<HttpRequest> = {}): HttpRequest {
  const signal = new AbortController().signal;
  return { method: 'GET', url: `${server.url}/`, headers: {}, body: undefined, signal, ...init };
}

async function answerWith(answer: RawAnswerer): Promise<void> {
  server = await startRawServer(answer);
}

const TEXT = '{"data":["Käse €uro 😀"]}';

describe('nodeFetch() reads what fetch reads', () => {
  test.each<[string, Buffer]>([
    ['gzip', gzipSync(TEXT)],
    ['X-GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
    ['br,  deflate', deflateRawSync(brotliCompressSync(TEXT))],
    ['gzip, gzip, gzip, gzip, gzip', [1, 2, 3, 4, 5].reduce((body) => gzipSync(body), Buffer.from(TEXT))],
  ])('packed as %s', async (encoding, body) => {
    expect(await textsOf(body, encoding)).toEqual([TEXT, TEXT]);
  });

  test.each([['constructor'], ['gzip, constructor'], ['compress']])(
    'and leaves as it is what is said to be packed as %s',
    async (encoding) => {
      expect(await textsOf(Buffer.from(TEXT), encoding)).toEqual([TEXT, TEXT]);
    },
  );

  test('and an empty body that is said to be packed', async () => {
    expect(await textsOf(Buffer.alloc(0), 'gzip')).toEqual(['', '']);
  });
});

describe('nodeFetch() reports as broken', () => {
  test.each<[string, Buffer]>([
    ['gzip', gzipSync(TEXT).subarray(0, -1)],
    ['gzip', gzipSync(TEXT).subarray(0, 20)],
    ['deflate', deflateSync(TEXT).subarray(0, -5)],
    ['deflate', deflateRawSync(TEXT).subarray(0, -5)],
    ['br', brotliCompressSync(TEXT).subarray(0, -3)],
    ['gzip, br', brotliCompressSync(gzipSync(TEXT).subarray(0, -3))],
    ['gzip', Buffer.concat([gzipSync(TEXT), Buffer.from('and more')])],
    ['br', Buffer.from('this is not packed')],
  ])('a body that is said to be %s and is not, or not to its end', async (encoding, body) => {
    const [text] = await textsOf(body, encoding);
    expect(text).toBeUndefined();
  });
});

describe('a body that is too large', () => {
  const tooLarge = { code: 'RESPONSE_TOO_LARGE' };
  const endless = (head: string, chunk: Buffer): RawAnswerer => {
    return (socket) => {
      const write = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`);
      socket.on('drain', write);
      write();
    };
  };

  test('is not read to its end, and its connection is closed', async () => {
    await answerWith(endless('Content-Type: application/json', Buffer.alloc(65_536, 32)));
    const response = await nodeFetch().send(request({ maxResponseBytes: 1_000_000 }));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    await expect(response.text()).rejects.toMatchObject(tooLarge);
    while (server.sockets.size > 0) await setImmediate();
  });

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(Buffer.alloc(2_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(2_000_000))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(2_000_000)))],
  ])('counts after it is unpacked from %s', async (encoding, body) => {
    await answerWith((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    });
    const most = await nodeFetch().send(request({ maxResponseBytes: 2_000_000 }));
    expect(await most.text()).toHaveLength(2_000_000);
    const response = await nodeFetch().send(request({ maxResponseBytes: 1_999_999 }));
    await expect(response.text()).rejects.toMatchObject(tooLarge);
  });

  test('may never get to what is packed in it', async () => {
    // Blocks of deflate that hold nothing.
    await answerWith(endless('Content-Encoding: deflate', Buffer.alloc(65_535, Buffer.from('000000ffff', 'hex'))));
    const response = await nodeFetch().send(request({ maxResponseBytes: 1_000_000 }));
    await expect(response.text()).rejects.toMatchObject(tooLarge);
  });

  test('is one of more than 32 MiB by default', async () => {
    await answerWith(endless('', Buffer.alloc(1_000_000, 32)));
    const response = await nodeFetch().send(request());
    await expect(response.text()).rejects.toMatchObject(tooLarge);
  });
});

test('nothing is unpacked any more after a call has been aborted', async () => {
  const decoders = new Set<number>();
  let steps = 0;
  const hook = createHook({
    init: (id, type) => type === 'ZLIB' && decoders.add(id),
    before: (id) => {
      if (decoders.has(id)) steps += 1;
    },
  });
  // Some 6,000 steps.
  const bomb = gzipSync(Buffer.alloc(100_000_000), { level: 1 });
  await answerWith((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
    socket.write(bomb);
  });
  hook.enable();
  try {
    const controller = new AbortController();
    const sending = nodeFetch().send(request({ signal: controller.signal, maxResponseBytes: 2 ** 28 }));
    const caught = sending.catch((error: unknown) => error);
    while (steps === 0) await setImmediate();
    controller.abort(new Error('changed my mind'));
    expect(await caught).toMatchObject({ message: 'changed my mind' });
    const stepsUntilAbort = steps;
    for (let turn = 0; turn < 1_000; turn += 1) await setImmediate();
    // One may have been under way.
    expect(steps).toBeLessThanOrEqual(stepsUntilAbort + 1);
  } finally {
    hook.disable();
  }
});
