import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/json.js';
import { variantsOf } from '../../../src/score/mutants/operators/operators.js';
import type { PlaceKind } from '../../../src/score/mutants/places.js';

/** What each operator makes of an object. Those that are not named here change something else of it. */
const TABLE: readonly (readonly [kind: PlaceKind, before: Json, operator: string, ...after: Json[]])[] = [
  ['schema', { type: 'integer' }, 'TYPE-CHANGE', { type: 'string' }],
  ['schema', { type: 'integer' }, 'TYPE-WIDEN', { type: 'number' }],
  ['schema', { type: 'integer' }, 'TYPE-DROP', {}],
  ['schema', { type: 'string' }, 'NULLABLE-ADD', { type: ['string', 'null'] }],
  ['schema', { type: ['string', 'null'] }, 'NULLABLE-DROP', { type: 'string' }],
  ['schema', { type: ['string', 'integer'] }, 'TYPE-NARROW', { type: ['integer'] }, { type: ['string'] }],
  ['schema', { minimum: 1 }, 'BOUND-UP', { minimum: 2 }],
  ['schema', { minimum: 1 }, 'BOUND-DOWN', { minimum: 0 }],
  ['schema', { minimum: 1 }, 'BOUND-DROP', {}],
  ['schema', { minItems: 0 }, 'BOUND-DOWN'],
  ['schema', { format: 'uuid' }, 'FORMAT-CHANGE', { format: 'date-time' }],
  ['schema', { format: 'date-time' }, 'FORMAT-DROP', {}],
  ['schema', { pattern: '^a$' }, 'PATTERN-RELAX', { pattern: 'a$' }, { pattern: '^a' }],
  ['schema', { enum: ['a', 'b'] }, 'ENUM-DROP', { enum: ['b'] }, { enum: ['a'] }],
  ['schema', { properties: { a: {} } }, 'PROP-DROP', { properties: {} }],
  ['schema', { properties: { a: {} } }, 'PROP-RENAME', { properties: { a_renamed: {} } }],
  ['schema', { properties: { a: {} } }, 'REQ-ADD', { properties: { a: {} }, required: ['a'] }],
  [
    'schema',
    { type: 'object', required: ['a', 'b'] },
    'REQ-DROP',
    { type: 'object', required: ['b'] },
    { type: 'object', required: ['a'] },
  ],
  ['schema', { type: 'object', additionalProperties: false }, 'ADDL-OPEN', { type: 'object' }],
  ['schema', { type: 'object' }, 'ADDL-CLOSE', { type: 'object', additionalProperties: false }],
  ['schema', { anyOf: [{}, true] }, 'BRANCH-DROP', { anyOf: [true] }, { anyOf: [{}] }],
  ['schema', { oneOf: [true] }, 'ONEOF-ANYOF', { anyOf: [true] }],
  ['parameter', { name: 'a', in: 'query' }, 'PARAM-LOC', { name: 'a', in: 'header' }],
  ['parameter', { name: 'a', in: 'query' }, 'PARAM-REQ-ADD', { name: 'a', in: 'query', required: true }],
  ['parameter', { in: 'path', explode: false }, 'EXPLODE-FLIP', { in: 'path', explode: true }],
  ['parameters', [{ name: 'a' }, { name: 'b' }], 'PARAM-DROP', [{ name: 'b' }], [{ name: 'a' }]],
  ['responses', { 200: {} }, 'RES-DROP', {}],
  ['responses', { 200: {}, 201: {} }, 'RES-STATUS', { 202: {}, 201: {} }, { 200: {}, 202: {} }],
  ['content', { 'text/plain': {} }, 'MEDIA-RENAME', { 'text/plain-renamed': {} }],
  ['media', { schema: { type: 'string' } }, 'SCHEMA-ANY', { schema: {} }],
  ['headers', { 'X-A': {} }, 'RHDR-DROP', {}],
  ['header', { required: true }, 'RHDR-REQ-DROP', {}],
  ['paths', { '/a/{id}': {} }, 'PATH-PARAM-RENAME', { '/a/{renamed}': {} }],
  ['path-item', { get: {} }, 'METHOD-SWAP', { patch: {} }],
  ['operation', { requestBody: {}, parameters: [] }, 'BODY-DROP', { parameters: [] }],
  ['server', { url: 'https://a/v3' }, 'SERVER-SCHEME', { url: 'http://a/v3' }],
  [
    'security-scheme',
    { type: 'apiKey', in: 'header', name: 'A' },
    'SEC-IN',
    { type: 'apiKey', in: 'query', name: 'A' },
  ],
  ['status-range', { minimum: 400 }, 'BOUND-DOWN', { minimum: 399 }],
  ['response', { content: {}, 'x-body-optional': true }, 'EXTENSION-DROP', { content: {} }],
];

describe('each operator changes one thing, and that in every way it can', () => {
  test.each(TABLE)('%s %j: %s', (kind, before, operator, ...after) => {
    const made = variantsOf(kind, before, {}).filter((variant) => variant.operator === operator);
    expect(made.map(({ node }) => node)).toEqual(after);
  });
});

test('a reference is swapped for the next component of its kind', () => {
  const document: JsonObject = { components: { schemas: { A: {}, B: {} }, headers: { C: {} } } };
  const swapped = (name: string) => variantsOf('reference', { $ref: name }, document).map(({ node }) => node);
  expect(swapped('#/components/schemas/A')).toEqual([{ $ref: '#/components/schemas/B' }]);
  expect(swapped('#/components/schemas/B')).toEqual([{ $ref: '#/components/schemas/A' }]);
  expect(swapped('#/components/headers/C')).toEqual([]);
});
