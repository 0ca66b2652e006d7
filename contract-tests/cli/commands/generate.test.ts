import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MAKERS } from '../../codegen/makers-documents.js';
import { folderWith, runIn } from '../command-line.js';

const { petshop = '' } = MAKERS;

/** An operation that can be called, and one that cannot. */
const HALF = `openapi: 3.1.0
info: { title: Half, version: '1' }
paths:
  /a: { get: { parameters: [{ name: a, in: body, schema: {} }] } }
  /b: { get: { operationId: listB } }
`;

let folder = '';
beforeAll(async () => {
  folder = await folderWith({
    'api.yaml': petshop,
    'parts.yaml': petshop.replace("$ref: '#/components/schemas/Breed', nullable: true", "$ref: 'breed.yaml'"),
    'breed.yaml': 'type: string\n',
    'half.yaml': HALF,
    'wrong.yaml': 'openapi: 3.1.0\ninfo: { title: "Wrong }\nx: "open\n',
    'empty.yaml': "openapi: 3.1.0\ninfo: { title: a, version: '1' }\npaths: {}\n",
    'text.yaml': 'hello',
    'others/notes.txt': 'mine',
    'mixed/client.ts': 'mine',
    file: 'a file',
  });
});
afterAll(() => rm(folder, { recursive: true }));

const generate = (spec: string, out: string, ...argv: string[]) =>
  runIn(folder, ['generate', '--spec', spec, '--out', out, ...argv]);

test('generate writes a client, warns of its choices, and is up to date the second time', async () => {
  const first = await generate('api.yaml', 'api');
  expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Generated:\n {2}api\/body\.ts\n/) });
  expect(first.stderr).toMatch(/^warning: api\.yaml:10:9 has several media types; application\/json is sent/m);
  expect(await readFile(join(folder, 'api/client.ts'), 'utf8')).toMatch(
    /^\/\/ Written by "bigcommerce-customers generate" from the OpenAPI document\./,
  );
  expect(await generate('api.yaml', 'api', '--check')).toMatchObject({
    code: 0,
    stdout: 'Everything is up to date.\n',
  });
  expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('generate --check names what another document changes, and the command that writes it', async () => {
  await generate('api.yaml', 'api');
  const { code, stderr } = await generate('parts.yaml', 'api', '--check');
  expect(code).toBe(1);
  expect(stderr).toContain('Not up to date with parts.yaml:\n');
  expect(stderr).toContain('\n  api/types.ts\n');
  expect(stderr).toContain('Run "bigcommerce-customers generate --spec parts.yaml --out api".\n');
});

test.each([
  ['others', /others\/notes\.txt\n.*--force/],
  ['mixed', /mixed\/client\.ts\n.*--force/],
])('generate leaves a folder of somebody else alone, unless it is told otherwise: %s', async (out, message) => {
  const before = await readdir(join(folder, out));
  expect(await generate('api.yaml', out)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  expect(await readdir(join(folder, out))).toEqual(before);
  expect(await generate('api.yaml', out, '--force')).toMatchObject({ code: 0 });
  expect(await readFile(join(folder, out, 'client.ts'), 'utf8')).not.toBe('mine');
  // A file beside generated ones is no reason to ask again.
  await writeFile(join(folder, out, 'index.ts'), 'mine');
  expect(await generate('parts.yaml', out)).toMatchObject({ code: 0 });
  expect(await readFile(join(folder, out, 'index.ts'), 'utf8')).toBe('mine');
});

test.each([
  ['wrong.yaml', [/wrong\.yaml:2:\d+ .*quote/, /wrong\.yaml:3:\d+ .*map/]],
  ['empty.yaml', [/empty\.yaml:3:\d+ has no operation to generate code for/]],
  ['text.yaml', [/text\.yaml:1:1 is not an OpenAPI document/]],
  ['.', [/^\.:1:1 is not a file but a folder/m]],
  ['https://a.example/api.yaml', [/--spec https:\/\/a\.example\/api\.yaml: a URL is not read; download the document/]],
  ['nowhere.yaml', [/nowhere\.yaml:1:1 cannot be read \(ENOENT\)/]],
])('generate tells everything that makes a document unusable, and writes nothing: %s', async (spec, messages) => {
  const { code, stdout, stderr } = await generate(spec, 'never');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const message of messages) expect(stderr).toMatch(message);
  await expect(readdir(join(folder, 'never'))).rejects.toThrow('ENOENT');
});

test('generate leaves out an operation that cannot be called, and says so', async () => {
  const { code, stderr } = await generate('half.yaml', 'half');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/half\.yaml:4:\d+ getA is left out: is a parameter in body, as in Swagger 2\.0/),
  });
  const client = await readFile(join(folder, 'half/client.ts'), 'utf8');
  expect([client.includes('listB'), client.includes('getA')]).toEqual([true, false]);
});

test('generate says what it lacks', async () => {
  expect(await runIn(folder, ['generate', '--out', 'x'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('bigcommerce-customers generate: --spec FILE is missing\n'),
  });
  expect(await runIn(folder, ['generate', '--spec', 'api.yaml'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('bigcommerce-customers generate: --out FOLDER is missing\n'),
  });
  expect(await generate('api.yaml', 'file')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^.*file: cannot be written: /m),
  });
});
