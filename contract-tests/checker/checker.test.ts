import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../scripts/spec/source.js';
import {
  assertNoViolations,
  bigcommerceContract,
  checkExchange,
  checkRequest,
  checkResponse,
  contractAt,
} from '../../src/contract/index.js';
import { contractFrom } from '../support/contract-from.js';

const LIST = {
  method: 'GET',
  url: 'https://api.bigcommerce.com/stores/abc123example/v3/customers/attribute-values?customer_id:in=1,2',
  headers: { 'X-Auth-Token': 'token-that-nobody-may-see' },
};
const PAGE = { data: [], meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } } };
const ANSWER = { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(PAGE) };

const keywords = (violations: readonly { keyword: string }[]) => violations.map(({ keyword }) => keyword);

describe('a violation', () => {
  test('says which operation, where, which rule, what was expected and what was found', () => {
    const body = { ...PAGE, data: [{ customer_id: 1, attribute_id: 4, attribute_value: 10 }] };
    expect(checkExchange({ request: LIST, response: { ...ANSWER, body: JSON.stringify(body) } })).toEqual([
      {
        operationId: 'listCustomerAttributeValues',
        location: 'response.body',
        pointer: '/response/body/data/0/attribute_value',
        keyword: 'type',
        expected: 'string',
        actual: 10,
        message:
          'listCustomerAttributeValues: /response/body/data/0/attribute_value (response.body): expected string, got 10 (type)',
      },
    ]);
  });

  test('never shows a credential', () => {
    const headers = { 'X-Auth-Tokn': 'token-that-nobody-may-see' };
    const violations = checkRequest({ ...LIST, headers });
    expect(violations).toMatchObject([
      { location: 'request.security', keyword: 'security', expected: 'X-Auth-Token in the header' },
    ]);
    expect(inspect(violations, { depth: null })).not.toContain('token-that-nobody-may-see');
  });

  const TOKEN = 'token-that-nobody-may-see';
  test.each<[string, Parameters<typeof checkExchange>[0]['request'], object]>([
    ['in the query as well', { ...LIST, url: `${LIST.url}&X-Auth-Token=${TOKEN}` }, PAGE],
    ['in the path', { ...LIST, url: `https://api.bigcommerce.com/stores/abc123example/v3/${TOKEN}` }, PAGE],
    ['as the store hash', { ...LIST, url: LIST.url.replace('abc123example', `${TOKEN}.`) }, PAGE],
    ['as user of the URL', { ...LIST, url: LIST.url.replace('//', `//${TOKEN}@`), headers: {} }, PAGE],
    ['as the method', { ...LIST, method: TOKEN }, PAGE],
    ['as a name in the query', { ...LIST, url: `${LIST.url}&${TOKEN}=1` }, PAGE],
    ['behind a long text', { ...LIST, url: `${LIST.url}&x=${'y'.repeat(70)}${TOKEN}` }, PAGE],
    ['in an answer', LIST, { data: { [TOKEN]: [`a ${TOKEN}`] } }],
    ['under another name of its kind', { ...LIST, url: `${LIST.url}&x-auth-TOKEN=${TOKEN}`, headers: {} }, PAGE],
  ])('never shows a credential that is %s', (_, request, body) => {
    const violations = checkExchange({ request, response: { ...ANSWER, body: JSON.stringify(body) } });
    expect(violations.length).toBeGreaterThan(0);
    expect(inspect(violations, { depth: null })).not.toContain(TOKEN.slice(0, 8));
  });

  test('is found, not thrown, where a body is nested too deeply, or contains itself', () => {
    const error = { status: 422, headers: ANSWER.headers };
    const nested = `${'{"errors":['.repeat(5_000)}{}${']}'.repeat(5_000)}`;
    expect(keywords(checkResponse({ ...error, body: nested }, 'deleteCustomers'))).toEqual(['nesting']);
    const cyclic: { errors: unknown } = { errors: 1 };
    cyclic.errors = cyclic;
    expect(keywords(checkResponse({ ...error, body: cyclic }, 'deleteCustomers'))).toEqual(['nesting']);
  });

  test('names one reason for alternatives within alternatives', () => {
    const error = { status: 422, headers: ANSWER.headers, body: JSON.stringify({ errors: [1, { errors: [[2]] }] }) };
    expect(checkResponse(error, 'deleteCustomers')).toMatchObject([
      { pointer: '/response/body/errors', keyword: 'anyOf' },
    ]);
  });

  test('repeats at most 80 characters of a value in its message, and the whole in actual', () => {
    const [violation] = checkRequest({ ...LIST, url: `${LIST.url.split('?')[0]}?page=${'x'.repeat(500)}` });
    expect(violation?.message.length).toBeLessThan(220);
    expect(violation?.actual).toBe('x'.repeat(500));
  });

  test('can be thrown', () => {
    const violations = checkRequest({ ...LIST, method: 'PATCH' });
    expect(() => assertNoViolations(violations)).toThrow(
      expect.objectContaining({
        name: 'ContractViolationError',
        violations,
        message: expect.stringContaining('expected GET or PUT or DELETE'),
      }),
    );
    expect(() => assertNoViolations([])).not.toThrow();
  });
});

