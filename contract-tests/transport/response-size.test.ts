import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import nodeFetchPackage from 'node-fetch';
import { type Attempt, BulkError, createCustomersClient, MalformedResponseError } from '../../src/index.js';
import { nodeFetch } from '../../src/node/index.js';
import type { Fetch, HttpResponse } from '../../src/transport/exchange.js';
import { type RawAnswerer, type RawServer, startRawServer } from '../node/raw-server.js';
import { ACCESS_TOKEN, STORE_HASH } from '../support/store-stub.js';

// What is tested here are real connections. nock stands in for them in other files.
beforeAll(() => nock.restore());

let server: RawServer | undefined;
afterEach(() => server?.close());

const PAGE = JSON.stringify({
  data: [{ id: 1, customer_id: 1, attribute_id: 1, attribute_value: 'Käse'.repeat(500) }],
  meta: { pagination: { total: 1, count: 1, per_page: 50, current_page: 1, total_pages: 1 } },
});
const BYTES = Buffer.byteLength(PAGE);
const JSON_TYPE = 'Content-Type: application/json\r\n';

const FETCHES: Readonly<Record<string, () => Fetch>> = {
  fetch: () => globalThis.fetch,
  'nodeFetch()': () => nodeFetch(),
  'node-fetch': () => nodeFetchPackage as Fetch,
};

/** A client of a server that answers as it is told, and the attempts that it reports. */
async function clientOf(answer: RawAnswerer, fetch: Fetch, maxResponseBytes?: number) {
  server = await startRawServer(answer);
  const attempts: Attempt[] = [];
  const client = createCustomersClient({
    ...{ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, baseUrl: server.url, fetch, maxResponseBytes },
    retry: { maxRetries: 2, minDelayMs: 1, maxDelayMs: 1 },
    onAttempt: (attempt) => attempts.push(attempt),
  });
  return { client, attempts };
}

