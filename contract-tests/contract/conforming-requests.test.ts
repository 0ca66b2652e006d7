import { createServer, type Server } from 'node:http';
import { stringify } from 'node:querystring';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { request as undici } from 'undici-7';
import { type Contract, checkRequest, loadContract } from '../../src/contract/index.js';

/** The names and values of a query or a form, before anything is encoded. */
type Pairs = readonly (readonly [name: string, value: string])[];

/** How the clients of the field write a query. */
const WRITERS: Readonly<Record<string, (pairs: Pairs) => string>> = {
  // application/x-www-form-urlencoded: all but letters, digits and *-._ encoded, spaces as plus signs. got writes this too.
  URLSearchParams: (pairs) => String(new URLSearchParams(pairs.map(([name, value]) => [name, value]))),
  // Its `encode` takes back some of encodeURIComponent; up to version 1.11 it left brackets, too.
  axios: (pairs) => written(pairs, (text) => axiosEncoded(text)),
  'axios of old': (pairs) => written(pairs, (text) => axiosEncoded(text).replaceAll('%5B', '[').replaceAll('%5D', ']')),
  // The option `query`.
  undici: (pairs) => stringify(Object.fromEntries(grouped(pairs))),
  // --data-urlencode encodes all but unreserved characters of the value; the name is the user's.
  curl: (pairs) => written(pairs, strictlyEncoded, encodeURIComponent),
  // A URL as a browser leaves it, where the page wrote it without encoding more than it has to.
  browser: (pairs) => new URL(`https://a.example/?${written(pairs, minimallyEncoded)}`).search.slice(1),
};

const written = (pairs: Pairs, encode: (text: string) => string, encodeName = encode) =>
  pairs.map(([name, value]) => `${encodeName(name)}=${encode(value)}`).join('&');
const axiosEncoded = (text: string) =>
  encodeURIComponent(text).replace(/%3A/g, ':').replace(/%24/g, '$').replace(/%2C/g, ',').replace(/%20/g, '+');
const strictlyEncoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const minimallyEncoded = (text: string) => text.replace(/[%&#+=\s"<>]|[^\x20-\x7e]+/g, encodeURIComponent);
const grouped = (pairs: Pairs) => {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return groups;
};

const PARAMETERS = [
  { name: 'text', schema: { type: 'string', maxLength: 40 } },
  { name: 'count', schema: { type: 'integer', minimum: -99, maximum: 99 } },
  { name: 'ratio', schema: { type: 'number' } },
  { name: 'isOpen', schema: { type: 'boolean' } },
  { name: 'since', schema: { type: 'string', format: 'date-time' } },
  { name: 'mail', schema: { type: 'string', format: 'email' } },
  { name: 'tags', schema: { type: 'array', items: { type: 'string' }, maxItems: 3 } },
  { name: 'ids', explode: false, schema: { type: 'array', items: { type: 'integer' }, maxItems: 3 } },
  { name: 'colours', explode: false, schema: { type: 'array', items: { enum: ['dark red', 'c+m+y', 'blue'] } } },
  { name: 'size', style: 'deepObject', schema: { type: 'object', properties: { min: { type: 'integer' }, unit: {} } } },
  { name: 'page[number]', schema: { type: 'integer' } },
  { name: 'full name', schema: { type: 'string' } },
  { name: 'filter', content: { 'application/json': { schema: { type: 'object', required: ['is'] } } } },
];

/** Texts with every character that is special to some writer or reader. */
const texts = fc.string({
  unit: fc.constantFrom(...`abc 019!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~éß日🙂`),
  maxLength: 12,
});
const integers = fc.integer({ min: -99, max: 99 });
const NONE: Pairs = [];
const optional = (arbitrary: fc.Arbitrary<Pairs>) => fc.option(arbitrary, { nil: NONE });
const one = (name: string, values: fc.Arbitrary<unknown>) =>
  optional(values.map((value) => [[name, String(value)]] as const));
const joined = (name: string, values: fc.Arbitrary<unknown>) =>
  one(
    name,
    fc.array(values, { minLength: 1, maxLength: 3 }).map((items) => items.join(',')),
  );
const QUERIES: fc.Arbitrary<Pairs> = fc
  .tuple(
    one('text', texts),
    one('count', integers),
    one('ratio', fc.constantFrom(0.5, -1.25, 1e21, 3e-7)),
    one('isOpen', fc.boolean()),
    one('since', fc.constantFrom('2026-03-01T10:00:00+02:00', '2026-03-01T10:00:00.5Z')),
    one('mail', fc.constantFrom("o'neil+news@mail.example", 'a@b.example')),
    optional(fc.array(texts, { minLength: 1, maxLength: 3 }).map((all) => all.map((text) => ['tags', text] as const))),
    joined('ids', integers),
    joined('colours', fc.constantFrom('dark red', 'c+m+y', 'blue')),
    optional(
      fc.tuple(integers, texts).map(([min, unit]) => [
        ['size[min]', String(min)],
        ['size[unit]', unit],
      ]),
    ),
    one('page[number]', integers),
    one('full name', texts),
    one(
      'filter',
      fc.record({ is: texts, n: integers }).map((filter) => JSON.stringify(filter)),
    ),
  )
  .map((parts) => parts.flat());

let contract: Contract;
let server: Server;
const received: string[] = [];
beforeAll(async () => {
  const parameters = PARAMETERS.map((parameter) => ({ ...parameter, in: 'query' }));
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } };
  const fields = PARAMETERS.filter(({ name, schema }) => schema && name !== 'size');
  const form = {
    schema: { type: 'object', properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])) },
    encoding: { ids: { explode: false }, colours: { explode: false } },
  };
  const responses = { 200: { description: 'Found.' } };
  contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Search', version: '1' },
    paths: {
      '/find/{id}': { parameters: [id], get: { operationId: 'find', parameters, responses } },
      '/form': {
        post: {
          operationId: 'send',
          requestBody: { content: { 'application/x-www-form-urlencoded': form } },
          responses,
        },
      },
    },
  });
  server = createServer((request, response) => {
    received.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});