describe('an exchange may be given', () => {
  test('with headers in any form and any case', () => {
    for (const headers of [
      { 'x-AUTH-token': 'x' },
      new Headers({ 'X-Auth-Token': 'x' }),
      [['X-Auth-Token', 'x']] as const,
      { 'X-Auth-Token': ['x', 'y'] },
    ]) {
      expect(checkRequest({ ...LIST, headers })).toEqual([]);
    }
  });

  test('with a body as text or as the value that it stands for', () => {
    expect(checkResponse({ ...ANSWER, body: PAGE }, 'listCustomerAttributeValues')).toEqual([]);
    expect(keywords(checkResponse({ ...ANSWER, body: {} }, 'listCustomerAttributeValues'))).toEqual([
      'required',
      'required',
    ]);
  });

  test('with a path in place of a URL', () => {
    expect(checkRequest({ ...LIST, url: '/stores/abc123example/v3/customers/attribute-values' })).toEqual([]);
  });

  test('with parameters in its media type, and null for no body', () => {
    expect(
      checkResponse(
        { ...ANSWER, headers: { 'content-type': 'Application/JSON; charset=utf-8' } },
        'listCustomerAttributeValues',
      ),
    ).toEqual([]);
    expect(checkResponse({ status: 204, body: null }, 'deleteCustomers')).toEqual([]);
  });

  test('without headers, and whatever they are called with', () => {
    expect(checkRequest(JSON.parse(JSON.stringify({ ...LIST, headers: null })))).toMatchObject([
      { keyword: 'security' },
    ]);
    expect(keywords(checkRequest({ ...LIST, headers: { 'X-Auth-Token': [' ', ''] } }))).toEqual(['security']);
    expect(keywords(checkRequest({ ...LIST, url: `${LIST.url}#part` }))).toEqual(['fragment']);
    expect(keywords(checkResponse({ ...ANSWER, status: 200.5 }, 'listCustomerAttributeValues'))).toEqual(['responses']);
  });

  test('an error that may come without a body comes without one of another kind too', () => {
    const answer = (headers: Record<string, string>) =>
      keywords(checkResponse({ status: 429, headers }, 'deleteCustomers'));
    expect(answer({})).toEqual([]);
    expect(answer({ 'Content-Type': 'text/html' })).toEqual([]);
    expect(answer({ 'Content-Type': 'application/xml' })).toEqual(['content']);
  });

  test('of an operation that does not exist only by mistake', () => {
    expect(() => checkResponse(ANSWER, 'deleteEverything')).toThrow('the contract has no operation deleteEverything');
    expect(() => checkResponse(ANSWER, 'toString')).toThrow('the contract has no operation toString');
  });

  test('to another server', () => {
    const request = { ...LIST, url: LIST.url.replace('https://api.bigcommerce.com', 'http://127.0.0.1:8080/proxy') };
    expect(keywords(checkRequest(request))).toEqual(['servers']);
    expect(checkRequest(request, contractAt('http://127.0.0.1:8080/proxy/'))).toEqual([]);
  });
});

