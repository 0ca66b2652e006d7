import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, loadContract } from '../../../src/contract/index.js';

const DOCUMENT = `openapi: 3.1.0
info: { title: Other, version: '1' }
servers: [{ url: 'https://example.com/{base}//', variables: { base: { default: api, x-pattern: '[a-z]+' } }, x-max-url-length: 99 }]
security: [{ Key: [] }, {}]
components:
  securitySchemes:
    Key: { type: apiKey, in: header, name: X-Key }
    Query: { type: apiKey, in: query, name: key }
    OpenId: { type: openIdConnect, openIdConnectUrl: /id }
    Digest: { type: http, scheme: DIGEST }
    Certificate: { type: mutualTLS }
  schemas:
    Short: { type: string, maxLength: 9, minLength: 1, default: a }
paths:
  x-note: { get: {} }
  /things/{id}/{at}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: filter, in: query, schema: { type: string } }
    get:
      operationId: getThing
      x-max-concurrency: 3
      x-repeatable: true
      parameters:
        - name: filter
          in: query
          style: deepObject
          schema: { type: object, properties: { a: { type: [integer, 'null'] } }, additionalProperties: { enum: [1, x] } }
        - { name: list, in: query, explode: false, allowEmptyValue: true, schema: { type: array, items: { const: 1.5 } } }
        - { name: since, in: query, allowReserved: true, x-date-filter: true, x-when-omitted: removes-all, schema: { type: string } }
        - { name: json, in: query, x-repeatable-when-omitted: false, content: { application/json: { schema: { type: integer } } } }
        - { name: pick, in: query, style: pipeDelimited, required: true, schema: { type: array, items: {} } }
        - { name: X-One, in: header, explode: true, schema: { type: object, additionalProperties: true } }
        - { name: Content-Type, in: header, schema: {} }
        - { name: sid, in: cookie, schema: { type: [boolean, integer], minimum: 0, maximum: 9 } }
        - { name: at, in: path, required: true, style: matrix, schema: { allOf: [{ $ref: '#/components/schemas/Short' }, { maxLength: 5, minLength: 2 }, { maxLength: 7, default: b }] } }
      responses:
        '200':
          description: Yes.
          x-body-optional: true
          headers:
            X-Left: { required: true, schema: { type: integer } }
            X-List: { explode: true, schema: { type: array, items: { type: integer } } }
            Content-Type: { schema: {} }
          content: { application/json: { schema: { type: object } }, text/plain: { schema: { type: integer } } }
        '404': { description: None., content: { '*/*': {}, text/html: { schema: { type: string } } } }
        4XX: { description: Wrong. }
        default: { description: Other., x-status-range: { minimum: 400 }, content: { text/plain: {} } }
        x-note: { description: Not an answer. }
    delete:
      security: [{ Query: [], OpenId: [a, b] }, { Digest: [] }, { Certificate: [] }]
      servers: [{ url: /v2/ }, { url: '//eu.example.com' }]
      requestBody:
        content:
          application/json: { schema: { minItems: 1, maxItems: 2 } }
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { tags: { type: array }, more: { type: object } }, additionalProperties: { type: integer } }
            encoding: { tags: { explode: false } }
      responses: { '204': { description: Gone. } }
    put:
      requestBody: { required: true, content: { text/plain: { schema: { type: number } } } }
      responses: { '2XX': { description: Done., content: { text/csv: {} } } }
`;

/** The parameters of operations that have none but those of their path. */
const OF_PATH = {
  path: [{ name: 'id', required: true, types: ['string'], limits: {} }],
  query: [
    {
      name: 'filter',
      required: false,
      types: ['string'],
      limits: {},
      style: 'form',
      explode: true,
      allowReserved: false,
    },
  ],
  header: [],
};

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract(DOCUMENT);
});