const withLength = (body: string | Buffer, headers = JSON_TYPE): RawAnswerer => {
  return (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nX-Request-Id: r1\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`);
    socket.write(body);
  };
};

const chunked: RawAnswerer = (socket) => {
  socket.write(`HTTP/1.1 200 OK\r\n${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n`);
  // Split within a character.
  const bytes = Buffer.from(PAGE);
  const middle = bytes.indexOf('ä') + 1;
  for (const part of [bytes.subarray(0, middle), bytes.subarray(middle)]) {
    socket.write(`${part.length.toString(16)}\r\n`);
    socket.write(part);
    socket.write('\r\n');
  }
  socket.write('0\r\n\r\n');
};

/** The connection of the last response that does not end. */
let served: Socket | undefined;

/** Writes for as long as somebody reads. */
const endless = (status: number): RawAnswerer => {
  return (socket) => {
    served = socket;
    const write = () => {
      while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 32)));
    };
    socket.write(`HTTP/1.1 ${status} Status\r\n${JSON_TYPE}\r\n`);
    socket.on('drain', write);
    write();
  };
};

describe.each(Object.keys(FETCHES))('with %s', (name) => {
  const fetch: Fetch = (FETCHES[name] ?? (() => globalThis.fetch))();
  const forms: Readonly<Record<string, RawAnswerer>> = {
    'with a length': withLength(PAGE),
    'in chunks': chunked,
    'packed with gzip': withLength(gzipSync(PAGE), `${JSON_TYPE}Content-Encoding: gzip\r\n`),
    'packed with brotli': withLength(brotliCompressSync(PAGE), `${JSON_TYPE}Content-Encoding: br\r\n`),
  };

  test.each(Object.keys(forms))(
    'a body of exactly maxResponseBytes is read, and of one more is not: %s',
    async (form) => {
      const answer = forms[form] ?? chunked;
      const most = await clientOf(answer, fetch, BYTES);
      const page = await most.client.attributeValues.list();
      expect(page.data[0]?.attribute_value).toBe('Käse'.repeat(500));
      await server?.close();
      const { client, attempts } = await clientOf(answer, fetch, BYTES - 1);
      const error: unknown = await client.attributeValues.list().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(MalformedResponseError);
      expect(error).toMatchObject({ status: 200, message: expect.stringMatching(/larger than maxResponseBytes/) });
      // A read is not repeated: its response would be as large.
      expect(attempts).toMatchObject([{ status: 200, mayHaveTakenEffect: false, retryInMs: undefined }]);
    },
  );

  test.each([200, 500])('a body without an end is cut off (HTTP %i), and its connection is closed', async (status) => {
    const { client, attempts } = await clientOf(endless(status), fetch, 100_000);
    const error: unknown = await client.customers.delete([1, 2]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'MalformedResponseError', status });
    expect(attempts).toMatchObject([{ status, mayHaveTakenEffect: true }]);
    while (!served?.destroyed) await setTimeout(1);
  });

  test('items of a write are unknown when the response is too large', async () => {
    let count = 0;
    const answer: RawAnswerer = (socket, request, number) => {
      count += 1;
      if (count === 1) socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      else endless(204 + 1)(socket, request, number);
    };
    const { client } = await clientOf(answer, fetch, 100_000);
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1);
    const error: unknown = await client.customers.delete(ids).catch((thrown: unknown) => thrown);
    if (!(error instanceof BulkError)) throw error;
    expect(error.done.length).toBeGreaterThan(0);
    expect(error.unknown.length).toBeGreaterThan(0);
    expect(error.done.length + error.unknown.length + error.unsent.length).toBe(1_000);
  });

  test('nothing is left of a call whose body does not come to an end in time', async () => {
    const stalled: RawAnswerer = (socket) => {
      served = socket;
      socket.write(`HTTP/1.1 200 OK\r\n${JSON_TYPE}Content-Encoding: gzip\r\n\r\n`);
      socket.write(gzipSync(PAGE).subarray(0, 40));
    };
    const { client } = await clientOf(stalled, fetch);
    const call = client.attributeValues.list({}, { timeoutMs: 200, maxRetries: 0 });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    while (!served?.destroyed) await setTimeout(1);
  });
});

describe('a response without a stream is read by its text', () => {
  const responses: Readonly<Record<string, (text: string) => Partial<HttpResponse>>> = {
    'no body': () => ({}),
    'null in place of a body': () => ({ body: null }),
    'a body that is a text': (text) => ({ body: text }),
    'a body that was read already': () => ({ body: new Response('x').body, bodyUsed: true }),
  };

  test.each(Object.keys(responses))('%s', async (form) => {
    const fetch = async (): Promise<HttpResponse> => ({
      status: 200,
      ok: true,
      headers: { get: (name) => (name.toLowerCase() === 'content-type' ? 'application/json' : null) },
      text: async () => PAGE,
      ...responses[form]?.(PAGE),
    });
    const options = { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch };
    const client = createCustomersClient(options);
    expect((await client.attributeValues.list()).data).toHaveLength(1);
    const strict = createCustomersClient({ ...options, maxResponseBytes: 1_000 });
    await expect(strict.attributeValues.list()).rejects.toMatchObject({ name: 'MalformedResponseError' });
  });

  test('a stream of Node with an encoding, which yields texts, is read as well', async () => {
    const fetch = async (): Promise<HttpResponse> => ({
      ...{ status: 200, ok: true, body: Readable.from([PAGE.slice(0, 100), PAGE.slice(100)]) },
      headers: { get: (name) => (name.toLowerCase() === 'content-type' ? 'application/json' : null) },
      text: () => Promise.reject(new Error('not this way')),
    });
    const client = createCustomersClient({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch });
    expect((await client.attributeValues.list()).data).toHaveLength(1);
  });

  test('a body that ignores its signal is not read any further once the call has ended', async () => {
    let chunks = 0;
    let isEnded = false;
    async function* endless() {
      try {
        for (;;) {
          await setTimeout(5);
          chunks += 1;
          yield '[';
        }
      } finally {
        isEnded = true;
      }
    }
    const fetch = async (): Promise<HttpResponse> => ({
      ...{ status: 200, ok: true, body: endless() },
      headers: { get: (name) => (name.toLowerCase() === 'content-type' ? 'application/json' : null) },
      text: () => Promise.reject(new Error('not this way')),
    });
    const client = createCustomersClient({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch });
    await expect(client.attributeValues.list({}, { timeoutMs: 20, maxRetries: 0 })).rejects.toThrow(
      'no complete response',
    );
    const chunksInTime = chunks;
    while (!isEnded) await setTimeout(1);
    expect(chunks).toBeLessThanOrEqual(chunksInTime + 1);
  });
});
