import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, Socket } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { proxyFor } from '../../../src/cli/proxy.js';
import { createCustomersClient } from '../../../src/index.js';
import { answerRequest } from '../../../src/sandbox/operations.js';
import { SANDBOX_TOKEN } from '../../../src/sandbox/store.js';
import { ORIGIN, VALUES_PATH } from '../../support/server.js';
import { TEST_CERTIFICATE, TEST_KEY } from '../../support/test-certificate.js';
import { useBuiltCommand } from '../built-command.js';
import { runIn } from '../command-line.js';
import { STORE_HASH, useStoreServer } from './store-server.js';

const pathOfCommand = useBuiltCommand();
const server = useStoreServer();

/** A name that only the proxy can look up. */
const STORE = 'store.example.test';

/** The store behind TLS, and a proxy that leads to it whatever it is asked for. */
const store = createTlsServer({ key: TEST_KEY, cert: TEST_CERTIFICATE }, async (message, response) => {
  const body = Buffer.concat(await message.toArray()).toString();
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const request = { method: message.method ?? '', url: message.url ?? '', headers, body };
  const answer = answerRequest(server.state.store, request, 0);
  response.writeHead(answer.status, answer.headers).end(answer.body);
});
const proxy = createServer((_, response) => response.writeHead(500).end());
let tunnels: { readonly target: string; readonly credentials: string | undefined }[] = [];
let hasAccess = true;
/** Takes the place of the way to the store. */
let onConnect: ((socket: Duplex) => unknown) | undefined;
proxy.on('connect', (request, socket) => {
  tunnels.push({ target: request.url ?? '', credentials: request.headers['proxy-authorization'] });
  socket.on('error', () => {});
  if (onConnect) {
    onConnect(socket);
    return;
  }
  if (!hasAccess) {
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    return;
  }
  const upstream = connect(portOf(store), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
});

function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  for (const one of [store, proxy]) await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  for (const one of [store, proxy]) {
    one.closeAllConnections();
    one.close();
  }
});
beforeEach(() => {
  tunnels = [];
  hasAccess = true;
  onConnect = undefined;
});

/** Runs the command as a process that trusts the certificate of the store. */
async function run(argv: readonly string[], env: Record<string, string>, started?: (child: ChildProcess) => unknown) {
  const certificate = join(server.state.folder, 'ca.pem');
  await writeFile(certificate, TEST_CERTIFICATE);
  const child = spawn(process.execPath, [pathOfCommand(), ...argv], {
    cwd: server.state.folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_EXTRA_CA_CERTS: certificate,
      BIGCOMMERCE_STORE_HASH: STORE_HASH,
      BIGCOMMERCE_ACCESS_TOKEN: SANDBOX_TOKEN,
      BIGCOMMERCE_BASE_URL: `https://${STORE}`,
      ...env,
    },
  });
  started?.(child);
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  const [code] = await once(child, 'close');
  return { code, ...written };
}

const proxyUrl = (credentials = '') => `http://${credentials}127.0.0.1:${(proxy.address() as AddressInfo).port}`;

