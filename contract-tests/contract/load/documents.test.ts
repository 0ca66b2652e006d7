import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkRequest, checkResponse, loadContract } from '../../../src/contract/index.js';
import { DocumentNode } from '../../../src/contract/load/model.js';
import { formatProblem, readTextFile } from '../../../src/contract/load/source.js';
import { isMultipleOf } from '../../../src/contract/schema/values.js';
import { entriesOf, pointerInFragment, pointerTo, valueAtPointer } from '../../../src/json.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const documentOf = (schema: object, schemas: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Other', version: '1' },
  paths: {
    '/things': {
      post: {
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { 200: { description: 'Yes.', content: { 'application/json': { schema } } } },
      },
    },
  },
  components: { schemas },
});
const verdicts = async (schema: object, body: unknown, schemas?: object) => {
  const contract = await loadContract(documentOf(schema, schemas));
  const text = JSON.stringify(body);
  const request = checkRequest({ method: 'POST', url: '/things', headers: JSON_TYPE, body: text }, contract);
  const answer = checkResponse({ status: 200, headers: JSON_TYPE, body: text }, 'POST /things', contract);
  return [request, answer].map((found) => found.map(({ message }) => message.replace(/^.*: expected /, '')).join());
};

describe('a loaded document', () => {
  const both = { required: ['a', 'b'], properties: { a: {}, b: {} } };
  const FLAGGED = { ro: { readOnly: true }, wo: { allOf: [{}, { writeOnly: true }] } };
  test.each<[title: string, schema: object, body: unknown, inRequest: string, inAnswer: string]>([
    [
      'of a reference',
      { ...both, properties: { a: { $ref: '#/components/schemas/ro' }, b: {} } },
      { b: 1 },
      '',
      'a member "a", got {"b":1} (required)',
    ],
    [
      'of a part',
      { ...both, properties: { a: { allOf: [{ $ref: '#/components/schemas/wo' }] }, b: {} } },
      { b: 1 },
      'a member "a", got {"b":1} (required)',
      '',
    ],
    [
      'of an item of a list',
      { ...both, properties: { a: { $ref: '#/components/schemas/wo/allOf/1' }, b: {} } },
      { b: 1 },
      'a member "a", got {"b":1} (required)',
      '',
    ],
    [
      'of neither',
      { ...both, properties: { a: { readOnly: false, writeOnly: 'yes' }, b: {} } },
      { b: 1 },
      'a member "a", got {"b":1} (required)',
      'a member "a", got {"b":1} (required)',
    ],
    [
      'of a value that is there',
      { properties: { a: { readOnly: true }, b: { writeOnly: true } } },
      { a: 1, b: 2 },
      'no read-only member in a request, got 1 (readOnly)',
      'no write-only member in a response, got 2 (writeOnly)',
    ],
    ['of a value of neither', { properties: { a: { readOnly: false, writeOnly: 'yes' } } }, { a: 1 }, '', ''],
    [
      'of a property that it requires and does not describe',
      { required: ['a', 'constructor'], properties: { a: { readOnly: true } } },
      {},
      'a member "constructor", got {} (required)',
      'a member "a", got {} (required),a member "constructor", got {} (required)',
    ],
  ])('knows which way a property goes: %s', async (_, schema, body, inRequest, inAnswer) => {
    expect(await verdicts(schema, body, FLAGGED)).toEqual([inRequest, inAnswer]);
  });

  test.each<[schema: object, body: unknown, expected: string]>([
    [
      { uniqueItems: true },
      [1, 2, 1, 2],
      'NOT have duplicate items (items ## 1 and 3 are identical), got [1,2,1,2] (uniqueItems)',
    ],
    [
      { uniqueItems: true },
      [
        { a: 1, b: [{ c: 1, d: 2 }] },
        { b: [{ d: 2, c: 1 }], a: 1 },
      ],
      'NOT have duplicate items (items ## 0 and 1 are identical), got [{"a":1,"b":[{"c":1,"d":2}]},{"b":[{"d":2,"c":1}],"a":1}] (uniqueItems)',
    ],
    [{ uniqueItems: true }, [[1, 2], [2, 1], null, {}, []], ''],
    [{ uniqueItems: true }, 'aa', ''],
    [{ uniqueItems: false }, [1, 1], ''],
  ])('tells items apart as JSON does: %j', async (schema, body, expected) => {
    expect(await verdicts(schema, body)).toEqual([expected, expected]);
  });

  test.each<[body: unknown, expected: string]>([
    [19.99, ''],
    ['19.999', ''],
    [19.999, 'multiple of 0.01, got 19.999 (multipleOf)'],
  ])('takes numbers as they are written: %j', async (body, expected) => {
    expect(await verdicts({ multipleOf: 0.01 }, body)).toEqual([expected, expected]);
  });

  test('has no multiples of nothing, and of what is no number', async () => {
    expect([isMultipleOf(1.5, 0), isMultipleOf(0, 0), isMultipleOf(Number.POSITIVE_INFINITY, 1)]).toEqual([
      ...[false, false, false],
    ]);
    expect(await verdicts({ multipleOf: '5' }, 1)).toEqual(['', '']);
  });

  test('knows an operation without an id by what it is called with, and others by their id', async () => {
    const operation = { responses: { 204: { description: 'Done.' } } };
    const paths = { '/a': { get: operation, put: { ...operation, operationId: 'putA' }, summary: 'A.' } };
    const contract = await loadContract({ ...documentOf({}), paths });
    expect(Object.keys(contract.operations)).toEqual(['GET /a', 'putA']);
    expect(contract.file).toBe('document');
    expect(contract.lineOf('/paths')).toBeUndefined();
  });

  test('names what it does not look at once, however many operations have it', async () => {
    const operation = { responses: { 204: { description: 'Done.' } } };
    const parameters = [{ name: 'a', in: 'query', content: { 'text/csv': {} } }];
    const contract = await loadContract({
      ...documentOf({}),
      paths: { '/a': { parameters, get: operation, put: operation } },
    });
    expect(contract.unchecked?.map(({ pointer, rule }) => `${rule} ${pointer}`)).toEqual([
      'unchecked /paths/~1a/parameters/0',
    ]);
  });
});

