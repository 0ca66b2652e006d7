import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/json.js';
import { fineVariantsOf } from '../../../src/score/mutants/operators/fine.js';
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

const SERVERS_LEFT: readonly Json[] = [{ servers: [{ url: 'b' }] }, { servers: [{ url: 'a' }] }];

/** What only evidence that is made for a document is asked to notice. */
const FINE: typeof TABLE = [
  ['schema', { pattern: '[0-2]' }, 'PATTERN-PART', ...patterns('[1-2]', '[0-1]', '[0-3]')],
  ['schema', { pattern: '[+-]?' }, 'PATTERN-PART', ...patterns('[-]?', '[+]?', '[+-]', '[+-]*')],
  ['schema', { pattern: 'T{2,3}' }, 'PATTERN-PART', ...patterns('T{1,3}', 'T{3,3}', 'T{2,2}', 'T{2,4}')],
  ['schema', { pattern: 'x{2}' }, 'PATTERN-PART', ...patterns('x{1}', 'x{3}')],
  ['schema', { pattern: 'x{2,}' }, 'PATTERN-PART', ...patterns('x{1,}', 'x{3,}')],
  ['schema', { pattern: '\\d+' }, 'PATTERN-PART', ...patterns('[0-8]+', '[1-9]+', '\\w+', '\\d*', '\\d')],
  ['schema', { pattern: '^(Z|[+])$' }, 'PATTERN-PART', ...patterns('^(Z?|[+])$', '^([+])$', '^(Z)$')],
  ['schema', { pattern: '[^\\s,]' }, 'PATTERN-PART', ...patterns('[^,]', '[^\\s]')],
  [
    'schema',
    { type: 'integer' },
    'BOUND-ADD',
    { type: 'integer', maximum: 2147483647 },
    { type: 'integer', minimum: 1 },
  ],
  ['schema', { type: 'integer', minimum: 1, maximum: 2 }, 'BOUND-ADD'],
  ['schema', { type: 'string' }, 'BOUND-ADD', { type: 'string', maxLength: 255 }, { type: 'string', minLength: 1 }],
  ['schema', { type: 'string', format: 'uuid' }, 'BOUND-ADD'],
  ['schema', { type: 'string', enum: ['a'] }, 'BOUND-ADD'],
  ['schema', { type: 'array' }, 'BOUND-ADD', { type: 'array', maxItems: 100 }, { type: 'array', minItems: 1 }],
  ['schema', { type: 'object' }, 'BOUND-ADD', { type: 'object', maxProperties: 5 }],
  ['schema', { type: 'integer' }, 'MULTIPLE-ADD', { type: 'integer', multipleOf: 10 }],
  ['schema', { type: 'string' }, 'PATTERN-ADD', { type: 'string', pattern: '^[ -~]*$' }],
  ['schema', { type: 'array' }, 'UNIQUE-ADD', { type: 'array', uniqueItems: true }],
  ['schema', { type: 'object' }, 'ADDL-TYPE', { type: 'object', additionalProperties: { type: 'string' } }],
  ['schema', { type: 'object' }, 'UNEVALUATED-CLOSE', { type: 'object', unevaluatedProperties: false }],
  ['schema', { type: 'object', additionalProperties: false }, 'UNEVALUATED-CLOSE'],
  [
    'schema',
    { type: 'object' },
    'NAMES-ADD',
    { type: 'object', propertyNames: { pattern: '^[a-z][a-z0-9_]*$' } },
    { type: 'object', propertyNames: { maxLength: 64 } },
  ],
  ['schema', { propertyNames: { maxLength: 9 } }, 'NAMES-DROP', {}],
  ['schema', { not: { type: 'null' } }, 'NOT-DROP', {}],
  [
    'schema',
    { type: 'object', properties: { a: {} } },
    'NOT-ADD',
    { type: 'object', properties: { a: {} }, not: { required: ['a'] } },
  ],
  [
    'schema',
    { type: ['string', 'null'] },
    'NOT-ADD',
    { type: ['string', 'null'], not: { type: 'string' } },
    { type: ['string', 'null'], not: { type: 'null' } },
  ],
  ['schema', { type: 'integer', default: 50 }, 'DEFAULT-DROP', { type: 'integer' }],
  ['schema', { type: 'boolean' }, 'DEFAULT-ADD', { type: 'boolean', default: true }],
  ['schema', { properties: { a: {} } }, 'READONLY-ADD', { properties: { a: { readOnly: true } } }],
  ['schema', { properties: { a: { readOnly: true } } }, 'READONLY-DROP', { properties: { a: {} } }],
  ['schema', { properties: { a: { $ref: '#/x' } } }, 'READONLY-ADD'],
  [
    'operation',
    { security: [{ A: ['r'] }, { A: ['w'] }] },
    'SEC-ALTERNATIVE-DROP',
    { security: [{ A: ['w'] }] },
    { security: [{ A: ['r'] }] },
  ],
  [
    'operation',
    { security: [{ A: ['r'] }] },
    'SEC-ALTERNATIVE-ADD',
    { security: [{ A: ['r'] }, { A: ['another_scope'] }] },
    { security: [{ A: ['r'] }, {}] },
  ],
  [
    'document',
    { security: [{ A: ['r'] }] },
    'SEC-SCOPE',
    { security: [{ A: [] }] },
    { security: [{ A: ['r', 'another_scope'] }] },
  ],
  [
    'document',
    { servers: [{ url: 'https://a' }] },
    'SERVER-ADD',
    { servers: [{ url: 'https://a' }, { url: 'https://another.example.com' }] },
  ],
  ['document', { servers: [{ url: 'a' }, { url: 'b' }] }, 'SERVER-DROP', ...SERVERS_LEFT],
  ['server-variable', { default: 'a' }, 'VARIABLE-DEFAULT', { default: 'a7' }],
  ['server-variable', { default: 'a' }, 'VARIABLE-ENUM', { default: 'a', enum: ['a'] }],
  ['server-variable', { default: 'a', enum: ['a'] }, 'VARIABLE-ENUM', { default: 'a' }],
  ['server-variable', { 'x-pattern': 'a+' }, 'PATTERN-PART', { 'x-pattern': 'a*' }, { 'x-pattern': 'a' }],
  ['content', { 'text/plain': {} }, 'MEDIA-RANGE', { 'text/*': {} }],
  ['operation', { 'x-max-concurrency': 3 }, 'EXTENSION-CHANGE', ...[2, 4].map((x) => ({ 'x-max-concurrency': x }))],
  ['operation', { 'x-repeatable': true }, 'EXTENSION-CHANGE', { 'x-repeatable': false }],
  [
    'parameter',
    { 'x-when-omitted': 'removes-all' },
    'EXTENSION-CHANGE',
    { 'x-when-omitted': 'changes-nothing' },
    { 'x-when-omitted': 'unknown' },
  ],
  [
    'parameter',
    { allowReserved: true, 'x-when-omitted': 'unknown', 'x-repeatable-when-omitted': true },
    'EXTENSION-ADD',
    { allowReserved: true, 'x-when-omitted': 'unknown', 'x-repeatable-when-omitted': true, 'x-date-filter': true },
  ],
  ['response', { content: {} }, 'EXTENSION-ADD', { content: {}, 'x-body-optional': true }],
  ['response', {}, 'EXTENSION-ADD'],
  ['responses', { default: {} }, 'EXTENSION-ADD', { default: { 'x-status-range': { minimum: 400, maximum: 599 } } }],
];

