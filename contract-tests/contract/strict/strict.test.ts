import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../../scripts/spec/source.js';
import { type CheckOptions, checkExchange, checkRequest, checkResponse } from '../../../src/contract/index.js';
import { readRecordings } from '../../evidence/recordings.js';
import { contractFrom } from '../../support/contract-from.js';
import { VALUES_PATH } from '../../support/server.js';

const STRICT = { strict: true };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const PAGINATION = { total: 1, count: 1, per_page: 50, current_page: 1, total_pages: 1 };
const VALUE = { customer_id: 1, attribute_id: 4, attribute_value: 'gold' };
const PAGE = { data: [VALUE], meta: { pagination: PAGINATION } };

const where = (violations: readonly { keyword: string; pointer: string }[]) =>
  violations.map(({ keyword, pointer }) => `${keyword} ${pointer}`);

describe('strict checks of our own document', () => {
  const answer = (body: unknown, headers = {}, options: CheckOptions = STRICT, status = 200) =>
    where(
      checkResponse(
        { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) },
        'listCustomerAttributeValues',
        undefined,
        options,
      ),
    );

  test('tell of a property that a store has added, at any depth', () => {
    const body = {
      data: [VALUE, { ...VALUE, points: 3 }],
      meta: { pagination: { ...PAGINATION, cursor: 'x' } },
      links: {},
    };
    expect(answer(body)).toEqual([
      'undeclared /response/body/data/1/points',
      'undeclared /response/body/meta/pagination/cursor',
      'undeclared /response/body/links',
    ]);
    expect(answer(body, {}, {})).toEqual([]);
    expect(answer(body, {}, { strict: false })).toEqual([]);
  });

  test('say so in a sentence', () => {
    const body = JSON.stringify({ ...PAGE, links: {} });
    const response = { status: 200, headers: JSON_TYPE, body };
    expect(checkResponse(response, 'listCustomerAttributeValues', undefined, STRICT)).toMatchObject([
      {
        location: 'response.body',
        actual: {},
        message:
          'listCustomerAttributeValues: /response/body/links (response.body): expected no undeclared property, got {} (undeclared)',
      },
    ]);
  });

  test('tell of headers that are not declared, other than those of HTTP', () => {
    const known = {
      Date: 'today',
      'CF-Ray': '1',
      'X-Request-Id': 'a',
      'Access-Control-Allow-Origin': '*',
      ':status': 200,
      'X-Sec-Level': '1',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'",
      ...{ NEL: '{}', 'Report-To': '{}', 'Reporting-Endpoints': 'a="/b"', 'Server-Timing': 'db;dur=1', DNT: '1' },
      ...{ 'Device-Memory': '8', 'Accept-CH': 'DPR', DPR: '2', 'Save-Data': 'on', 'Permissions-Policy': 'camera=()' },
    };
    expect(answer(PAGE, known)).toEqual([
      'undeclared /response/headers/cf-ray',
      'undeclared /response/headers/x-sec-level',
    ]);
  });

  test('tell of statuses that only default covers', () => {
    expect(answer({ title: 'no' }, {}, STRICT, 409)).toEqual(['undeclared /response/status']);
    expect(answer({ title: 'no' }, {}, STRICT, 422)).toEqual([]);
  });

  test('tell of headers of requests, and do not show what may be a credential', () => {
    const request = {
      method: 'DELETE',
      url: '/stores/abc123/v3/customers?id:in=1',
      headers: {
        'X-Auth-Token': 'x',
        Accept: '*/*',
        Authorization: 'Basic c2VjcmV0',
        'X-Api-Key': 'secret',
        'X-Trace': 'here',
      },
    };
    expect(checkRequest(request)).toEqual([]);
    expect(checkRequest(request, undefined, STRICT).map(({ pointer, actual }) => [pointer, actual])).toEqual([
      ['/request/headers/authorization', '[redacted]'],
      ['/request/headers/x-api-key', '[redacted]'],
      ['/request/headers/x-trace', '[redacted]'],
    ]);
  });

  test('check both halves of an exchange', () => {
    const request = {
      method: 'GET',
      url: `/stores/abc123/v3${VALUES_PATH}`,
      headers: { 'X-Auth-Token': 'x', 'X-Trace': 'here' },
    };
    const response = { status: 200, headers: JSON_TYPE, body: { ...PAGE, new: 1 } };
    expect(where(checkExchange({ request, response }, undefined, STRICT))).toEqual([
      'undeclared /request/headers/x-trace',
      'undeclared /response/body/new',
    ]);
  });

  test('find nothing twice: what a schema forbids is found without them', () => {
    const request = {
      method: 'PUT',
      url: `/stores/abc123/v3${VALUES_PATH}`,
      headers: { 'X-Auth-Token': 'x', ...JSON_TYPE },
      body: [{ customer_id: 1, attribute_id: 2, value: 'x', extra: 1 }],
    };
    expect(where(checkRequest(request, undefined, STRICT))).toEqual(['additionalProperties /request/body/0']);
  });

  test('leave a body alone that cannot be read, or is nested too deeply', () => {
    const deep = `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`;
    const strict = (body: string) =>
      where(checkResponse({ status: 200, headers: JSON_TYPE, body }, 'listCustomerAttributeValues', undefined, STRICT));
    expect(strict('{')).toEqual(['content /response/body']);
    expect(strict(deep)).toEqual(['nesting /response/body']);
  });

  test('find in our recordings what one has on purpose, and the statuses that only default covers', async () => {
    const recordings = await readRecordings();
    const found = recordings.flatMap(({ operationId, recording: { exchanges } }) =>
      exchanges.flatMap(({ status, rawHeaders: headers, response: body }) =>
        checkResponse({ status, headers, body }, operationId, undefined, STRICT),
      ),
    );
    const [statuses, others] = [true, false].map((isStatus) =>
      where(found.filter(({ location }) => (location === 'response.status') === isStatus)),
    );
    expect(statuses?.length).toBeGreaterThan(0);
    expect(others).toEqual(['undeclared /response/body/data/0/store_note', 'undeclared /response/body/meta/cursor']);
  });
});