const SAMPLE = { seed: 14, numRuns: 150 };
const messages = (request: Parameters<typeof checkRequest>[0]) =>
  checkRequest(request, contract).map(({ message }) => `${request.url} ${message}`);

describe.each(Object.entries(WRITERS))('what conforms is not alarmed about when %s writes it', (name, write) => {
  test('as a query', () => {
    const alarms = fc
      .sample(QUERIES, SAMPLE)
      .flatMap((pairs) => messages({ method: 'GET', url: `/find/1?${write(pairs)}` }));
    expect(alarms).toEqual([]);
  });

  test('as a path', () => {
    const encode =
      name === 'browser'
        ? (text: string) =>
            new URL(
              `https://a.example/${minimallyEncoded(text).replace(/[/?\\]/g, encodeURIComponent)}`,
            ).pathname.slice(1)
        : encodeURIComponent;
    const alarms = fc
      .sample(
        texts.filter((text) => /[^.]/.test(text)),
        SAMPLE,
      )
      .flatMap((text) => messages({ method: 'GET', url: `/find/${encode(text)}` }));
    expect(alarms).toEqual([]);
  });

  test('as a form', () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const isField = ([field]: Pairs[number]) => !/^(size|filter)/.test(field);
    const alarms = fc
      .sample(QUERIES, SAMPLE)
      .flatMap((pairs) => messages({ method: 'POST', url: '/form', headers, body: write(pairs.filter(isField)) }));
    expect(alarms).toEqual([]);
  });
});

test('nor about what undici and fetch really send', async () => {
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  for (const pairs of fc.sample(QUERIES, { ...SAMPLE, numRuns: 25 })) {
    const url = `http://127.0.0.1:${port}/find/1`;
    await (await undici(url, { query: Object.fromEntries(grouped(pairs)) })).body.dump();
    await (await fetch(`${url}?${new URLSearchParams(pairs.map(([name, value]) => [name, value]))}`)).text();
    await (await fetch(`${url}?${written(pairs, minimallyEncoded)}`)).text();
  }
  expect(received).toHaveLength(75);
  expect(received.flatMap((url) => messages({ method: 'GET', url }))).toEqual([]);
});
