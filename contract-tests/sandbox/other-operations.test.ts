import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as generated from '../../generated/operations.js';
import { parseSpec } from '../../scripts/spec/source.js';
import { withoutWords } from '../../src/codegen/emit-document.js';
import { examplesIn } from '../../src/codegen/emit-examples.js';
import { describeForClient } from '../../src/codegen/emit-operations.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { type JsonObject, valueAtPointer } from '../../src/json.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { VALUES_PATH } from '../support/server.js';
import { changedText } from '../support/specification.js';
import { DATA, send } from './use-sandbox.js';

const operation = (operationId: string, names: readonly string[], content?: JsonObject): JsonObject => ({
  operationId,
  parameters: names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: name.endsWith('Id') ? 'integer' : 'string' },
  })),
  responses: { '200': { description: 'Done.', ...(content && { content }) } },
});

/** A body with an example. */
const shown = (value: JsonObject): JsonObject => ({ 'application/json': { schema: {}, examples: { one: { value } } } });
const UNSHOWN: JsonObject = { 'application/json': { schema: {} } };

/** Parameters beside fixed parts of other paths, before and after them in the document. */
const PATHS: JsonObject = {
  '/customers/{customerId}': { get: operation('getCustomer', ['customerId'], shown({ called: 'getCustomer' })) },
  '/{resource}/attribute-values': { get: operation('getValues', ['resource'], shown({ called: 'getValues' })) },
  '/customers/{customerId}/metafields': {
    get: operation('getMetafields', ['customerId'], shown({ called: 'getMetafields' })),
    delete: operation('deleteMetafields', ['customerId']),
  },
  '/customers/{customerId}/metafields/{metafieldId}': {
    get: operation('getMetafield', ['customerId', 'metafieldId'], shown({ called: 'getMetafield' })),
  },
  '/customers/{customerId}/metafields/batch': { get: operation('getMetafieldBatch', ['customerId'], UNSHOWN) },
};

let sandbox: Sandbox;
beforeAll(async () => {
  const text = changedText((document) => {
    const paths = valueAtPointer(document, '/paths');
    document['paths'] = { ...PATHS, ...Object(paths) };
  });
  const source = parseSpec(text, 'more.yaml');
  const model = readModel(source);
  const operations = model.operations.map((each) => [each.operationId, describeForClient(each)]);
  const examples = Object.fromEntries(examplesIn(source, model));
  jest.unstable_mockModule('../../generated/operations.js', () => {
    return { ...generated, operations: Object.fromEntries(operations) };
  });
  jest.unstable_mockModule('../../generated/contract-document.js', () => ({ document: withoutWords(source.document) }));
  jest.unstable_mockModule('../../generated/examples.js', () => ({ examples }));
  jest.resetModules();
  const { startSandbox } = await import('../../src/sandbox/index.js');
  sandbox = await startSandbox({ data: DATA });
});
afterAll(() => sandbox.stop());

describe('a sandbox of a document with more operations', () => {
  test.each([
    ['GET', VALUES_PATH, 200],
    ['DELETE', `${VALUES_PATH}?id:in=99`, 204],
    ['DELETE', '/customers?id:in=99', 204],
  ])('still models %s %s', async (method, path, status) => {
    expect((await send(sandbox, method, path)).status).toBe(status);
  });

  test.each([
    ['GET', '/customers/7', 'getCustomer'],
    ['GET', '/orders/attribute-values', 'getValues'],
    ['GET', '/customers/7/metafields', 'getMetafields'],
    ['GET', '/customers/7/metafields/9', 'getMetafield'],
  ])('answers %s %s with the example of the document', async (method, path, operationId) => {
    const response = await send(sandbox, method, path);
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { called: operationId },
    });
    expect(response.headers.get('X-Rate-Limit-Requests-Left')).toMatch(/^\d+$/);
  });

  test('answers an operation without a body with its status', async () => {
    const response = await send(sandbox, 'DELETE', '/customers/7/metafields');
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test.each([
    ['/customers/seven', 'customerId'],
    ['/customers/7?colour=red', 'colour'],
  ])('refuses what the document does not allow: %s', async (path, named) => {
    const response = await send(sandbox, 'GET', path);
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining(named)]);
  });

  test('says which operation it neither models nor has an example for', async () => {
    const response = await send(sandbox, 'GET', '/customers/7/metafields/batch');
    expect(response.status).toBe(501);
    expect((await response.json()).title).toContain(
      'The sandbox does not model the operation getMetafieldBatch, and the document has no example of its response.',
    );
  });

  test.each([
    ['POST', '/customers/7/metafields'],
    ['GET', '/customers//metafields'],
    ['GET', '/customers/7/8'],
  ])('has no route for %s %s', async (method, path) => {
    expect((await send(sandbox, method, path)).status).toBe(404);
  });
});