describe('allowed is', () => {
  const exchange = (allow: readonly string[]) => {
    const headers = { ...JSON_TYPE, 'X-Cache': 'HIT', 'CF-Ray': '1' };
    const body = { ...PAGE, data: [{ ...VALUE, 'new/field': { deep: 1 } }], new_field: 1 };
    const found = checkResponse({ status: 200, headers, body }, 'listCustomerAttributeValues', undefined, {
      strict: { allow },
    });
    return where(found).map((line) => line.replace('undeclared /response/', ''));
  };
  const ALL = ['headers/x-cache', 'headers/cf-ray', 'body/data/0/new~1field', 'body/new_field'];

  test.each<[title: string, allow: string[], allowed: string[]]>([
    ['nothing where nothing is listed', [], []],
    ['a header', ['response.header:x-cache'], ['headers/x-cache']],
    ['a header in any case', ['response.header:X-CACHE'], ['headers/x-cache']],
    ['headers that begin alike', ['response.header:x-*'], ['headers/x-cache']],
    ['not what is elsewhere', ['request.header:*', 'request.body:/**'], []],
    ['not what merely begins like a name', ['response.header:x', 'response.body:/new'], []],
    ['not what a dot would stand for elsewhere', ['response.header:x.cache', 'response.body:/new.field'], []],
    ['not a property in another case', ['response.body:/NEW_FIELD'], []],
    ['all of the body, without a slash', ['response.body:**'], ['body/data/0/new~1field', 'body/new_field']],
    [
      'something for one operation, however far away',
      ['listCustomerAttributeValues   response.header:cf-ray'],
      ['headers/cf-ray'],
    ],
    ['a property', ['response.body:/new_field'], ['body/new_field']],
    ['a property of every member', ['response.body:/data/*/new~1field'], ['body/data/0/new~1field']],
    ['a property of members at one level only', ['response.body:/*'], ['body/new_field']],
    ['a property at any level', ['response.body:/**/new*'], ['body/data/0/new~1field', 'body/new_field']],
    ['all of the body', ['response.body:/**'], ['body/data/0/new~1field', 'body/new_field']],
    ['something for one operation', ['listCustomerAttributeValues response.header:cf-ray'], ['headers/cf-ray']],
    ['not something for another', ['deleteCustomers response.header:cf-ray'], []],
    ['what any of several names', ['response.header:*', 'response.body:/**'], ALL],
  ])('%s', (_, allow, allowed) => {
    expect(exchange(allow)).toEqual(ALL.filter((line) => !allowed.includes(line)));
  });

  test('names as they are written, with dots and in several lines', () => {
    const headers = { ...JSON_TYPE, 'x.cache': '1' };
    const body = { ...PAGE, 'a\nb': 1 };
    const allow = ['response.header:x.cache', 'response.body:**'];
    const response = { status: 200, headers, body };
    expect(checkResponse(response, 'listCustomerAttributeValues', undefined, { strict: { allow } })).toEqual([]);
  });

  test.each<[string, string[]]>([
    ['response.status:409', []],
    ['response.status:4*', []],
    ['response.status:4', ['undeclared /response/status']],
    ['deleteCustomers response.status:409', []],
  ])('a status: %s', (pattern, expected) => {
    const found = checkResponse({ status: 409, headers: JSON_TYPE, body: {} }, 'deleteCustomers', undefined, {
      strict: { allow: [pattern] },
    });
    expect(where(found)).toEqual(expected);
  });

  test.each([
    '',
    'x-*',
    'response:x',
    'response.query:x',
    'response.body:new',
    'response.header:',
    'a b response.header:x',
    'response.header:x y',
    'response.body:new/field',
  ])('never by mistake: %j is refused', (pattern) => {
    expect(() =>
      checkResponse({ status: 204 }, 'deleteCustomers', undefined, { strict: { allow: [pattern] } }),
    ).toThrow(TypeError);
  });
});

