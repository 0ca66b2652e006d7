import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runGenerate } from '../../scripts/codegen/command.js';
import { parseSpec } from '../../scripts/spec/source.js';
import { generate } from '../../src/codegen/generate.js';
import { valueAtPointer } from '../../src/json.js';
import { changedText, SPECIFICATION, SPECIFICATION_PATH, SPECIFICATION_TEXT } from '../support/specification.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(ROOT, '.temporary-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command in this process. Paths are relative to the root, where tests run. */
async function run(...args: string[]) {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  return { status: await runGenerate(args, { log: keep, error: keep }), output: lines.join('\n') };
}

describe('npm run generate', () => {
  let files: Awaited<ReturnType<typeof generate>>;
  beforeAll(async () => {
    files = await generate(SPECIFICATION);
  });

  test('has been run: generated/ is what the document says, byte for byte', async () => {
    const names = await readdir(join(ROOT, 'generated'));
    expect(names.sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) expect(await readFile(join(ROOT, 'generated', name), 'utf8')).toBe(text);
  });

  test('writes nothing that needs a package at run time, except openapi-fetch', async () => {
    const imports = [...files.values()].flatMap((text) =>
      [...text.matchAll(/(?:from |import\(|require\()['"]([^'"]+)['"]/g)].map(([, name]) => name),
    );
    expect([...new Set(imports)].filter((name) => !name?.startsWith('./'))).toEqual(['openapi-fetch']);
  });

  test('is the same whatever a description says, except for the lines', async () => {
    const reworded = changedText((document) =>
      Object.assign(valueAtPointer(document, '/components/schemas/Id') as object, { description: 'An id.' }),
    );
    const after = await generate(parseSpec(reworded, SPECIFICATION_PATH));
    expect([...after].filter(([name, text]) => files.get(name) !== text).map(([name]) => name)).toEqual([
      'types.ts',
      'contract-lines.ts',
    ]);
  });
});

describe('npm run generate -- --spec', () => {
  /** A document whose examples are referred to. */
  const WITH_EXAMPLES = `openapi: 3.0.3
info: { title: Words, version: '1' }
servers: [{ url: 'https://words.example' }]
paths:
  /words:
    get:
      operationId: List_Words
      x-anything: true
      responses:
        '200':
          description: Words.
          content:
            application/json:
              schema: { type: array, items: { type: string, format: word, nullable: true } }
              examples: { some: { $ref: '#/components/examples/Some' } }
components: { examples: { Some: { value: [one, null] } } }
`;
  const generated = async (text: string) => {
    await writeFile(join(folder, 'words.yaml'), text);
    return run('--spec', join(folder, 'words.yaml'), '--out', join(folder, 'words'));
  };

  test('takes the rules of this repository for advice, with places, when a document is of somebody else', async () => {
    const { status, output } = await generated(WITH_EXAMPLES);
    expect(status).toBe(0);
    expect(output).toMatch(/warning: \S+words\.yaml:7:\d+ operationId List_Words is not camelCase/);
    expect(output).toMatch(/warning: \S+words\.yaml:\d+:\d+ .*x-anything/);
    expect(output).toMatch(/warning: \S+words\.yaml:14:\d+ has word, a format that is not known/);
    expect(await readdir(join(folder, 'words'))).toContain('client.ts');
  });

  test('follows references to examples', async () => {
    expect((await generated(WITH_EXAMPLES.replace('format: word, ', ''))).output).not.toMatch(/example/);
    expect((await generated(WITH_EXAMPLES.replace('format: word, ', '').replace('[one', '[1'))).output).toMatch(
      /warning: \S+words\.yaml:15:\d+ does not satisfy its schema: \/0 must be string/,
    );
  });

  test('does not write code for another document over that of this package', async () => {
    const out = join(folder, 'ours');
    await run('--out', out);
    const { status, output } = await run('--spec', join(folder, 'words.yaml'), '--out', out);
    expect({ status, output }).toEqual({ status: 1, output: expect.stringMatching(/ours\/checks\.ts.*--force/s) });
    expect(await run('--out', out, '--check')).toMatchObject({ status: 0 });
  });
});

describe('npm run generate -- --check', () => {
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  test('is satisfied with a folder that is up to date, names what is not, and writes nothing', async () => {
    const out = join(folder, 'out');
    expect(await run('--out', out)).toMatchObject({
      status: 0,
      output: expect.stringContaining('operations.ts'),
    });
    expect(await run('--out', out, '--check')).toMatchObject({ status: 0 });

    await writeFile(join(out, 'client.ts'), 'edited by hand');
    await rm(join(out, 'operations.ts'));
    await writeFile(join(out, 'left-over.ts'), (await readFile(join(out, 'types.ts'), 'utf8')).slice(0, 200));
    await writeFile(join(out, 'notes.txt'), 'not generated, and none of its business');
    const { status, output } = await run('--out', out, '--check');
    expect(status).toBe(1);
    expect(output.match(/[\w-]+\.(ts|js|txt)/g)).toEqual(['client.ts', 'left-over.ts', 'operations.ts']);
    expect(await readFile(join(out, 'client.ts'), 'utf8')).toBe('edited by hand');

    expect(await run('--out', out)).toMatchObject({
      status: 1,
      output: expect.stringMatching(/client\.ts\n.*--force/),
    });
    expect(await readFile(join(out, 'client.ts'), 'utf8')).toBe('edited by hand');
    expect(await run('--out', out, '--force')).toMatchObject({ status: 0 });
    expect(await readFile(join(out, 'client.ts'), 'utf8')).not.toBe('edited by hand');
    expect(await readdir(out)).toEqual(expect.arrayContaining(['notes.txt', 'operations.ts']));
    expect(await readdir(out)).not.toContain('left-over.ts');
  });

  test.each<[string, string, RegExp]>([
    ['text that is not YAML', 'openapi: [', /invalid\.yaml:1:\d+ /],
    [
      'a document that is not OpenAPI',
      'openapi: 3.1.0\ninfo: { title: x }\npaths: {}\n',
      /invalid\.yaml:2:\d+ .*version/,
    ],
    [
      'a schema that no validator can be made of',
      SPECIFICATION_TEXT.replace('format: uuid', 'format: uuidd'),
      /invalid\.yaml:\d+:\d+ .*uuidd/,
    ],
    ['a pattern that is not one', SPECIFICATION_TEXT.replace('pattern: ^(', 'pattern: ^(('), /invalid\.yaml:\d+:\d+ /],
    [
      'a combined schema that does not say what it is for',
      SPECIFICATION_TEXT.replace(
        "schema: { $ref: '#/components/schemas/BatchResult' }",
        'schema: { allOf: [{ properties: { data: {} } }] }',
      ),
      /invalid\.yaml:(?!1:)\d+:\d+ .*missing type "object"/,
    ],
    [
      'an example that its schema rejects',
      SPECIFICATION_TEXT.replace('example: 250', 'example: 251'),
      /invalid\.yaml:\d+:\d+ .*does not satisfy its schema/,
    ],
    [
      'an alias of nothing',
      SPECIFICATION_TEXT.replace('example: 250', 'example: *nothing'),
      /invalid\.yaml:\d+:\d+ .*nothing/,
    ],
    [
      'a tag that nobody knows',
      SPECIFICATION_TEXT.replace('example: 250', 'example: !odd 250'),
      /invalid\.yaml:\d+:\d+ .*odd/,
    ],
    [
      'a part of a segment as a parameter',
      SPECIFICATION_TEXT.replace('/segments/{segmentId}/shopper', '/segments/{segmentId}.json/shopper'),
      /invalid\.yaml:\d+:\d+ .*whole segment/,
    ],
    [
      'a success that is no JSON',
      SPECIFICATION_TEXT.replace(
        "application/json:\n              schema: { $ref: '#/components/schemas/BatchResult' }",
        'text/csv:\n              schema: {}',
      ),
      /invalid\.yaml:\d+:\d+ .*JSON/,
    ],
    [
      'a keyword that nobody knows',
      SPECIFICATION_TEXT.replace('maxItems: 10\n', 'maxItems: 10\n              most: 10\n'),
      /invalid\.yaml:(?!1:)\d+:\d+ .*most/,
    ],
    [
      'an extension that nobody knows',
      SPECIFICATION_TEXT.replace('x-repeatable', 'x-repeateable'),
      /invalid\.yaml:\d+:\d+ .*x-repeateable/,
    ],
  ])('stops at %s, with file, line and reason', async (_, text, message) => {
    expect(text).not.toBe(SPECIFICATION_TEXT);
    const spec = await write('invalid.yaml', text);
    const { status, output } = await run('--house-rules', '--spec', spec, '--out', join(folder, 'never'));
    expect(output).toMatch(message);
    expect(status).toBe(1);
    await expect(readdir(join(folder, 'never'))).rejects.toThrow('ENOENT');
  });

  test('names everything that is wrong, of every kind, at once', async () => {
    const text = SPECIFICATION_TEXT.replace('x-repeatable', 'x-repeateable')
      .replace('maxItems: 10\n', 'maxItems: 10\n              most: 10\n')
      .replace('operationId: deleteCustomers\n', 'deprecated: false\n');
    const spec = await write('invalid.yaml', text);
    const { output } = await run('--house-rules', '--spec', spec, '--out', join(folder, 'never'));
    for (const problem of [/x-repeateable/, /most/, /operationId/]) expect(output).toMatch(problem);
  });

  test('exits with its status', async () => {
    const args = [
      '--import',
      'tsx',
      'contract-tests/commands/run.ts',
      'generate',
      '--spec',
      join(folder, 'missing.yaml'),
    ];
    const command = spawn(process.execPath, args, { cwd: ROOT });
    await expect(new Promise((resolve) => command.on('close', resolve))).resolves.toBe(1);
  });

  test('explains itself, and says what it does not understand', async () => {
    expect(await run('--help')).toMatchObject({ status: 0, output: expect.stringContaining('--check') });
    expect(await run('--chek')).toMatchObject({ status: 2, output: expect.stringMatching(/--chek.*Usage/s) });
  });

  test('stops at a file that is not there', async () => {
    expect(await run('--spec', join(folder, 'missing.yaml'))).toMatchObject({
      status: 1,
      output: expect.stringContaining('missing.yaml:1:1 cannot be read (ENOENT)'),
    });
  });
});
