import { describe, expect, test } from '@jest/globals';
import { type Contract, checkExchange, loadContract, type WireExchange } from '../../src/contract/index.js';
import type { JsonObject } from '../../src/json.js';
import { coverageLevel } from '../../src/score/coverage/scores.js';
import { bounded, limitsFor } from '../../src/score/derive/bounded.js';
import { scoreOf } from '../../src/score/score.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const SENT = { method: 'PUT', url: 'https://example.com/things/7?kind=a', headers: JSON_TYPE };

/** A document with one operation that takes a schema and answers with it. */
function documentOf(schema: JsonObject, openapi = '3.1.0'): Promise<Contract> {
  const content = { 'application/json': { schema } };
  return loadContract({
    openapi,
    info: { title: 'Things', version: '1' },
    servers: [{ url: 'https://example.com' }],
    paths: {
      '/things/{id}': {
        put: {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
            { name: 'kind', in: 'query', schema: { enum: ['a', 'b'], default: 'a' } },
          ],
          requestBody: { required: true, content },
          responses: { 200: { description: 'Put.', content }, 404: { description: 'Not there.' } },
        },
      },
    },
  });
}

function put(body: unknown): WireExchange {
  const text = JSON.stringify(body);
  return { request: { ...SENT, body: text }, response: { status: 200, headers: JSON_TYPE, body: text } };
}

function scored(contract: Contract, ...exchanges: WireExchange[]) {
  const files = [exchanges.map((exchange) => ({ exchange, source: 'x.har' }))];
  return scoreOf({ contract, files, mostMutants: 5000 });
}

const text = { type: 'string' };

describe('every rule of a schema gets an exchange that breaks it, and nothing else:', () => {
  test.each<[keyword: string, schema: JsonObject, value: unknown, openapi?: string]>([
    ['type', text, 'x'],
    ['type', { type: 'integer', nullable: true }, 1, '3.0.3'],
    ['minimum', { type: 'integer', minimum: 3 }, 4],
    ['exclusiveMinimum', { type: 'integer', minimum: 3, exclusiveMinimum: true }, 4, '3.0.3'],
    ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 9 }, 1],
    ['multipleOf', { type: 'number', multipleOf: 5 }, 10],
    ['maxLength', { ...text, maxLength: 3 }, 'abc'],
    ['minLength', { ...text, minLength: 3 }, 'abcd'],
    ['pattern', { ...text, pattern: '^[a-z]{4}-\\d+$' }, 'abcd-1'],
    ['format', { ...text, format: 'date' }, '2026-12-24'],
    ['enum', { enum: ['a', 'b'] }, 'a'],
    ['const', { const: 7 }, 7],
    ['minItems', { type: 'array', minItems: 2, items: text }, ['a', 'b']],
    ['maxItems', { type: 'array', maxItems: 2, items: text }, ['a']],
    ['uniqueItems', { type: 'array', uniqueItems: true, items: text }, ['a', 'b']],
    ['required', { type: 'object', required: ['a'], properties: { a: text } }, { a: 'x' }],
    ['additionalProperties', { type: 'object', additionalProperties: false, properties: { a: text } }, { a: 'x' }],
    ['maxProperties', { type: 'object', maxProperties: 1 }, { a: 1 }],
    ['oneOf', { oneOf: [text, { type: 'integer' }] }, 'x'],
  ])('%s of %j', async (keyword, schema, value, openapi = '3.1.0') => {
    const contract = await documentOf(schema, openapi);
    const { counterexamples, exchanges } = scored(contract, put(value));
    expect(exchanges.conforming).toBe(1);
    const broken = counterexamples.filter(({ violation }) => violation.location === 'request.body');
    expect(broken.map(({ violation }) => violation.keyword)).toContain(keyword);
    for (const { exchange } of counterexamples) expect(checkExchange(exchange, contract)).toHaveLength(1);
  });

  test('also where the exchanges have no such member, by a sample that the document allows', async () => {
    const inner = { type: 'object', properties: { code: { ...text, maxLength: 3 } } };
    const contract = await documentOf({ type: 'object', properties: { name: text, inner } });
    const { counterexamples } = scored(contract, put({ name: 'x' }));
    expect(counterexamples.map(({ violation }) => violation.pointer)).toContain('/request/body/inner/code');
  });
});

