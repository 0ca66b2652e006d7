import { describe, expect, test } from '@jest/globals';
import type { Sandbox, SandboxEvent } from '../../src/sandbox/index.js';
import { VALUES_PATH } from '../support/server.js';
import { exchangeOverSocket } from './raw-exchange.js';
import { send, useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

const PATH = '/stores/abc123example/v3';
const token = 'X-Auth-Token: sandbox-token';

async function raw(sandbox: Sandbox, ...lines: string[]): Promise<string> {
  return exchangeOverSocket(Number(new URL(sandbox.url).port), lines.join('\r\n'));
}

/** The sandbox still works. */
async function expectAlive(sandbox: Sandbox) {
  expect((await send(sandbox, 'DELETE', '/customers?id:in=11')).status).toBe(204);
  expect([...sandbox.state.customers]).toEqual([12, 13]);
}

describe('an invalid request is refused, and the next request works:', () => {
  test.each<[string, string[], RegExp]>([
    [
      'a length and chunks at once',
      [
        `PUT ${PATH}${VALUES_PATH} HTTP/1.1`,
        'Host: localhost',
        token,
        'Content-Length: 4',
        'Transfer-Encoding: chunked',
        '',
        '0',
        '',
        `DELETE ${PATH}/customers?id:in=11,12,13 HTTP/1.1`,
        'Host: localhost',
        token,
        '',
        '',
      ],
      /^HTTP\/1\.1 400 /,
    ],
    [
      'two lengths',
      [
        `DELETE ${PATH}/customers HTTP/1.1`,
        'Host: localhost',
        token,
        'Content-Length: 0',
        'Content-Length: 50',
        '',
        '',
      ],
      /^HTTP\/1\.1 400 /,
    ],
    [
      'chunks of a size that is none',
      [
        `PUT ${PATH}/customers HTTP/1.1`,
        'Host: localhost',
        token,
        'Transfer-Encoding: chunked',
        '',
        'zz',
        'x',
        '0',
        '',
        '',
      ],
      /^(HTTP\/1\.1 (400|404) |$)/,
    ],
    [
      'a space before the colon',
      [`DELETE ${PATH}/customers?id:in=11,12,13 HTTP/1.1`, 'Host: localhost', 'X-Auth-Token : sandbox-token', '', ''],
      /^HTTP\/1\.1 400 /,
    ],
    ['headers without an end', [`GET ${PATH}/customers HTTP/1.1`, `X-Long: ${'x'.repeat(20_000)}`], /^HTTP\/1\.1 431 /],
    ['bytes that are not HTTP', ['\x16\x03\x01\x02\x00\x01\x00', '', ''], /^HTTP\/1\.1 400 /],
    ['no host', [`DELETE ${PATH}/customers?id:in=11 HTTP/1.1`, token, '', ''], /^HTTP\/1\.1 400 /],
    ['a tunnel', ['CONNECT example.com:443 HTTP/1.1', 'Host: localhost', '', ''], /^$/],
    ['an unknown method', [`STEAL ${PATH}/customers HTTP/1.1`, 'Host: localhost', token, '', ''], /^HTTP\/1\.1 400 /],
    [
      'a question for headers only',
      [`HEAD ${PATH}${VALUES_PATH} HTTP/1.1`, 'Host: localhost', token, 'Connection: close', '', ''],
      /^HTTP\/1\.1 404 /,
    ],
    [
      'an address outside of the API',
      [`GET ${PATH}/../../../etc/passwd HTTP/1.1`, 'Host: localhost', token, '', ''],
      /^HTTP\/1\.1 404 /,
    ],
    [
      'percent signs that encode nothing',
      [`DELETE ${PATH}/customers?id:in=%zz%&%=% HTTP/1.1`, 'Host: localhost', token, '', ''],
      /^HTTP\/1\.1 422 /,
    ],
    [
      'a store hash that is a name of JavaScript',
      ['DELETE /stores/__proto__/v3/customers?id:in=1 HTTP/1.1', 'Host: localhost', token, '', ''],
      /^HTTP\/1\.1 403 /,
    ],
    [
      'a token that is a name of JavaScript',
      [`DELETE ${PATH}/customers?id:in=1 HTTP/1.1`, 'Host: localhost', 'X-Auth-Token: constructor', '', ''],
      /^HTTP\/1\.1 401 /,
    ],
    [
      'the token twice',
      [`DELETE ${PATH}/customers?id:in=11 HTTP/1.1`, 'Host: localhost', token, token, '', ''],
      /^HTTP\/1\.1 401 /,
    ],
  ])('%s', async (_, lines, answer) => {
    const sandbox = await start();
    expect(await raw(sandbox, ...lines)).toMatch(answer);
    expect(sandbox.state.customers.size).toBe(3);
    await expectAlive(sandbox);
  });

  test.each([
    ['declares its length', () => ['Content-Length: 2000', '', '']],
    ['comes in chunks', (body: string) => ['Transfer-Encoding: chunked', '', '7d0', body, '0', '', '']],
  ])('a body that is too large and %s', async (_, rest) => {
    const sandbox = await start({ maxBodyBytes: 1_000 });
    const head = [`PUT ${PATH}${VALUES_PATH} HTTP/1.1`, 'Host: localhost', token];
    const answer = await raw(sandbox, ...head, ...rest(' '.repeat(2_000)));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('\r\nConnection: close\r\n');
    expect(answer).toContain('"The body of the request is larger than 1000 bytes"');
    await expectAlive(sandbox);
  });

  test('JSON that is nested very deeply', async () => {
    const sandbox = await start();
    const body = '['.repeat(200_000);
    expect((await send(sandbox, 'PUT', VALUES_PATH, { body })).status).toBe(400);
    const closed = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect((await send(sandbox, 'PUT', VALUES_PATH, { body: closed })).status).toBe(422);
    await expectAlive(sandbox);
  });

  test('a body that never ends', async () => {
    let tell = (_: SandboxEvent) => {};
    const told = new Promise<SandboxEvent>((resolve) => {
      tell = resolve;
    });
    const sandbox = await start({ requestTimeoutMs: 150, onExchange: (event) => tell(event) });
    const head = [`PUT ${PATH}${VALUES_PATH} HTTP/1.1`, 'Host: localhost', token, 'Content-Length: 100'];
    expect(await raw(sandbox, ...head, '', '[')).toMatch(/^HTTP\/1\.1 408 /);
    expect(await told).toMatchObject({ response: { status: 408 } });
    await expectAlive(sandbox);
  });

  test('headers that never end', async () => {
    const sandbox = await start({ requestTimeoutMs: 150 });
    expect(await raw(sandbox, `PUT ${PATH}/customers HTTP/1.1`, 'Host: localhost', '')).toMatch(/^HTTP\/1\.1 408 /);
    await expectAlive(sandbox);
  });
});