describe('a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('that %s names is used for everything', async (name) => {
    await writeFile(join(server.state.folder, 'a.csv'), 'customer_id,attribute_id,value\n1,3,new\n2,3,new\n');
    const upserted = await run(['values', 'upsert', 'a.csv'], { [name]: proxyUrl('user:secret@') });
    expect(upserted).toEqual({
      code: 0,
      stdout: `Store ${STORE_HASH} at https://${STORE}: 2 values written.\n`,
      stderr: '',
    });
    const credentials = `Basic ${Buffer.from('user:secret').toString('base64')}`;
    expect(new Set(tunnels.map((tunnel) => JSON.stringify(tunnel)))).toEqual(
      new Set([JSON.stringify({ target: `${STORE}:443`, credentials })]),
    );
    expect(server.values()).toMatchObject({ 1: 'new', 2: 'new' });
  });

  test('is used by contract record as well', async () => {
    const { code, stderr } = await run(['contract', 'record'], { HTTPS_PROXY: proxyUrl() });
    expect([code, stderr, tunnels[0]?.target]).toEqual([0, '', `${STORE}:443`]);
  });

  test.each([
    ['localhost', 'localhost'],
    ['127.0.0.1,localhost', 'localhost'],
    ['*', 'localhost'],
    ['.localhost other.example', '127.0.0.1'],
  ])('is not used for servers that NO_PROXY=%s lists', async (noProxy, host) => {
    const port = (store.address() as AddressInfo).port;
    const env = { HTTPS_PROXY: proxyUrl(), NO_PROXY: noProxy, BIGCOMMERCE_BASE_URL: `https://${host}:${port}` };
    const { code, stderr } = await run(['values', 'list'], env);
    expect([code, stderr]).toEqual([0, '']);
    expect(tunnels.length > 0).toBe(host === '127.0.0.1');
  });

  test('is not used for plain HTTP, where it would see the access token', async () => {
    const env = { HTTPS_PROXY: proxyUrl(), HTTP_PROXY: proxyUrl(), BIGCOMMERCE_BASE_URL: server.state.baseUrl };
    expect(await run(['values', 'list'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(tunnels).toEqual([]);
  });

  test('that lets nobody through is told of, without its credentials', async () => {
    hasAccess = false;
    const { code, stderr } = await run(['values', 'list'], { HTTPS_PROXY: proxyUrl('user:secret@') });
    expect([code, stderr]).toEqual([
      1,
      `listCustomerAttributeValues: no complete response to GET ${VALUES_PATH} (the proxy answered 407). Nothing was sent; check HTTPS_PROXY.\nNothing was listed.\n`,
    ]);
  });

  test('that never answers does not outlive a cancelled command', async () => {
    const env = { HTTPS_PROXY: proxyUrl() };
    const { code, stderr } = await run(['values', 'list'], env, (child) => {
      onConnect = () => child.kill('SIGTERM');
    });
    expect([code, stderr, tunnels.length]).toEqual([130, 'Cancelled.\nNothing was listed.\n', 1]);
  });

  const nothing: readonly (readonly [string, (socket: Duplex) => unknown, string])[] = [
    ['closes the connection', (socket) => socket.end(), 'ECONNRESET'],
    ['drops the connection', (socket) => socket.destroy(), 'ECONNRESET'],
    ['resets the connection', (socket) => socket instanceof Socket && socket.resetAndDestroy(), 'ECONNRESET'],
    ['closes the tunnel', (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'), 'ECONNRESET'],
    ['is out of order', (socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'), 'ERR_PROXY_502'],
    ['speaks no HTTP', (socket) => socket.end('SSH-2.0-x\r\n'), 'HPE_INVALID_CONSTANT'],
  ];

  test.each(nothing)('that %s ends the attempt, and nothing was sent', async (_, answer, code) => {
    onConnect = answer;
    const through = proxyFor('x', `https://${STORE}`, { HTTPS_PROXY: proxyUrl() });
    const client = createCustomersClient({
      storeHash: STORE_HASH,
      accessToken: SANDBOX_TOKEN,
      baseUrl: `https://${STORE}`,
      ...(through && { fetch: through.fetch }),
      retry: { maxRetries: 2, minDelayMs: 1, maxDelayMs: 1 },
      timeoutMs: 2_000,
    });
    const error: unknown = await client.attributeValues.list().catch((thrown: unknown) => thrown);
    await through?.close();
    expect(error).toMatchObject({ name: 'NetworkError', sent: false, code });
    expect(tunnels).toHaveLength(code === 'ECONNRESET' ? 3 : 1);
  });

  test('that is not there is told of by its address, without its credentials', async () => {
    const child = spawn(process.execPath, [pathOfCommand(), 'values', 'list'], {
      env: {
        BIGCOMMERCE_STORE_HASH: STORE_HASH,
        BIGCOMMERCE_ACCESS_TOKEN: SANDBOX_TOKEN,
        HTTPS_PROXY: 'http://user:secret@127.0.0.1:9',
      },
    });
    const [line] = await once(child.stderr.setEncoding('utf8'), 'data');
    child.kill('SIGKILL');
    expect(line).toMatch(new RegExp(`^store k9q2z7w at ${ORIGIN}, through the proxy 127.0.0.1:9, cannot be reached`));
    expect(line).not.toContain('secret');
  });
});

test.each(['socks5://user:secret@127.0.0.1', 'nonsense://', 'http://'])(
  'HTTPS_PROXY=%s is refused, and not repeated',
  async (value) => {
    const { code, stderr } = await runIn('.', ['values', 'list'], {
      env: { BIGCOMMERCE_STORE_HASH: STORE_HASH, BIGCOMMERCE_ACCESS_TOKEN: SANDBOX_TOKEN, HTTPS_PROXY: value },
    });
    expect([code, stderr]).toEqual([
      2,
      'bigcommerce-customers values list: HTTPS_PROXY must be a URL such as http://proxy.example:3128\nNothing was sent.\n',
    ]);
  },
);

test.each([
  [{}, undefined, undefined],
  [{ HTTPS_PROXY: '' }, undefined, undefined],
  [{ HTTPS_PROXY: 'proxy.example:3128' }, undefined, 'proxy.example:3128'],
  [{ https_proxy: 'http://a', HTTPS_PROXY: 'http://b' }, undefined, 'a'],
  [{ HTTP_PROXY: 'http://a' }, undefined, undefined],
  [{ HTTPS_PROXY: 'http://a' }, 'http://127.0.0.1:4010', undefined],
])('%j names the proxy for %s: %s', (env, baseUrl, host) => {
  expect(proxyFor('x', baseUrl, env)?.host).toBe(host);
});