describe('a query is checked as it was sent', () => {
  const at = (query: string) => keywords(checkRequest({ ...LIST, url: `${LIST.url.split('?')[0]}?${query}` }));

  test.each<[string, string, string[]]>([
    ['a comma list', 'customer_id:in=1,2', []],
    ['a comma list under an encoded name', 'customer_id%3Ain=1,2', []],
    ['a name that is there twice', 'customer_id:in=1&customer_id:in=2', ['explode']],
    ['a comma that is encoded, which makes one value of two', 'customer_id:in=1%2C2', ['type']],
    ['brackets, as some libraries write lists', 'customer_id:in[]=1&customer_id:in[]=2', ['parameters']],
    ['a list that ends with a comma', 'customer_id:in=1,', ['type']],
    ['no value', 'customer_id:in=', ['type']],
    ['no value and no equals sign', 'customer_id:in', ['type']],
    ['spaces', 'customer_id:in=1,%202', ['type']],
    ['a leading zero', 'page=01', ['type']],
    ['a plus sign', 'page=+1', ['allowReserved', 'type']],
    ['a fraction', 'page=1.0', ['type']],
    ['an exponent', 'page=1e1', ['type']],
    ['a number that loses digits', 'customer_id:in=9007199254740993', ['maximum']],
    ['a date with raw colons', 'date_created=2026-03-02T08:15:30Z', []],
    ['a date with encoded colons', 'date_created=2026-03-02T08%3A15%3A30Z', ['x-date-filter']],
    ['text with raw reserved characters', 'name=a:b', ['allowReserved']],
    ['broken percent-encoding', 'name=%zz', ['percent-encoding']],
    ['percent-encoding that is not UTF-8', 'name=%ff', ['percent-encoding']],
    ['nothing between two ampersands', 'page=1&&limit=2', ['parameters']],
    ['nothing before the first ampersand', '&page=1', ['parameters']],
    ['nothing at all', '', []],
    ['a value with an equals sign', 'name=a%3Db', []],
  ])('%s', (_, query, expected) => {
    expect(at(query)).toEqual(expected);
  });
});

describe('a path is checked as it was sent', () => {
  test.each([
    ['/stores/abc123example/v3/customers/attribute-values/'],
    ['/stores/abc123example/v3/customers//attribute-values'],
    ['/stores/abc123example/v3//customers/attribute-values'],
    ['/stores/abc123example/v3/Customers/attribute-values'],
    ['/stores/abc123example/v3'],
  ])('%s is not a documented path', (url) => {
    expect(keywords(checkRequest({ ...LIST, url }))).toEqual(['paths']);
  });

  test.each([['/stores/abc123example/v2/customers'], ['/customers'], ['/stores//v3/customers'], ['']])(
    '%s is not on this server',
    (url) => {
      expect(keywords(checkRequest({ ...LIST, url }))).toEqual(['servers']);
    },
  );

  test.each(['https://API.bigcommerce.com', 'https://api.bigcommerce.com:443', 'HTTPS://api.bigcommerce.com'])(
    '%s is the same server',
    (origin) => {
      const url = `${origin}/stores/abc123example/v3/customers/attribute-values`;
      expect(checkRequest({ ...LIST, url })).toEqual([]);
    },
  );

  test.each([
    'http://api.bigcommerce.com',
    'https://api.bigcommerce.com:8443',
    'https://user@api.bigcommerce.com',
    'https://api.bigcommerce.com.example.com',
    'https://:0',
  ])('%s is another server', (origin) => {
    const url = `${origin}/stores/abc123example/v3/customers/attribute-values`;
    expect(keywords(checkRequest({ ...LIST, url }))).toEqual(['servers']);
  });

  test.each(['..', '%2e%2e', 'x'])('%s is not a segment id', (segment) => {
    const request = { ...LIST, method: 'DELETE', url: `/stores/abc123example/v3/segments/${segment}/shopper-profiles` };
    expect(keywords(checkRequest(request))).toEqual(['format']);
  });
});

