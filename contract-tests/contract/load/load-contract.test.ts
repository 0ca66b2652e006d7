import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, checkRequest, checkResponse, loadContract } from '../../../src/contract/index.js';
import { SPECIFICATION, SPECIFICATION_PATH, SPECIFICATION_TEXT } from '../../support/specification.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const HEAD = "openapi: 3.1.0\ninfo: { title: Other, version: '1' }\nservers: [{ url: 'https://example.com/api/' }]\n";

/** A document with one operation that answers with, and is sent, one schema. */
const things = (schema: string, version = '3.1.0', more = '') => `${HEAD.replace('3.1.0', version)}${more}
paths:
  /things:
    post:
      operationId: post-thing
      requestBody: { required: true, content: { application/json: { schema: ${schema} } } }
      responses: { '200': { description: Yes., content: { application/json: { schema: ${schema} } } } }
`;
const where = (violations: readonly { keyword: string; pointer: string }[]) =>
  violations.map(({ keyword, pointer }) => `${keyword} ${pointer}`);
const sent = (contract: Contract, body: unknown) =>
  where(checkRequest({ method: 'POST', url: '/api/things', headers: JSON_TYPE, body: JSON.stringify(body) }, contract));
const answered = (contract: Contract, body: unknown, operationId = 'post-thing') =>
  where(checkResponse({ status: 200, headers: JSON_TYPE, body: JSON.stringify(body) }, operationId, contract));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-contract-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('our own document, loaded,', () => {
  test('may be a file, whose name is kept, a text or an object', async () => {
    const request = { method: 'DELETE', url: '/stores/abc123/v3/customers', headers: { 'X-Auth-Token': 'x' } };
    const [published] = checkRequest(request);
    expect(published?.rule).toBeDefined();
    expect(checkRequest(request, await loadContract(SPECIFICATION_TEXT))).toEqual([published]);
    expect((await loadContract(SPECIFICATION_PATH)).file).toBe(SPECIFICATION_PATH);
    const asObject = checkRequest(request, await loadContract(SPECIFICATION.document));
    expect(asObject).toEqual([{ ...published, rule: { pointer: published?.rule?.pointer } }]);
  });
});

