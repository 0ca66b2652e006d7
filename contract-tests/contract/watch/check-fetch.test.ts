import { describe, expect, test } from '@jest/globals';
import { type CheckerOptions, checkFetch, type WatcherOptions } from '../../../src/contract/index.js';
import { createCustomersClient } from '../../../src/index.js';
import { ORIGIN, VALUES_PATH } from '../../support/server.js';

const LIST = `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}`;
const init = { headers: { 'X-Auth-Token': 'token-that-nobody-may-see' } };
const PAGE = { data: [], meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } } };
const BROKEN = { ...PAGE, data: 'none' };

/** A fetch that answers with JSON, and notes what it was called with. */
function fakeFetch(body: unknown) {
  const calls: [input: Request | URL | string, init?: RequestInit][] = [];
  const fetch = async (...call: [input: Request | URL | string, init?: RequestInit]) => {
    calls.push(call);
    return Response.json(body);
  };
  return { fetch, calls };
}

const check = (body: unknown, options?: WatcherOptions) => checkFetch(fakeFetch(body).fetch, options);
const keywords = ({ violations }: ReturnType<typeof check>) => violations.map(({ keyword }) => keyword);

describe('a checked fetch', () => {
  test('has nothing to say about what conforms', async () => {
    const checked = check(PAGE);
    const client = createCustomersClient({ storeHash: 'abc123example', accessToken: 'token', fetch: checked });
    await expect(client.attributeValues.list()).resolves.toEqual(PAGE);
    checked.assert();
    expect(checked.violations).toEqual([]);
  });

  test('counts what it checked, and never takes silence for success', async () => {
    const checked = check(PAGE);
    const none = 'no exchange was checked against the contract: ';
    expect(() => checked.assert()).toThrow(`${none}the checked fetch was never called`);
    checked.assertChecked();
    await checked('https://staging.example.com/stores/a?token=secret', init);
    const causes = `${none}requests went to https://staging.example.com, and only those to ${ORIGIN} are checked (see the option origin); if that is intended, pass allowNone: true`;
    expect(() => checked.assert()).toThrow(new Error(causes));
    expect(() => checked.assertChecked()).toThrow(new Error(causes));
    await checked(LIST, init);
    await checked(LIST, init);
    expect(checked.checked).toBe(2);
    checked.assert();
    checked.assertChecked();
  });

  test('accepts that nothing is checked where that is allowed, but no violation', async () => {
    const checked = check(BROKEN, { allowNone: true });
    checked.assert();
    await checked('https://staging.example.com/', init);
    checked.assert();
    expect(() => checked.assertChecked()).toThrow('requests went to https://staging.example.com');
    await checked(LIST, init);
    expect(() => checked.assert()).toThrow('one rule of the contract');
  });

  test('does not count requests of unknown paths that it leaves out', async () => {
    const checked = check(PAGE, { allow: ['paths', 'request.method'] });
    await checked(`${ORIGIN}/stores/abc123example/v3/unknown`, init);
    await checked(LIST, { ...init, method: 'PATCH' });
    expect(checked.checked).toBe(0);
    expect(() => checked.assert()).toThrow(
      'no request calls an operation of it, which the option allow permits; if that',
    );
    checked.assertChecked();
    await checked(`${LIST}?page=0`, init);
    expect(checked.checked).toBe(1);
    expect(() => checked.assert()).toThrow('one rule of the contract');
  });

  test('names a few of many other origins, and says when a body could not be read', async () => {
    const checked = check(PAGE);
    for (let at = 0; at < 9; at += 1) await checked(`https://h${at}.example.com/`);
    await checked('/relative').catch(() => {});
    expect(() => checked.assert()).toThrow(/to https:\/\/h0\.example\.com, .*h4\.example\.com and others, and only/);
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) });
    await checked(LIST, { method: 'PUT', body: broken, ...{ duplex: 'half' } });
    expect(() => checked.assert()).toThrow('the bodies of the requests could not be read');
  });

  test('notes what breaks the contract, and lets the caller have the answer', async () => {
    const checked = check(BROKEN);
    const response = await checked(LIST, init);
    expect(keywords(checked)).toEqual(['type']);
    expect(await response.json()).toEqual(BROKEN);
    expect(() => checked.assert()).toThrow(
      /\/response\/body\/data \(response\.body\): expected array, got "none" \(type\), see line \d+ of the OpenAPI document$/,
    );
    expect(() => checked.assert()).not.toThrow();
  });

  test.each<[string, Request | URL | string, RequestInit | undefined]>([
    ['a text', `${LIST}?x=1`, init],
    ['a URL', new URL(`${LIST}?x=1`), init],
    ['a Request', new Request(`${LIST}?x=1`, init), undefined],
  ])('understands %s, and passes it on as it is', async (_, input, options) => {
    const { fetch, calls } = fakeFetch(PAGE);
    const checked = checkFetch(fetch);
    await checked(input, options);
    expect(keywords(checked)).toEqual(['parameters']);
    expect(calls[0]?.[0]).toBe(input);
  });

  test.each<[string, () => RequestInit['body']]>([
    ['a text', () => '[{}]'],
    ['a stream', () => new Response('[{}]').body],
  ])('reads a body without using it up: %s', async (_, body) => {
    let sent: string | undefined;
    const checked = checkFetch(async (input, options) => {
      sent = await new Request(input, options).text();
      return Response.json(PAGE);
    });
    const headers = { ...init.headers, 'Content-Type': 'application/json' };
    const options = { method: 'PUT', headers, body: body() ?? null, ...{ duplex: 'half' } };
    await checked(LIST, options);
    expect(keywords(checked)).toContain('required');
    expect(sent).toBe('[{}]');
    sent = '';
    await checked(new Request(LIST, { ...options, body: body() ?? null }));
    expect(sent).toBe('[{}]');
  });

  test('finds the request also where the network fails, and throws what it throws', async () => {
    const checked = checkFetch(() => Promise.reject(new Error('no network')));
    await expect(checked(LIST)).rejects.toThrow('no network');
    expect(keywords(checked)).toEqual(['security']);
  });

  test('passes on a request whose body breaks off, and says nothing of it', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) });
    const checked = check(PAGE);
    const options = { method: 'PUT', body, ...{ duplex: 'half' } };
    expect(await (await checked(LIST, options)).json()).toEqual(PAGE);
    expect(keywords(checked)).toEqual([]);
  });

  test('says nothing of an answer that breaks off', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) });
    const checked = checkFetch(async () => new Response(body));
    const response = await checked(LIST, init);
    await expect(response.text()).rejects.toThrow('broken');
    expect(keywords(checked)).toEqual([]);
  });

  test('ignores other origins, and tolerates what is allowed', async () => {
    const checked = check(BROKEN, { allow: [{ operationId: undefined, location: 'response.body' }] });
    await checked('https://example.com/stores/abc123example/v3/orders');
    await checked('https://another.example.com/stores/abc123example/v3/orders');
    await checked(`/login?next=${ORIGIN}/stores`);
    await checked(LIST, init);
    await checked(`${LIST}?x=1`, init);
    expect(keywords(checked)).toEqual(['parameters']);
  });

  test('finds what nobody has declared where it is strict, except what that allows', async () => {
    const added = { ...PAGE, links: {}, next: {} };
    const found = async (options?: CheckerOptions) => {
      const checked = check(added, options);
      await checked(`${LIST}?limit=5`, { headers: { ...init.headers, 'X-Trace': '1' } });
      return checked.violations.map(({ pointer }) => pointer);
    };
    expect(await found()).toEqual([]);
    expect(await found({ strict: true })).toEqual([
      '/request/headers/x-trace',
      '/response/body/links',
      '/response/body/next',
    ]);
    const allow = ['request.header:x-*', 'response.body:/links'];
    expect(await found({ strict: { allow } })).toEqual(['/response/body/next']);
    expect(await found({ strict: { allow }, allow: [{ keyword: 'undeclared' }] })).toEqual([]);
  });

  test.each([
    ['yes'],
    [{ allow: 'response.header:x-*' }],
    [{ allow: ['x-*'] }],
    [{ alow: [] }],
    [['response.header:x-*']],
    [{ allow: ['response.header:x-*', ['response.header:x-*']] }],
  ])('refuses to be strict in ways that there are not: %j', (strict) => {
    expect(() => check(PAGE, Object({ strict }))).toThrow('options.strict must be true, false or { allow: [...] }');
  });

  test('is as strict with an empty object as with true', () => {
    expect(check(PAGE, { strict: {} }).violations).toEqual([]);
  });

  test('refuses what is no fetch, and options that there are not', () => {
    expect(() => checkFetch(Object('fetch'))).toThrow('fetch must be a function');
    expect(() => check(PAGE, Object({ strikt: true }))).toThrow('options.strikt is not an option');
    expect(() => check(PAGE, Object({ allow: [{}, 'type'] }))).toThrow('options.allow must be a list of patterns');
  });
});