/** What is passed over in a document with a schema. */
const passedOver = async (schema: object) =>
  (await loadContract(documentOf(schema))).unchecked?.map(({ pointer, reason }) => `${reason} at ${pointer}`);

describe('a pattern that cannot be checked is listed', () => {
  test.each<[title: string, schema: object, message: string]>([
    [
      'with the beginning of a long pattern',
      { pattern: `(${'x'.repeat(80)}` },
      `the pattern (${'x'.repeat(79)}… is not a valid JavaScript regular expression`,
    ],
    [
      'with all of one that is not so long',
      { pattern: `(${'x'.repeat(79)}` },
      `the pattern (${'x'.repeat(79)} is not a valid JavaScript regular expression`,
    ],
    ['with the place of a name', { patternProperties: { '(': {} } }, '/schema/patternProperties/('],
  ])('%s', async (_, schema, message) => {
    expect(await passedOver(schema)).toContainEqual(expect.stringContaining(message));
  });

  test('with all others that are wrong', async () => {
    expect(await passedOver({ pattern: '(', allOf: [{ patternProperties: { '[': {}, a: {} } }] })).toHaveLength(2);
  });
});

describe('a document is refused', () => {
  test.each<[given: object, message: string]>([
    [[], 'document:1:1 is not an OpenAPI document (openapi)'],
    [{}, 'document:1:1 is not OpenAPI 3.0, 3.1 or 3.2, but null at /openapi (openapi)'],
    [
      { openapi: '3.2.0', paths: null },
      'document:1:1 is not an OpenAPI document: it has neither info nor paths, components or webhooks (openapi)',
    ],
    [{ openapi: '3.3.0', paths: {} }, 'but "3.3.0"'],
    [{ openapi: '13.1.0' }, 'but "13.1.0"'],
    [{ openapi: '3.10' }, 'but "3.10"'],
    [{ openapi: 4 }, 'but 4 '],
  ])('that is none: %j', async (given, message) => {
    await expect(loadContract(given)).rejects.toThrow(message);
  });
});

describe('a file is refused that', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'documents-'));
    const large = await open(join(folder, 'large'), 'w');
    await large.truncate(100_000_001);
    await large.close();
    await writeFile(join(folder, 'binary'), Uint8Array.of(0xff));
    await writeFile(join(folder, 'text'), 'Ü');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['large', 'is larger than 100000000 bytes'],
    ['binary', 'is not UTF-8'],
    ['nowhere', 'cannot be read (ENOENT)'],
    ['', 'is not a file but a folder'],
  ])('%s', async (name, reason) => {
    const path = join(folder, name);
    await expect(readTextFile(path)).rejects.toMatchObject({
      message: `${path}:1:1 ${reason} (readable)`,
      problems: [{ file: path, line: 1, column: 1, rule: 'readable', reason }],
    });
  });

  test('but not one that is as it should be', async () => {
    expect(await readTextFile(join(folder, 'text'))).toBe('Ü');
  });
});