describe('any document', () => {
  test('may have its parts in other files', async () => {
    await writeFile(
      join(folder, 'thing.yaml'),
      'Thing: { type: object, properties: { size: { $ref: "sizes.json" } } }',
    );
    await writeFile(join(folder, 'sizes.json'), '{ "type": "integer", "maximum": 3 }');
    await writeFile(join(folder, 'main.yaml'), things('{ $ref: "thing.yaml#/Thing" }'));
    const contract = await loadContract(join(folder, 'main.yaml'));
    expect(sent(contract, { size: 3 })).toEqual([]);
    expect(sent(contract, { size: 4 })).toEqual(['maximum /request/body/size']);
    expect(answered(contract, { size: 4 })).toEqual(['maximum /response/body/size']);
    expect(
      where(
        checkResponse({ status: 200, headers: JSON_TYPE, body: { more: 1 } }, 'post-thing', contract, { strict: true }),
      ),
    ).toEqual(['undeclared /response/body/more']);
  });

  test.each(['3.0.3', '3.1.0'])('of version %s has properties for one way only', async (version) => {
    const contract = await loadContract(
      things(
        '{ $ref: "#/components/schemas/User" }',
        version,
        `components:
  schemas:
    Id: { type: integer, readOnly: true }
    User:
      type: object
      required: [id, name, password]
      properties:
        id: { $ref: '#/components/schemas/Id' }
        name: { type: string }
        password: { type: string, writeOnly: true }`,
      ),
    );
    expect(sent(contract, { name: 'a', password: 'b' })).toEqual([]);
    expect(sent(contract, { id: 1, name: 'a', password: 'b' })).toEqual(['readOnly /request/body/id']);
    expect(sent(contract, { name: 'a' })).toEqual(['required /request/body']);
    expect(answered(contract, { id: 1, name: 'a' })).toEqual([]);
    expect(answered(contract, { id: 1, name: 'a', password: 'b' })).toEqual(['writeOnly /response/body/password']);
    expect(answered(contract, { name: 'a' })).toEqual(['required /response/body']);
  });

  test.each<[schema: string, valid: unknown[], invalid: unknown[]]>([
    ['{ type: integer, nullable: true }', [1, null], ['a']],
    ['{ type: string, nullable: true, enum: [a] }', ['a'], ['b', null]],
    ['{ nullable: true, allOf: [{ type: string }], example: 5 }', ['a', null], [1]],
    ['{ type: integer, nullable: false }', [1], [null]],
    ['{ type: number, minimum: 1, exclusiveMinimum: true }', [1.1], [1]],
    ['{ type: number, minimum: 1, exclusiveMinimum: false }', [1], [0.9]],
    ['{ type: number, maximum: 1, exclusiveMaximum: true }', [0.9], [1]],
    [
      '{ type: object, properties: { nullable: { type: boolean }, example: { type: integer, nullable: true } } }',
      [{ nullable: true, example: null }],
      [{ nullable: 1 }],
    ],
    ['{ type: string, pattern: "^[\\\\w-.]+$" }', ['a-b'], ['a b']],
    ['{ type: string, format: unheard-of }', ['a'], [1]],
  ])('of version 3.0 has schemas of that version: %s', async (schema, valid, invalid) => {
    const contract = await loadContract(things(schema, '3.0.3'));
    for (const body of valid) expect([body, answered(contract, body)]).toEqual([body, []]);
    for (const body of invalid) expect([body, answered(contract, body)]).toEqual([body, [expect.any(String)]]);
  });

  test('of version 3.0 has such schemas in parameters as well', async () => {
    const parameter = '{ name: least, in: query, schema: { type: number, minimum: 1, exclusiveMinimum: true } }';
    const text = things('{}', '3.0.3').replace('post:', `post:\n      parameters: [${parameter}]`);
    const contract = await loadContract(text);
    const asked = (least: string) =>
      where(
        checkRequest({ method: 'POST', url: `/api/things?least=${least}`, headers: JSON_TYPE, body: '1' }, contract),
      );
    expect([asked('1.5'), asked('1')]).toEqual([[], ['exclusiveMinimum /request/query/least']]);
  });

  test('may use what no code is generated from', async () => {
    const contract = await loadContract(`${HEAD}
components:
  securitySchemes: { Bearer: { type: http, scheme: bearer } }
paths:
  /files/{path}:
    post:
      security: [{ Bearer: [] }]
      parameters:
        - { name: path, in: path, required: true, style: label, schema: { type: array, items: { type: string } } }
        - { name: session, in: cookie, schema: { type: string } }
        - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
      requestBody: { content: { text/csv: {} } }
      responses: { '201': { description: Made., headers: { X-Tags: { schema: { type: array, items: { type: string } } } } } }
`);
    const request = { method: 'POST', url: 'https://example.com/api/files/.a.b?filter=%7B%7D', body: 'a,b' };
    expect(
      where(checkRequest({ ...request, headers: { 'Content-Type': 'text/csv', Authorization: 'Bearer 1' } }, contract)),
    ).toEqual([]);
    expect(where(checkRequest({ ...request, headers: { 'Content-Type': 'text/csv' } }, contract))).toEqual([
      'security /request/headers',
    ]);
    const response = { status: 201, headers: { 'X-Tags': 'a,b' } };
    expect(where(checkResponse(response, 'POST /files/{path}', contract))).toEqual([]);
  });

  test('says with its line what of it is not looked at', async () => {
    const contract = await loadContract(`openapi: 3.1.0
info: { title: Other, version: '1' }
servers:
  - { url: 'https://example.com' }
  - { url: 'https://example.org' }
paths:
  /a/{ids}:
    get:
      parameters:
        - { name: ids, in: path, required: true, schema: { type: array } }
        - { name: session, in: cookie, schema: { type: string } }
        - { name: filter, in: query, content: { application/xml: {} } }
      servers: [{ url: /v2 }]
      responses: { '204': { description: Done., headers: { X-Tags: { schema: { type: array } } } } }
`);
    expect(contract.unchecked?.map(({ line, rule }) => `${rule} ${line}`)).toEqual(['unchecked 12']);
    expect((await loadContract(SPECIFICATION_PATH)).unchecked).toEqual([]);
    const [nothing] = (await loadContract(`${HEAD}paths: {}`)).unchecked ?? [];
    expect(nothing).toMatchObject({
      pointer: '/paths',
      reason: 'no path is described, so every request is a violation',
    });
  });

  test('lists webhooks, callbacks, links and multipart bodies among that', async () => {
    const contract = await loadContract(`openapi: 3.1.0
info: { title: Other, version: '1' }
webhooks:
  changed: { post: { responses: { '200': { description: Fine. } } } }
paths:
  /a:
    post:
      callbacks:
        done: { '{$request.body#/url}': { post: { responses: { '200': { description: Fine. } } } } }
      requestBody:
        content:
          multipart/form-data: { schema: { type: object } }
      responses:
        '204':
          description: Done.
          links:
            next: { operationRef: '#/paths/~1a/post' }
`);
    expect(contract.unchecked?.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '4 webhooks are not checked',
      '9 callbacks are not checked',
      '12 only the media type of multipart/form-data bodies is checked',
      '17 links are not followed',
    ]);
  });

  test('may leave out where it is served', async () => {
    const contract = await loadContract(things('{}').replace(/servers.*\n/, ''));
    const check = (url: string) =>
      where(checkRequest({ method: 'POST', url, headers: JSON_TYPE, body: '1' }, contract));
    expect(check('https://anywhere.example/things')).toEqual([]);
    expect(check('/things')).toEqual([]);
    expect(check('/nothing')).toEqual(['paths /request/url']);
  });

  test.each<[title: string, text: string, message: RegExp]>([
    ['is not OpenAPI 3', 'swagger: "2.0"\npaths: {}', /npx swagger2openapi swagger\.json -o openapi\.json/],
    ['is another version', 'openapi: "4.0.0"\npaths: {}', /is not OpenAPI 3\.0, 3\.1 or 3\.2/],
    ['has no operation that can be read', `${HEAD}paths: { /a: { get: 5 } }`, /is not an operation/],
    ['is not YAML', 'a: [\nb', /:\d+:\d+ /],
    ['refers to nowhere', things('{ $ref: "nowhere.yaml" }'), /nowhere\.yaml/],
  ])('that %s is refused with a reason', async (_, text, message) => {
    await expect(loadContract(text)).rejects.toThrow(
      expect.objectContaining({ name: 'SpecProblemsError', message: expect.stringMatching(message) }),
    );
  });

  test('that is not there is refused by name', async () => {
    await expect(loadContract(join(folder, 'missing.yaml'))).rejects.toThrow(
      /missing\.yaml:1:1 cannot be read \(ENOENT\)/,
    );
  });
});
