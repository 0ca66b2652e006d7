import { get as httpsGet } from 'node:https';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { contractAt, loadContract } from '../../../src/contract/index.js';
import { type NockWatch, type WatchNockOptions, watchNock } from '../../../src/contract/jest/index.js';
import { copiesOfNock } from '../../../src/contract/jest/nock.js';
import { createCustomersClient } from '../../../src/index.js';
import { HOST, ORIGIN, VALUES_PATH } from '../../support/server.js';

const PATH = `/stores/abc123example/v3${VALUES_PATH}`;
const LIST = `${ORIGIN}${PATH}`;
const TOKEN = 'token-that-nobody-may-see';
const init = { headers: { 'X-Auth-Token': TOKEN } };
const PAGE = { data: [], meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } } };
const VALUE = { id: 5, customer_id: 1, attribute_id: 4, attribute_value: 10 };
const BROKEN = { ...PAGE, data: [VALUE] };
const JSON_HEADERS = { 'Content-Type': 'application/json' };

let watch: NockWatch | undefined;
const start = (options?: WatchNockOptions) => {
  watch = watchNock(options);
  return watch;
};
const found = () => watch?.violations.map(({ location, keyword }) => `${location} ${keyword}`);

afterEach(() => {
  watch?.stop();
  watch = undefined;
});

