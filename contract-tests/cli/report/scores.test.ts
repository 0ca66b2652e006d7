import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { coverageScore, mutationScore } from '../../../src/cli/report/scores.js';
import { folderWith, runIn } from '../command-line.js';
import { definition } from '../exchanges.js';

/** A mutation report with mutants of these statuses in two files. */
const mutants = (...statuses: readonly string[]) => ({
  schemaVersion: '2',
  files: {
    'a.ts': { mutants: statuses.slice(0, 2).map((status) => ({ status })) },
    'b.ts': { mutants: statuses.slice(2).map((status) => ({ status })) },
  },
});
const COVERAGE = {
  summary: {
    level: 5,
    criteria: [
      { criterion: 'path', covered: 4, all: 4, level: 1 },
      { criterion: 'operation flow', covered: 3, all: 5, level: 7 },
      { criterion: 'header', covered: 20, all: 21 },
    ],
  },
};

describe('the score of a mutation report', () => {
  test.each<[string, object, string]>([
    [
      'counts mutants that were noticed',
      mutants('Killed', 'Timeout', 'Survived', 'NoCoverage'),
      '50 % killed (2 of 4)',
    ],
    [
      'leaves out mutants that do not count',
      mutants('Killed', 'Ignored', 'CompileError', 'RuntimeError', 'Pending'),
      '100 % killed (1 of 1)',
    ],
    [
      'is 100 % only if no mutant survives',
      mutants('Survived', ...Array(999).fill('Killed')),
      '99 % killed (999 of 1000)',
    ],
    ['can be that of no mutants', mutants('Ignored'), 'no mutants'],
    ['is read from reports of StrykerJS, too', { ...mutants('Killed'), schemaVersion: '1.0' }, '100 % killed (1 of 1)'],
  ])('%s', (_, report, score) => {
    expect(mutationScore(report)).toBe(score);
  });

  test.each([
    [{ ...mutants('Killed'), schemaVersion: '3' }],
    [{ schemaVersion: '2' }],
    [{ schemaVersion: '2', files: { 'a.ts': {} } }],
    [COVERAGE],
    [[]],
    [null],
  ])('is not read from anything else: %j', (report) => {
    expect(mutationScore(report)).toBeUndefined();
  });
});

describe('the score of a coverage report', () => {
  test('is the level, and how much of it is covered', () => {
    expect(coverageScore(COVERAGE)).toBe('test coverage level 5 of 7 (7 of 9 items), beyond the levels 20 of 21 items');
  });

  test.each([[mutants('Killed')], [{ summary: { level: 5, criteria: [{}] } }], [{ summary: { level: 5 } }], [null]])(
    'is not read from anything else: %j',
    (report) => {
      expect(coverageScore(report)).toBeUndefined();
    },
  );
});

describe('contract check --format html', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await folderWith({
      'fine.json': [definition()],
      'coverage.json': COVERAGE,
      'mutants.json': mutants('Killed', 'Survived'),
      'half.json': '{\n"schemaVersion":',
    });
  });
  afterAll(() => rm(folder, { recursive: true }));
  const page = (...argv: string[]) => runIn(folder, ['contract', 'check', '-f', 'html', ...argv, 'fine.json']);

  test('shows the scores of --coverage and --mutants, and none without', async () => {
    const { code, stdout } = await page('--coverage', 'coverage.json', '--mutants', 'mutants.json');
    expect(code).toBe(0);
    expect(stdout).toContain('<dt>Coverage of the document</dt><dd>test coverage level 5 of 7');
    expect(stdout).toContain('aria-label="Scores"');
    expect(stdout).toContain('<dt>Mutants</dt><dd>50 % killed (1 of 2)</dd>');
    expect((await page()).stdout).not.toContain('aria-label="Scores"');
  });

  test.each([
    ['--mutants', 'nowhere.json', 'nowhere.json: no such file or folder'],
    ['--mutants', 'half.json', 'half.json: not JSON: line 2'],
    ['--mutants', 'coverage.json', "coverage.json: is not a mutation report in Stryker's format"],
    ['--coverage', 'mutants.json', 'mutants.json: is not a coverage report of this package'],
  ])('%s %s exits with 2 and says why, and still checks the rest', async (option, file, message) => {
    const { code, stdout, stderr } = await page(option, file);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${message}\n` });
    expect(stdout).toContain('All 1 exchanges conform');
  });
});
