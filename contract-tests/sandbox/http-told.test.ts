import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { SandboxEvent } from '../../src/sandbox/index.js';
import { VALUES_PATH } from '../support/server.js';
import { exchangeOverSocket } from './raw-exchange.js';
import { send, useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

const PATH = '/stores/abc123example/v3';
const token = 'X-Auth-Token: sandbox-token';
const put = [`PUT ${PATH}${VALUES_PATH} HTTP/1.1`, 'Host: localhost', token];

/** A sandbox, with the method, URL and status of each event of its listener. */
async function listening() {
  const told: string[] = [];
  let tell = () => {};
  const isTold = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const onExchange = ({ request, response }: SandboxEvent) => {
    told.push(`${request.method} ${request.url.replace(PATH, '')} ${response?.status}`);
    tell();
  };
  const sandbox = await start({ onExchange });
  const raw = (lines: readonly string[], isComplete?: (received: string) => boolean) =>
    exchangeOverSocket(Number(new URL(sandbox.url).port), lines.join('\r\n'), isComplete);
  return { sandbox, raw, told, isTold };
}

describe('the store responds to, and the listener is called for', () => {
  test.each<[string, string[], number, string]>([
    ['a question about the whole server', ['OPTIONS * HTTP/1.1', 'Host: localhost', '', ''], 404, 'OPTIONS *'],
    [
      'an expectation that nobody knows',
      [`DELETE ${PATH}/customers HTTP/1.1`, 'Host: localhost', token, 'Expect: wonders', '', ''],
      204,
      'DELETE /customers',
    ],
    ['an invalid URL', ['GET http://[::/x HTTP/1.1', 'Host: localhost', '', ''], 400, 'GET http://[::/x'],
    [
      'an invalid host',
      [`DELETE ${PATH}/customers?id:in=11 HTTP/1.1`, 'Host: a b/\\@:99999', token, '', ''],
      400,
      'DELETE /customers?id:in=11',
    ],
  ])('%s', async (_, lines, status, request) => {
    const { sandbox, raw, told } = await listening();
    const answer = await raw(lines);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/^X-Request-Id: [\da-f]{32}\r$/m);
    expect(told).toEqual([`${request} ${status}`]);
    expect(sandbox.exchanges).toHaveLength(1);
    expect(sandbox.state.customers.size).toBe(3);
  });
});

describe('the listener is called for', () => {
  test.each<[string, string[], number]>([
    ['invalid chunks', ['Transfer-Encoding: chunked', '', 'zz', ''], 400],
    ['chunk extensions that are too long', ['Transfer-Encoding: chunked', '', `2;${'a'.repeat(20_000)}`, ''], 413],
    ['trailers that are too long', ['Transfer-Encoding: chunked', '', '0', `A: ${'a'.repeat(20_000)}`, ''], 431],
  ])('a body with %s, with the response of Node', async (_, rest, status) => {
    const { raw, told, isTold } = await listening();
    expect(await raw([...put, ...rest])).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    await isTold;
    expect(told).toEqual([`PUT ${VALUES_PATH} ${status}`]);
  });

  test('an upload that the client cancels, which uses up no fault', async () => {
    const { sandbox, raw, told, isTold } = await listening();
    sandbox.faults.next('shed');
    const isSeen = (received: string) => received.includes('100 Continue');
    await raw([...put, 'Expect: 100-continue', 'Content-Length: 100', '', '['], isSeen);
    await isTold;
    expect([[`PUT ${VALUES_PATH} undefined`], [`PUT ${VALUES_PATH} 400`]]).toContainEqual(told);
    expect(sandbox.faults.planned).toBe(1);
  });

  test('a request that makes the store throw, because a test has put something impossible into its state', async () => {
    const { sandbox, told } = await listening();
    const value = { id: 9, customerId: 11, attributeId: 2, value: 'x', createdAtMs: Number.NaN, modifiedAtMs: 0 };
    sandbox.state.values.set('11 2', value);
    await expect(send(sandbox, 'GET', VALUES_PATH)).rejects.toThrow('fetch failed');
    expect(told).toEqual([`GET ${VALUES_PATH} undefined`]);
    expect((await send(sandbox, 'DELETE', '/customers?id:in=11')).status).toBe(204);
  });

  test('a request from before a reset, which is not kept as an exchange', async () => {
    const { sandbox, told } = await listening();
    sandbox.faults.next({ kind: 'latency', delayMs: 20 });
    const underway = send(sandbox, 'DELETE', '/customers?id:in=11');
    while (sandbox.faults.planned > 0) await nextTurn();
    sandbox.reset();
    expect((await underway).status).toBe(204);
    expect(sandbox.exchanges).toEqual([]);
    expect(told).toEqual(['DELETE /customers?id:in=11 204']);
    expect(sandbox.state.customers.has(11)).toBe(true);
  });
});
