import { beforeAll, describe, expect, test } from '@jest/globals';
import yaml from 'yaml';
import { bundle } from '../../../src/contract/load/bundle.js';
import {
  formatProblem,
  isDocumentTooDeep,
  parseWith,
  SpecProblemsError,
  type SpecSource,
} from '../../../src/contract/load/source.js';
import type { Json } from '../../../src/json.js';

const TEXT = `openapi: 3.1.0
paths:
  /a/b:
    get:
      responses:
        200: { description: Yes. }
      tags:
        - one
        - name: two
servers: []
`;
let source: SpecSource;
beforeAll(() => {
  source = parseWith(yaml, TEXT, 'folder/api.yaml', 'api.yaml');
});

describe('a document that has been read', () => {
  test('keeps its text and its path', () => {
    expect(source).toMatchObject({ path: 'folder/api.yaml', text: TEXT, document: { openapi: '3.1.0', servers: [] } });
  });

  test.each<[pointer: string, line: number, column: number]>([
    ['', 1, 1],
    ['/openapi', 1, 10],
    ['/paths', 3, 3],
    ['/paths/~1a~1b/get', 5, 7],
    ['/paths/~1a~1b/get/tags/1', 9, 11],
    ['/paths/~1a~1b/get/tags/1/name', 9, 17],
    ['/paths/~1a~1b/put/nowhere', 4, 5],
    ['/nowhere', 1, 1],
    ['/servers', 10, 10],
  ])('knows where a problem at %j is written', (pointer, line, column) => {
    expect(source.problemAt(pointer, 'rule', 'why')).toEqual({
      ...{ file: 'api.yaml', rule: 'rule', reason: 'why' },
      ...{ pointer, line, column },
    });
  });

  test.each<[pointer: string, line: number]>([
    ['', 1],
    ['/openapi', 1],
    ['/paths', 2],
    ['/paths/~1a~1b', 3],
    ['/paths/~1a~1b/get/responses/200', 6],
    ['/paths/~1a~1b/get/tags', 7],
    ['/paths/~1a~1b/get/tags/0', 8],
    ['/paths/~1a~1b/get/tags/1/name', 9],
    ['/servers', 10],
    ['/paths/~1a~1b/put', 4],
  ])('knows the line of the name that %j ends with', (pointer, line) => {
    expect(source.lineAt(pointer)).toBe(line);
  });
});

/** Three lines that are a thousand. */
const BOMB = ['a: &a [x, x, x, x, x, x, x, x, x, x]', `b: &b [${'*a, '.repeat(10)}]`, `c: [${'*b, '.repeat(10)}]`].join(
  '\n',
);

