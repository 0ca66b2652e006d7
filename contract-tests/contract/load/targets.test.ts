import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { checkExchange, checkResponse, loadContract } from '../../../src/contract/index.js';

const HEAD = "openapi: 3.0.3\ninfo: { title: t, version: '1' }\n";
const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '1' };

describe('a reference to a part of another kind is listed and not checked:', () => {
  const documentOf = (responses: string) => `${HEAD}paths:
  /p:
    post:
      operationId: p
      requestBody: { $ref: '#/components/schemas/A' }
      responses: ${responses}
components:
  schemas: { A: { type: object } }
  responses: { R: { description: x, content: { application/json: { schema: { type: object } } } } }
x-parts: { A: { type: object } }
`;
  const BODY = '7 refers to #/components/schemas/A, which is no request body, and is not checked';
  const schema = (text: string) => `{ '200': { description: x, content: { application/json: { schema: ${text} } } } }`;

  test.each<[what: string, responses: string, listed: string]>([
    [
      'a schema in place of a media type',
      "{ '200': { description: x, content: { application/json: { $ref: '#/components/schemas/A' } } } }",
      '8 refers to #/components/schemas/A, which is no media type, and is not checked',
    ],
    [
      'a schema elsewhere in place of a media type',
      "{ '200': { description: x, content: { application/json: { $ref: '#/x-parts/A' } } } }",
      '8 refers to #/x-parts/A, which is no media type, and is not checked',
    ],
    [
      'a response in place of a schema',
      schema("{ $ref: '#/components/responses/R' }"),
      '8 refers to #/components/responses/R, which is no schema, and is not checked',
    ],
    [
      'the document in place of a schema',
      schema("{ $ref: '#' }"),
      '8 refers to #, which is no schema, and is not checked',
    ],
    [
      'a schema in a response, as in Swagger 2.0',
      "{ '200': { description: x, schema: { type: object } } }",
      '8 schema has no meaning here and is ignored',
    ],
    [
      'a media type in place of a schema',
      schema("{ not: { $ref: '#/components/responses/R/content/application~1json' } }"),
      '8 refers to #/components/responses/R/content/application~1json, which is no schema, and is not checked',
    ],
    [
      'a schema in place of a response',
      "{ '200': { $ref: '#/components/schemas/A' } }",
      '8 refers to #/components/schemas/A, which is no response, and is not checked',
    ],
  ])('%s', async (_, responses, listed) => {
    const contract = await loadContract(documentOf(responses));
    const found = contract.unchecked?.map(({ line, reason }) => `${line} ${reason}`);
    expect(found).toEqual(expect.arrayContaining([listed, BODY]));
    const request = { method: 'POST', url: '/p', headers: answer.headers, body: '[]' };
    expect(checkExchange({ request, response: answer }, contract)).toEqual([]);
  });
});

describe('a path item with a reference', () => {
  const folder = mkdtemp(join(tmpdir(), 'targets-'));
  afterAll(async () => rm(await folder, { recursive: true }));
  const operation = (id: string) =>
    `{ operationId: ${id}, responses: { '200': { description: x, content: { application/json: { schema: { type: integer } } } } } }`;
  const text = (to: string) => `${HEAD}paths:
  /p:
    $ref: '${to}'
    post: ${operation('own')}
x-p:
  get: ${operation('other')}
  post: ${operation('notThis')}
`;

  test('has the members of its target beside its own', async () => {
    const contract = await loadContract(text('#/x-p'));
    expect(contract.unchecked).toEqual([]);
    expect(Object.keys(contract.operations).sort()).toEqual(['other', 'own']);
    expect(contract.lineOf('/paths/~1p/get')).toBe(8);
    expect(checkResponse({ ...answer, body: 'true' }, 'other', contract)).toMatchObject([{ keyword: 'type' }]);
  });

  test('may refer to another file', async () => {
    const path = join(await folder, 'main.yaml');
    await writeFile(path, text('item.yaml'));
    await writeFile(join(await folder, 'item.yaml'), `get: ${operation('other')}\n$ref: 'more.yaml'\n`);
    await writeFile(join(await folder, 'more.yaml'), `put: ${operation('more')}\npost: ${operation('notThis')}\n`);
    const contract = await loadContract(path);
    expect(contract.unchecked).toEqual([]);
    expect(Object.keys(contract.operations).sort()).toEqual(['more', 'other', 'own']);
    expect(contract.placeOf?.('/paths/~1p/put')).toMatchObject({ line: 1, file: expect.stringMatching(/more\.yaml$/) });
    expect(contract.placeOf?.('/paths/~1p/post')).toMatchObject({ line: 6 });
  });

  test('that leads nowhere is listed once', async () => {
    const lost = text('#/x-q').replace(/ {4}post.*\n/, `  /q: { get: ${operation('q')} }\n`);
    const contract = await loadContract(lost);
    expect(contract.unchecked?.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '5 GET /p, PUT /p, POST /p, DELETE /p, OPTIONS /p, HEAD /p, PATCH /p, TRACE /p: refers to #/x-q, which leads nowhere',
    ]);
  });
});