describe('what a schema declares', () => {
  const undeclared = (schema: string, value: unknown) => {
    const text = `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://example.com' }]
components:
  schemas:
    Named: { type: object, properties: { name: { type: string } } }
    Closed: { type: object, properties: { name: {} }, additionalProperties: false }
    Tree: { type: object, properties: { left: { $ref: '#/components/schemas/Tree' } } }
    Cat: { type: object, required: [kind], properties: { kind: { const: cat }, lives: { type: integer } } }
    Dog: { type: object, required: [kind], properties: { kind: { enum: [dog, wolf] }, tricks: { type: integer } } }
paths:
  /things:
    get:
      operationId: getThings
      responses:
        '200': { description: Yes., content: { application/json: { schema: ${schema} } } }
`;
    const contract = contractFrom(parseSpec(text, 'other.yaml'));
    const response = { status: 200, headers: JSON_TYPE, body: JSON.stringify(value) };
    return checkResponse(response, 'getThings', contract, STRICT).map(({ pointer }) =>
      pointer.replace('/response/body', ''),
    );
  };
  const REF = '$ref: "#/components/schemas';

  test.each<[schema: string, value: unknown, expected: string[]]>([
    ['{}', { a: 1 }, []],
    ['true', { a: 1 }, []],
    ['{ type: object }', { a: 1 }, []],
    ['{ properties: { a: {} } }', { a: { b: 1 }, c: 1, constructor: 1 }, ['/c', '/constructor']],
    ['{ properties: { a: {} }, additionalProperties: true }', { b: 1 }, ['/b']],
    ['{ properties: { a: {} }, additionalProperties: {} }', { b: 1 }, ['/b']],
    ['{ properties: { a: {} }, additionalProperties: { properties: { x: {} } } }', { b: { x: 1, y: 1 } }, ['/b/y']],
    ['{ patternProperties: { "^x": { properties: { y: {} } } } }', { xa: { z: 1 }, b: 1 }, ['/xa/z', '/b']],
    ['{ items: { properties: { a: {} } } }', [{ a: 1 }, { b: 1 }], ['/1/b']],
    ['{ prefixItems: [{ properties: { a: {} } }], items: { properties: { b: {} } } }', [{ b: 1 }, { b: 1 }], ['/0/b']],
    [`{ ${REF}/Named" }`, { name: 'a', b: 1 }, ['/b']],
    [`{ ${REF}/Named", properties: { a: {} } }`, { name: 'a', a: 1, b: 1 }, ['/b']],
    [`{ allOf: [{ ${REF}/Named" }, { properties: { a: {} } }] }`, { name: 'a', a: 1, b: 1 }, ['/b']],
    [`{ ${REF}/Tree" }`, { left: { left: { right: {} } } }, ['/left/left/right']],
    [`{ anyOf: [{ type: string }, { ${REF}/Named" }] }`, { name: 'a', b: 1 }, ['/b']],
    [`{ oneOf: [{ ${REF}/Cat" }, { ${REF}/Dog" }] }`, { kind: 'cat', lives: 9, tricks: 1 }, ['/tricks']],
    [`{ oneOf: [{ ${REF}/Cat" }, { ${REF}/Dog" }] }`, { kind: 'wolf', tricks: 1 }, []],
    [`{ oneOf: [{ ${REF}/Cat" }, { ${REF}/Dog" }] }`, { kind: 'wolf', lives: 9 }, ['/lives']],
    [
      '{ anyOf: [{ required: [a, b], properties: { c: {} } }, { required: [a], properties: { a: {} } }] }',
      { a: 1, c: 1 },
      ['/c'],
    ],
    [
      `{ properties: { a: {} }, oneOf: [{ ${REF}/Cat" }, { ${REF}/Dog" }] }`,
      { a: 1, kind: 'bird', lives: 9, b: 1 },
      ['', '/b'],
    ],
    [
      '{ anyOf: [{ required: [a], items: { properties: { x: {} } } }, { items: { properties: { y: {} } } }] }',
      [{ x: 1 }],
      [],
    ],
    [
      '{ anyOf: [{ type: object, items: { properties: { x: {} } } }, { type: array, items: { properties: { y: {} } } }] }',
      [{ x: 1 }],
      ['/0/x'],
    ],
    [
      '{ anyOf: [{ required: [a], properties: { a: {} } }, { required: [b], properties: { c: {} } }] }',
      { a: 1, c: 1 },
      ['/c'],
    ],
    ['{ anyOf: [{ type: array, properties: { x: {} } }, { type: object, properties: { y: {} } }] }', { x: 1 }, ['/x']],
    [`{ anyOf: [{ required: [a] }, { required: [b] }], properties: { a: {}, b: {} } }`, { a: 1, c: 1 }, ['/c']],
    [
      '{ anyOf: [{ properties: { a: {} }, additionalProperties: false }, { properties: { b: {} } }] }',
      { c: 1 },
      ['/c'],
    ],
    ['{ if: { properties: { a: { const: 1 } } }, then: { properties: { b: {} } } }', { a: 1, b: 1, c: 1 }, ['/c']],
    ['{ properties: { a: {} }, if: { required: [x] }, else: { properties: { b: {} } } }', { b: 1, c: 1 }, ['/c']],
    ['{ properties: { a: {} }, dependentSchemas: { a: { properties: { b: {} } } } }', { a: 1, b: 1 }, []],
    // What is a condition elsewhere need not hold here, and what it forbids is not forbidden by it alone.
    ['{ properties: { a: {} }, if: { additionalProperties: false }, else: {} }', { b: 1 }, ['/b']],
    ['{ properties: { a: {} }, if: { required: [x] }, then: { additionalProperties: false } }', { b: 1 }, ['/b']],
    // Here it is, by what stands beside it.
    [`{ allOf: [{ anyOf: [{ ${REF}/Closed" }, { type: object }] }, { ${REF}/Closed" }] }`, { name: 'a', b: 1 }, ['']],
    [`{ allOf: [{ ${REF}/Closed" }, { anyOf: [{ ${REF}/Closed" }, { type: object }] }] }`, { name: 'a', b: 1 }, ['']],
    ['{ properties: { a: {} }, dependentSchemas: { a: { properties: { b: {} } } } }', { b: 1 }, ['/b']],
    ['{ allOf: [{ properties: { a: {} } }], unevaluatedProperties: { type: integer } }', { b: 1 }, []],
    ['{ properties: { a/b~c: {} } }', { 'a/b~c': 1, 'd/e~f': 1 }, ['/d~1e~0f']],
    ['{ properties: { a: {} } }', JSON.parse('{ "__proto__": 1 }'), ['/__proto__']],
  ])('%s: %j', (schema, value, expected) => {
    expect(undeclared(schema, value)).toEqual(expected);
  });
});