describe('a document is refused that', () => {
  const problemsOf = (text: string) => {
    try {
      return parseWith(yaml, text, 'api.yaml') && [];
    } catch (error) {
      return error instanceof SpecProblemsError
        ? error.problems.map(({ file, line, column, rule, reason }) => `${file}:${line}:${column} ${reason} (${rule})`)
        : [String(error)];
    }
  };
  test.each<[title: string, text: string, problems: (string | RegExp)[]]>([
    ['is a list', '- a', ['api.yaml:1:1 is not an OpenAPI document (openapi)']],
    ['is empty', '', ['api.yaml:1:1 is not an OpenAPI document (openapi)']],
    ['has an alias for nothing', 'a: 1\nb: *c', ['api.yaml:2:4 no anchor is named c (yaml)']],
    [
      'has several mistakes',
      'a: *b\nc: *d',
      ['api.yaml:1:4 no anchor is named b (yaml)', 'api.yaml:2:4 no anchor is named d (yaml)'],
    ],
    [
      'is nested deeply',
      `a: ${'['.repeat(501)}${']'.repeat(501)}`,
      ['api.yaml:1:1 is nested more than 500 levels deep (openapi)'],
    ],
    ['contains itself', 'a: &a { b: *a }', ['api.yaml:1:1 is nested more than 500 levels deep (openapi)']],
    ['repeats itself', BOMB, ['api.yaml:1:1 expands to too many nodes by its YAML aliases (yaml)']],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('is nested beyond any stack', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(problemsOf(deep)[0]).toMatch(/^api\.yaml:1:\d+ is nested more than 500 levels deep \(yaml\)$/);
  });
});

test.each([
  ['a tag that nobody knows', 'a: !what 2', 'api.yaml:1:4 Unresolved tag: !what (yaml)'],
  ['a name twice', 'a: 1\na: 2', 'api.yaml:2:1 Map keys must be unique; the last a counts at /a (yaml)'],
  [
    'a name twice in a list',
    'a: 2\nb: [0, { 200: 1, "200": 2 }]',
    'api.yaml:2:18 Map keys must be unique; the last 200 counts at /b/1/200 (yaml)',
  ],
  [
    'a name twice in JSON',
    '{"a":2,\n"b":[{"c":",{"},{"d\\u0041":"\\"","dA":[]}]}',
    'api.yaml:2:33 Map keys must be unique; the last dA counts at /b/1/dA (json)',
  ],
  ['a merge of nothing', 'a: 2\nb: { <<: 3 }', 'api.yaml:2:6 << merges only maps and is ignored (yaml)'],
])('a document may have %s, which is passed over', (_, text, expected) => {
  const { document, mistakes } = parseWith(yaml, text, 'api.yaml');
  expect([String(document['a']), mistakes.map(formatProblem)]).toEqual(['2', [expected]]);
});

describe('maps that merge others (<<)', () => {
  const text = `x-a: &a { a: 1, b: 1 }
x-b: &b
  <<: *a
  c: 1
y: { b: 2, <<: [*b, { c: 3, d: 3 }] }
z: { <<: *a, <<: { e: 5 }, '<<': 6 }
alias: *b
`;
  const merging = parseWith(yaml, text, 'api.yaml');

  test('have their members, but not in place of their own, and the first one counts', () => {
    expect(merging.mistakes).toEqual([]);
    expect(merging.document).toMatchObject({
      y: { a: 1, b: 2, c: 1, d: 3 },
      z: { a: 1, b: 1, e: 5, '<<': 6 },
    });
  });

  test.each([
    ['/y/a', 1],
    ['/y/b', 5],
    ['/y/c', 4],
    ['/z/e', 6],
    ['/alias/c', 4],
    ['/alias/b', 1],
  ])('know the line of %s', (pointer, line) => {
    expect(merging.lineAt(pointer)).toBe(line);
  });
});

describe('references to the network', () => {
  const found = async (value: Json) => {
    const main = parseWith(yaml, JSON.stringify({ a: value }), 'api.yaml');
    const readFile = () => Promise.resolve(parseWith(yaml, '{ "a": 1 }', 'other.yaml'));
    const { lost } = await bundle(main, new Set(), readFile);
    return [...lost.values()].flat().map(({ rule, pointer }) => `${rule} ${pointer}`);
  };
  test.each([
    ['http://example.com/a.yaml'],
    ['HTTPS://example.com/a.yaml'],
    ['//example.com/a.yaml'],
    ['ftp://example.com'],
    ['a+b-c.1:x'],
  ])('are found: %s', async ($ref) => {
    expect(await found([{ $ref }])).toEqual(['network /a/0/$ref']);
  });

  test.each(['a.yaml', '#/a', './a:b.yaml', 'file:///a.yaml', 'FILE:///a.yaml', 'c:/a.yaml', 'x/http://a', '/a//b'])(
    'are not what leads to a file: %s',
    async ($ref) => {
      expect(await found({ $ref })).toEqual([]);
    },
  );

  test('are no members that are merely called so', async () => {
    expect(await found({ $ref: { $ref: 'http://a.example' }, url: 'http://a.example', more: null })).toEqual([
      'network /a/$ref/$ref',
    ]);
  });
});

test('a value is too deep when it has more than 500 levels', () => {
  const nested = (levels: number): Json => (levels === 0 ? 1 : [nested(levels - 1)]);
  expect([500, 501].map((levels) => isDocumentTooDeep(nested(levels)))).toEqual([false, true]);
  expect(isDocumentTooDeep({ a: 1, b: nested(500) })).toBe(true);
  expect([
    isDocumentTooDeep([[]], 1),
    isDocumentTooDeep({ a: {} }, 1),
    isDocumentTooDeep([], 1),
    isDocumentTooDeep([], 0),
    isDocumentTooDeep('a', 0),
  ]).toEqual([...[true, true, false, true, false]]);
});