/** A contract with everything that ours does not use. */
const OTHER = contractFrom(
  parseSpec(
    `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://example.com/api' }]
components:
  securitySchemes:
    Header: { type: apiKey, in: header, name: X-Key }
    Query: { type: apiKey, in: query, name: key }
    Cookie: { type: apiKey, in: cookie, name: session }
  schemas:
    Ids: { type: array, items: { type: integer, maximum: 9 } }
    Box: { type: object, properties: { north: { type: number } } }
security: [{ Header: [] }, { Query: [] }, { Cookie: [] }]
paths:
  /things/{id}:
    get:
      operationId: getThing
      security: []
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: X-Version, in: header, required: true, schema: { type: integer, minimum: 2 } }
        - { name: Accept, in: header, required: true, schema: { const: 'text/csv' } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
        - { name: pipes, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: boolean } } }
        - { name: spaces, in: query, style: spaceDelimited, explode: false, schema: { type: array, items: { type: number } } }
        - { name: kind, in: query, schema: { enum: [a, 7] } }
        - { name: deep, in: query, style: deepObject, schema: &range { type: object, required: [min], properties: { min: { type: number }, max: { type: number } } } }
        - { name: loose, in: query, schema: { type: object, properties: { north: { type: boolean } } } }
        - { name: tight, in: query, explode: false, schema: *range }
      responses:
        '200':
          description: A thing.
          headers:
            X-Count: { required: true, schema: { type: integer } }
          content:
            'text/*': { schema: { type: string, maxLength: 5 } }
        4XX: { description: No., content: { application/problem+json: { schema: { type: object, required: [title] } } } }
        '404': { description: Gone. }
    put:
      operationId: putThing
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      requestBody: { content: { application/json: { schema: { type: object } }, text/plain: { schema: { type: string } } } }
      responses:
        default: { description: Anything. }
  /things/special:
    get:
      operationId: getSpecial
      responses: { '200': { description: Special., content: { '*/*': { schema: { type: string } }, application/json: { schema: { type: integer } } } } }
    head:
      operationId: headSpecial
      responses: { '200': { description: Special., content: { '*/*': { schema: { type: string } } } } }
  /lists:
    get:
      operationId: getLists
      security: []
      parameters:
        - { name: named, in: query, explode: false, schema: { $ref: '#/components/schemas/Ids', title: Ids } }
        - { name: all, in: query, explode: false, schema: { allOf: [{ $ref: '#/components/schemas/Ids' }, { type: array, maxItems: 2 }] } }
        - { name: some, in: query, explode: false, schema: { anyOf: [{ $ref: '#/components/schemas/Ids' }, { type: array, items: { const: 10 } }] } }
        - { name: box, in: query, style: deepObject, schema: { allOf: [{ $ref: '#/components/schemas/Box' }] } }
        - { name: map, in: query, style: deepObject, schema: { type: object, additionalProperties: { type: integer } } }
      responses: { '204': { description: Done. } }
`,
    'other.yaml',
  ),
);

