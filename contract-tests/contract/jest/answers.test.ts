import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { answerFrom } from '../../../src/contract/jest/answers.js';
import { contractMatchers } from '../../../src/contract/jest/index.js';

expect.extend(contractMatchers);

const LIST = 'listCustomerAttributeValues';
const PAGE = { data: [], meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } } };
const BROKEN = { ...PAGE, data: 'none' };
const HEADERS = { 'content-type': 'application/json; charset=utf-8' };

interface Settings {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly config?: object;
  readonly raw?: string;
  readonly text?: string;
}

/** As axios keeps them: a class with its names as members, which can be iterated. */
class AxiosHeaders {
  constructor(headers: Record<string, string>) {
    Object.assign(this, headers);
  }
  *[Symbol.iterator]() {
    yield* Object.entries(this);
  }
}

const axios = (data: unknown, { status = 200, headers = HEADERS, config = {} }: Settings = {}) => ({
  data,
  status,
  statusText: 'OK',
  headers: new AxiosHeaders(headers),
  config: { url: '/', method: 'get', ...config },
  request: { path: '/' },
});

/** got's response is an IncomingMessage with more members. */
const got = (body: unknown, { status = 200, headers = HEADERS, raw = JSON.stringify(body) }: Settings = {}) =>
  Object.assign(new IncomingMessage(new Socket()), {
    statusCode: status,
    body,
    rawBody: Buffer.from(raw),
    headers,
    url: 'https://api.example.com/',
    request: { options: { method: 'GET' } },
  });

const superagent = (
  body: unknown,
  { status = 200, headers = HEADERS, text = JSON.stringify(body) }: Settings = {},
) => ({
  req: { method: 'GET' },
  status,
  statusCode: status,
  header: headers,
  headers,
  text,
  body,
  type: 'application/json',
  ok: true,
});

/** As the fetch of a test answers, if somebody wrote it by hand. */
const double = { status: 200, ok: true, headers: HEADERS, json: async () => PAGE };

describe('a response of an HTTP library is read:', () => {
  test.each<[string, (body: unknown) => object]>([
    ['axios', (body) => axios(body)],
    ['axios with text', (body) => axios(JSON.stringify(body), { config: { responseType: 'text' } })],
    ['axios that does not parse', (body) => axios(JSON.stringify(body))],
    [
      'axios with bytes',
      (body) => axios(Buffer.from(JSON.stringify(body)), { config: { responseType: 'arraybuffer' } }),
    ],
    ['got with text', (body) => got(JSON.stringify(body), { raw: JSON.stringify(body) })],
    ['got with a parsed body', (body) => got(body)],
    ['superagent', (body) => superagent(body)],
    ['superagent that has parsed something else', (body) => superagent({}, { text: JSON.stringify(body) })],
    ['superagent with bytes', (body) => ({ ...superagent(Buffer.from(JSON.stringify(body))), text: undefined })],
    [
      'light-my-request',
      (body) => ({ statusCode: 200, headers: HEADERS, payload: JSON.stringify(body), json: () => body }),
    ],
  ])('%s', (_, answerWith) => {
    expect(answerWith(PAGE)).toMatchContractResponse(LIST);
    expect(answerWith(BROKEN)).not.toMatchContractResponse(LIST);
    expect(() => expect(answerWith(BROKEN)).toMatchContractResponse(LIST)).toThrow('/response/body/data');
  });

  test.each<[string, object]>([
    ['axios', axios('', { status: 204, headers: {} })],
    ['got', got('', { status: 204, headers: {}, raw: '' })],
    ['superagent', { ...superagent({}, { status: 204, headers: {} }), text: undefined }],
    ['the plain form', { status: 204 }],
  ])('%s without a body', (_, answer) => {
    expect(answer).toMatchContractResponse('deleteCustomers');
    expect(answer).not.toMatchContractResponse(LIST);
  });
});

describe('a response whose body is not there is refused, and never taken for one without a body:', () => {
  test.each<[string, object, string]>([
    ['a text that axios may have parsed', axios('oops'), 'axios does not tell whether this body was a JSON string'],
    ['what superagent does not keep', { ...superagent({}), text: undefined }, 'superagent has not kept the text'],
    ['a double of fetch', double, 'read it first, and pass { status, headers, body }'],
    ['undici', { statusCode: 200, headers: HEADERS, body: { text: async () => '' } }, 'in a stream or behind text()'],
    [
      'a message of Node',
      Object.assign(new IncomingMessage(new Socket()), { statusCode: 200 }),
      'in a stream or behind text()',
    ],
  ])('%s', (_, answer, message) => {
    expect(() => expect(answer).toMatchContractResponse(LIST)).toThrow(message);
    expect(() => expect(answer).not.toMatchContractResponse(LIST)).toThrow(message);
  });

  test('what is no response is no answer', () => {
    for (const value of [undefined, 5, {}, { status: '200' }, { statusCode: '200' }])
      expect(answerFrom(value)).toBeUndefined();
    expect(answerFrom(axios('', {}))).toMatchObject({ status: 200, body: '' });
    // JSON that is null, and no body at all.
    expect(answerFrom(axios(null))).toMatchObject({ body: 'null' });
    expect(answerFrom(axios(null, { headers: {} }))).toMatchObject({ body: null });
    expect(answerFrom({ status: 200, headers: 'none' })).toEqual({ status: 200, headers: {} });
  });
});
