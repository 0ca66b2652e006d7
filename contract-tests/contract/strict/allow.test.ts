import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type CheckOptions,
  type Contract,
  checkExchange,
  checkFetch,
  checkRequest,
  contractGuard,
  loadContract,
} from '../../../src/contract/index.js';
import { createContractMatchers } from '../../../src/contract/jest/matchers.js';

let contract: Contract;
beforeAll(async () => {
  const json = (schema: object) => ({ 'application/json': { schema } });
  const thing = {
    type: 'object',
    properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' }, 'a/b': { type: 'string' } },
    required: ['name'],
  };
  contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    servers: [{ url: 'https://api.example/v1' }],
    paths: {
      '/things/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        put: {
          operationId: 'putThing',
          parameters: [
            { name: 'dry', in: 'query', schema: { type: 'boolean' } },
            { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string' } },
          ],
          requestBody: { content: json(thing) },
          responses: { 200: { description: 'Done.', content: json(thing) } },
        },
        get: { responses: { 200: { description: 'The thing.', content: json(thing) } } },
      },
    },
  });
});

const exchange = {
  request: {
    method: 'PUT',
    url: 'https://api.example/v1/things/x?dry=maybe&utm_source=a&_=1',
    headers: { 'Content-Type': 'application/json', 'X-Own': '1' },
    body: { id: 1, 'a/b': 1 },
  },
  response: {
    status: 200,
    headers: { 'Content-Type': 'application/json', 'X-Cache': 'HIT' },
    body: { name: 1, new: 1 },
  },
};
const found = (options: CheckOptions) =>
  checkExchange(exchange, contract, options).map(({ keyword, pointer }) => `${keyword} ${pointer}`);
const ALL = [
  'type /request/path/id',
  'parameters /request/query/utm_source',
  'parameters /request/query/_',
  'type /request/query/dry',
  'required /request/headers',
  'required /request/body',
  'readOnly /request/body/id',
  'type /request/body/a~1b',
  'type /response/body/name',
];

describe('allow leaves out findings of every kind, and never implies strict', () => {
  test.each<[allow: CheckOptions['allow'], left: RegExp]>([
    [[], /^$/],
    [['request.query:utm_*'], /utm_/],
    [['request.query:_'], /query\/_$/],
    [['request.query'], /query/],
    [['request.query:dry'], /dry/],
    [['request.path:id'], /path/],
    [['keyword:readOnly'], /readOnly/],
    [['keyword:type'], /^type/],
    [['keyword:t*'], /^type/],
    [['request.body:/id'], /body\/id/],
    [['request.body:/name'], /required \/request\/body/],
    [['request.body:/a~1b'], /a~1b/],
    [['request.body:/**'], /request\/body/],
    [['request.body'], /request\/body/],
    [['request.header:x-trace'], /headers/],
    [['request.body keyword:type'], /a~1b/],
    [['putThing keyword:readOnly'], /readOnly/],
    [['putThing   response.body:/name  keyword:type'], /response/],
    [['GET /things/{id} keyword:type'], /^$/],
    [[{ keyword: 'readOnly' }, { location: 'request.query', pointer: '/request/query/_' }], /readOnly|query\/_$/],
    [['keyword:readOnly', { keyword: 'type' }, 'request.query:utm_*'], /readOnly|^type|utm/],
    // What does not match leaves nothing out.
    [['request.query:utm', 'request.query:*/x', 'keyword:typ', 'response.status:200', 'servers', 'paths'], /^$/],
  ])('%j', (allow, left) => {
    expect(found({ allow })).toEqual(ALL.filter((line) => !left.test(line)));
  });

  test('in strict checks too, which have more findings', () => {
    const undeclared = (options: CheckOptions) => found(options).filter((line) => !ALL.includes(line));
    expect(undeclared({ strict: true })).toEqual([
      'undeclared /request/headers/x-own',
      'undeclared /response/headers/x-cache',
      'undeclared /response/body/new',
    ]);
    expect(undeclared({ strict: true, allow: ['request.header:x-*', 'response.body:/new'] })).toEqual([
      'undeclared /response/headers/x-cache',
    ]);
    // The list of strict is for what only strict checks find.
    expect(found({ strict: { allow: ['keyword:undeclared', 'keyword:type'] } })).toEqual(ALL);
  });
});

test.each<[url: string, allow: CheckOptions['allow'], expected: string[]]>([
  ['https://api.example/v1/static/app.js', ['paths:/static/**'], []],
  ['https://api.example/v1/static/app.js', ['paths:/v1/static/*'], []],
  ['https://api.example/v1/static/app.js?v=1', ['paths'], []],
  ['https://api.example/v1/static/app.js', ['paths:/static'], ['paths']],
  ['https://api.example/static/app.js?v=1', ['paths:/static/**'], []],
  ['https://api.example/static/app.js', ['paths'], ['servers']],
  ['https://api.example/static/app.js', ['servers'], []],
  ['https://cdn.example/app.js', ['servers:https://cdn.example/**'], []],
  ['https://cdn.example/app.js', ['servers:https://cdn.example'], ['servers']],
  ['https://cdn.example/app.js', ['request.server'], []],
  ['https://api.example/v1/things/1', ['request.method:TRACE'], []],
  ['https://api.example/v1/things/1', ['request.method:DELETE'], ['method']],
])('requests of nothing in the document can be allowed: %s %j', (url, allow, expected) => {
  expect(checkRequest({ method: 'TRACE', url }, contract, { allow }).map(({ keyword }) => keyword)).toEqual(expected);
});

describe('a pattern is refused', () => {
  test.each([
    ['getThing keyword:type'],
    ['get Thing keyword:type'],
    ['putThing'],
    ['request.qery:_'],
    ['keyword'],
    ['keyword:'],
    ['request.body:id'],
    [''],
    [{ operationId: 'getThing' }],
  ])('if it is none, or names an operation that does not exist: %j', (pattern) => {
    expect(() => found({ allow: [pattern] })).toThrow(TypeError);
    expect(() => found({ allow: [pattern] })).toThrow(/^allow: /);
    expect(() => found({ strict: { allow: [String(Object(pattern).operationId ?? pattern)] } })).toThrow(/^allow: /);
  });

  test('when something is made to check, not only when it first does', () => {
    const allow = ['getThing keyword:type'];
    const message = '"getThing" is neither an operation of the contract nor the beginning of a pattern';
    expect(() => checkFetch(fetch, { contract, allow })).toThrow(message);
    expect(() => checkFetch(fetch, { contract, strict: { allow } })).toThrow(message);
    expect(() => contractGuard({ contract, allow })).toThrow(message);
    expect(() => createContractMatchers(contract, { allow })).toThrow(message);
    expect(() => contractGuard({ contract, allow: ['nothing:x'] })).toThrow('options.allow must be a list of patterns');
  });
});
