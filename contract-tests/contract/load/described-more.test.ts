import { beforeAll, describe, expect, test } from '@jest/globals';
import yaml from 'yaml';
import { type Contract, loadContract } from '../../../src/contract/index.js';
import { describeResponse } from '../../../src/contract/load/make-contract.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import { parseWith } from '../../../src/contract/load/source.js';
import { Schemas } from '../../../src/contract/schema/schemas.js';
import type { JsonObject } from '../../../src/json.js';

const DOCUMENT = `openapi: 3.1.0
info: { title: Other, version: '1.2' }
webhooks: { made: { post: { responses: { '200': { description: Yes. } } } } }
components:
  securitySchemes:
    Cookie: { type: apiKey, in: cookie, name: sid }
    OAuth: { type: oauth2, flows: {} }
    Basic: { type: http, scheme: bASIC }
    Odd: { type: mutualTLS }
  schemas:
    Short: { type: [string, 'null'], maxLength: 9 }
paths:
  /things/{id}:
    servers: [{ url: /of-path }]
    parameters:
      - { name: id, in: path, required: true, schema: {} }
    get:
      operationId: get
      servers: []
      security: [{ Cookie: [], OAuth: [a], Basic: [] }, { Odd: [] }]
      parameters:
        - { name: id, in: query, schema: { anyOf: [{ type: integer }], oneOf: [{ type: boolean }] } }
        - { name: accept, in: query, x-repeatable-when-omitted: true, schema: { enum: [a, 1.5, 1, true, null, [], {}] } }
        - { name: list, in: query, schema: { type: array, allOf: [{ items: { type: integer } }, {}] } }
        - { name: maybe, in: query, schema: { type: [array, 'null'] } }
        - { name: short, in: query, schema: { $ref: '#/components/schemas/Short', minLength: 2, default: a, allOf: [{ default: 5 }] } }
        - { name: Accept, in: header, schema: {} }
        - { name: Authorization, in: header, schema: {} }
        - { name: X-Json, in: header, content: { application/json: { schema: { type: integer } } } }
        - { name: Odd, in: header, content: { text/csv: { schema: {} } } }
      callbacks: { done: { '{$request.query.id}': { post: { responses: { '200': { description: Yes. } } } } } }
      responses:
        default: { description: Other., x-status-range: { maximum: 450 }, links: { next: { operationId: get } } }
        '200':
          description: Yes.
          content:
            image/png: { schema: { type: string } }
            image/gif: {}
            text/html: { schema: { type: object } }
            text/plain: { schema: { type: integer } }
            x-text/a: { schema: { type: integer } }
            application/*: { schema: { type: object } }
            x-application/*: { schema: { type: object } }
    put:
      operationId: put
      requestBody:
        content: { text/plain: { schema: { type: string, maxLength: 3 } }, application/json: { schema: { minItems: 1 } } }
      responses: { x-200: { description: No. }, '200': { description: Yes. } }
`;

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract(DOCUMENT);
});
const QUERY = { required: false, limits: {}, style: 'form', explode: true, allowReserved: false };

describe('in all its detail, a contract tells', () => {
  test('what parameters are, whatever others are called', () => {
    expect(contract.operations['get']?.parameters).toStrictEqual({
      path: [{ name: 'id', required: true, types: ['string'], limits: {} }],
      query: [
        { ...QUERY, name: 'id', types: ['integer', 'boolean'] },
        {
          ...{ ...QUERY, name: 'accept', repeatableWhenOmitted: true },
          ...{ types: ['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'] },
          ...{ itemTypes: ['string'], memberTypes: {}, isUnchecked: true },
        },
        { ...QUERY, name: 'list', types: ['array'], itemTypes: ['integer'] },
        { ...QUERY, name: 'maybe', types: ['array', 'null'], itemTypes: ['string'] },
        { ...QUERY, name: 'short', types: ['string', 'null'], limits: { maxLength: 9, minLength: 2, default: 5 } },
      ],
      header: [
        { name: 'X-Json', required: false, types: ['integer'], limits: {}, json: true },
        { name: 'Odd', required: false, types: ['string'], limits: {} },
      ],
    });
  });

  test('servers and credentials', () => {
    const header = { in: 'header', name: 'Authorization' };
    expect(contract.operations['get']).toMatchObject({
      servers: [{ url: '/of-path', variables: {} }],
      security: [
        [
          { in: 'cookie', name: 'sid', scopes: [] },
          { ...header, scheme: 'Bearer', scopes: ['a'] },
          { ...header, scheme: 'Basic', scopes: [] },
        ],
        [],
      ],
    });
  });

  test('bodies', () => {
    expect(contract.operations['put']?.requestBody?.limits).toEqual({ minItems: 1 });
    expect(Object.keys(contract.responses['put'] ?? {})).toEqual(['200']);
    expect(contract.responses['get']?.['200']?.texts).toEqual({
      'application/*': { types: ['object'], fields: [] },
      'text/html': { types: ['object'] },
      'text/plain': { types: ['integer'] },
    });
    expect(contract.responses['get']?.['default']?.statusRange).toEqual({ minimum: 100, maximum: 450 });
  });

  test('where parts of it are written', () => {
    expect(contract.lineOf('/webhooks')).toBe(3);
    expect(contract.placeOf?.('/webhooks')).toEqual({ pointer: '/webhooks', line: 3 });
  });

  test('what is not looked at', () => {
    const only = (type: string) => `only the media type of ${type} bodies is checked`;
    expect(contract.unchecked?.map(({ reason }) => reason).toSorted()).toEqual(
      [
        'webhooks are not checked',
        'callbacks are not checked',
        'links are not followed',
        'text/csv values are not checked',
        'a value that is an array or another type is ambiguous on the wire and not checked',
        'the security scheme Odd is unknown and not checked',
        ...['image/png', 'text/html', 'x-text/a', 'x-application/*'].map(only),
      ].toSorted(),
    );
  });
});

test('code is generated with a title, a version, summaries and statuses of three digits', () => {
  const text = `openapi: 3.1.0
info: { title: A, version: '2' }
servers: [{ url: /a }, { url: /b }]
paths:
  /a:
    get:
      operationId: getA
      responses: { '2000': {}, x200: {}, defaults: {}, 20X: {}, '200': { content: { application/json: { schema: {} } } } }
    put: { operationId: putA, summary: Puts., requestBody: { content: { application/x-www-form-urlencoded: {} } } }
`;
  const model = readModel({ ...parseWith(yaml, text, 'a.yaml'), forCodegen: true });
  expect(model).toMatchObject({ title: 'A', version: '2', servers: undefined });
  expect(model.operations.map(({ summary }) => summary)).toEqual(['getA', 'Puts.']);
  expect(model.operations[1]?.requestBody?.content[0]?.form).toBeUndefined();
  const [response, ...others] = model.operations[0]?.responses ?? [];
  expect([response?.status, others]).toEqual(['200', []]);
  const validatorFor = (schema: JsonObject) =>
    new Schemas().add('openapi', { paths: { '/a': {} } }).validator('$ref' in schema ? true : schema);
  const described = response && describeResponse(response, validatorFor);
  expect([described?.validateHeaders([]), described?.content['application/json']?.([])]).toEqual([false, true]);
});
