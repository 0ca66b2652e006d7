import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkRequest, loadContract } from '../../../src/contract/index.js';

const documentWith = (schema: string) => `openapi: 3.1.0
info: { title: Other, version: '1' }
paths:
  /things:
    post:
      operationId: post-thing
      requestBody: { required: true, content: { application/json: { schema: ${schema} } } }
      responses: { '204': { description: Done. } }
`;
const sent = (contract: Awaited<ReturnType<typeof loadContract>>, body: unknown) =>
  checkRequest(
    { method: 'POST', url: '/things', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
    contract,
    { strict: true },
  ).map(({ keyword }) => keyword);

describe('patterns of a document', () => {
  const HOSTILE = `${'a'.repeat(50_000)}!`;

  test('keep no check busy, whatever is sent', async () => {
    const contract = await loadContract(
      documentWith(
        '{ type: object, patternProperties: { "^(a+)+$": {} }, properties: { b: { pattern: "^(a|a)*$" } } }',
      ),
    );
    expect(sent(contract, { b: HOSTILE })).toEqual(['pattern']);
    expect(sent(contract, { [HOSTILE]: 1 })).toEqual(['undeclared']);
    expect(sent(contract, { aaa: 1, b: 'aa' })).toEqual([]);
  });

  test.each<[title: string, schema: string, message: string]>([
    ['cannot be bounded', '{ pattern: "^(a+)\\\\1$" }', 'the pattern ^(a+)\\1$ has a backreference (\\1)'],
    ['are too large', '{ pattern: "(a{0,999}){0,999}" }', 'needs more than 10000 steps'],
    ['are none', '{ pattern: "(" }', 'the pattern ( is not a valid JavaScript regular expression (ECMA-262)'],
    [
      'are in names',
      '{ patternProperties: { "(?<x": {} } }',
      'is not a valid JavaScript regular expression (ECMA-262)',
    ],
  ])('that %s are listed with their line', async (_, schema, message) => {
    expect((await loadContract(documentWith(schema))).unchecked).toEqual([
      expect.objectContaining({ line: 7, rule: 'unchecked', reason: expect.stringContaining(message) }),
    ]);
  });

  test('of parameters are listed alike', async () => {
    const parameter = '{ name: a, in: query, schema: { pattern: "^(a+)\\\\1$" } }';
    const text = documentWith('{}').replace('post:', `post:\n      parameters: [${parameter}]`);
    expect((await loadContract(text)).unchecked).toMatchObject([{ line: 6 }]);
  });

  test('that cannot be bounded are matched where they are trusted', async () => {
    const text = documentWith('{ pattern: "^(a+)\\\\1$" }');
    expect(sent(await loadContract(text), 'aaa')).toEqual([]);
    const contract = await loadContract(text, { patterns: 'trust' });
    expect(sent(contract, 'aaaa')).toEqual([]);
    expect(sent(contract, 'aaa')).toEqual(['pattern']);
  });
});

describe('a document is refused with its line, and nothing else happens, when it', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    .concat([...'bcdefghij'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]}, `.repeat(10)}]`))
    .join('\n');
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'));
    await writeFile(join(folder, 'bomb.yaml'), bomb);
    await writeFile(join(folder, 'binary.yaml'), Uint8Array.of(0x61, 0x3a, 0xff));
    await writeFile(join(folder, 'remote.yaml'), 'Thing:\n  $ref: "http://127.0.0.1:1/more.yaml"');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const deep = (levels: number) => `${'{ not: '.repeat(levels)}{}${'}'.repeat(levels)}`;
  test.each<[title: string, text: () => string, message: RegExp]>([
    [
      'is nested beyond any stack',
      () => documentWith(deep(100_000)),
      /^document:7:\d+ is nested more than 500 levels deep/,
    ],
    ['is nested deeply', () => documentWith(deep(600)), /^document:\d+:\d+ is nested more than 500 levels deep/],
    [
      'says that it is gigabytes',
      () => `openapi: 3.1.0\n${bomb}`,
      /^document:1:1 expands to too many nodes by its YAML aliases/,
    ],
    ['contains itself', () => 'openapi: 3.1.0\nx-a: &a { b: *a }', /is nested more than 500 levels deep/],
    [
      'refers to a bomb',
      () => documentWith(`{ $ref: "${folder}/bomb.yaml" }`),
      /bomb\.yaml:1:1 expands to too many nodes by its YAML aliases/,
    ],
    [
      'refers to what is not UTF-8',
      () => documentWith(`{ $ref: "${folder}/binary.yaml" }`),
      /binary\.yaml:1:1 is not UTF-8/,
    ],
    ['refers to a device', () => documentWith('{ $ref: "/dev/zero" }'), /^\/dev\/zero:1:1 is not a file/],
    ['refers to a folder', () => documentWith(`{ $ref: "${folder}" }`), /:1:1 is not a file/],
    [
      'refers to the network',
      () => documentWith('{ $ref: "http://127.0.0.1:1/a.yaml" }'),
      /^document:7:\d+ refers to http:\/\/127\.0\.0\.1:1\/a\.yaml, but nothing is read from the network/,
    ],
    [
      'has a file that refers to the network',
      () => documentWith(`{ $ref: "${folder}/remote.yaml#/Thing" }`),
      /remote\.yaml:2:\d+ refers to http/,
    ],
  ])('%s', async (_, text, message) => {
    // What a reference leads to is read only within the root, which is the widest there is here.
    await expect(loadContract(text(), { root: '/' })).rejects.toThrow(
      expect.objectContaining({ name: 'SpecProblemsError', message: expect.stringMatching(message) }),
    );
  });

  test('is an object that contains itself', async () => {
    const document: Record<string, unknown> = { openapi: '3.1.0', info: { title: 'Other', version: '1' }, paths: {} };
    document['x-self'] = document;
    await expect(loadContract(document)).rejects.toThrow('is nested more than 500 levels deep');
  });

  test('is a file that is not UTF-8', async () => {
    await expect(loadContract(join(folder, 'binary.yaml'))).rejects.toThrow('binary.yaml:1:1 is not UTF-8');
  });
});

