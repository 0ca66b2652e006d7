import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changelogProblem, lastRelease, releaseProblems, runSpecDiff } from '../../scripts/spec/diff.js';
import { carries, versionFor } from '../../src/diff/version.js';
import { folderWith } from '../cli/command-line.js';
import { LIBRARY } from '../cli/library.js';

const OLD = LIBRARY.replace("version: '2'", 'version: 1.0.0').replace(', format: shelf-mark', '');
const DOCUMENT = 'openapi/bigcommerce-customers.yaml';
const CHANGELOG = '# Changelog\n\n## 0.1.0 - 2026-01-01\n\n### Added\n\n- All of it.\n';

/** A repository in which one release was made. */
const git = (...args: readonly string[]): string => {
  const [command, what = ''] = args;
  if (command === 'tag') return 'v0.10.0-beta.1\nv0.1.0\nv0.0.9\n';
  const released: Readonly<Record<string, string>> = {
    [`v0.1.0:${DOCUMENT}`]: OLD,
    'v0.1.0:package.json': '{"version":"0.1.0"}',
    'v0.1.0:CHANGELOG.md': CHANGELOG,
  };
  const text = released[what];
  if (text === undefined) throw new Error('no such revision');
  return text;
};

let root = '';
beforeAll(async () => {
  root = await folderWith({ [DOCUMENT]: OLD, 'package.json': '{"version":"0.1.0"}', 'CHANGELOG.md': CHANGELOG });
});
afterAll(() => rm(root, { recursive: true }));

async function run(args: readonly string[] = [], useGit = git) {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const code = await runSpecDiff(args, { root, git: useGit, output: { log: write, error: write } });
  return { code, text: lines.join('\n') };
}

describe('npm run spec:diff', () => {
  test('compares with the highest release, and passes as long as the document says the same', async () => {
    expect(lastRelease(git)).toBe('v0.1.0');
    expect(await run()).toMatchObject({ code: 0, text: expect.stringContaining('say the same') });
  });

  test('fails until versions and changelog carry the changes, and drafts an entry', async () => {
    await writeFile(join(root, DOCUMENT), OLD.replace('required: [reader]', 'minProperties: 0'));
    const { code, text } = await run();
    expect(code).toBe(1);
    expect(text).toContain(`info.version of ${DOCUMENT} is 1.0.0; breaking changes since 1.0.0 need at least 2.0.0.`);
    expect(text).toContain('version of package.json is 0.1.0; breaking changes since 0.1.0 need at least 0.2.0.');
    expect(text).toContain('CHANGELOG.md has no section "### Breaking" above that of 0.1.0.');
    expect(text).toContain('### Breaking\n\n- `GET /loans`, `POST /loans`, Loan: reader is no longer required.');

    const document = OLD.replace('required: [reader]', 'minProperties: 0').replace('1.0.0', '2.0.0');
    await writeFile(join(root, DOCUMENT), document);
    await writeFile(join(root, 'package.json'), '{"version":"0.2.0"}');
    await writeFile(
      join(root, 'CHANGELOG.md'),
      CHANGELOG.replace('## 0', '## Unreleased\n\n### Breaking\n\n- Less.\n\n## 0'),
    );
    expect((await run()).code).toBe(0);
  });

  test('compares any two files or revisions', async () => {
    await writeFile(join(root, 'a.yaml'), OLD.replace('maximum: 50', 'maximum: 40'));
    const { code, text } = await run(['v0.1.0', 'a.yaml']);
    expect([code, text]).toEqual([1, expect.stringContaining('maximum is 40, was 50')]);
    expect(await run(['v9', 'a.yaml'])).toMatchObject({
      code: 2,
      text: expect.stringMatching(/^v9 is neither a file nor/),
    });
    expect(await run(['a', 'b', 'c'])).toMatchObject({ code: 2, text: expect.stringMatching(/^Usage/) });
  });

  test('says that there is nothing to compare with before the first release', async () => {
    const { code, text } = await run([], () => '');
    expect([code, text]).toEqual([0, expect.stringContaining('There is no release yet')]);
  });
});

test.each([
  ['breaking', '1.2.3', '2.0.0'],
  ['minor', '1.2.3', '1.3.0'],
  ['patch', '1.2.3', '1.2.4'],
  ['breaking', '0.1.2', '0.2.0'],
  ['minor', '0.1.2', '0.1.3'],
  ['patch', '0.1.2', '0.1.3'],
  [undefined, '0.1.2', '0.1.2'],
  ['minor', '3', undefined],
] as const)('%s changes after %s need %s', (level, old, least) => {
  expect(versionFor(level, old)).toBe(least);
  if (least === undefined) return;
  expect([carries(level, old, least), carries(level, old, '9.0.0')]).toEqual([true, true]);
  if (level !== undefined) expect(carries(level, old, old)).toBe(false);
});

test('a version that is not semantic has to be another one', () => {
  expect([carries('patch', 'summer', 'summer'), carries('patch', 'summer', 'autumn')]).toEqual([false, true]);
});

describe('the changelog needs', () => {
  const above = (news: string) => CHANGELOG.replace('## 0.1.0', `${news}\n\n## 0.1.0`);
  test.each([
    ['breaking', above('## Unreleased\n\n### Breaking\n\n- Less.'), undefined],
    ['breaking', above('## Unreleased\n\n### Changed\n\n- Less.'), /### Breaking/],
    ['minor', above('## Unreleased\n\n### Added\n\n- More.'), undefined],
    ['minor', CHANGELOG, /no entry/],
    ['patch', CHANGELOG, undefined],
    ['patch', CHANGELOG.replace('## 0.1.0', '## 0.1.01'), /no section for 0\.1\.0/],
  ] as const)('for %s changes', (level, changelog, problem) => {
    const found = changelogProblem(level, '0.1.0', changelog);
    if (problem) expect(found).toMatch(problem);
    else expect(found).toBeUndefined();
  });

  test('nothing for two documents alone', () => {
    const name = (version: string) => ({ file: 'a.yaml', title: '', version });
    const alone = { packageVersion: undefined, changelog: undefined };
    expect(releaseProblems({ level: 'breaking', old: name('1.0.0'), new: name('2.0.0') }, alone, alone)).toEqual([]);
  });
});
