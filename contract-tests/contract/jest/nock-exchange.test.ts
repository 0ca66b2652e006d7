import { EventEmitter } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import nock from 'nock';
import {
  decodedText,
  findNock,
  isNock,
  listenToNock,
  requestOfNock,
  whenReplied,
} from '../../../src/contract/jest/nock.js';

describe('a body that nock replies with', () => {
  const TEXT = '{"name":"Ünal"}';
  test.each<[encoding: string | undefined, body: Buffer]>([
    ['gzip', gzipSync(TEXT)],
    [' GZIP ', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    [undefined, Buffer.from(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['gzip', Buffer.from(TEXT)],
  ])('is text, whatever it is encoded as: %s', (encoding, body) => {
    expect(decodedText(body, encoding)).toBe(TEXT);
  });
});

describe('a request to nock', () => {
  const getHeaders = () => ({ host: 'example.com', 'x-list': ['a', 'b'], 'content-length': 5 });
  const headers = { host: 'example.com', 'x-list': 'a,b', 'content-length': '5' };
  const REQUEST = { method: 'GET', path: '/a?b=1' };

  test.each<[request: unknown, expected: unknown]>([
    [
      { ...REQUEST, getHeaders, options: { proto: 'http', host: 'localhost:80' } },
      { method: 'GET', url: 'http://localhost:80/a?b=1', headers, body: 'x' },
    ],
    [
      { ...REQUEST, getHeaders },
      { method: 'GET', url: 'https://example.com/a?b=1', headers, body: 'x' },
    ],
    [
      { ...REQUEST, options: { host: 'example.org' } },
      { method: 'GET', url: 'https://example.org/a?b=1', headers: {}, body: 'x' },
    ],
    [
      { ...REQUEST, getHeaders: () => null, options: { host: 'example.org' } },
      { method: 'GET', url: 'https://example.org/a?b=1', headers: {}, body: 'x' },
    ],
    [{ method: 'GET' }, undefined],
    [{ path: '/' }, undefined],
    [{ method: 5, path: '/' }, undefined],
    [undefined, undefined],
  ])('is one as it goes over the wire: %#', (request, expected) => {
    expect(requestOfNock(request, 'x')).toEqual(expected);
  });

  test('has no reply where it is closed before, or where what comes is none', () => {
    const request = new EventEmitter();
    const replies: unknown[] = [];
    whenReplied(request, (reply) => replies.push(reply));
    request.emit('response', { statusCode: 200 });
    expect(replies).toEqual([]);
    request.emit('close');
    request.emit('close');
    expect(replies).toStrictEqual([undefined]);
    expect(() => whenReplied({}, () => {})).not.toThrow();
  });

  test('has none either where it breaks off', () => {
    const request = new EventEmitter();
    const message = new IncomingMessage(new Socket());
    const replies: unknown[] = [];
    whenReplied(request, (reply) => replies.push(reply));
    request.emit('response', message);
    message.emit('close');
    expect(replies).toStrictEqual([undefined]);
  });
});

describe('nock', () => {
  test('is known by what is needed of it', () => {
    const like = (emitter: unknown) => Object.assign(() => {}, { emitter });
    expect([nock, like({ on: () => {} })].map(isNock)).toEqual([true, true]);
    expect([undefined, {}, () => {}, like(undefined), like({}), { emitter: { on: () => {} } }].map(isNock)).toEqual(
      Array(6).fill(false),
    );
    expect(isNock(findNock())).toBe(true);
  });

  test('is asked for where it is not installed, and refused where it is another', () => {
    const cause = new Error('Cannot find module');
    const missing = new Error('watchNock needs nock: run npm install --save-dev nock, or pass your own', {
      cause,
    });
    const findMissing = () =>
      findNock(() => {
        throw cause;
      });
    expect(findMissing).toThrow(expect.objectContaining({ message: expect.stringContaining(missing.message), cause }));
    expect(() => findNock(() => ({}))).toThrow('watchNock does not support this version of nock');
  });

  test('of another version is refused', () => {
    const emitter = new EventEmitter();
    const other = Object.assign(() => ({}), { emitter });
    expect(() => listenToNock(other, { onRequest: () => {}, onReply: () => {} })).toThrow(
      'watchNock does not support this version of nock',
    );
    expect(emitter.listenerCount('no match')).toBe(0);
  });
});

describe('listening to nock', () => {
  /** Scopes of which somebody else makes the events. */
  const fake = () => {
    class Scope extends EventEmitter {}
    const make = Object.assign(() => new Scope(), { emitter: new EventEmitter() });
    const heard: string[] = [];
    const traffic = listenToNock(make, {
      onRequest: ({ url }) => heard.push(`request ${url}`),
      onReply: ({ request }) => heard.push(`reply ${request.url}`),
    });
    const request = Object.assign(new EventEmitter(), { method: 'GET', path: '/', options: { host: 'a' } });
    return { make, heard, traffic, request };
  };

  test('hears requests that are matched, and others only where there is something to check', () => {
    const { make, heard, request } = fake();
    make().emit('replied', request);
    make().emit('request', {});
    expect(heard).toEqual([]);
    make().emit('request', request);
    make.emitter.emit('no match', request, {});
    make.emitter.emit('no match', request);
    expect(heard).toEqual(['request https://a/', 'request https://a/']);
  });

  test('waits for replies that are under way, until it is stopped', async () => {
    const { make, heard, traffic, request } = fake();
    make().emit('request', request);
    let isSettled = false;
    const settled = traffic.settle().then(() => {
      isSettled = true;
    });
    await Promise.resolve();
    expect(isSettled).toBe(false);
    request.emit('close');
    await settled;
    traffic.stop();
    make().emit('request', request);
    make.emitter.emit('no match', request, {});
    expect(heard).toEqual(['request https://a/']);
  });

  test('leaves what somebody else has replaced since, and then hears nothing', () => {
    const { make, heard, traffic, request } = fake();
    const scopes = Object.getPrototypeOf(make());
    const emit = scopes.emit;
    scopes.emit = function (this: object, ...details: unknown[]) {
      return Reflect.apply(emit, this, details);
    };
    const replaced = scopes.emit;
    traffic.stop();
    make().emit('request', request);
    expect(scopes.emit).toBe(replaced);
    expect(heard).toEqual([]);
  });
});