describe('any other OpenAPI document', () => {
  const get = (url: string, headers = { 'X-Version': '2' }) =>
    checkRequest({ method: 'GET', url: `https://example.com/api${url}`, headers }, OTHER);
  const answer = (response: Parameters<typeof checkResponse>[0], operationId = 'getThing') =>
    keywords(checkResponse(response, operationId, OTHER));

  test('literal segments win over templates', () => {
    expect(get('/things/7')).toEqual([]);
    expect(checkRequest({ method: 'GET', url: '/api/things/special?key=1&other=2' }, OTHER)).toMatchObject([
      { operationId: 'getSpecial', keyword: 'parameters' },
    ]);
    expect(get('/things/other')).toMatchObject([
      { operationId: 'getThing', location: 'request.path', keyword: 'type' },
    ]);
  });

  test.each<[string, string[]]>([
    ['tags=a&tags=b', []],
    ['tags=a', []],
    ['pipes=true|false', []],
    ['pipes=true%7Cfalse', []],
    ['pipes=true,false', ['allowReserved', 'type']],
    ['spaces=1%202.5', []],
    ['spaces=1&spaces=2', ['explode']],
    ['kind=a', []],
    ['kind=7', []],
    ['kind=8', ['enum']],
    ['deep[min]=1&deep[max]=2.5', []],
    ['deep%5Bmin%5D=1', []],
    ['deep[max]=2', ['required']],
    ['deep[min]=x', ['type']],
    ['deep[min]=1&deep[min]=2', ['explode']],
    ['north=true', []],
    ['north=up', ['type']],
    ['south=true', ['parameters']],
    ['tight=min,1,max,2', []],
    ['tight=max,2', ['required']],
  ])('lists are read in their own style: %s', (query, expected) => {
    expect(keywords(get(`/things/7?${query}`))).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['named=1,2', []],
    ['named=1,10', ['maximum']],
    ['all=1,2', []],
    ['all=1,2,3', ['maxItems']],
    ['some=1,2', []],
    ['some=10', []],
    ['some=11', ['anyOf']],
    ['box[north]=1.5', []],
    ['box[north]=x', ['type']],
    ['map[a]=1', []],
    ['map[a]=x', ['type']],
  ])('schemas are followed through references and combinations: %s', (query, expected) => {
    expect(keywords(get(`/lists?${query}`))).toEqual(expected);
  });

  test('the answer to a HEAD has no body', () => {
    expect(answer({ status: 200, headers: { 'Content-Type': 'text/html' } }, 'headSpecial')).toEqual([]);
  });

  test('the media type that fits best decides', () => {
    const json = { status: 200, headers: { 'Content-Type': 'application/json' } };
    expect(answer({ ...json, body: '7' }, 'getSpecial')).toEqual([]);
    expect(answer({ ...json, body: '"7"' }, 'getSpecial')).toEqual(['type']);
  });

  test('declared headers are checked, and Accept is not a parameter', () => {
    expect(get('/things/7', { 'X-Version': '1' })).toMatchObject([{ location: 'request.header', keyword: 'minimum' }]);
    expect(checkRequest({ method: 'GET', url: '/api/things/7' }, OTHER)).toMatchObject([
      { location: 'request.header', keyword: 'required' },
    ]);
  });

  test('one of several credentials is enough, and an empty list asks for none', () => {
    const special = (url: string, headers = {}) => keywords(checkRequest({ method: 'GET', url, headers }, OTHER));
    expect(special('/api/things/special', { 'x-key': '1' })).toEqual([]);
    expect(special('/api/things/special?key=1')).toEqual([]);
    expect(special('/api/things/special?key=')).toEqual(['security']);
    expect(special('/api/things/special', { Cookie: 'theme=dark; session=1' })).toEqual([]);
    expect(special('/api/things/special', { Cookie: 'theme=dark; session=' })).toEqual(['security']);
    expect(special('/api/things/special')).toEqual(['security']);
  });

  test('a range of statuses covers what is not listed, and only that', () => {
    const problem = { headers: { 'Content-Type': 'application/problem+json' }, body: '{"title":"no"}' };
    expect(answer({ status: 422, ...problem })).toEqual([]);
    expect(answer({ status: 422, ...problem, body: '{}' })).toEqual(['required']);
    expect(answer({ status: 404 })).toEqual([]);
    expect(answer({ status: 404, ...problem })).toEqual(['content']);
    expect(answer({ status: 500 })).toEqual(['responses']);
  });

  test('default covers every status where the document does not limit it', () => {
    expect(answer({ status: 299 }, 'putThing')).toEqual([]);
    expect(answer({ status: 599 }, 'putThing')).toEqual([]);
  });

  test('required headers and ranges of media types are understood', () => {
    expect(answer({ status: 200, headers: { 'X-Count': '1', 'Content-Type': 'text/csv' }, body: 'a,b' })).toEqual([]);
    expect(answer({ status: 200, headers: { 'Content-Type': 'text/csv' }, body: 'a,b' })).toEqual(['required']);
    expect(answer({ status: 200, headers: { 'X-Count': '1', 'Content-Type': 'text/csv' }, body: 'a,b,c,d' })).toEqual([
      'maxLength',
    ]);
    expect(answer({ status: 200, headers: { 'X-Count': '1', 'Content-Type': 'image/png' }, body: 'a' })).toEqual([
      'content',
    ]);
  });

  test('a range of all media types covers all of them', () => {
    expect(answer({ status: 200, headers: { 'Content-Type': 'image/png' }, body: 'a' }, 'getSpecial')).toEqual([]);
    expect(answer({ status: 200, body: 'a' }, 'getSpecial')).toEqual(['content']);
  });

  test('a body that may be left out may be left out, and one that is not JSON has no schema', () => {
    const put = (body?: string, type = 'application/json') =>
      keywords(
        checkRequest(
          { method: 'PUT', url: '/api/things/7', headers: { 'X-Key': '1', 'Content-Type': type }, body },
          OTHER,
        ),
      );
    expect(put()).toEqual([]);
    expect(put('{}')).toEqual([]);
    expect(put('[]')).toEqual(['type']);
    expect(put('hello', 'text/plain')).toEqual([]);
    expect(put('hello', 'text/html')).toEqual(['content']);
  });
});

test('the contract of this package names its five operations', () => {
  expect(Object.keys(bigcommerceContract.operations)).toEqual([
    'listCustomerAttributeValues',
    'upsertCustomerAttributeValues',
    'deleteCustomerAttributeValues',
    'deleteCustomers',
    'removeShopperProfilesFromSegment',
  ]);
});
