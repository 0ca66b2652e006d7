import { expect, test } from '@jest/globals';
import { type PlainExchange, parseJson } from '../../../src/score/exchanges/exchange.js';
import { EXCHANGE_OPERATORS } from '../../../src/score/exchanges/operators/operators.js';
import { IDLE } from '../../commands/mutants/exchanges/recorded.js';

const JSON_HEADERS = [['content-type', 'application/json; charset=utf-8']] as const;

/** An exchange with something for every operator. */
const EXCHANGE: PlainExchange = {
  request: {
    method: 'PUT',
    url: 'https://api.example.com/v1/books?ids=1,2&title=a%20b',
    headers: [['x-key', 'k'], ...JSON_HEADERS],
    body: '{"author":{},"lent":false,"tags":["a","b"],"pages":7}',
  },
  response: {
    status: 200,
    headers: [...JSON_HEADERS, ['location', 'https://api.example.com/books/1?a=b'], ['x-count', '2']],
    body: '{"list":["a","b"],"half":0.5,"on":true,"in":{}}',
  },
};
const BODILESS: PlainExchange = {
  request: { ...EXCHANGE.request, headers: [], body: '' },
  response: { ...EXCHANGE.response, headers: [], body: '' },
};

const [list, half, on, inner] = [['a', 'b'], 0.5, true, {}];

/** Something that each of HttpMutator's operators makes of the body of the answer. */
const OF_BODY: readonly (readonly [operator: string, body: unknown])[] = [
  ['AEA', { list: ['a', 'b', 'b'], half, on, in: inner }],
  ['AER', { list: ['b'], half, on, in: inner }],
  ['AEE', { list: ['b', 'a'], half, on, in: inner }],
  ['EAS', { list: [], half, on, in: inner }],
  ['OPA', { list, half, on, in: { nobody_declares: 7 } }],
  ['OPR', { half, on, in: inner }],
  ['OTPR', { list, half, on }],
  ['PTC', { list, half: 7, on, in: inner }],
  ['PTC', []],
  ['BPR', { list, half, on: false, in: inner }],
  ['NPS', { list: ['a', null], half, on, in: inner }],
  ['NPR', { list, half: 1.5, on, in: inner }],
  ['SPR', { list: ['another text', 'b'], half, on, in: inner }],
  ['SCA', { list: ['/a', 'b'], half, on, in: inner }],
  ['SRE', { list: ['', 'b'], half, on, in: inner }],
];

test.each(OF_BODY)('%s makes %j of a body', (operator, body) => {
  expect(made(operator).map(({ response }) => parseJson(response.body))).toContainEqual(body);
});

/** Something that the other operators for answers make of the status and the headers. */
const OF_ANSWER: readonly (readonly [operator: string, status: number, headers: Readonly<Record<string, string>>])[] = [
  ['R2XX', 204, {}],
  ['R4XX', 404, {}],
  ['R5XX', 503, {}],
  ['CTC', 200, { 'content-type': 'text/html; charset=utf-8' }],
  ['CTD', 200, { 'content-type': '; charset=utf-8' }],
  ['CPC', 200, { 'content-type': 'application/json; charset=UTF-16' }],
  ['CPD', 200, { 'content-type': 'application/json' }],
  ['LHC', 200, { location: 'https://api.example.com/books/1/1772439330000?a=b' }],
  ['HEADER-VALUE', 200, { 'x-count': '-1' }],
  ['HEADER-REPEAT', 200, { 'x-count': '2, 2' }],
];

test.each(OF_ANSWER)('%s makes %i %j of an answer', (operator, status, headers) => {
  const before = Object.fromEntries(EXCHANGE.response.headers);
  const answers = made(operator).map(({ response }) => ({
    ...response,
    headers: Object.fromEntries(response.headers),
  }));
  expect(answers).toContainEqual({ ...EXCHANGE.response, status, headers: { ...before, ...headers } });
});

test('LHD leaves an answer without a Location', () => {
  expect(made('LHD').map(({ response }) => response.headers.map(([name]) => name))).toEqual([
    ['content-type', 'x-count'],
  ]);
});

