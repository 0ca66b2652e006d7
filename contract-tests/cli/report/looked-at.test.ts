import { beforeAll, describe, expect, test } from '@jest/globals';
import { gapsIn, uncheckedLocations } from '../../../src/cli/report/looked-at.js';
import { type Contract, loadContract } from '../../../src/contract/index.js';

const NESTED = { type: 'object', properties: { list: { type: 'array', items: { type: 'object' } } } };
const form = { 'application/x-www-form-urlencoded': { schema: NESTED } };
const json = { 'application/json': { schema: { type: 'object' } } };
const described = (content: object, more: object = {}) => ({ 200: { description: 'Fine.', content, ...more } });
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  components: { schemas: { Any: {} }, requestBodies: { Form: { content: form } } },
  paths: {
    '/plain': { get: { operationId: 'plain', responses: described({ ...json, 'image/png': {} }) } },
    '/form': { post: { operationId: 'form', requestBody: { content: form }, responses: described(json) } },
    '/shared': {
      post: {
        operationId: 'shared',
        requestBody: { $ref: '#/components/requestBodies/Form' },
        responses: described(json),
      },
    },
    '/any': { get: { operationId: 'any', responses: {} } },
    '/typed': { get: { operationId: 'typed', responses: described({ 'application/json': {} }) } },
    '/true': {
      get: {
        operationId: 'true',
        responses: described({ 'application/json': { schema: { $ref: '#/components/schemas/Any' } } }),
      },
    },
    '/lost': { get: { operationId: 'lost', responses: { 201: { description: 'Made.' } } } },
    '/full': {
      get: {
        operationId: 'full',
        security: [{ key: [] }],
        parameters: [{ name: 'X-A', in: 'header', schema: { type: 'string' } }],
        responses: described(json, { headers: { 'X-B': { schema: { type: 'string' } } } }),
      },
    },
  },
};
Object.assign(DOCUMENT.components, { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } });

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract(DOCUMENT);
});

const exchange = (mediaType: string, body: unknown) => ({
  request: { method: 'GET', url: 'https://api.example.com/plain' },
  response: { status: 200, headers: { 'Content-Type': mediaType }, body },
});
const gaps = (operationId: string, one = exchange('application/json', '{}'), strict = false) =>
  gapsIn(one, contract.operations[operationId], contract, strict);

describe('a check', () => {
  const NOTHING = { 'request.header': 'none', 'request.security': 'none', 'response.header': 'none' };

  test('looks at no headers or credentials where the document has no rule for them', () => {
    expect(gaps('plain')).toEqual(NOTHING);
    expect(gaps('full')).toEqual({});
  });

  test('looks at all headers where it is strict', () => {
    expect(gaps('plain', undefined, true)).toEqual({ 'request.security': 'none' });
  });

  test('looks only at the media type of a body that it cannot read', () => {
    expect(gaps('plain', exchange('image/png', 'x'))).toEqual({ ...NOTHING, 'response.body': 'some' });
    expect(gaps('plain', exchange('image/png', ''))).toEqual(NOTHING);
  });

  test.each<[string, string, Record<string, string>]>([
    ['in part, where the document only names the media type', 'typed', { 'response.body': 'some' }],
    ['in part, where the schema allows everything', 'true', { 'response.body': 'some' }],
    ['not, where the document names no response', 'any', { 'response.body': 'none', 'response.status': 'none' }],
    ['not, where the status is not documented', 'lost', { 'response.body': 'none' }],
  ])('looks at a body %s', (_, operationId, more) => {
    expect(gaps(operationId)).toEqual({ ...NOTHING, ...more });
  });

  test('looks at nothing else of a request that calls no operation', () => {
    expect(new Set(Object.values(gaps('other')))).toEqual(new Set(['none']));
  });
});

test('operations are known whose parts the document describes in a way that is not checked, references included', () => {
  const { unchecked = [] } = contract;
  expect(unchecked.length).toBeGreaterThan(0);
  const locations = uncheckedLocations(contract, unchecked);
  expect(Object.keys(contract.operations).map((id) => [id, locations(id)])).toEqual([
    ['plain', []],
    ['form', ['request.body']],
    ['shared', ['request.body']],
    ['any', []],
    ['typed', []],
    ['true', []],
    ['lost', []],
    ['full', []],
  ]);
  expect(uncheckedLocations(contract, [])('form')).toEqual([]);
});
