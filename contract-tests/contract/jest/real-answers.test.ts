import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axios, { type AxiosRequestConfig } from 'axios';
import got, { type OptionsInit } from 'got';
import superagent from 'superagent';
import { loadContract } from '../../../src/contract/index.js';
import { type ContractMatchers, createContractMatchers } from '../../../src/contract/jest/index.js';

interface Sent {
  readonly status?: number;
  readonly type?: string;
  readonly text: string;
  /** Sent compressed. */
  readonly isZipped?: boolean;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const BODIES = {
  'JSON that conforms': { type: JSON_TYPE, text: '{"data": [1.0, 2]}' },
  'JSON that does not': { type: JSON_TYPE, text: '{"data":"none"}' },
  'compressed JSON': { type: JSON_TYPE, text: '{"data":[]}', isZipped: true },
  'an error': { status: 422, type: 'application/problem+json', text: '{"title":"No"}' },
  'JSON within a string': { type: JSON_TYPE, text: JSON.stringify('{"data":[]}') },
  'a string': { type: JSON_TYPE, text: '"oops"' },
  'broken JSON': { type: JSON_TYPE, text: '{"data":' },
  'a text as JSON': { type: JSON_TYPE, text: 'oops' },
  null: { type: JSON_TYPE, text: 'null' },
  'a number': { type: JSON_TYPE, text: '5' },
  'an empty body': { type: JSON_TYPE, text: '' },
  'no body': { status: 204, text: '' },
  'a text': { type: 'text/plain', text: 'hello' },
  'a text of digits': { type: 'text/plain', text: '5' },
  'a text that reads null': { type: 'text/plain', text: 'null' },
  'a text that is JSON': { type: 'text/plain', text: '{"data":[]}' },
  'a page': { status: 502, type: 'text/html', text: '<p>No' },
  'an image': { type: 'image/png', text: 'PNG' },
} satisfies Record<string, Sent>;
type BodyName = keyof typeof BODIES;
const isBodyName = (name: string): name is BodyName => Object.hasOwn(BODIES, name);
const NAMES = Object.keys(BODIES).filter(isBodyName);

let server: Server;
let url = '';
let matchers: ContractMatchers;
beforeAll(async () => {
  const page = { type: 'object', required: ['data'], properties: { data: { type: 'array' } } };
  const problem = { type: 'object', required: ['title'] };
  const content = { 'application/json': { schema: page }, 'text/plain': { schema: { type: 'string' } }, 'image/*': {} };
  const responses = {
    200: { description: 'Found.', content },
    204: { description: 'Nothing there.' },
    422: { description: 'Refused.', content: { 'application/problem+json': { schema: problem } } },
    502: { description: 'Out of order.', content: { 'text/html': {} } },
  };
  matchers = createContractMatchers(
    await loadContract({
      openapi: '3.1.0',
      info: { title: 'Library', version: '1' },
      paths: { '/books': { get: { operationId: 'list', responses } } },
    }),
  );
  server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    const { status = 200, type, text, isZipped }: Sent = isBodyName(name) ? BODIES[name] : { status: 404, text: '' };
    if (type) response.setHeader('Content-Type', type);
    if (isZipped) response.setHeader('Content-Encoding', 'gzip');
    response.writeHead(status).end(isZipped ? gzipSync(text) : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
});
afterAll(() => void server.close());

/** The response of a library to a request, also where it throws an error that has it. */
type Get = (address: string) => Promise<unknown>;
const answerOf = (call: Promise<unknown>) => call.catch((error: unknown) => Reflect.get(Object(error), 'response'));
const byAxios =
  (config?: AxiosRequestConfig): Get =>
  (address) =>
    answerOf(axios.get(address, config));
const byGot =
  (options?: OptionsInit & { isStream?: false }): Get =>
  (address) =>
    answerOf(got(address, { ...options, retry: { limit: 0 } }));
const bySuperagent =
  (change = (request: ReturnType<typeof superagent.get>) => request): Get =>
  (address) =>
    answerOf(change(superagent.get(address)));

const UNTOLD = 'axios does not tell whether this body was a JSON string or invalid JSON';
const PARSED = 'axios has parsed this body of text/plain as JSON; request it with responseType';
const UNREAD = 'the body of the response must be text or a JSON value; read it';
const UNKEPT = 'superagent has not kept the text of this body; call .buffer(true)';
const all = (message: string, names: readonly BodyName[] = NAMES) =>
  Object.fromEntries(names.map((name) => [name, message]));
const OF_AXIOS = {
  ...all(UNTOLD, ['a string', 'a text as JSON']),
  ...all(PARSED, ['a text of digits', 'a text that reads null', 'a text that is JSON']),
};
const OF_BUFFERLESS: readonly BodyName[] = [
  ...(['a text', 'a text of digits', 'a text that reads null', 'a text that is JSON'] as const),
  ...(['a page', 'an image'] as const),
];
/** It throws an error without a response. */
const REJECTED = all('needs a response', ['broken JSON', 'a text as JSON']);

/** How a response may be asked for, and the bodies which that makes unreadable, with what the matcher says then. */
const WAYS: Readonly<Record<string, [get: Get, refused: Readonly<Record<string, string>>]>> = {
  axios: [byAxios(), OF_AXIOS],
  'axios on fetch': [byAxios({ adapter: 'fetch' }), OF_AXIOS],
  'axios for JSON': [byAxios({ responseType: 'json', transitional: { silentJSONParsing: true } }), OF_AXIOS],
  'axios for text': [byAxios({ responseType: 'text' }), {}],
  'axios for bytes': [byAxios({ responseType: 'arraybuffer' }), {}],
  'axios for bytes as they are': [byAxios({ responseType: 'arraybuffer', decompress: false }), {}],
  'axios that parses nothing': [
    byAxios({ transformResponse: (data: unknown) => data }),
    all(UNTOLD, ['JSON within a string', 'a string', 'a text as JSON', 'null', 'a number']),
  ],
  'axios that is not forced to parse': [
    byAxios({ transitional: { forcedJSONParsing: false } }),
    all(UNTOLD, ['JSON within a string', 'a string', 'a text as JSON', 'null', 'a number']),
  ],
  'axios for a stream': [byAxios({ responseType: 'stream' }), all(UNREAD)],
  'axios for a blob': [byAxios({ adapter: 'fetch', responseType: 'blob' }), all(UNREAD)],
  got: [byGot(), {}],
  'got for JSON': [byGot({ responseType: 'json' }), {}],
  'got for bytes as they are': [byGot({ responseType: 'buffer', decompress: false, throwHttpErrors: false }), {}],
  superagent: [bySuperagent(), REJECTED],
  'superagent for bytes': [bySuperagent((request) => request.responseType('blob')), {}],
  'superagent without a buffer': [
    bySuperagent((request) => request.buffer(false)),
    { ...REJECTED, ...all(UNKEPT, OF_BUFFERLESS) },
  ],
};

/** What a matcher says about a response: nothing if it conforms. */
function verdict(response: unknown): string {
  try {
    const outcome = matchers.toMatchContractResponse.call({}, response, 'list');
    if (outcome instanceof Promise) throw new Error('this is no Response of the platform');
    return outcome.pass ? '' : outcome.message();
  } catch (error) {
    return String(error);
  }
}

/** As it was received. */
function wireVerdict(name: BodyName): string {
  const { status = 200, type, text }: Sent = BODIES[name];
  return verdict({ status, headers: type ? { 'Content-Type': type } : {}, body: text });
}

describe.each(Object.entries(WAYS))('with a response of %s', (_, [get, refused]) => {
  test('a matcher says what it says about the response on the wire, or what to pass instead', async () => {
    const answers = await Promise.all(
      NAMES.map(async (name) => [name, await get(`${url}/${encodeURIComponent(name)}`)] as const),
    );
    const verdicts = Object.fromEntries(answers.map(([name, answer]) => [name, verdict(answer)]));
    const expected = NAMES.map((name) => [
      name,
      refused[name] ? expect.stringContaining(refused[name]) : wireVerdict(name),
    ]);
    expect(verdicts).toEqual(Object.fromEntries(expected));
  });
});

test('what the matcher says about the wire tells these bodies apart', () => {
  const conforming = NAMES.filter((name) => wireVerdict(name) === '');
  expect(conforming).toEqual([
    ...['JSON that conforms', 'compressed JSON', 'an error', 'no body'],
    ...['a text', 'a text of digits', 'a text that reads null', 'a text that is JSON', 'a page', 'an image'],
  ]);
});
