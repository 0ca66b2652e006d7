import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, checkRequest, checkResponse, loadContract } from '../../../src/contract/index.js';
import { rulePlace } from '../../../src/errors/rule-place.js';

const MAIN = `openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: 'https://example.com' }]
paths:
  /pets: { $ref: paths/pets.yaml }
  /cats:
    get:
      operationId: listCats
      responses:
        '200':
          description: Cats.
          content:
            application/json:
              schema: { $ref: 'schemas/pet%20shop.yaml#/Pet' }
`;
const PETS = `get:
  operationId: listPets
  parameters:
    - name: limit
      in: query
      schema:
        maximum: 10
        type: integer
  responses:
    '200':
      description: Pets.
      content:
        application/json:
          schema:
            type: array
            items: { $ref: '../schemas/pet shop.yaml#/Pet' }
    '404': { description: None., content: { text/csv: {} } }
`;
const PET = `Other: {}
Pet:
  type: object
  properties:
    id:
      type: integer
    kids: { type: array, items: { $ref: '#/Pet' } }
    owner:
      nullable: true
      allOf:
        - type: object
          required: [name]
`;

let folder = '';
let contract: Contract;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
  for (const name of ['paths', 'schemas']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'main.yaml'), MAIN);
  await writeFile(join(folder, 'paths/pets.yaml'), PETS);
  await writeFile(join(folder, 'schemas/pet shop.yaml'), PET);
  contract = await loadContract(join(folder, 'main.yaml'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a rule is named where it is written', () => {
  const answered = (operationId: string, body: unknown, status = 200) => {
    const response = { status, headers: { 'Content-Type': 'application/json' }, body };
    return checkResponse(response, operationId, contract).map(({ rule }) => rule);
  };
  const pet = (pointer: string, line: number) => ({ file: join(folder, 'schemas/pet shop.yaml'), pointer, line });

  test('with the file that it is in, whatever operation refers to it', () => {
    expect(answered('listPets', [{ id: 'x' }])).toEqual([pet('/Pet/properties/id/type', 6)]);
    expect(answered('listCats', { id: 'x' })).toEqual([pet('/Pet/properties/id/type', 6)]);
    expect(answered('listCats', { kids: [{ id: 'x' }] })).toEqual([pet('/Pet/properties/id/type', 6)]);
  });

  test('with what has been written for schemas of version 3.0', () => {
    expect(answered('listCats', { owner: {} })).toEqual([pet('/Pet/properties/owner/allOf/0/required', 12)]);
  });

  test('for parameters and statuses', () => {
    const file = join(folder, 'paths/pets.yaml');
    const [found] = checkRequest({ method: 'GET', url: '/pets?limit=11' }, contract);
    expect(found?.rule).toEqual({ file, pointer: '/get/parameters/0/schema/maximum', line: 7 });
    expect(answered('listPets', [], 500)).toEqual([{ file, pointer: '/get/responses', line: 9 }]);
    expect(answered('listCats', {}, 500)).toEqual([{ pointer: '/paths/~1cats/get/responses', line: 9 }]);
  });

  test('in words', () => {
    expect(rulePlace({ pointer: '/a', line: 3, file: 'b.yaml' }, 'main.yaml')).toBe('b.yaml:3');
    expect(rulePlace({ pointer: '/a' }, 'main.yaml')).toBe('main.yaml#/a');
    expect(rulePlace({ pointer: '/a' })).toBe('/a of the OpenAPI document');
  });

  test('with its pointer alone in a document that is an object', async () => {
    const parameters = [{ name: 'a', in: 'query', schema: { type: 'integer' } }];
    const get = { parameters, responses: { 204: { description: 'None.' } } };
    const given = await loadContract({
      openapi: '3.1.0',
      info: { title: 'A', version: '1' },
      paths: { '/a': { get } },
    });
    const [found] = checkRequest({ method: 'GET', url: '/a?a=x' }, given);
    expect(found?.rule).toEqual({ pointer: '/paths/~1a/get/parameters/0/schema/type' });
  });
});
