import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type CustomersClientOptions, createCustomersClient } from '../../src/index.js';
import { fetchOfRequest } from '../support/fetch-of-request.js';
import { HOST, ORIGIN } from '../support/server.js';
import { ACCESS_TOKEN, STORE_HASH } from '../support/store-stub.js';

const valid = { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN };

/** What is thrown, in the shape that tests look at. */
function refusalOf(options: unknown) {
  try {
    createCustomersClient(options as CustomersClientOptions);
  } catch (error) {
    return error as Error;
  }
  throw new Error('the client was created');
}

describe('createCustomersClient refuses', () => {
  test.each([['..'], ['.'], [''], ['a/b'], ['a?b'], ['a#b'], ['%2e%2e'], ['a b'], ['a\n'], [42], [null]])(
    'the store hash %j',
    (storeHash) => {
      expect(refusalOf({ ...valid, storeHash })).toMatchObject({
        name: 'InvalidRequestError',
        issues: [{ path: 'options.storeHash' }],
      });
    },
  );

  test.each([
    [''],
    ['tok\nen'],
    ['tok\r\nX-Other: b'],
    ['tok\u0000en'],
    [' token-1'],
    ['token-1 '],
    ['tökén'],
    [42],
    [null],
  ])('the access token %j, without repeating it', (accessToken) => {
    const refusal = refusalOf({ ...valid, accessToken });
    expect(refusal).toMatchObject({ name: 'InvalidRequestError', issues: [{ path: 'options.accessToken' }] });
    if (typeof accessToken === 'string' && accessToken) expect(inspect(refusal)).not.toContain(accessToken);
  });

  test.each([
    [`http://${HOST}`],
    ['http://localhost.example.com'],
    ['http://127.0.0.1.example.com'],
    ['http://[::2]'],
    ['ftp://127.0.0.1'],
    [`https://user:secret@${HOST}`],
    [`${ORIGIN}?x=1`],
    [`${ORIGIN}#x`],
    [HOST],
    [''],
    [7],
    [undefined],
    [null],
  ])('the base URL %j', (baseUrl) => {
    expect(refusalOf({ ...valid, baseUrl })).toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path: 'options.baseUrl' }],
    });
  });

  test.each([
    ['timeoutMs', 0],
    ['timeoutMs', -1],
    ['timeoutMs', Number.NaN],
    ['timeoutMs', Number.POSITIVE_INFINITY],
    ['timeoutMs', 2 ** 31],
    ['timeoutMs', '100'],
    ['timeoutMs', null],
    ['fetch', 'fetch'],
    ['maxResponseBytes', 0],
    ['maxResponseBytes', 1.5],
    ['maxResponseBytes', 2 ** 28 + 1],
    ['maxResponseBytes', Number.POSITIVE_INFINITY],
    ['maxResponseBytes', '1000'],
    ['userAgent', 'a\nb'],
    ['userAgent', ''],
  ])('%s: %p', (name, value) => {
    expect(refusalOf({ ...valid, [name]: value })).toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path: `options.${name}` }],
    });
  });

  test('a misspelt option, naming those that exist', () => {
    expect(refusalOf({ ...valid, baseURL: 'https://example.com' }).message).toMatch(/options\.baseURL .*baseUrl/);
  });

  test.each<[unknown]>([
    ['abc'],
    [null],
    [[]],
    [new Map()],
    [
      new (class {
        storeHash = 'abc';
      })(),
    ],
  ])('%p in place of options', (options) => {
    expect(refusalOf(options)).toMatchObject({ name: 'InvalidRequestError', issues: [{ path: 'options' }] });
  });

  test('several unusable options at once, each named', () => {
    expect(refusalOf({ storeHash: '..', accessToken: '', timeoutMs: 0 })).toMatchObject({
      issues: [{ path: 'options.storeHash' }, { path: 'options.accessToken' }, { path: 'options.timeoutMs' }],
    });
  });
});

describe('createCustomersClient accepts', () => {
  test.each([
    ['https://api.example.com'],
    ['https://api.example.com///'],
    ['https://example.com/proxy/'],
    ['http://localhost:8080'],
    ['http://127.0.0.1:8080'],
    ['http://127.9.9.9'],
    ['http://[::1]:8080'],
  ])('the base URL %s', (baseUrl) => {
    expect(() => createCustomersClient({ ...valid, baseUrl })).not.toThrow();
  });
});

