import { execFile, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axios, { type AxiosRequestConfig } from 'axios';
import fc from 'fast-check';
import got from 'got';
import { request as undici } from 'undici-7';
import { type Contract, checkRequest, type WireRequest } from '../../src/contract/index.js';
import { fieldsOf, HEADERS, ITEMS, type Item, loadSearch, type Pairs, QUERIES, SEGMENTS } from './conforming-corpus.js';

const written = (pairs: Pairs, encode: (text: string) => string) =>
  pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
const minimallyEncoded = (text: string) => text.replace(/[%&#+=\s"<>]|[^\x20-\x7e]+/g, encodeURIComponent);
const searchParams = (pairs: Pairs) => new URLSearchParams(pairs.map(([name, value]) => [name, value]));

/** How clients write a query that are not at hand. */
const WRITERS: Readonly<Record<string, (pairs: Pairs) => string>> = {
  // Up to version 1.11, it took back more of encodeURIComponent than it does now.
  'axios of old': (pairs) =>
    written(pairs, (text) => {
      const signs = [...':$,[]'].map((sign) => [encodeURIComponent(sign), sign] as const);
      return [...signs, ['%20', '+'] as const].reduce(
        (all, [code, sign]) => all.replaceAll(code, sign),
        encodeURIComponent(text),
      );
    }),
  // A URL as a browser leaves it, where the page wrote it without encoding more than it has to.
  browser: (pairs) => new URL(`https://a.example/?${written(pairs, minimallyEncoded)}`).search.slice(1),
};

let contract: Contract;
let server: Server;
let base = '';
let received: WireRequest[] = [];
beforeAll(async () => {
  contract = await loadSearch();
  server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: await textOf(request) });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
});
afterAll(() => {
  server.close();
});

const alarmsOf = (request: WireRequest) =>
  checkRequest(request, contract).map(({ message }) => `${request.url} ${request.body ?? ''} ${message}`);

describe.each(Object.entries(WRITERS))('what conforms is not alarmed about when %s writes it', (name, write) => {
  const SAMPLE = { seed: 14, numRuns: 150 };
  test('as a query', () => {
    const alarms = fc
      .sample(QUERIES, SAMPLE)
      .flatMap((pairs) => alarmsOf({ method: 'GET', url: `/find/1?${write(pairs)}` }));
    expect(alarms).toEqual([]);
  });

  test('as a path', () => {
    const asInBrowsers = (text: string) =>
      new URL(`https://a.example/${minimallyEncoded(text).replace(/[/?\\]/g, encodeURIComponent)}`).pathname.slice(1);
    const encode = name === 'browser' ? asInBrowsers : encodeURIComponent;
    const alarms = fc
      .sample(SEGMENTS, SAMPLE)
      .flatMap((text) => alarmsOf({ method: 'GET', url: `/find/${encode(text)}` }));
    expect(alarms).toEqual([]);
  });

  test('as a form', () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const alarms = fc
      .sample(QUERIES, SAMPLE)
      .flatMap((pairs) => alarmsOf({ method: 'POST', url: '/form', headers, body: write(fieldsOf(pairs)) }));
    expect(alarms).toEqual([]);
  });
});

/** Repeated names as a list. */
function grouped(pairs: Pairs): Record<string, string | string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.length === 1 ? String(values) : values]));
}

/** As `grouped`, with `size[min]` as a member of an object. */
function nested(pairs: Pairs): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(grouped(pairs))) {
    const [, outer, inner] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
    if (outer === undefined || inner === undefined) all[name] = value;
    else all[outer] = { ...Object(all[outer]), [inner]: value };
  }
  return all;
}

/** Lists as OpenAPI writes them; on its own, axios adds brackets to their names. */
const PLAIN_LISTS = { indexes: null };
const byAxios = (config: AxiosRequestConfig) =>
  axios.request({ ...config, paramsSerializer: PLAIN_LISTS, formSerializer: PLAIN_LISTS, proxy: false });
const JSON_TYPE = { 'Content-Type': 'application/json' };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

const SAMPLE = { seed: 27, numRuns: 20 };
/** Requests of a sample, each sent by a client. */
type Sending = () => Promise<unknown>[];
const queries = (send: (url: string, pairs: Pairs) => Promise<unknown>) => () =>
  fc.sample(QUERIES, SAMPLE).map((pairs) => send(`${base}/find/1`, pairs));
const paths = (send: (url: string) => Promise<unknown>) => () =>
  fc.sample(SEGMENTS, SAMPLE).map((text) => send(`${base}/find/${encodeURIComponent(text)}`));
const forms = (send: (url: string, pairs: Pairs) => Promise<unknown>) => () =>
  fc.sample(QUERIES, SAMPLE).map((pairs) => send(`${base}/form`, fieldsOf(pairs)));
const items = (send: (url: string, item: Item, headers: Readonly<Record<string, string>>) => Promise<unknown>) => () =>
  fc.sample(fc.tuple(ITEMS, HEADERS), SAMPLE).map(([item, headers]) => send(`${base}/items`, item, headers));

