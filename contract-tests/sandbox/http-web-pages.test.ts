import { describe, expect, test } from '@jest/globals';
import { refuseForeign } from '../../src/sandbox/http/check-source.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { exchangeOverSocket } from './raw-exchange.js';
import { useSandboxes } from './use-sandbox.js';

const start = useSandboxes();

const DELETION = 'DELETE /stores/abc123example/v3/customers?id:in=11 HTTP/1.1';
const token = 'X-Auth-Token: sandbox-token';

function raw(sandbox: Sandbox, ...lines: string[]): Promise<string> {
  return exchangeOverSocket(Number(new URL(sandbox.url).port), [...lines, '', ''].join('\r\n'));
}

/** A request that is refused leaves data, quota and planned faults alone. */
async function expectRefused(title: string, ...lines: string[]) {
  const sandbox = await start({ quota: 1 });
  sandbox.faults.next('reset');
  const answer = await raw(sandbox, ...lines);
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  expect(answer).toContain(JSON.stringify(title).slice(1, -1));
  expect(answer).not.toMatch(/^access-control-/im);
  expect([sandbox.state.customers.size, sandbox.faults.planned]).toEqual([3, 1]);
  sandbox.faults.clear();
  expect(await raw(sandbox, DELETION, 'Host: localhost', token)).toMatch(/^HTTP\/1\.1 204 /);
}

describe('a sandbox cannot be reached by DNS rebinding:', () => {
  test.each([
    'evil.example',
    'evil.example:4010',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'notlocalhost',
    'sandbox',
  ])('Host %s', async (host) => {
    const title = `The sandbox does not respond to requests for the host "${host}". Call it at 127.0.0.1 or localhost, or start it with that name as its host.`;
    await expectRefused(title, DELETION, `Host: ${host}`, token);
  });

  test('a question about the whole server', async () => {
    await expectRefused('The sandbox does not respond to', 'OPTIONS * HTTP/1.1', 'Host: evil.example');
  });

  test.each(['127.0.0.1', '127.0.0.1:4010', '127.1.2.3', 'localhost:80', 'LOCALHOST', 'shop.localhost', '[::1]:4010'])(
    'while programs of this machine reach it as %s',
    async (host) => {
      const sandbox = await start();
      expect(await raw(sandbox, DELETION, `Host: ${host}`, token)).toMatch(/^HTTP\/1\.1 204 /);
    },
  );
});

describe('a sandbox does not respond to web pages of other hosts:', () => {
  test.each(['https://evil.example', 'http://203.0.113.7', 'null', 'file://', 'http://localhost.evil.example', ''])(
    'Origin %j',
    async (origin) => {
      const title = `The sandbox does not respond to web pages of other hosts, and this request has the Origin "${origin}". Call it from a program, or from a page on localhost.`;
      await expectRefused(title, DELETION, 'Host: 127.0.0.1', `Origin: ${origin}`, token);
    },
  );

  test('an image or a link, which has no Origin', async () => {
    const title =
      'The sandbox does not respond to web pages of other hosts, and Sec-Fetch-Site says that this is one. Call it from a program, or from a page on localhost.';
    await expectRefused(title, DELETION, 'Host: 127.0.0.1', 'Sec-Fetch-Site: cross-site', token);
  });

  test.each(['none', 'same-origin', 'same-site'])('while Sec-Fetch-Site: %s is fine', async (site) => {
    const sandbox = await start();
    const answer = await raw(sandbox, DELETION, 'Host: localhost', `Sec-Fetch-Site: ${site}`, token);
    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
  });

  test.each(['http://localhost:5173', 'http://127.0.0.1', 'https://shop.localhost', 'http://[::1]:3000'])(
    'while the development server at %s can pass requests on',
    async (origin) => {
      const sandbox = await start();
      const answer = await raw(sandbox, DELETION, 'Host: localhost', `Origin: ${origin}`, token);
      expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    },
  );
});

describe('a sandbox that listens on another address', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['laptop.local', { host: 'laptop.local:4010' }, true],
    ['Laptop.local', { host: 'laptop.LOCAL' }, true],
    ['laptop.local', { host: 'evil.example' }, false],
    ['laptop.local', { host: 'laptop.local', origin: 'http://laptop.local:5173' }, true],
    ['laptop.local', { host: 'laptop.local', origin: 'http://evil.example' }, false],
    ['0.0.0.0', { host: '192.168.1.5:4010' }, true],
    ['0.0.0.0', { host: '192.168.1.5', origin: 'http://192.168.1.9' }, false],
    ['::', { host: '[fd00::5]:4010' }, true],
    ['fd00::5', { host: '[fd00::5]', origin: 'http://[fd00::5]:5173' }, true],
    ['not a host', { host: '' }, false],
    ['not a host', { host: 'localhost', origin: 'null' }, false],
  ])('%s, asked with %j', (host, headers, isAllowed) => {
    expect(refuseForeign(headers, host) === undefined).toBe(isAllowed);
  });
});
