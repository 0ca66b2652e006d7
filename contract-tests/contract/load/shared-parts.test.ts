import { expect, test } from '@jest/globals';
import { checkRequest, checkResponse, loadContract } from '../../../src/contract/index.js';

const HEADERS = { 'Content-Type': 'application/json' };

test('a part that is written once, and repeated by alias, is what it is in each place', async () => {
  const contract = await loadContract(`openapi: 3.1.0
info: { title: Other, version: '1' }
paths:
  /things:
    post:
      operationId: post
      requestBody: { content: { application/json: { schema: &any { anyOf: [{ $ref: '#/components/schemas/A' }], discriminator: { propertyName: kind } } } } }
      responses: { '200': { description: Yes., content: { application/json: { schema: *any } } } }
    put:
      operationId: put
      requestBody: { content: { application/json: { schema: { properties: { id: { readOnly: true } }, allOf: [&all { required: [id] }] } } } }
      responses: { '200': { description: Yes. } }
    patch:
      operationId: patch
      requestBody: { content: { application/json: { schema: { not: *all } } } }
      responses: { '200': { description: Yes. } }
components: { schemas: { A: { required: [kind] } } }
`);
  const sent = (method: string, body: string) =>
    checkRequest({ method, url: '/things', headers: HEADERS, body }, contract).map(({ keyword }) => keyword);
  const kind = '{}';
  expect(contract.unchecked).toEqual([]);
  expect(sent('POST', kind)).toEqual(['discriminator']);
  expect(checkResponse({ status: 200, headers: HEADERS, body: kind }, 'post', contract)).toMatchObject([
    { keyword: 'discriminator' },
  ]);
  expect(sent('PUT', '{}')).toEqual([]);
  expect(sent('PATCH', '{}')).toEqual([]);
});