describe('a watched nock', () => {
  test('has nothing to say about a mock that BigCommerce could be', async () => {
    start();
    nock(ORIGIN).get(PATH).query(true).reply(200, PAGE);
    nock(ORIGIN).delete('/stores/abc123example/v3/customers').query(true).reply(204);
    const client = createCustomersClient({ storeHash: 'abc123example', accessToken: TOKEN });
    await client.attributeValues.list({ limit: 5 });
    await client.customers.delete([1, 2]);
    expect(found()).toEqual([]);
    watch?.assert();
  });

  test('finds what nobody has declared in a mock where it is strict, except what that allows', async () => {
    const seen = start({ strict: { allow: ['response.body:/links'] } });
    nock(ORIGIN)
      .get(PATH)
      .reply(200, { ...PAGE, links: {}, next: {} });
    await (await fetch(LIST, init)).text();
    expect(() => seen.assert()).toThrow('/response/body/next (response.body): expected no undeclared property');
    expect(seen.violations).toEqual([]);
  });

  const WRONG_TYPE = ['response.body type'];
  test.each<[string, () => void]>([
    ['an object', () => nock(ORIGIN).get(PATH).reply(200, BROKEN)],
    ['a text', () => nock(ORIGIN).get(PATH).reply(200, JSON.stringify(BROKEN), JSON_HEADERS)],
    [
      'a buffer',
      () =>
        nock(ORIGIN)
          .get(PATH)
          .reply(200, Buffer.from(JSON.stringify(BROKEN)), JSON_HEADERS),
    ],
    [
      'a function',
      () =>
        nock(ORIGIN)
          .get(PATH)
          .reply(200, () => BROKEN, JSON_HEADERS),
    ],
    [
      'a function for all of it',
      () =>
        nock(ORIGIN)
          .get(PATH)
          .reply(() => [200, BROKEN, JSON_HEADERS]),
    ],
    [
      'a promise',
      () =>
        nock(ORIGIN)
          .get(PATH)
          .reply(async () => [200, BROKEN, JSON_HEADERS]),
    ],
    [
      'a stream',
      () =>
        nock(ORIGIN)
          .get(PATH)
          .reply(200, () => Readable.from(JSON.stringify(BROKEN).match(/.{1,9}/g) ?? []), JSON_HEADERS),
    ],
    [
      'compressed',
      () =>
        nock(ORIGIN)
          .get(PATH)
          .reply(200, gzipSync(JSON.stringify(BROKEN)), { ...JSON_HEADERS, 'Content-Encoding': 'gzip' }),
    ],
    ['of a scope that persists', () => nock(ORIGIN).persist().get(PATH).reply(200, BROKEN)],
    ['of a scope by pattern', () => nock(new RegExp(HOST)).get(PATH).reply(200, BROKEN)],
  ])('finds a reply that BigCommerce could never send, and passes it on as it is: %s', async (_, mock) => {
    start();
    mock();
    const response = await fetch(LIST, init);
    expect([response.status, await response.json()]).toEqual([200, BROKEN]);
    expect(found()).toEqual(WRONG_TYPE);
    expect(() => watch?.assert()).toThrow(
      '/response/body/data/0/attribute_value (response.body): expected string, got 10',
    );
  });

  test('knows interceptors that were there before the watch began', async () => {
    nock(ORIGIN).get(PATH).reply(200, BROKEN);
    start();
    await (await fetch(LIST, init)).text();
    expect(found()).toEqual(WRONG_TYPE);
  });

  test('sees what other HTTP clients than fetch send and get', async () => {
    start();
    nock(ORIGIN).get(`${PATH}?x=1`).reply(200, BROKEN);
    const text = await new Promise((resolve, reject) => {
      httpsGet(`${LIST}?x=1`, init, (message) => {
        const chunks: string[] = [];
        message.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
        message.on('end', () => resolve(chunks.join('')));
      }).on('error', reject);
    });
    expect(text).toBe(JSON.stringify(BROKEN));
    expect(found()).toEqual(['request.query parameters', ...WRONG_TYPE]);
  });

  test('checks requests with their bodies, and shows no credential', async () => {
    start();
    nock(ORIGIN).put(PATH).reply(200, { data: [] });
    const body = JSON.stringify([{ customer_id: 1, attribute_id: 2, attribute_value: TOKEN }]);
    await fetch(LIST, { method: 'PUT', headers: { ...init.headers, ...JSON_HEADERS }, body });
    expect(found()).toContain('request.body additionalProperties');
    expect(JSON.stringify(watch?.violations)).not.toContain(TOKEN);
  });

  test('checks a request whose mock fails, and one that no mock answers', async () => {
    start();
    nock(ORIGIN).get(`${PATH}?one=1`).replyWithError('broken');
    nock(ORIGIN).get('/elsewhere').reply(200);
    await expect(fetch(`${LIST}?one=1`, init)).rejects.toThrow();
    const noteMiss = nock.emitter.listeners('no match')[0];
    // The suite has a guard against requests without an answer, which is what this test wants.
    nock.emitter.removeListener('no match', Object(noteMiss));
    await expect(fetch(`${LIST}?two=2`, init)).rejects.toThrow();
    nock.emitter.on('no match', Object(noteMiss));
    expect(watch?.violations.map(({ pointer }) => pointer)).toEqual(['/request/query/one', '/request/query/two']);
    nock.cleanAll();
  });

  test('ignores requests to other origins', async () => {
    start();
    nock('https://example.com').get(PATH).reply(200, BROKEN);
    await (await fetch(`https://example.com${PATH}`)).text();
    expect(found()).toEqual([]);
  });

  test('ignores them also where the document names a server by its path alone', async () => {
    const paths = { '/things': { get: { operationId: 'listThings', responses: { 204: { description: 'None.' } } } } };
    const servers = [{ url: '/v3' }, { url: 'https://api.example.com/v3' }];
    const info = { title: 'Things', version: '1' };
    start({ contract: await loadContract({ openapi: '3.1.0', info, servers, paths }) });
    for (const origin of ['https://api.example.com', 'https://example.com']) {
      nock(origin).get('/v3/things').reply(200);
      await (await fetch(`${origin}/v3/things`)).text();
    }
    expect(found()).toEqual(['response.status responses']);
  });

  test('sees the origin of another contract instead, where one is given', async () => {
    start({ contract: contractAt('https://example.com') });
    nock('https://example.com').get(PATH).reply(200, BROKEN);
    nock(ORIGIN).get(PATH).reply(200, BROKEN);
    await fetch(`https://example.com${PATH}`, init);
    await fetch(LIST, init);
    expect(found()).toEqual(WRONG_TYPE);
  });

  test('tolerates what is allowed, and nothing else', async () => {
    const inQuery = { keyword: 'parameters', pointer: '/request/query/x' };
    start({ allow: [{ location: 'response.body', keyword: 'type' }, inQuery] });
    nock(ORIGIN).get(PATH).query(true).reply(200, BROKEN);
    await (await fetch(`${LIST}?x=1&y=1`, init)).text();
    expect(watch?.violations).toMatchObject([{ keyword: 'parameters', pointer: '/request/query/y' }]);
  });

  test('judges a request by where it goes, not by the scope that answers for it', async () => {
    start();
    nock(ORIGIN, { filteringScope: (scope) => scope.startsWith('https://example.com') })
      .get(PATH)
      .reply(200, BROKEN);
    await (await fetch(`https://example.com${PATH}`)).text();
    expect(found()).toEqual([]);
  });

  test('lets others listen to scopes', async () => {
    start();
    const heard: string[] = [];
    const scope = nock(ORIGIN).get(PATH).reply(200, PAGE);
    scope.on('request', () => heard.push('request')).on('replied', () => heard.push('replied'));
    await (await fetch(LIST, init)).text();
    expect(heard).toEqual(['request', 'replied']);
  });

  test('leaves nock as it was when it is stopped, and another watch as it is', async () => {
    const scopes: object = Object.getPrototypeOf(nock(ORIGIN));
    const emit: unknown = Reflect.get(scopes, 'emit');
    const first = watchNock();
    first.stop();
    expect(Reflect.get(scopes, 'emit')).toBe(emit);
    const second = watchNock();
    start();
    second.stop();
    nock(ORIGIN).get(PATH).reply(200, BROKEN);
    await (await fetch(LIST, init)).text();
    expect([first, second].flatMap(({ violations }) => violations)).toEqual([]);
    expect(found()).toEqual(WRONG_TYPE);
  });

  test('forgets what was found when it has been asked for, and finds nothing more when it is stopped', async () => {
    start();
    nock(ORIGIN).persist().get(PATH).reply(200, BROKEN);
    await (await fetch(LIST, init)).text();
    expect(() => watch?.assert()).toThrow('one rule of the contract');
    watch?.assert();
    watch?.stop();
    await (await fetch(LIST, init)).text();
    expect(found()).toEqual([]);
  });

  test.each<[string, object, string]>([
    [
      'an unknown option',
      { allowed: [] },
      'options.allowed is not an option (did you mean allow?); the options are contract, strict, allow, origin, allowNone, nock',
    ],
    ['an allow-list that is none', { allow: 'type' }, 'options.allow must be a list'],
    ['another nock', { nock: {} }, 'options.nock must be the imported nock'],
    ['a contract that is none', { contract: 'strict' }, 'options.contract must be a contract'],
  ])('refuses %s', (_, options, message) => {
    expect(() => start(options)).toThrow(message);
  });
});