/** Something that the operators for addresses make of the URL. */
const OF_URL: readonly (readonly [operator: string, url: string])[] = [
  ['REQUEST-SERVER', 'http://api.example.com/v1/books?ids=1,2&title=a%20b'],
  ['REQUEST-URL', 'https://api.example.com/v1/books?ids=1,2&title=a%20b#part'],
  ['REQUEST-URL', 'https://api.example.com/v1/books?ids=1,2&title=a%20b&'],
  ['REQUEST-URL', 'https://api.example.com/v1/books/?ids=1,2&title=a%20b'],
  ['REQUEST-URL', 'https://api.example.com/v1/BOOKS?ids=1,2&title=a%20b'],
  ['REQUEST-SEGMENT-CHANGE', 'https://api.example.com/v1/booksx?ids=1,2&title=a%20b'],
  ['REQUEST-SEGMENT-DROP', 'https://api.example.com/v1?ids=1,2&title=a%20b'],
  ['REQUEST-SEGMENT-ADD', 'https://api.example.com/v1/books/more?ids=1,2&title=a%20b'],
  ['REQUEST-HEADER-TO-QUERY', 'https://api.example.com/v1/books?ids=1,2&title=a%20b&x-key=k'],
  ['REQUEST-QUERY-DROP', 'https://api.example.com/v1/books?title=a%20b'],
  ['REQUEST-QUERY-ADD', 'https://api.example.com/v1/books?ids=1,2&title=a%20b&nobody_declares=7'],
  ['REQUEST-QUERY-REPEAT', 'https://api.example.com/v1/books?ids=1,2&ids=1,2&title=a%20b'],
  ['REQUEST-QUERY-EMPTY', 'https://api.example.com/v1/books?ids=&title=a%20b'],
  ['REQUEST-QUERY-RENAME', 'https://api.example.com/v1/books?idss=1,2&title=a%20b'],
  ['REQUEST-QUERY-VALUE', 'https://api.example.com/v1/books?ids=-1&title=a%20b'],
  ['REQUEST-QUERY-LIST', 'https://api.example.com/v1/books?ids=1&ids=2&title=a%20b'],
  ['REQUEST-QUERY-ENCODE', 'https://api.example.com/v1/books?ids=1%2C2&title=a%20b'],
  ['REQUEST-QUERY-ENCODE', 'https://api.example.com/v1/books?ids=%31,2&title=a%20b'],
  ['REQUEST-QUERY-DECODE', 'https://api.example.com/v1/books?ids=1,2&title=a b'],
  ['REQUEST-QUERY-ORDER', 'https://api.example.com/v1/books?title=a%20b&ids=1,2'],
];

test.each(OF_URL)('%s makes %s of a URL', (operator, url) => {
  expect(made(operator).map(({ request }) => request.url)).toContain(url);
});

test.each(EXCHANGE_OPERATORS.map((operator) => [operator.name, operator] as const))(
  '%s changes something, the same each time, in one half alone',
  (_, { half, apply }) => {
    const broken = [...apply(EXCHANGE), ...apply(BODILESS)];
    expect(broken).not.toEqual([]);
    expect([...apply(EXCHANGE), ...apply(BODILESS)]).toEqual(broken);
    const texts = broken.map(({ exchange }) => JSON.stringify(exchange));
    expect(texts).not.toContain(JSON.stringify(EXCHANGE));
    expect(texts).not.toContain(JSON.stringify(BODILESS));
    const other = half === 'request' ? 'response' : 'request';
    const others = broken.map(({ exchange }) => exchange[other]);
    expect(others.every((one) => one === EXCHANGE[other] || one === BODILESS[other])).toBe(true);
  },
);

test('all 23 operators of HttpMutator are among them, and those that recordings have no place for exist', () => {
  const names = EXCHANGE_OPERATORS.map(({ name }) => name);
  expect(EXCHANGE_OPERATORS.filter(({ origin, half }) => origin === 'HttpMutator' && half === 'response')).toHaveLength(
    23,
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(Object.keys(IDLE)));
});

function made(name: string): PlainExchange[] {
  const operator = EXCHANGE_OPERATORS.find((candidate) => candidate.name === name);
  return (operator?.apply(EXCHANGE) ?? []).map(({ exchange }) => exchange);
}