const SENDINGS: readonly (readonly [string, Sending])[] = [
  ['params of axios', queries((url, pairs) => byAxios({ url, params: grouped(pairs) }))],
  ['nested params of axios', queries((url, pairs) => byAxios({ url, params: nested(pairs) }))],
  ['URLSearchParams of axios', queries((url, pairs) => byAxios({ url, params: searchParams(pairs) }))],
  ['a URL of axios', queries((url, pairs) => byAxios({ url: `${url}?${written(pairs, minimallyEncoded)}` }))],
  ['a path of axios', paths((url) => byAxios({ url }))],
  ['a form of axios', forms((url, pairs) => byAxios({ url, method: 'post', data: searchParams(pairs) }))],
  [
    'an object as a form of axios',
    forms((url, pairs) => byAxios({ url, method: 'post', data: grouped(pairs), headers: FORM })),
  ],
  ['JSON of axios', items((url, data, headers) => byAxios({ url, method: 'post', data, headers }))],
  [
    'JSON of axios on fetch',
    items((url, data, headers) => byAxios({ url, method: 'post', data, headers, adapter: 'fetch' })),
  ],
  ['searchParams of got', queries((url, pairs) => got(url, { searchParams: searchParams(pairs) }))],
  ['a text as searchParams of got', queries((url, pairs) => got(url, { searchParams: String(searchParams(pairs)) }))],
  ['a URL of got', queries((url, pairs) => got(`${url}?${written(pairs, minimallyEncoded)}`))],
  ['a path of got', paths((url) => got(url))],
  ['a form of got', forms((url, pairs) => got.post(url, { form: Object.fromEntries(pairs) }))],
  ['JSON of got', items((url, json, headers) => got.post(url, { json, headers: { ...headers } }))],
  ['URLSearchParams of fetch', queries((url, pairs) => fetch(`${url}?${searchParams(pairs)}`))],
  ['a URL of fetch', queries((url, pairs) => fetch(`${url}?${written(pairs, minimallyEncoded)}`))],
  ['a path of fetch', paths((url) => fetch(url))],
  ['a form of fetch', forms((url, pairs) => fetch(url, { method: 'POST', body: searchParams(pairs) }))],
  [
    'JSON of fetch',
    items((url, item, headers) =>
      fetch(url, { method: 'POST', body: JSON.stringify(item), headers: { ...headers, ...JSON_TYPE } }),
    ),
  ],
  ['query of undici', queries((url, pairs) => undici(url, { query: grouped(pairs) }).then(({ body }) => body.dump()))],
  ['a path of undici', paths((url) => undici(url).then(({ body }) => body.dump()))],
];

test.each(SENDINGS)('nor about %s as it arrives at a server', async (_, send) => {
  received = [];
  const sent = send();
  await Promise.all(sent);
  expect(received).toHaveLength(sent.length);
  expect(sent.length).toBe(SAMPLE.numRuns);
  expect(received.flatMap(alarmsOf)).toEqual([]);
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const testWithCurl = hasCurl ? test : test.skip;

/** A line of a configuration file of curl. */
const setting = (name: string, value: string) => `${name} = "${value.replace(/["\\]/g, '\\$&')}"`;
/** It encodes values. Names are the user's, who writes them with a sign that ends them. */
const data = (pairs: Pairs) =>
  pairs.map(([name, value]) => setting('data-urlencode', `${encodeURIComponent(name)}=${value}`));

/** As many requests as there are groups of settings. */
async function curl(requests: readonly (readonly string[])[]): Promise<void> {
  const common = ['globoff', 'silent', 'show-error', setting('noproxy', '*')];
  const settings = requests.map((lines) => [...common, ...lines].join('\n')).join('\nnext\n');
  const running = promisify(execFile)('curl', ['--disable', '--config', '-']);
  running.child.stdin?.end(settings);
  await running;
}

testWithCurl('nor about what curl sends, in queries, paths, forms and JSON', async () => {
  const pairs = fc.sample(QUERIES, SAMPLE);
  const requests = [
    ...pairs.map((query) => ['get', ...data(query), setting('url', `${base}/find/1`)]),
    ...pairs.map((query) => [setting('url', `${base}/find/1?${written(query, minimallyEncoded)}`)]),
    ...pairs.map((form) => [...data(fieldsOf(form)), setting('request', 'POST'), setting('url', `${base}/form`)]),
    ...fc.sample(SEGMENTS, SAMPLE).map((text) => [setting('url', `${base}/find/${encodeURIComponent(text)}`)]),
    ...fc
      .sample(fc.tuple(ITEMS, HEADERS), SAMPLE)
      .map(([item, headers]) => [
        ...Object.entries({ ...headers, ...JSON_TYPE }).map(([name, value]) => setting('header', `${name}: ${value}`)),
        setting('data-binary', JSON.stringify(item)),
        setting('url', `${base}/items`),
      ]),
  ];
  received = [];
  await curl(requests);
  expect(received).toHaveLength(requests.length);
  expect(received.flatMap(alarmsOf)).toEqual([]);
});