describe('a watch that has checked nothing', () => {
  const NONE = 'no exchange was checked against the contract: ';

  test('does not assert that all is well, and names the likely cause', async () => {
    const seen = start();
    expect(() => seen.assert()).toThrow(
      `${NONE}no request reached nock; if there were any, there may be two copies of nock`,
    );
    nock('https://example.com').get('/x').reply(200);
    await (await fetch('https://example.com/x')).text();
    expect(() => seen.assert()).toThrow(
      `${NONE}requests went to https://example.com, and only those to ${ORIGIN} are checked`,
    );
    expect(seen.checked).toBe(0);
    nock(ORIGIN).get(PATH).reply(200, PAGE);
    await (await fetch(LIST, init)).text();
    expect(seen.checked).toBe(1);
    seen.assert();
  });

  test('does not count requests of unknown paths that it leaves out', async () => {
    const seen = start({ allow: ['paths'] });
    nock(ORIGIN).get('/stores/abc123/v3/unknown').reply(200);
    await (await fetch(`${ORIGIN}/stores/abc123/v3/unknown`)).text();
    expect(seen.checked).toBe(0);
    expect(() => seen.assert()).toThrow(`${NONE}no request calls an operation of it`);
  });

  test('says that nock has no mock for the API, as where another copy has them', () => {
    const seen = start();
    // As nock reports a request to a host that it knows nothing of.
    const noteMiss = nock.emitter.listeners('no match')[0];
    nock.emitter.off('no match', Object(noteMiss));
    nock.emitter.emit('no match', { proto: 'http', href: 'http://127.0.0.1:8080/x' });
    expect(() => seen.assert()).toThrow('no request reached nock');
    nock.emitter.emit('no match', { proto: 'https', href: LIST });
    nock.emitter.on('no match', Object(noteMiss));
    expect(() => seen.assert()).toThrow(
      `${NONE}nock has no mock for the host of the API; there may be two copies of nock`,
    );
  });

  test('is silent where that is allowed', () => {
    start({ allowNone: true }).assert();
  });

  test('knows how many copies of nock are loaded', () => {
    const paths = [
      '/a/node_modules/nock/index.js',
      '/a/node_modules/nock/lib/back.js',
      'C:\\a\\node_modules\\nock\\index.js',
    ];
    expect(copiesOfNock(Object.fromEntries(paths.map((path) => [path, {}])))).toBe(2);
    expect(copiesOfNock()).toBeLessThan(2);
  });
});

