import { expect, test } from '@jest/globals';
import { checkRequest, loadContract } from '../../../src/contract/index.js';

test('operations of the same id are all kept, and the later ones are listed with their lines', async () => {
  const contract = await loadContract(`openapi: 3.1.0
info: { title: Ids, version: '1' }
servers: [{ url: 'https://example.com' }]
paths:
  /a:
    get:
      operationId: same
      responses: &none { '204': { description: None. } }
    post:
      operationId: same
      responses: *none
  /b: { $ref: '#/paths/~1a' }
  /c: { $ref: '#/components/pathItems/C' }
components:
  pathItems:
    C: { get: { responses: *none } }
`);
  expect(Object.keys(contract.operations)).toEqual([
    'same',
    'same (POST /a)',
    'same (GET /b)',
    'same (POST /b)',
    'GET /c',
  ]);
  for (const { method, path } of Object.values(contract.operations))
    expect(checkRequest({ method, url: path }, contract)).toEqual([]);
  expect(contract.unchecked?.map(({ line, reason }) => [line, reason])).toEqual([
    [10, 'same is also the operationId of GET /a; the operation is called same (POST /a) here'],
    [7, 'same is also the operationId of GET /a; the operation is called same (GET /b) here'],
    [10, 'same is also the operationId of GET /a; the operation is called same (POST /b) here'],
  ]);
});
