import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Contract,
  checkFetch,
  checkRequest,
  contractAt,
  loadContract,
  operationIdOf,
} from '../../src/contract/index.js';
import { ORIGIN, VALUES_PATH } from '../support/server.js';

/** Paths that some texts match two of, the worse one first. */
const overlapping = [
  ['/{first}/longest', '/b{first}/l{second}'],
  ['/wide/{second}', '/w{first}/t{second}'],
  ['/text/v{longestname}', '/text/version{name}'],
  ['/names/a{first}-{second}', '/names/abc{name}'],
]
  .flat()
  .map((path) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = names.map((name) => `{ name: ${name}, in: path, required: true, schema: { type: string } }`);
    return `  ${path}: { get: { operationId: '${path}', parameters: [${parameters}], responses: { '200': { description: Yes. } } } }\n`;
  })
  .join('');
let CONTRACT: Contract;
beforeAll(async () => {
  CONTRACT = await loadContract(`openapi: 3.0.3
info: { title: Other, version: '1' }
servers:
  - { url: 'https://example.com/api/' }
  - { url: 'https://example.com/api/v2' }
  - url: 'https://{region}.example.org{port}/{base}'
    variables:
      region: { enum: [eu, us], default: eu }
      port: { enum: ['', ':8443'], default: '' }
      base: { default: a/b }
  - { url: 'https://example.edu/{base}/', variables: { base: { default: '' } } }
paths:
  /things:
    get: { operationId: things, responses: { '200': { description: Yes. } } }
    post:
      operationId: upload
      servers: [{ url: 'https://upload.example.com' }, { url: /up }]
      responses: { '200': { description: Yes. } }
  /v2/things:
    get: { operationId: shadowed, responses: { '200': { description: Yes. } } }
  /elsewhere:
    servers: [{ url: 'https://other.example.com/x' }]
    get: { operationId: elsewhere, responses: { '200': { description: Yes. } } }
  /files/{name}.{extension}:
    parameters:
      - { name: name, in: path, required: true, schema: { type: string } }
      - { name: extension, in: path, required: true, schema: { enum: [txt, tar.gz] } }
    get: { operationId: file, responses: { '200': { description: Yes. } } }
  /files/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { operationId: fileById, responses: { '200': { description: Yes. } } }
  /files/{id}:archive:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { operationId: archive, responses: { '200': { description: Yes. } } }
${overlapping}`);
});

/** The operation, or what is wrong. */
async function called(url: string, method = 'GET') {
  const contract = CONTRACT;
  const [violation] = checkRequest({ method, url }, contract);
  return violation ? violation.keyword : operationIdOf({ method, url }, contract);
}

describe('a request may go to any server of a document', () => {
  test.each<[url: string, method: string, expected: string]>([
    ['https://example.com/api/things', 'GET', 'things'],
    ['https://example.com/api/v2/things', 'GET', 'things'],
    ['https://example.com/api/v2/v2/things', 'GET', 'shadowed'],
    ['https://example.com/api/v3/things', 'GET', 'paths'],
    ['https://eu.example.org/any/things', 'GET', 'things'],
    ['https://us.example.org:8443/a/b/things', 'GET', 'things'],
    ['https://us.example.org:8444/any/things', 'GET', 'servers'],
    ['https://uk.example.org/any/things', 'GET', 'servers'],
    ['https://example.edu/things', 'GET', 'things'],
    ['https://example.edu/base/things', 'GET', 'things'],
    ['https://example.net/api/things', 'GET', 'servers'],
    ['https://example.com/things', 'GET', 'servers'],
    ['https://upload.example.com/things', 'POST', 'upload'],
    ['/up/things', 'POST', 'upload'],
    ['https://upload.example.com/things', 'GET', 'method'],
    ['https://upload.example.com/nothing', 'POST', 'paths'],
    ['https://other.example.com/x/elsewhere', 'GET', 'elsewhere'],
    ['https://example.com/api/elsewhere', 'GET', 'servers'],
  ])('%s %s', async (url, method, expected) => {
    expect(await called(url, method)).toBe(expected);
  });

  test('which a violation lists, with the place of the list', async () => {
    const contract = CONTRACT;
    const [violation] = checkRequest({ method: 'GET', url: 'https://example.net/' }, contract);
    expect(violation?.expected).toMatch(/^a URL of https:\/\/example\.com\/api or https:\/\/example\.com\/api\/v2 or /);
    expect(violation?.rule).toEqual({ pointer: '/servers', line: 3 });
    const [own] = checkRequest({ method: 'GET', url: 'https://example.com/api/elsewhere' }, contract);
    expect(own).toMatchObject({ operationId: 'elsewhere', expected: 'a URL of https://other.example.com/x' });
    expect(contract.unchecked).toEqual([]);
  });

  test('and all of them can be moved at once', async () => {
    const contract = contractAt('http://127.0.0.1:80/', CONTRACT);
    const at = (url: string, method = 'GET') => operationIdOf({ method, url }, contract);
    expect(at('http://127.0.0.1/api/things')).toBe('things');
    expect(at('http://127.0.0.1/api/v2/things')).toBe('things');
    expect(at('http://127.0.0.1/things', 'POST')).toBe('upload');
    expect(at('https://example.com/api/things')).toBe(undefined);
  });

  test('and what passes through fetch is checked for each', async () => {
    const contract = CONTRACT;
    const checked = checkFetch(async () => new Response(), { contract });
    for (const host of ['example.com', 'us.example.org', 'upload.example.com']) {
      await checked(`https://${host}/nothing`);
      expect(checked.violations).toHaveLength(1);
      expect(() => checked.assert()).toThrow();
    }
    await checked('https://example.net/nothing');
    expect(checked.violations).toEqual([]);
  });
});

test.each<[path: string, expected: string]>([
  ['/files/7', 'fileById'],
  ['/files/x', 'type'],
  ['/files/7:archive', 'archive'],
  ['/files/:archive', 'type'],
  ['/files/a.txt', 'file'],
  ['/files/a.tar.gz', 'file'],
  ['/files/a.exe', 'enum'],
  ['/files/.txt', 'type'],
  ['/files/.a.txt', 'file'],
])('a parameter may be a part of a segment: %s', async (path, expected) => {
  expect(await called(`/api${path}`)).toBe(expected);
});

test.each<[path: string, expected: string]>([
  ['/bx/longest', '/b{first}/l{second}'],
  ['/wide/tx', '/w{first}/t{second}'],
  ['/text/version5', '/text/version{name}'],
  ['/text/vax', '/text/v{longestname}'],
  ['/text/x5', 'paths'],
  ['/things2', 'paths'],
  ['/names/abcd-e', '/names/abc{name}'],
  ['/names/ab-e', '/names/a{first}-{second}'],
])('of two paths, a request calls the one that says more: %s', async (path, expected) => {
  expect(await called(`/api${path}`)).toBe(expected);
});

test('credentials before a host are not repeated, however short they are', () => {
  const [violation] = checkRequest({ method: 'GET', url: 'https://a:b@example.net/api/things' }, CONTRACT);
  expect(violation).toMatchObject({ keyword: 'servers', actual: 'https://[redacted]@example.net/api/things' });
});

test('a variable of a server may be percent-encoded', () => {
  const url = `${ORIGIN}/stores/%61bc123example/v3${VALUES_PATH}`;
  expect(checkRequest({ method: 'GET', url, headers: { 'X-Auth-Token': 'token' } })).toEqual([]);
});