describe('a base URL that ends in the API path', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  /** The URL that a client sends to. */
  async function urlOf(options: CustomersClientOptions): Promise<string | undefined> {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return new Response(null, { status: 204 });
    };
    await createCustomersClient({ accessToken: ACCESS_TOKEN, ...options, fetch }).customers.delete([1]);
    return urls[0];
  }

  test.each([
    [`${ORIGIN}/stores/abc123/v3`, `${ORIGIN}/stores/abc123/v3/customers?id:in=1`],
    [`${ORIGIN}/stores/abc123/v3/`, `${ORIGIN}/stores/abc123/v3/customers?id:in=1`],
    ['https://API.example.com/x/stores/abc123/v3//', 'https://api.example.com/x/stores/abc123/v3/customers?id:in=1'],
    ['https://example.com/my-stores', 'https://example.com/my-stores/stores/abc123/v3/customers?id:in=1'],
  ])('is understood: %s', async (baseUrl, url) => {
    expect(await urlOf({ storeHash: 'abc123', baseUrl })).toBe(url);
  });

  test('says which store it is where nothing else does', async () => {
    delete process.env['BIGCOMMERCE_STORE_HASH'];
    const baseUrl = `${ORIGIN}/stores/abc123/v3/`;
    expect(await urlOf({ baseUrl })).toBe(`${ORIGIN}/stores/abc123/v3/customers?id:in=1`);
    expect(refusalOf({ accessToken: ACCESS_TOKEN, baseUrl, storeHash: undefined })).toMatchObject({
      issues: [{ path: 'options.storeHash' }],
    });
  });

  test.each([
    'Stores/abc123/v3',
    'stores/abc123/V3',
    'stores/abc123/v2',
    'stores/abc123',
    'stores/abc123/v3/customers',
    'stores',
  ])('is refused with another path of a store, which requests would have twice: %s', (path) => {
    const refusal = refusalOf({ ...valid, storeHash: 'abc123', baseUrl: `${ORIGIN}/${path}` });
    expect(refusal.message).toContain('must end in /stores/{store_hash}/v3 of the store, or be the origin before that');
  });

  test('is refused where it is that of another store, with the reason', () => {
    const baseUrl = `${ORIGIN}/stores/abc124/v3/`;
    const refusal = refusalOf({ ...valid, baseUrl });
    expect(refusal).toMatchObject({ name: 'InvalidRequestError', issues: [{ path: 'options.baseUrl' }] });
    expect(refusal.message).toMatch(/another store/);
    process.env['BIGCOMMERCE_STORE_HASH'] = 'abc123';
    expect(refusalOf({ accessToken: ACCESS_TOKEN, baseUrl }).message).toMatch(/another store/);
  });

  test('can come from the environment, as any base URL can', async () => {
    process.env['BIGCOMMERCE_BASE_URL'] = 'http://127.0.0.1:8080';
    expect(await urlOf(valid)).toBe(`http://127.0.0.1:8080/stores/${STORE_HASH}/v3/customers?id:in=1`);
    process.env['BIGCOMMERCE_BASE_URL'] = 'https://example.com/stores/abc123/v3/';
    delete process.env['BIGCOMMERCE_STORE_HASH'];
    expect(await urlOf({})).toBe('https://example.com/stores/abc123/v3/customers?id:in=1');
    process.env['BIGCOMMERCE_BASE_URL'] = '';
    expect(await urlOf(valid)).toMatch(new RegExp(`^${ORIGIN}/`));
    process.env['BIGCOMMERCE_BASE_URL'] = 'http://example.com';
    expect(refusalOf(valid)).toMatchObject({ issues: [{ path: 'options.baseUrl' }] });
    expect(await urlOf({ ...valid, baseUrl: 'https://example.org' })).toMatch(/^https:\/\/example\.org\//);
  });
});

describe('credentials from the environment', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test('are used where the options have none', async () => {
    process.env['BIGCOMMERCE_STORE_HASH'] = 'fromenvironment';
    process.env['BIGCOMMERCE_ACCESS_TOKEN'] = 'environment-token';
    const seen: Request[] = [];
    const fetch = fetchOfRequest(async (request) => {
      seen.push(request);
      return new Response(null, { status: 204 });
    });
    await createCustomersClient({ fetch }).customers.delete([1]);
    expect(seen[0]?.url).toBe(`${ORIGIN}/stores/fromenvironment/v3/customers?id:in=1`);
    expect(seen[0]?.headers.get('X-Auth-Token')).toBe('environment-token');
  });

  test('are not used where an option is there but undefined: what was meant is not known', () => {
    process.env['BIGCOMMERCE_STORE_HASH'] = 'fromenvironment';
    process.env['BIGCOMMERCE_ACCESS_TOKEN'] = 'environment-token';
    expect(refusalOf({ storeHash: undefined })).toMatchObject({ issues: [{ path: 'options.storeHash' }] });
    expect(refusalOf({ storeHash: null })).toMatchObject({ issues: [{ path: 'options.storeHash' }] });
    expect(refusalOf({ accessToken: undefined })).toMatchObject({ issues: [{ path: 'options.accessToken' }] });
  });

  test('are not looked at where they are not needed, and missed where looking is forbidden', () => {
    const looks: PropertyKey[] = [];
    const forbid = (_: object, name: PropertyKey) => {
      looks.push(name);
      throw new Error('not allowed');
    };
    process.env = new Proxy({}, { get: forbid });
    expect(() => createCustomersClient(valid)).not.toThrow();
    expect(looks).toEqual([]);
    expect(refusalOf({})).toMatchObject({
      name: 'InvalidRequestError',
      issues: [{ path: 'options.storeHash' }, { path: 'options.accessToken' }],
    });
  });

  test('are asked for by name where there are none', () => {
    delete process.env['BIGCOMMERCE_STORE_HASH'];
    delete process.env['BIGCOMMERCE_ACCESS_TOKEN'];
    expect(refusalOf({}).message).toMatch(/BIGCOMMERCE_STORE_HASH.*BIGCOMMERCE_ACCESS_TOKEN/);
  });
});

test('an option under a misspelt name is refused, with the one that was meant', () => {
  const message = expect.stringMatching(/^is not an option \(did you mean accessToken\?\); the options are storeHash/);
  const issue = { path: 'options.acessToken', message };
  expect(refusalOf({ acessToken: 'x' })).toMatchObject({ issues: expect.arrayContaining([issue]) });
});