describe('a fine operator changes one thing that unusual exchanges show, or none', () => {
  test.each(FINE)('%s %j: %s', (kind, before, operator, ...after) => {
    const made = fineVariantsOf(kind, before, {}).filter((variant) => variant.operator === operator);
    expect(made.map(({ node }) => node)).toEqual(after);
    // Nobody's own tests are scored by it.
    expect(variantsOf(kind, before, {}).filter((variant) => variant.operator === operator)).toEqual([]);
  });

  test('beside those that everyday exchanges show', () => {
    expect(fineVariantsOf('schema', { type: 'integer' }, {})).toEqual(
      expect.arrayContaining(variantsOf('schema', { type: 'integer' }, {})),
    );
  });
});

function patterns(...texts: readonly string[]): Json[] {
  return texts.map((pattern) => ({ pattern }));
}

test('a reference is swapped for the next component of its kind', () => {
  const document: JsonObject = { components: { schemas: { A: {}, B: {} }, headers: { C: {} } } };
  const swapped = (name: string) => variantsOf('reference', { $ref: name }, document).map(({ node }) => node);
  expect(swapped('#/components/schemas/A')).toEqual([{ $ref: '#/components/schemas/B' }]);
  expect(swapped('#/components/schemas/B')).toEqual([{ $ref: '#/components/schemas/A' }]);
  expect(swapped('#/components/headers/C')).toEqual([]);
});