describe('the fate of a mutant', () => {
  const fatesOf = (score: ReturnType<typeof scored>, operator: string, end: string) =>
    score.mutants
      .filter(({ mutant }) => mutant.operator === operator && mutant.pointer.endsWith(end))
      .map(({ fate }) => fate);

  test('follows from the exchanges, and from what is derived where they miss it', async () => {
    const contract = await documentOf({
      type: 'object',
      required: ['a'],
      properties: { a: { ...text, minLength: 0 } },
    });
    const score = scored(contract, put({ a: 'x' }));
    expect(fatesOf(score, 'TYPE-CHANGE', 'requestBody/content/application~1json/schema/properties/a/type')).toEqual([
      'noticed',
    ]);
    expect(fatesOf(score, 'REQ-DROP', 'requestBody/content/application~1json/schema/required/0')).toEqual(['missed']);
    expect(fatesOf(score, 'DEFAULT-CHANGE', 'schema/default')).toEqual(['equivalent']);
    expect(fatesOf(score, 'BOUND-DROP', 'minLength')).toEqual(['equivalent', 'equivalent']);
    expect(fatesOf(score, 'RES-CONTENT-ADD', '/404/content')).toEqual(['unseen']);
    // Neither a path nor a query can say null.
    expect(fatesOf(score, 'NULLABLE-ADD', 'parameters/0/schema/type')).toEqual(['undecided']);
  });

  test('is none of those that count where the contract does not check', async () => {
    const contract = await documentOf({ ...text, format: 'shelf-mark' });
    const score = scored(contract, put('x'));
    expect(new Set(fatesOf(score, 'FORMAT-DROP', 'schema/format'))).toEqual(new Set(['unchecked']));
    const formats = score.items.filter(({ name }) => name.endsWith(' format'));
    expect(formats.length).toBeGreaterThan(0);
    expect(formats.every(({ isUnchecked, isCovered }) => isUnchecked && !isCovered)).toBe(true);
  });

  test('is never equivalent or noticed without any exchange of the operation', async () => {
    const contract = await documentOf(text);
    const score = scored(contract, { ...put('x'), request: { ...SENT, url: 'https://example.com/other' } });
    expect(score.exchanges).toEqual({ all: 1, conforming: 0, rejected: 1, unmatched: 1 });
    const about = score.mutants.filter(({ mutant }) => mutant.pointer.includes('requestBody'));
    expect(about.filter(({ fate }) => fate === 'noticed')).toEqual([]);
    expect(about.filter(({ fate }) => fate === 'unseen' || fate === 'missed').length).toBeGreaterThan(5);
  });

  test('is not told from a request that calls another operation on the path', async () => {
    const responses = { 204: { description: 'Done.' } };
    const contract = await loadContract({
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      servers: [{ url: 'https://example.com' }],
      paths: { '/things': { get: { responses }, post: { responses } } },
    });
    const request = { method: 'GET', url: 'https://example.com/things', headers: {} };
    const score = scored(contract, { request, response: { status: 204, headers: {} } });
    // Nobody needs credentials, before or after.
    expect(new Set(fatesOf(score, 'SEC-REMOVE', '/security'))).toEqual(new Set(['undecided']));
    for (const { exchange } of score.counterexamples) expect(checkExchange(exchange, contract)).toHaveLength(1);
  });

  test('is told by exchanges of statuses and bodies that nobody documented, each a counterexample', async () => {
    const contract = await loadContract({
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      servers: [{ url: 'https://example.com' }],
      paths: {
        '/things': {
          get: {
            parameters: [{ name: 'kind', in: 'query', schema: { type: 'string' } }],
            responses: {
              200: { description: 'Done.', content: { 'application/json': { schema: { type: 'integer' } } } },
            },
          },
          delete: { responses: { 204: { description: 'Done.' } } },
        },
      },
    });
    const request = { method: 'GET', url: 'https://example.com/things', headers: {} };
    const score = scored(contract, { request, response: { status: 200, headers: JSON_TYPE, body: '7' } });
    const added = score.mutants.filter(
      ({ mutant: { operator, pointer } }) =>
        /^RES-(5XX-|DEFAULT-)?ADD$/.test(operator) || (operator === 'NULLABLE-ADD' && pointer.includes('/responses')),
    );
    expect(added.length).toBeGreaterThan(8);
    for (const { mutant, fate, witness } of added)
      expect([mutant.id, fate, witness?.kind, witness?.isAccepted]).toEqual([
        mutant.id,
        expect.stringMatching(/^(missed|unseen)$/),
        'counterexample',
        false,
      ]);
  });
});

describe('a large document is scored in bounded time:', () => {
  const documentWith = (operations: number, statuses: number) =>
    limitsFor(Array.from({ length: operations }, () => ({ responses: Array(statuses) })));

  test.each([
    [50, 3, 500],
    [250, 9, 40],
    [5000, 9, 20],
  ])('of %d operations with %d statuses each, %d exchanges are derived of each part', (operations, statuses, count) => {
    expect(documentWith(operations, statuses).count).toBe(count);
  });

  const response = (about: string, body: string) => ({
    half: 'response' as const,
    about,
    what: '200 changed',
    response: () => ({ status: 200, headers: [], body }),
  });

  test('every place has some before any has many', () => {
    const all = [...Array.from({ length: 9 }, () => response('/a', '')), response('/b', '')];
    expect(bounded(all, { count: 3, characters: 9 }).map(({ about }) => about)).toEqual(['/a', '/b', '/a']);
  });

  test('large bodies are fewer, but never none', () => {
    const all = Array.from({ length: 90 }, (_, index) => response(`/${index}`, 'x'.repeat(100)));
    expect(bounded(all, { count: 50, characters: 3000 })).toHaveLength(31);
    expect(bounded(all, { count: 50, characters: 1 })).toHaveLength(20);
  });

  test('any number of things can be missing', () => {
    const missing = { criterion: 'status code', operationIds: [], name: '', pointer: '', isCovered: false } as const;
    expect(coverageLevel(Array(300_000).fill(missing))).toBe(4);
  });
});
