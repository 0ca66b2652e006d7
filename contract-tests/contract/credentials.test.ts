import { inspect } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../scripts/spec/source.js';
import { type Contract, checkExchange, checkRequest, type HeaderInput } from '../../src/contract/index.js';
import { contractFrom } from '../support/contract-from.js';

let CONTRACT: Contract;
beforeAll(() => {
  CONTRACT = contractFrom(
    parseSpec(
      `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://example.com' }]
components:
  securitySchemes:
    Key: { type: apiKey, in: header, name: X-Key }
    Query: { type: apiKey, in: query, name: key }
    Session: { type: apiKey, in: cookie, name: session }
security: [{ Key: [], Query: [] }, { Session: [] }]
paths:
  /things:
    get:
      operationId: getThings
      responses: { '200': { description: All., content: { application/json: { schema: { type: array } } } } }
`,
      'other.yaml',
    ),
  );
});

describe('of credentials', () => {
  test.each<[query: string, headers: HeaderInput, isEnough: boolean]>([
    ['?key=1', { 'X-Key': '1' }, true],
    ['', { Cookie: 'session=1' }, true],
    ['', { Cookie: 'a=b; session=1; c=d' }, true],
    ['', { 'X-Key': '1' }, false],
    ['?key=1', {}, false],
    ['?key=%20', { 'X-Key': '1' }, false],
    ['?key=1', { 'X-Key': ' , ' }, false],
    ['', { Cookie: 'sessions=1' }, false],
    ['', { Cookie: 'session' }, false],
    ['', { session: '1' }, false],
  ])('all that belong together must be there: %j %j', (query, headers, isEnough) => {
    const found = checkRequest({ method: 'GET', url: `/things${query}`, headers }, CONTRACT);
    expect(found.map(({ keyword }) => keyword)).toEqual(isEnough ? [] : ['security']);
  });

  /** What is said about an answer that repeats a text, which is none of the lists that it should be. */
  const saidOf = (text: string, query: string, headers: HeaderInput) => {
    const response = { status: 200, headers: { 'Content-Type': 'application/json' }, body: { text } };
    const request = { method: 'GET', url: `https://example.com/things${query}`, headers };
    return inspect(checkExchange({ request, response }, CONTRACT), { depth: null });
  };

  test.each<[secret: string, query: string, headers: HeaderInput]>([
    ['eight888', '', { 'X-Key': 'eight888' }],
    ['Bearer of-a-token', '', { Authorization: 'Bearer of-a-token' }],
    ['Basic dXNlcjpwYXNz', '', { 'Proxy-Authorization': 'Basic dXNlcjpwYXNz' }],
    ['first-of-two', '', { 'X-Key': ['first-of-two', 'second-of-two'] }],
    ['second-of-two', '', { 'X-Key': ['first-of-two', 'second-of-two'] }],
    ['key-in-the-query', '?a=b&key=key-in-the-query', {}],
    ['words of a secret', '?key=words%20of%20a%20secret', {}],
    ['words%20of%20a%20secret', '?key=words%20of%20a%20secret', {}],
    ['broken%zzcoding', '?key=broken%zzcoding', {}],
    ['key=with=equals', '?key=key=with=equals', {}],
    ['before-a-fragment', '?key=before-a-fragment#here', {}],
    ['of-the-session', '', { Cookie: 'session=of-the-session' }],
    ['of-the-session', '', { Cookie: 'theme=dark;session=of-the-session' }],
    ['of-another-cookie', '', { Cookie: 'session=1; theme=of-another-cookie' }],
    ['only-the-token', '', { Authorization: 'Bearer only-the-token' }],
    ['user:a-password', '', { Authorization: `Basic ${btoa('user:a-password')}` }],
    ['a-password', '', { Authorization: `Basic ${btoa('user:a-password')}` }],
    ['of-an-undeclared-name', '?access_token=of-an-undeclared-name', {}],
    ['of-an-undeclared-name', '', { 'X-Api-Key': 'of-an-undeclared-name' }],
    ['of-the-session', '', { Cookie: 'theme=dark;  session=of-the-session; a=b' }],
  ])('nothing is shown: %j of %j %j', (secret, query, headers) => {
    expect(saidOf(`an answer with ${secret} in it`, query, headers)).not.toContain(secret);
  });

  test.each<[shown: string, query: string, headers: HeaderInput]>([
    ['nothing-at-all', '', {}],
    ['of-another-header', '', { 'X-Key': 'the-real-secret', 'X-Other': 'of-another-header' }],
    ['of-another-parameter', '?key=the-real-secret&other=of-another-parameter', {}],
    ['seven77', '', { 'X-Key': 'seven77' }],
  ])('what is none is shown: %j of %j %j', (shown, query, headers) => {
    expect(saidOf(`an answer with ${shown} in it`, query, headers)).toContain(shown);
  });
});