describe('a place in a document', () => {
  const document = {
    list: [{ a: 1 }, { $ref: '#/object' }],
    object: { text: 'x', flag: true, integer: 5 },
    annotated: { $ref: '#/object', summary: 's', description: 'd' },
    more: { $ref: '#/object', type: 'object' },
    loop: { $ref: '#/loop' },
    other: { $ref: 'other.yaml#/a' },
    chain: { $ref: '#/annotated' },
    'a b': { $ref: '#/a%20b/c', c: 1 },
  };
  const problemAt = (pointer: string, rule: string, reason: string) => ({
    file: 'f',
    line: 1,
    column: 1,
    pointer,
    rule,
    reason,
  });
  const source = { path: 'f', text: '', document, problemAt, lineAt: () => 1 };
  const root = DocumentNode.in(source);

  test('is found through references, unless something stands beside them', () => {
    for (const name of ['annotated', 'chain']) expect(root.at(name).pointer).toBe('/object');
    expect(root.at('list', 1).pointer).toBe('/object');
    expect(root.at('more').pointer).toBe('/more');
    expect(root.at('list').members.map(([name, { pointer }]) => [name, pointer])).toEqual([
      ['0', '/list/0'],
      ['1', '/object'],
    ]);
  });

  test('has members of the kinds that are asked for, or what stands for them', () => {
    const object = root.at('object');
    expect([object.text('text'), object.text('flag'), object.text('flag', 'y')]).toEqual(['x', '', 'y']);
    expect([object.flag('flag'), object.flag('text'), object.flag('text', true)]).toEqual([true, false, true]);
    expect([object.integer('integer'), object.integer('text')]).toEqual([5, undefined]);
    expect([root.at('nowhere').exists, root.at('nowhere').members, root.at('object', 'text').object]).toEqual([
      false,
      [],
      {},
    ]);
    expect([object.exists, object.schema.exists]).toEqual([true, false]);
  });

  test('is refused where it leads back to itself, or elsewhere', () => {
    expect(() => root.at('loop')).toThrow('is a reference that leads back to itself at /loop (unreadable)');
    expect(() => root.at('other')).toThrow('refers to another file (other.yaml#/a); put everything into one document');
  });

  test('that cannot be generated is noted where no code is generated, and refused elsewhere', () => {
    const forCodegen = DocumentNode.in({ ...source, forCodegen: true }, '/object');
    expect(() => forCodegen.decline('why')).toThrow('why at /object (generate)');
    const notes: string[] = [];
    const note = (pointer: string, reason: string) => void notes.push(`${pointer} ${reason}`);
    DocumentNode.in({ ...source, note }, '/object').decline('why');
    root.at('object').decline('why');
    expect(notes).toEqual(['/object why']);
  });
});

test('pointers lead where they say, and nowhere else', () => {
  const value = { list: [1, { a: 2 }], 'a/b~c': 3, '~1': 4 };
  expect(
    ['', '/list/1/a', '/a~1b~0c', '/~01', '/list/x', '/constructor', '/list/0/a'].map((at) =>
      valueAtPointer(value, at),
    ),
  ).toEqual([...[value, 2, 3, 4, undefined, undefined, undefined]]);
  expect(pointerTo('/x', 'a/b~c', 0)).toBe('/x/a~1b~0c/0');
  expect(['#/a%20b', '/a%20b', '#/100%', '#/a#b', '/a#b'].map(pointerInFragment)).toEqual([
    ...['/a b', '/a b', '/100%', '/a#b', '/a#b'],
  ]);
  expect([entriesOf({ a: 1 }), entriesOf([1]), entriesOf(undefined)]).toEqual([[['a', 1]], [], []]);
});

test('a problem is written as editors make a link of it', () => {
  const problem = { file: 'a.yaml', line: 2, column: 3, rule: 'r', reason: 'why' };
  expect(formatProblem(problem)).toBe('a.yaml:2:3 why (r)');
  expect(formatProblem({ ...problem, pointer: '/a' })).toBe('a.yaml:2:3 why at /a (r)');
});