describe('a document may', () => {
  const thing = (schema: string) =>
    `${documentWith('{ $ref: "#/components/schemas/Thing" }')}components: { schemas: { Thing: ${schema} } }`;
  test.each([
    ['{ $ref: "#/components/schemas/Thing" }'],
    ['{ allOf: [{ type: object }, { $ref: "#/components/schemas/Thing" }] }'],
    ['{ oneOf: [{ allOf: [{ $ref: "#/components/schemas/Thing" }] }, { type: "null" }] }'],
    ['{ not: { not: { $ref: "#/components/schemas/Thing" } } }'],
  ])('have a schema that is part of itself, which is listed: %s', async (schema) => {
    const contract = await loadContract(thing(schema));
    const [first, ...depending] = contract.unchecked ?? [];
    expect(first).toMatchObject({ line: 9, reason: 'leads back to its own schema and is ignored' });
    for (const { reason } of depending) expect(reason).toMatch(/because a part of (it|them) is not/);
    expect(sent(contract, {})).toEqual([]);
  });

  test('have schemas that contain themselves', async () => {
    const contract = await loadContract(
      `${documentWith('{ $ref: "#/components/schemas/Tree" }')}components: { schemas: { Tree: { type: object, properties: { size: { type: integer }, trees: { type: array, items: { $ref: "#/components/schemas/Tree" } } } } } }`,
    );
    expect(sent(contract, { trees: [{ trees: [{ size: 1 }] }] })).toEqual([]);
    expect(sent(contract, { trees: [{ trees: [{ size: 'x' }] }] })).toEqual(['type']);
  });

  test('use names that every object has', async () => {
    const contract = await loadContract(
      documentWith(
        '{ type: object, required: [__proto__], properties: { __proto__: { type: integer }, constructor: { type: string }, toString: {} } }',
      ),
    );
    expect(sent(contract, {})).toEqual(['required']);
    expect(sent(contract, JSON.parse('{"__proto__":1}'))).toEqual([]);
    expect(sent(contract, JSON.parse('{"__proto__":1,"constructor":1}'))).toEqual(['type']);
    expect(Reflect.get({}, 'constructor')).toBe(Object);
  });

  test('ask for lists of different items, however long they are', async () => {
    const contract = await loadContract(documentWith('{ type: array, uniqueItems: true }'));
    const items = Array.from({ length: 20_000 }, (_, index) => ({ index, more: [] }));
    expect(sent(contract, items)).toEqual([]);
    expect(sent(contract, [...items, { more: [], index: 7 }])).toEqual(['uniqueItems']);
    expect(sent(contract, [1, '1', [1], { a: 1 }, { a: '1' }, null, true])).toEqual([]);
  });

  test('ask for a format that takes long to tell', async () => {
    const contract = await loadContract(documentWith('{ type: string, format: url }'));
    expect(sent(contract, `http://${'a'.repeat(200_000)} `)).toEqual(['format']);
    expect(sent(contract, 'https://example.com/a?b')).toEqual([]);
  });

  test('have limits that no number has', async () => {
    const contract = await loadContract(documentWith('{ type: integer, minimum: -0, maximum: 1e400 }'));
    expect(sent(contract, 1e300)).toEqual([]);
    expect(sent(contract, -1)).toEqual(['minimum']);
  });

  test('have thousands of operations', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [
        `/things-${index}/{id}`,
        {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          get: { responses: { 204: { description: 'Done.' } } },
        },
      ]),
    );
    const contract = await loadContract({ openapi: '3.1.0', info: { title: 'Other', version: '1' }, paths });
    expect(checkRequest({ method: 'GET', url: '/things-999/1' }, contract)).toEqual([]);
    expect(checkRequest({ method: 'GET', url: '/things-999/x' }, contract)).toMatchObject([{ keyword: 'type' }]);
  });
});
