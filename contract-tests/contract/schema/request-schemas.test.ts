import { describe, expect, test } from '@jest/globals';
import yaml from 'yaml';
import { readModel } from '../../../src/contract/load/read-model.js';
import { headersSchema, requestSchema } from '../../../src/contract/load/read-schemas.js';
import { parseWith } from '../../../src/contract/load/source.js';

const source = parseWith(
  yaml,
  `openapi: 3.1.0
paths:
  /things/{id}:
    put:
      parameters:
        - { name: id, in: path, required: true, schema: {} }
        - { name: a b, in: query, required: true, schema: {} }
        - { name: odd, in: query, schema: { type: [array, string] } }
        - { name: X-Two, in: header, required: true, schema: {} }
        - { name: SID, in: cookie, required: true, schema: {} }
      requestBody:
        required: true
        content: { text/plain: { schema: {} }, application/problem+json: { schema: {} }, application/json: {} }
      responses: { '200': { headers: { X-One: { required: true, schema: {} }, X-Two: { schema: {} } } } }
    post:
      requestBody: { content: { text/plain: { schema: {} } } }
    get: {}
`,
  'api.yaml',
);
const operation = (method: string) => {
  const found = readModel(source).operations.find((one) => one.method === method);
  if (!found) throw new Error(method);
  return found;
};
const refer = (pointer: string) => ({ $ref: `openapi#/paths/~1things~1%7Bid%7D/${pointer}` });
const NOTHING = { type: 'object', additionalProperties: false, required: [], properties: {} };

describe('the schema of a request', () => {
  test('has its parameters by place, and its body of the first type that is JSON', () => {
    expect(requestSchema(operation('PUT'))).toEqual({
      type: 'object',
      required: ['path', 'query', 'body'],
      properties: {
        path: { ...NOTHING, required: ['id'], properties: { id: refer('put/parameters/0/schema') } },
        query: { ...NOTHING, required: ['a b'], properties: { 'a b': refer('put/parameters/1/schema'), odd: {} } },
        header: {
          type: 'object',
          additionalProperties: true,
          required: ['x-two'],
          properties: { 'x-two': refer('put/parameters/3/schema') },
        },
        cookie: {
          type: 'object',
          additionalProperties: true,
          required: ['SID'],
          properties: { SID: refer('put/parameters/4/schema') },
        },
        body: refer('put/requestBody/content/application~1problem%2Bjson/schema'),
      },
    });
  });

  test('has no body where none is JSON, and none is required where none must be there', () => {
    const expected = {
      type: 'object',
      required: ['path', 'query'],
      properties: { path: NOTHING, query: NOTHING, header: { ...NOTHING, additionalProperties: true }, body: false },
    };
    expect(requestSchema(operation('POST'))).toEqual(expected);
    expect(requestSchema(operation('GET'))).toEqual(expected);
  });

  test('leaves out the body where that is looked at elsewhere', () => {
    expect(requestSchema(operation('PUT'), true)).toMatchObject({ properties: { body: true } });
  });
});

test('the schema of headers has them in lower case', () => {
  expect(headersSchema(operation('PUT').responses[0]?.headers ?? [])).toEqual({
    type: 'object',
    additionalProperties: true,
    required: ['x-one'],
    properties: {
      'x-one': refer('put/responses/200/headers/X-One/schema'),
      'x-two': refer('put/responses/200/headers/X-Two/schema'),
    },
  });
});
