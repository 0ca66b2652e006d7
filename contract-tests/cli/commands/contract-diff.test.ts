import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { folderWith, runIn } from '../command-line.js';
import { LIBRARY } from '../library.js';

const OLD = LIBRARY.replace("version: '2'", 'version: 2.1.0').replace(', format: shelf-mark', '');
/** Breaks readers, and lets callers send more. */
const BREAKING = OLD.replace('required: [reader]', 'minProperties: 0').replace('2.1.0', '2.2.0');
const MINOR = OLD.replace('maximum: 50', 'maximum: 100').replace('2.1.0', '2.2.0');
const WORDS = OLD.replace('Not there.', 'It is not |there|`.');

let folder = '';
beforeAll(async () => {
  folder = await folderWith({
    'old.yaml': OLD,
    'breaking.yaml': BREAKING,
    'major.yaml': BREAKING.replace('2.2.0', '3.0.0'),
    'minor.yaml': MINOR,
    'words.yaml': WORDS,
    'old.json': '{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{"responses":{}}}}}',
    'parted/openapi.yaml': OLD.replace(/Loan:\n[\s\S]*/, "Loan: { $ref: 'loan.yaml' }\n"),
    'parted/loan.yaml': 'type: object\nrequired: [reader]\nproperties:\n  reader: { type: string, minLength: 3 }\n',
    'unread.yaml': OLD.replace('minLength: 2', 'format: shelf-mark'),
    'broken.yaml': 'openapi: [',
  });
});
afterAll(() => rm(folder, { recursive: true }));

const diff = (...argv: string[]) => runIn(folder, ['contract', 'diff', ...argv]);

describe('contract diff exits with', () => {
  test.each<[number, string[]]>([
    [0, ['old.yaml', 'old.yaml']],
    [1, ['old.yaml', 'breaking.yaml']],
    [0, ['old.yaml', 'minor.yaml']],
    [1, ['--fail-on', 'minor', 'old.yaml', 'minor.yaml']],
    [0, ['--fail-on', 'minor', 'old.yaml', 'words.yaml']],
    [1, ['--fail-on', 'any', 'old.yaml', 'words.yaml']],
    [0, ['--fail-on', 'any', 'old.yaml', 'old.yaml']],
    [1, ['--fail-on', 'version', 'old.yaml', 'breaking.yaml']],
    [0, ['--fail-on', 'version', 'old.yaml', 'major.yaml']],
    [0, ['--fail-on', 'version', 'old.yaml', 'minor.yaml']],
    [1, ['--fail-on', 'version', 'old.yaml', 'words.yaml']],
    [0, ['--fail-on', 'never', 'old.yaml', 'breaking.yaml']],
  ])('%i for %j', async (code, argv) => {
    expect(await diff(...argv)).toMatchObject({ code, stderr: '' });
  });

  test.each([
    [['old.yaml'], 'NEW is missing'],
    [[], 'OLD is missing'],
    [['a', 'b', 'c'], 'unexpected argument "c"'],
    [['-f', 'html', 'old.yaml', 'minor.yaml'], 'unknown format "html"; the formats are text, json, markdown, junit'],
    [
      ['--fail-on', 'major', 'old.yaml', 'minor.yaml'],
      '--fail-on takes breaking, minor, any, version, never, not "major"',
    ],
    [['--out', '', 'old.yaml', 'minor.yaml'], '--out needs the name of a file'],
    [['old.yaml', 'none.yaml'], 'none.yaml: no such file or folder'],
    [['broken.yaml', 'old.yaml'], 'broken.yaml:'],
    [['-o', 'old.yaml', 'old.yaml', 'minor.yaml'], 'OLD old.yaml and --out old.yaml are the same file'],
  ])('2 for %j', async (argv, reason) => {
    expect(await diff(...argv)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(reason) });
  });
});

