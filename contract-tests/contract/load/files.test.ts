import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadContract } from '../../../src/contract/index.js';
import { formatProblem } from '../../../src/contract/load/source.js';

const documentOf = (get: object, more: object = {}) => ({
  ...{ openapi: '3.1.0', info: { title: 'Other', version: '1' }, paths: { '/a': { get } } },
  ...more,
});
const RESPONSES = { 200: { description: 'Yes.' } };
const VALID = documentOf({ responses: RESPONSES });
const schemaOf = (schema: object) => ({
  responses: { 200: { description: 'Yes.', content: { 'application/json': { schema } } } },
});
const BOMB = `a: &a [${'x, '.repeat(10)}]\nb: &b [${'*a, '.repeat(10)}]\nc: [${'*b, '.repeat(10)}]`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  await writeFile(
    join(folder, 'part one.yaml'),
    `odd: { description: 5 }\npattern: { pattern: '(' }\nformat: { format: odd }\n`,
  );
  await writeFile(join(folder, 'remote.yaml'), 'a:\n  $ref: http://127.0.0.1:1/a.yaml\n');
  await writeFile(join(folder, 'bomb.yaml'), BOMB);
  await writeFile(join(folder, '100%.yaml'), 'a: [\n');
  await writeFile(join(folder, 'broken.yaml'), 'a: 1\nb: *c\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** Without the name of the folder. */
const inFolder = (text: unknown) => String(text).replaceAll(`${folder}/`, '');
const refused = async (document: unknown) => {
  const path = join(folder, 'main.yaml');
  await writeFile(path, JSON.stringify(document, null, 1));
  return inFolder(await loadContract(path).then(() => 'nothing', String));
};

describe('a document is refused with the file and the line of what is wrong', () => {
  test.each<[title: string, schema: object, expected: string]>([
    [
      'the network',
      { $ref: '//a.example' },
      'main.yaml:16:18 refers to //a.example, but nothing is read from the network; save it to a file and refer to that at /paths/~1a/get/responses/200/content/application~1json/schema/$ref (network)',
    ],
    [
      'the network in a part',
      { $ref: 'remote.yaml#/a' },
      'remote.yaml:2:9 refers to http://127.0.0.1:1/a.yaml, but nothing is read from the network; save it to a file and refer to that at /a/$ref (network)',
    ],
    ['a part that is not there', { $ref: 'none.yaml' }, 'none.yaml:1:1 cannot be read (ENOENT) (readable)'],
    [
      'a part that is too large',
      { $ref: 'bomb.yaml#/a' },
      'bomb.yaml:1:1 expands to too many nodes by its YAML aliases (yaml)',
    ],
    ['a part that is no YAML', { $ref: 'broken.yaml#/a' }, 'broken.yaml:2:4 no anchor is named c (yaml)'],
    ['a part whose name is no URL', { $ref: '100%.yaml#/a' }, '100%.yaml:2:1 Flow sequence in block collection'],
  ])('%s', async (_, schema, expected) => {
    const found = await refused(documentOf(schemaOf(schema)));
    expect(found.replace('SpecProblemsError: ', '').slice(0, expected.length)).toBe(expected);
  });

  test('a place that there is not', async () => {
    expect(await refused(documentOf(schemaOf({ $ref: '#/nowhere' })))).toMatch(
      /^SpecProblemsError: main\.yaml:16:18 refers to #\/nowhere, which leads nowhere at \/paths.*\$ref \(reference\)$/,
    );
  });

  test('unless it can be passed over, in a file of it, or itself', async () => {
    const wrong = { 200: { $ref: 'part%20one.yaml#/odd' }, 201: { description: [] } };
    const path = join(folder, 'main.yaml');
    const responses = { ...wrong, ...schemaOf({ $ref: 'part%20one.yaml#/pattern' }).responses };
    await writeFile(
      path,
      JSON.stringify(documentOf({ responses: { ...responses, 200: wrong[200], 202: responses[200] } }), null, 1),
    );
    const { unchecked } = await loadContract(path);
    expect(unchecked?.map((problem) => inFolder(formatProblem(problem)))).toEqual([
      'part one.yaml:1:21 description must be string at /odd/description (unchecked)',
      'main.yaml:15:22 description must be string at /paths/~1a/get/responses/201/description (unchecked)',
      'part one.yaml:2:21 the pattern ( is not a valid JavaScript regular expression (ECMA-262) and is not checked at /pattern/pattern (unchecked)',
    ]);
  });

  test.each<[title: string, given: object, expected: string]>([
    ['is none', [], 'document:1:1 is not an OpenAPI document (openapi)'],
    [
      'of another version',
      { ...VALID, openapi: '3.3.0' },
      'document:1:1 is not OpenAPI 3.0, 3.1 or 3.2, but "3.3.0" at /openapi (openapi)',
    ],
    [
      'is too deep',
      { ...VALID, 'x-deep': JSON.parse('['.repeat(501) + ']'.repeat(501)) },
      'document:1:1 is nested more than 500 levels deep (openapi)',
    ],
    [
      'is wrong',
      documentOf({ responses: RESPONSES, parameters: [{ name: 'b', in: 'body' }] }),
      'document:1:1 is a parameter in body, as in Swagger 2.0 at /paths/~1a/get/parameters/0 (unreadable)',
    ],
  ])('and one that is an object by its pointer: %s', async (_, given, expected) => {
    await expect(loadContract(given)).rejects.toMatchObject({ name: 'SpecProblemsError', message: expected });
  });
});

test('a document may be a file, a text of JSON, or an object', async () => {
  expect(await refused(VALID)).toBe('nothing');
  await writeFile(join(folder, 'a {b}.yaml'), JSON.stringify(VALID));
  expect((await loadContract(join(folder, 'a {b}.yaml'))).file).toBe(join(folder, 'a {b}.yaml'));
  for (const text of [JSON.stringify(VALID), `  ${JSON.stringify(VALID)}`, JSON.stringify(VALID, null, 1)]) {
    const contract = await loadContract(text);
    expect([contract.file, contract.lineOf('/openapi')]).toEqual(['document', 1 + Number(text.includes('\n'))]);
  }
  const contract = await loadContract(VALID);
  expect([contract.file, contract.lineOf('/openapi')]).toEqual(['document', undefined]);
  await loadContract({ ...VALID, openapi: '3.0.4' });
  expect((await loadContract({ ...VALID, openapi: '3.1' })).unchecked).toMatchObject([{ pointer: '/openapi' }]);
});

test('files are named as the document is, from where people are', async () => {
  const path = `./${relative(process.cwd(), join(folder, 'main.yaml'))}`;
  await writeFile(path, JSON.stringify(documentOf(schemaOf({ $ref: 'part%20one.yaml#/format' }))));
  const { unchecked, placeOf } = await loadContract(path);
  const part = relative(process.cwd(), join(folder, 'part one.yaml'));
  expect(unchecked?.map(({ file }) => file)).toEqual([part]);
  expect(placeOf?.('/paths/~1a/get/responses/200/content/application~1json/schema/format').file).toBe(part);
  await writeFile(path, JSON.stringify(documentOf(schemaOf({ format: 'odd' }))));
  expect((await loadContract(path)).unchecked?.map(({ file }) => file)).toEqual([path]);
});

test('what is not looked at is named with its file', async () => {
  const path = join(folder, 'main.yaml');
  await writeFile(path, JSON.stringify(documentOf(schemaOf({ $ref: 'part%20one.yaml#/format' }))));
  const { unchecked, lineOf, placeOf } = await loadContract(path);
  expect(unchecked?.map(({ file, line, rule }) => [inFolder(file), line, rule])).toEqual([
    ['part one.yaml', 3, 'unchecked'],
  ]);
  const schema = '/paths/~1a/get/responses/200/content/application~1json/schema/format';
  expect([lineOf(schema), lineOf('/paths')]).toEqual([undefined, 1]);
  expect(placeOf?.(schema)).toEqual({ file: join(folder, 'part one.yaml'), line: 3, pointer: '/format/format' });
  const asObject = await loadContract(documentOf(schemaOf({ $ref: `${folder}/part%20one.yaml#/format` })), {
    root: folder,
  });
  expect([asObject.placeOf?.(schema).line, asObject.placeOf?.('/paths').line]).toEqual([3, undefined]);
});

describe('references stay within a root folder', () => {
  const get = (reference: string) => schemaOf({ $ref: reference });
  const load = async (reference: string, root?: string) => {
    const path = join(folder, 'inner', 'main.json');
    await writeFile(path, JSON.stringify(documentOf(get(reference))));
    return inFolder(await loadContract(path, root === undefined ? {} : { root }).then(() => 'nothing', String));
  };
  beforeAll(async () => {
    await mkdir(join(folder, 'inner'));
    await mkdir(join(folder, 'inner', '..parts'));
    await writeFile(join(folder, 'outer.json'), '{"type":"object"}');
    await writeFile(join(folder, 'inner', '..parts', 'inner.json'), '{"type":"object"}');
    await symlink(join(folder, 'outer.json'), join(folder, 'inner', 'link.json'));
    await symlink(join(folder, 'inner'), join(folder, 'linked'));
  });

  test.each<[reference: string, root: string | undefined, isRefused: boolean]>([
    ['../outer.json', undefined, true],
    ['link.json', undefined, true],
    ['../nowhere.json', undefined, true],
    ['..parts/inner.json', undefined, false],
    ['../outer.json', '', false],
    ['link.json', '', false],
    ['..parts/inner.json', 'linked', false],
    ['../outer.json', 'inner', true],
  ])('%s in %j', async (reference, root, isRefused) => {
    const found = await load(reference, root === undefined ? undefined : join(folder, root));
    if (isRefused) expect(found).toMatch(/is outside .*inner, and references are not followed beyond it; .*\(root\)/);
    else expect(found).toBe('nothing');
  });
});
