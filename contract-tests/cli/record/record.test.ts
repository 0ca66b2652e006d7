import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { sourceOf } from '../../../src/cli/record/record-scenario.js';
import { answerRequest } from '../../../src/sandbox/operations.js';
import { createStore, SANDBOX_TOKEN, type Store } from '../../../src/sandbox/store.js';
import { findSecrets } from '../../support/secrets.js';
import { HOST, ORIGIN } from '../../support/server.js';
import { folderWith, runIn } from '../command-line.js';
import { terminal } from '../data/store-server.js';

// This file tests real connections. In other files, nock replaces them.
beforeAll(() => nock.restore());

let store: Store;
let server: Server;
let folder: string;
let requests: string[];
/** Changes the body of a response on its way. */
let interfere: (method: string, body: string) => string;
beforeEach(async () => {
  store = createStore({
    storeHash: 'k9q2z7w',
    seed: {
      customers: [23, 24],
      attributes: [{ id: 3, name: 'Tier', type: 'string' }],
      values: [{ customerId: 24, attributeId: 3, value: 'Jane Doe' }],
    },
  });
  requests = [];
  interfere = (_, body) => body;
  server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push(method);
    const body = Buffer.concat(await request.toArray()).toString();
    const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    const answer = answerRequest(store, { method, url, headers: Object.fromEntries(pairs), body }, 0);
    const { 'content-length': _, ...kept } = answer.headers;
    response.writeHead(answer.status, kept).end(answer.body && interfere(method, answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = await folderWith({});
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const env = { BIGCOMMERCE_STORE_HASH: 'k9q2z7w', BIGCOMMERCE_ACCESS_TOKEN: SANDBOX_TOKEN };
const record = (argv: string[], io: Parameters<typeof runIn>[2] = {}) => {
  const { port } = server.address() as AddressInfo;
  return runIn(folder, ['contract', 'record', '--base-url', `http://127.0.0.1:${port}`, ...argv], { env, ...io });
};
const saved = async () => {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith('.json')).sort();
};
const PAIR = ['--customer-id', '23', '--attribute-id', '3'];

describe('contract record', () => {
  test('saves recordings that pass contract check and reveal nothing about the store', async () => {
    const { code, stderr } = await record([...PAIR, '--yes']);
    expect([code, stderr]).toEqual([0, '']);
    const files = await saved();
    expect(files).toEqual([
      'recordings/deleteCustomerAttributeValues/204-deleted.json',
      'recordings/listCustomerAttributeValues/200-after.json',
      'recordings/listCustomerAttributeValues/200-before.json',
      'recordings/listCustomerAttributeValues/200-none.json',
      'recordings/listCustomerAttributeValues/200-page.json',
      'recordings/listCustomerAttributeValues/200-past-the-end.json',
      'recordings/upsertCustomerAttributeValues/200-written.json',
    ]);
    const text = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
    expect(findSecrets(text)).toEqual([]);
    for (const secret of [SANDBOX_TOKEN, 'k9q2z7w', 'Jane', '127.0.0.1']) expect(text).not.toContain(secret);
    const check = await runIn(folder, ['contract', 'check', '--strict', 'recordings']);
    expect(check.stdout).toBe('8 exchanges: 8 conform.\n');
  });

  test.each([
    [undefined, 'observed', `a store at ${ORIGIN}`],
    [ORIGIN, 'observed', `a store at ${ORIGIN}`],
    [`https://${HOST.toUpperCase()}:443/stores/k9q2z7w/v3/`, 'observed', `a store at ${ORIGIN}`],
    ['http://127.0.0.1:4010', 'other-server', 'a server on this machine, which may not respond as BigCommerce does'],
    ['http://127.4.5.6', 'other-server', 'a server on this machine, which may not respond as BigCommerce does'],
    [
      'http://localhost:4010/stores/k9q2z7w/v3',
      'other-server',
      'a server on this machine, which may not respond as BigCommerce does',
    ],
    ['https://LOCALHOST', 'other-server', 'a server on this machine, which may not respond as BigCommerce does'],
    ['http://[::1]:4010', 'other-server', 'a server on this machine, which may not respond as BigCommerce does'],
    ...[
      'https://10.0.0.7',
      'https://gateway.example',
      `${ORIGIN}:8443`,
      `${ORIGIN}.example`,
      `${ORIGIN}.`,
      `https://example.com/${ORIGIN}`,
    ].map(
      (url) =>
        [url, 'other-server', `a server other than ${ORIGIN}, which may not respond as BigCommerce does`] as const,
    ),
  ])('says where it comes from when it calls %s', (baseUrl, kind, place) => {
    expect(sourceOf(baseUrl)).toEqual({ kind, place });
  });

  test('says in every recording of a sandbox, and at its end, where it comes from', async () => {
    const { stdout } = await record([...PAIR, '--yes']);
    const place = 'a server on this machine, which may not respond as BigCommerce does';
    expect(stdout).toMatch(new RegExp(`\nThese responses come from ${place}\\. The recordings say so\\.\n$`));
    for (const file of await saved())
      expect(JSON.parse(await readFile(join(folder, file), 'utf8')).provenance).toMatchObject({
        kind: 'other-server',
        note: `Recorded from ${place}, by bigcommerce-customers contract record. URLs are written as if BigCommerce had been called. Texts and names are masked.`,
      });
  });

  describe('of a store whose lists lag behind', () => {
    const EMPTY = JSON.stringify({
      data: [],
      meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } },
    });
    const lag = (lists: number, changes: (body: string) => string = (body) => body) => {
      let left = Number.POSITIVE_INFINITY;
      interfere = (method, body) => {
        if (method === 'PUT') left = lists;
        if (method === 'PUT') return changes(body);
        if (method !== 'GET' || left === Number.POSITIVE_INFINITY) return body;
        left -= 1;
        return left >= 0 ? EMPTY : body;
      };
    };
    const run = async () => {
      const pauses: number[] = [];
      const ended = await record([...PAIR, '--yes'], { sleep: async (pause) => pauses.push(pause) });
      return { ...ended, pauses };
    };
    const withoutId = (body: string) => body.replace(/"id":\d+,?/, '');

    test('waits for the value, and deletes it', async () => {
      lag(2, withoutId);
      const { code, stderr, pauses } = await run();
      expect([code, stderr, pauses, store.state.values.size]).toEqual([0, '', [2_000, 2_000], 1]);
    });

    test('deletes a value that is never listed by the id in the response to the write, and reports that', async () => {
      lag(100);
      const { code, stderr } = await run();
      expect([code, stderr]).toEqual([1, 'The value is listed: the store did not list it in 5 attempts\n']);
      expect([store.state.values.size, requests.at(-1)]).toEqual([1, 'DELETE']);
    });

    test('says that the value stays, and how to delete it, if its id is unknown', async () => {
      lag(100, withoutId);
      const { code, stdout, stderr } = await run();
      expect([code, requests.includes('DELETE')]).toEqual([1, false]);
      expect(stderr).toMatch(
        /The value that was written is deleted: the store did not return its id\. The value "contract record" of customer 23 for attribute 3 is still in the store/,
      );
      expect(stderr).toContain('values list --customer-id 23 --attribute-id 3 | bigcommerce-customers values delete');
      expect(stdout).toContain('200-after.json: The value is listed (failed)\n');
      expect(stdout).not.toContain('The value that was written is deleted');
      expect((await saved()).filter((file) => file.endsWith('204-deleted.json'))).toEqual([]);
    });
  });

  test('does not look for a value that the store has refused', async () => {
    const { stderr } = await record(['--customer-id', '999', '--attribute-id', '3', '--yes']);
    expect(stderr).not.toContain('is deleted');
    expect(requests.slice(requests.indexOf('PUT') + 1)).toEqual([]);
  });

  test('only reads, unless it is given a customer and an attribute', async () => {
    expect((await record([])).code).toBe(0);
    expect(new Set(requests)).toEqual(new Set(['GET']));
  });

  test.each(['no', 'y', undefined])(
    'asks for confirmation with a plan, and does nothing at the answer %j',
    async (answer) => {
      const { io, questions } = terminal(answer);
      const { code, stderr } = await record(PAIR, io);
      expect([code, stderr, requests, await saved()]).toEqual([2, 'Nothing was sent.\n', [], []]);
      const { port } = server.address() as AddressInfo;
      expect(questions).toEqual([
        expect.stringMatching(/\n {2}write {2}A value is written\n(?:.*\n)*Type yes to go on: $/),
      ]);
      expect(questions[0]).toContain(`Write to store k9q2z7w at http://127.0.0.1:${port}?\n`);
    },
  );

  test('writes once that is confirmed', async () => {
    expect(await record(PAIR, terminal('Yes').io)).toMatchObject({ code: 0 });
    expect(requests).toContain('PUT');
  });

  test('does nothing where nobody can be asked, and names the option that it takes', async () => {
    const { code, stderr } = await record(PAIR);
    expect([code, requests]).toEqual([2, []]);
    expect(stderr).toContain('There is nobody to ask, because standard input is not a terminal. Pass --yes to go on');
  });

  test('calls the server of the environment', async () => {
    const { port } = server.address() as AddressInfo;
    const BIGCOMMERCE_BASE_URL = `http://127.0.0.1:${port}`;
    const argv = ['contract', 'record', ...PAIR, '--yes'];
    expect(await runIn(folder, argv, { env: { ...env, BIGCOMMERCE_BASE_URL } })).toMatchObject({ code: 0 });
    expect(requests).toContain('PUT');
  });

  test('replaces recordings only with --overwrite, and sends nothing without', async () => {
    await record([]);
    const path = join(folder, 'recordings/listCustomerAttributeValues/200-none.json');
    await writeFile(path, 'edited');
    requests.length = 0;
    const { code, stderr } = await record([]);
    expect([code, requests, await readFile(path, 'utf8')]).toEqual([2, [], 'edited']);
    expect(stderr).toContain(
      'recordings/listCustomerAttributeValues/200-page.json and 2 more would be replaced; pass --overwrite, or another folder with --out\n',
    );
    expect(await record(['--overwrite'])).toMatchObject({ code: 0 });
    expect(await readFile(path, 'utf8')).toContain('provenance');
    expect(await record(['--out', 'others'])).toMatchObject({ code: 0 });
  });

  test('deletes the value that it has written when it is cancelled in between', async () => {
    const controller = new AbortController();
    interfere = (method, body) => {
      if (method === 'PUT') controller.abort();
      return body;
    };
    const { code, stderr } = await record([...PAIR, '--yes'], { cancellation: () => controller.signal });
    expect([code, stderr]).toEqual([130, 'Cancelled.\n']);
    expect([requests.at(-1), store.state.values.size]).toEqual(['DELETE', 1]);
    expect(await saved()).not.toContain('recordings/listCustomerAttributeValues/200-after.json');
  });

  test('says which step failed, and saves the response of the store', async () => {
    const { code, stderr } = await record(['--customer-id', '999', '--attribute-id', '3', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/A value is written: .*invalid customer ID/);
    expect(await saved()).toContain('recordings/upsertCustomerAttributeValues/200-written.json');
  });

  test.each<[string, string[], RegExp]>([
    ['only one of the two ids', ['--customer-id', '23'], /must be used together/],
    ['an invalid id', ['--customer-id', '0', '--attribute-id', '3'], /--customer-id needs an id above 0, not "0"/],
    ['an unexpected argument', ['x'], /unexpected argument "x"/],
    ['an unknown option', ['--force'], /--force/],
  ])('refuses %s, and sends nothing', async (_, argv, message) => {
    const { code, stderr } = await record(argv);
    expect([code, requests]).toEqual([2, []]);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('Options: --out FOLDER');
  });

  test('says which variables are missing', async () => {
    const { code, stderr } = await record([], { env: {} });
    expect(code).toBe(2);
    expect(stderr).toMatch(/BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN/);
  });

  test('refuses a server that is not this machine over plain HTTP, before anything is sent', async () => {
    const { code, stderr } = await runIn(folder, ['contract', 'record', '--base-url', 'http://store.example'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain('bigcommerce-customers contract record: --base-url must be https');
    expect(stderr).not.toContain(SANDBOX_TOKEN);
  });
});