test('the text says that documents are the same, and what version others need', async () => {
  expect((await diff('old.yaml', 'old.yaml')).stdout).toBe('old.yaml and old.yaml say the same.\n');
  expect((await diff('old.yaml', 'major.yaml')).stdout).toContain(
    'a breaking change needs at least 3.0.0; info.version is 3.0.0.',
  );
  expect((await diff('old.yaml', 'minor.yaml')).stdout).toContain(
    'a minor change needs at least 2.2.0; info.version is 2.2.0.',
  );
  expect((await diff('--fail-on', 'never', 'old.json', 'minor.yaml')).stdout).toContain(
    'The version 1 is not a semantic version.',
  );
});

test('the JSON has the id, the level, who is affected, and the line of each change in both documents', async () => {
  const { stdout } = await diff('-f', 'json', 'old.yaml', 'breaking.yaml');
  const [change, ...others] = JSON.parse(stdout).changes;
  expect(change).toEqual({
    id: 'response-property-became-optional',
    level: 'breaking',
    side: 'response',
    tendency: 'looser',
    text: 'reader is no longer required',
    operations: ['GET /loans', 'POST /loans'],
    affects: 'readers',
    where: 'Loan',
    old: { file: 'old.yaml', line: 27, pointer: '/components/schemas/Loan/required', value: ['reader'] },
    new: { file: 'breaking.yaml', line: 25, pointer: '/components/schemas/Loan' },
  });
  expect(others.map(({ id, level }: { id: string; level: string }) => [level, id])).toEqual([
    ['minor', 'request-property-became-optional'],
  ]);
});

test('a part of another file is named with that file', async () => {
  const { stdout } = await diff('-f', 'json', '--fail-on', 'never', 'old.yaml', 'parted/openapi.yaml');
  const files = JSON.parse(stdout).changes.map((change: { new: { file: string; line: number } }) => change.new);
  expect(files).toContainEqual(
    expect.objectContaining({ file: 'parted/loan.yaml', line: 4, pointer: '/properties/reader/minLength' }),
  );
});

test('what cannot be read is named, because its changes are not seen', async () => {
  const { stderr } = await diff('old.yaml', 'unread.yaml');
  expect(stderr).toMatch(/^unread\.yaml:29 not checked: the format shelf-mark/);
});

describe('a report', () => {
  test('goes to a file, and the result to standard output', async () => {
    const { stdout } = await diff('-f', 'markdown', '-o', 'report.md', 'old.yaml', 'breaking.yaml');
    expect(stdout.split('\n')).toEqual([
      'old.yaml → breaking.yaml: 1 breaking, 1 minor.',
      'After 2.1.0, a breaking change needs at least 3.0.0, but info.version is 2.2.0.',
      '',
    ]);
    const report = await readFile(join(folder, 'report.md'), 'utf8');
    expect(report).toContain('| Loan: reader is no longer required | readers | GET /loans, POST /loans |');
    expect(report).toContain('### Breaking\n\n- `GET /loans`, `POST /loans`, Loan: reader is no longer required.\n');
  });

  test('in JUnit fails for what fails the command', async () => {
    const { stdout } = await diff('-f', 'junit', 'old.yaml', 'breaking.yaml');
    expect(stdout).toContain('tests="2" failures="1" errors="0"');
    expect(stdout).toMatch(
      /<testcase name="Loan: reader [^"]*" classname="response-property-became-optional" time="0">\n<failure /,
    );
    const { stdout: none } = await diff('-f', 'junit', 'old.yaml', 'old.yaml');
    expect(none).toContain('<testcase name="no changes" classname="old.yaml" time="0"/>');
  });

  test('shows texts of documents as texts', async () => {
    const file = '<b>|`.yaml';
    const other = await folderWith({ 'old.yaml': OLD, [file]: OLD.replaceAll('Loan', 'L|oan`<i>\\u202e') });
    const { stdout: markdown } = await runIn(other, ['contract', 'diff', '-f', 'markdown', 'old.yaml', file]);
    const { stdout: xml } = await runIn(other, ['contract', 'diff', '-f', 'junit', 'old.yaml', file]);
    await rm(other, { recursive: true });
    // Code is no markup.
    expect(markdown.slice(0, markdown.indexOf('```'))).not.toMatch(/(?<!\\)<[bi]>/);
    expect(xml).not.toMatch(/<[bi]>/);
  });
});
