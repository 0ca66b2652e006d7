import { describe, expect, test } from '@jest/globals';
import { formFailures } from '../../../src/contract/load/structure.js';
import type { JsonObject } from '../../../src/json.js';

const OPERATION: JsonObject = { responses: { 200: { description: 'Fine.' } } };

function documentOf(openapi: string, members: JsonObject): JsonObject {
  return { openapi, info: { title: 'Things', version: '1' }, paths: {}, ...members };
}

function problemsIn(document: JsonObject): string[] {
  return formFailures(document).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const operation = (members: JsonObject): JsonObject => ({ paths: { '/a': { get: { ...OPERATION, ...members } } } });
const parameter = (members: JsonObject) => operation({ parameters: [{ name: 'p', in: 'query', ...members }] });
const schema = (members: JsonObject): JsonObject => ({ components: { schemas: { A: members } } });

const SCHEMA = '/components/schemas/A';
const PARAMETER = '/paths/~1a/get/parameters/0';

describe.each(['3.0.3', '3.1.0'])('OpenAPI %s allows', (version) => {
  test.each<[what: string, members: JsonObject]>([
    ['operations, and extensions anywhere', { 'x-own': 1, ...operation({ 'x-own': [] }) }],
    ['references in place of parameters', operation({ parameters: [{ $ref: '#/components/parameters/P' }] })],
    ['ranges of statuses', operation({ responses: { '4XX': { description: '' }, default: { description: '' } } })],
    ['limits beyond the range of a double', schema({ maximum: Number.POSITIVE_INFINITY })],
    ['schemas within schemas', schema({ properties: { a: { items: { type: 'string' } } } })],
  ])('%s', (_, members) => {
    expect(problemsIn(documentOf(version, members))).toEqual([]);
  });
});

describe('a problem has the pointer and the reason, in', () => {
  test.each<[what: string, members: JsonObject, problems: string[]]>([
    ['info', { info: { title: 'A' } }, ["/info must have required property 'version'"]],
    ['paths', { paths: { a: {} } }, ['/paths must NOT have additional properties']],
    [
      'responses',
      operation({ responses: { 200: {}, 600: { description: '' } } }),
      [
        '/paths/~1a/get/responses must NOT have additional properties',
        "/paths/~1a/get/responses/200 must have required property 'description'",
      ],
    ],
    ['parameters', parameter({}), [`${PARAMETER} must match exactly one schema in oneOf`]],
    [
      'styles',
      parameter({ style: 'matrix', schema: {} }),
      [`${PARAMETER}/style must be equal to one of the allowed values`],
    ],
    ['security', { security: [{ key: ['a', 1] }] }, ['/security/0/key/1 must be string']],
    ['schemas', schema({ minLength: -1, required: [1] }), [`${SCHEMA}/minLength must be >= 0`, `${SCHEMA}/required/0`]],
  ])('%s', (_, members, problems) => {
    for (const version of ['3.0.3', '3.1.0']) {
      const found = problemsIn(documentOf(version, members));
      for (const problem of problems) expect(found).toContainEqual(expect.stringContaining(problem));
    }
  });
});

describe('the versions differ in', () => {
  test.each<[what: string, members: JsonObject, in30: string[], in31: string[]]>([
    ['a list of types', schema({ type: ['string', 'null'] }), [`${SCHEMA}/type`], []],
    ['boolean schemas', { components: { schemas: { A: true } } }, [`${SCHEMA} must be object`], []],
    ['exclusive bounds', schema({ exclusiveMinimum: true }), [], [`${SCHEMA}/exclusiveMinimum`]],
    ['keywords of 2020-12', schema({ prefixItems: {} }), [], [`${SCHEMA}/prefixItems must be array`]],
    ['empty lists of names', schema({ required: [] }), [`${SCHEMA}/required must NOT have fewer than 1 items`], []],
  ])('%s', (_, members, in30, in31) => {
    for (const [version, expected] of [
      ['3.0.3', in30],
      ['3.1.0', in31],
    ] as const)
      expect(problemsIn(documentOf(version, members))).toEqual(
        expected.map((problem) => expect.stringContaining(problem)),
      );
  });
});

test('paths are needed in 3.0 only', () => {
  const { paths: _, ...document } = documentOf('3.0.3', {});
  expect(problemsIn(document)).toEqual([" must have required property 'paths'"]);
  expect(problemsIn({ ...document, openapi: '3.1.0' })).toEqual([]);
});
