import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as generated from '../../generated/operations.js';
import { parseSpec } from '../../scripts/spec/source.js';
import { withoutWords } from '../../src/codegen/emit-document.js';
import { describeForClient } from '../../src/codegen/emit-operations.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { type JsonObject, valueAtPointer } from '../../src/json.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { changedText } from '../support/specification.js';
import { DATA, send } from './use-sandbox.js';

const operation = (operationId: string, ...names: string[]): JsonObject => ({
  operationId,
  parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
  responses: { '200': { description: 'Done.' } },
});

/** Parameters beside fixed parts of other paths, before and after them in the document. */
const PATHS: JsonObject = {
  '/customers/{customerId}': { get: operation('getCustomer', 'customerId') },
  '/{resource}/attribute-values': { get: operation('getValues', 'resource') },
  '/customers/{customerId}/metafields': {
    get: operation('getMetafields', 'customerId'),
    delete: operation('deleteMetafields', 'customerId'),
  },
  '/customers/{customerId}/metafields/{metafieldId}': { get: operation('getMetafield', 'customerId', 'metafieldId') },
  '/customers/{customerId}/metafields/batch': { get: operation('getMetafieldBatch', 'customerId') },
};

let sandbox: Sandbox;
beforeAll(async () => {
  const text = changedText((document) => {
    const paths = valueAtPointer(document, '/paths');
    document['paths'] = { ...PATHS, ...Object(paths) };
  });
  const source = parseSpec(text, 'more.yaml');
  const operations = readModel(source).operations.map((each) => [each.operationId, describeForClient(each)]);
  jest.unstable_mockModule('../../generated/operations.js', () => {
    return { ...generated, operations: Object.fromEntries(operations) };
  });
  jest.unstable_mockModule('../../generated/contract-document.js', () => ({ document: withoutWords(source.document) }));
  jest.resetModules();
  const { startSandbox } = await import('../../src/sandbox/index.js');
  sandbox = await startSandbox({ data: DATA });
});
afterAll(() => sandbox.stop());

describe('a sandbox of a document with more operations', () => {
  test.each([
    ['GET', '/customers/attribute-values', 200],
    ['DELETE', '/customers/attribute-values?id:in=99', 204],
    ['DELETE', '/customers?id:in=99', 204],
  ])('still models %s %s', async (method, path, status) => {
    expect((await send(sandbox, method, path)).status).toBe(status);
  });

  test.each([
    ['GET', '/customers/7', 'getCustomer'],
    ['GET', '/orders/attribute-values', 'getValues'],
    ['GET', '/customers/7/metafields', 'getMetafields'],
    ['DELETE', '/customers/7/metafields', 'deleteMetafields'],
    ['GET', '/customers/attribute-values/metafields', 'getMetafields'],
    ['GET', '/customers/7/metafields/9', 'getMetafield'],
    ['GET', '/customers/7/metafields/batch', 'getMetafieldBatch'],
  ])('says that it does not model %s %s', async (method, path, operationId) => {
    const response = await send(sandbox, method, path);
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 501,
      body: {
        status: 501,
        title: `The sandbox does not model the operation ${operationId}. Mock its response, or add the operation to src/sandbox/operations.ts.`,
      },
    });
    expect(response.headers.get('X-Rate-Limit-Requests-Left')).toMatch(/^\d+$/);
  });

  test.each([
    ['POST', '/customers/7/metafields'],
    ['GET', '/customers//metafields'],
    ['GET', '/customers/7/8'],
  ])('has no route for %s %s', async (method, path) => {
    expect((await send(sandbox, method, path)).status).toBe(404);
  });
});