describe('of any document, a contract tells', () => {
  test('its server', () => {
    expect(contract.server).toEqual({
      url: 'https://example.com/{base}',
      variables: { base: { default: 'api', pattern: '[a-z]+' } },
      maxUrlLength: 99,
    });
    expect(contract.servers).toBeUndefined();
  });

  test('its operations, the names of which are method and path where there is no other', () => {
    expect(Object.keys(contract.operations)).toEqual(['getThing', 'PUT /things/{id}/{at}', 'DELETE /things/{id}/{at}']);
  });

  test('what a request has in each place, and how it is written', () => {
    expect(contract.operations['getThing']).toStrictEqual({
      operationId: 'getThing',
      method: 'GET',
      path: '/things/{id}/{at}',
      parameters: {
        path: [
          { name: 'id', required: true, types: ['string'], limits: {} },
          {
            name: 'at',
            required: true,
            types: ['string'],
            limits: { default: 'b', minLength: 2, maxLength: 5 },
            style: 'matrix',
          },
        ],
        query: [
          {
            name: 'filter',
            required: false,
            types: ['object'],
            memberTypes: { a: ['integer', 'null'] },
            otherMemberTypes: ['integer', 'string'],
            limits: {},
            style: 'deepObject',
            explode: false,
            allowReserved: false,
          },
          {
            name: 'list',
            required: false,
            types: ['array'],
            itemTypes: ['number'],
            limits: {},
            style: 'form',
            explode: false,
            allowReserved: false,
            allowEmptyValue: true,
          },
          {
            name: 'since',
            required: false,
            types: ['string'],
            limits: {},
            style: 'form',
            explode: true,
            allowReserved: true,
            dateFilter: true,
            whenOmitted: 'removes-all',
          },
          {
            name: 'json',
            required: false,
            types: ['integer'],
            limits: {},
            style: 'form',
            explode: true,
            allowReserved: false,
            json: true,
            repeatableWhenOmitted: false,
          },
          {
            name: 'pick',
            required: true,
            types: ['array'],
            itemTypes: ['string'],
            limits: {},
            style: 'pipeDelimited',
            explode: false,
            allowReserved: false,
          },
        ],
        header: [
          {
            name: 'X-One',
            required: false,
            types: ['object'],
            memberTypes: {},
            otherMemberTypes: ['string'],
            limits: {},
            explode: true,
          },
        ],
        cookie: [
          {
            name: 'sid',
            required: false,
            types: ['integer', 'boolean'],
            limits: { minimum: 0, maximum: 9 },
            style: 'form',
            explode: true,
            allowReserved: true,
          },
        ],
      },
      success: { '200': ['application/json', 'text/plain'] },
      security: [[{ in: 'header', name: 'X-Key', scopes: [] }], []],
      maxConcurrency: 3,
      repeatable: true,
    });
  });

  test('what a request carries, where it is sent, and which credentials go together', () => {
    expect(contract.operations['DELETE /things/{id}/{at}']).toStrictEqual({
      operationId: 'DELETE /things/{id}/{at}',
      method: 'DELETE',
      path: '/things/{id}/{at}',
      servers: [
        { url: '/v2', variables: {} },
        { url: '//eu.example.com', variables: {} },
      ],
      parameters: OF_PATH,
      requestBody: {
        required: false,
        mediaTypes: ['application/json', 'application/x-www-form-urlencoded'],
        limits: { minItems: 1, maxItems: 2 },
        texts: {
          'application/x-www-form-urlencoded': {
            types: ['object'],
            fields: [
              {
                name: 'tags',
                required: false,
                types: ['array'],
                itemTypes: ['string'],
                limits: {},
                style: 'form',
                explode: false,
                allowReserved: true,
              },
              {
                name: 'more',
                required: false,
                types: ['object'],
                memberTypes: {},
                limits: {},
                style: 'form',
                explode: true,
                allowReserved: true,
                json: true,
              },
            ],
            otherTypes: ['integer'],
          },
        },
      },
      success: { '204': [] },
      security: [
        [
          { in: 'query', name: 'key', scopes: [] },
          { in: 'header', name: 'Authorization', scheme: 'Bearer', scopes: ['a', 'b'] },
        ],
        [{ in: 'header', name: 'Authorization', scheme: 'Digest', scopes: [] }],
        [],
      ],
      repeatable: false,
    });
    expect(contract.operations['PUT /things/{id}/{at}']).toStrictEqual({
      operationId: 'PUT /things/{id}/{at}',
      method: 'PUT',
      path: '/things/{id}/{at}',
      parameters: OF_PATH,
      requestBody: {
        required: true,
        mediaTypes: ['text/plain'],
        limits: {},
        texts: { 'text/plain': { types: ['number'] } },
      },
      success: { '2XX': ['text/csv'] },
      security: [[{ in: 'header', name: 'X-Key', scopes: [] }], []],
      repeatable: false,
    });
  });

  test('what an answer has', () => {
    const named = JSON.stringify(contract.responses, (_, value) => (typeof value === 'function' ? 'validator' : value));
    expect(JSON.parse(named)).toEqual({
      getThing: {
        '200': {
          headers: [
            { name: 'X-Left', required: true, types: ['integer'], limits: {} },
            {
              name: 'X-List',
              required: false,
              types: ['array'],
              itemTypes: ['integer'],
              limits: {},
              explode: true,
            },
          ],
          validateHeaders: 'validator',
          content: { 'application/json': 'validator', 'text/plain': 'validator' },
          texts: { 'text/plain': { types: ['integer'] } },
          bodyOptional: true,
        },
        '404': {
          headers: [],
          validateHeaders: 'validator',
          content: { '*/*': 'validator', 'text/html': 'validator' },
          texts: { '*/*': { types: ['string'], fields: [] } },
        },
        '4XX': { headers: [], validateHeaders: 'validator', content: {} },
        default: {
          headers: [],
          validateHeaders: 'validator',
          content: { 'text/plain': 'validator' },
          statusRange: { minimum: 400, maximum: 599 },
        },
      },
      'PUT /things/{id}/{at}': {
        '2XX': { headers: [], validateHeaders: 'validator', content: { 'text/csv': 'validator' } },
      },
      'DELETE /things/{id}/{at}': { '204': { headers: [], validateHeaders: 'validator', content: {} } },
    });
  });

  test('what is not looked at, with its line', () => {
    expect(contract.unchecked?.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '51: the security scheme Certificate is unknown and not checked',
    ]);
  });
});