describe('at the end of a test file', () => {
  const endWith = async (options: WatchNockOptions, url?: string) => {
    let end: () => unknown = () => {};
    Reflect.set(globalThis, 'afterAll', (given: () => unknown) => {
      end = given;
    });
    start(options);
    Reflect.deleteProperty(globalThis, 'afterAll');
    if (url !== undefined) {
      nock(new URL(url).origin).get(new URL(url).pathname).reply(200, PAGE);
      await (await fetch(url, init)).text();
    }
    return end;
  };

  test.each<[string, WatchNockOptions, string | undefined, string | undefined]>([
    ['passes without any request', {}, undefined, undefined],
    ['passes with a request to the API', {}, LIST, undefined],
    ['fails if all requests went elsewhere', {}, 'https://example.com/x', 'requests went to https://example.com'],
    ['passes then if that is allowed', { allowNone: true }, 'https://example.com/x', undefined],
    ['fails without any request if that is not allowed', { allowNone: false }, undefined, 'no request reached nock'],
  ])('it %s', async (_, options, url, message) => {
    const end = await endWith(options, url);
    const said = () => {
      try {
        return String(end());
      } catch (error) {
        return String(error);
      }
    };
    expect(said()).toEqual(message === undefined ? 'undefined' : expect.stringContaining(message));
  });
});

describe('where there is a global afterEach', () => {
  let hook: () => unknown = () => {};
  const startWithHook = () => {
    Reflect.set(globalThis, 'afterEach', (given: () => unknown) => {
      hook = given;
    });
    start();
    Reflect.deleteProperty(globalThis, 'afterEach');
  };

  test('it fails the test that used the mock, and not the next one', async () => {
    startWithHook();
    nock(ORIGIN).get(PATH).reply(200, BROKEN);
    await (await fetch(LIST, init)).text();
    await expect(hook()).rejects.toMatchObject({ name: 'ContractViolationError', violations: [{ keyword: 'type' }] });
    await expect(hook()).resolves.toBeUndefined();
  });

  test('it waits for a reply that the test did not read, and not for one that nobody will play', async () => {
    startWithHook();
    nock(ORIGIN).get(PATH).reply(200, BROKEN);
    await fetch(LIST, init);
    await expect(hook()).rejects.toMatchObject({ violations: [{ keyword: 'type' }] });
    nock(ORIGIN).get(PATH).delayBody(600_000).reply(200, BROKEN);
    await fetch(LIST, init);
    await expect(hook()).resolves.toBeUndefined();
  });
});
