import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { folderWith, runIn } from '../command-line.js';
import { har } from '../exchanges.js';
import { ADDED, DUE, exchange, KEY, LIBRARY, LISTED } from '../library.js';

let folder = '';
beforeAll(async () => {
  folder = await folderWith({
    'library.yaml': LIBRARY,
    'apart/some.har': har(LISTED),
    'some.har': har(LISTED),
    'more.har': har(LISTED, ADDED),
    'broken.har': har(LISTED, exchange('GET', '?limit=51', 200, [DUE])),
    'cut.har': har(LISTED, { ...ADDED, response: { ...ADDED.response, content: { size: 300 } } }),
    'foreign.har': har({ ...LISTED, request: { ...LISTED.request, url: 'https://elsewhere.example/' } }),
  });
});
afterAll(() => rm(folder, { recursive: true }));

const score = (...argv: string[]) => runIn(folder, ['contract', 'score', '--spec', 'library.yaml', ...argv]);

/** The report on these arguments, which several tests ask for. The files are those above, and each is written once. */
const reports = new Map<string, ReturnType<typeof readReport>>();

async function readReport(argv: readonly string[]) {
  const { code, stdout, stderr } = await score('--format', 'json', ...argv);
  return { code, stderr, report: JSON.parse(stdout) };
}

function reportOf(...argv: string[]) {
  const known = reports.get(argv.join(' ')) ?? readReport(argv);
  reports.set(argv.join(' '), known);
  return known;
}

describe('contract score', () => {
  test('rises with an exchange of an operation that had none', async () => {
    const { report: few } = await reportOf('some.har');
    const { report: more } = await reportOf('more.har');
    expect(few.operations).toMatchObject([
      { operationId: 'listLoans', exchanges: 1 },
      // Their path is the same.
      { operationId: 'addLoan', exchanges: 0, covered: 1, noticed: 0 },
    ]);
    expect(few.summary.mutants.unseen).toBeGreaterThan(20);
    expect(more.summary.score).toBeGreaterThan(few.summary.score + 10);
    expect(more.summary.coverage).toBeGreaterThan(few.summary.coverage);
    expect(more.operations[1].noticed).toBeGreaterThan(10);
  });

  test.each([
    ['a reference that leads nowhere', "post:\n      parameters: [{ $ref: 'none.yaml' }]\n"],
    ['a security scheme that nobody declares', 'post:\n      security: 7\n      parameters: [{ $ref: "#/nowhere" }]\n'],
  ])('leaves out an operation that cannot be read, with its exchanges: %s', async (_, post) => {
    await writeFile(join(folder, 'part.yaml'), LIBRARY.replace('post:\n', post));
    const { code, stdout, stderr } = await score('--spec', 'part.yaml', '-f', 'json', 'more.har');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/not checked: addLoan: /)]);
    const { operations, exchanges, summary } = JSON.parse(stdout);
    expect(operations).toMatchObject([{ operationId: 'listLoans', exchanges: 1 }]);
    expect(exchanges).toMatchObject({ all: 1, conforming: 1, incomplete: 1 });
    expect(summary.score).toBeGreaterThan(10);
  });

  test('takes no change for missed that only a request of another operation would show', async () => {
    const open = LIBRARY.replace('security: [{ Key: [] }]\n', '').replace(/ +requestBody: .*\n/, '');
    await writeFile(join(folder, 'open.yaml'), open);
    const { stdout } = await score('--spec', 'open.yaml', '-f', 'json', 'some.har');
    const unnoticed: { operator: string; noticedBy?: string }[] = JSON.parse(stdout).unnoticed;
    const ofCredentials = unnoticed.filter(({ operator }) => operator === 'SEC-OPTIONAL' || operator === 'SEC-REMOVE');
    expect(ofCredentials.map(({ noticedBy }) => noticedBy)).toEqual(Array(4).fill(undefined));
  });

  test('loads the document as contract check does, with --root and --patterns trust', async () => {
    await writeFile(join(folder, 'back.yaml'), LIBRARY.replace('minLength: 2', "pattern: '(.)\\1|d'"));
    await writeFile(
      join(folder, 'out.yaml'),
      LIBRARY.replace('post:', 'post:\n      parameters: [{ $ref: none.yaml }]'),
    );
    const inFolder = async (...argv: string[]) => (await score('--max-mutants', '1', ...argv, 'some.har')).stderr;
    expect(await inFolder('--spec', 'back.yaml')).toContain('not checked: the pattern');
    expect(await inFolder('--spec', 'back.yaml', '--patterns', 'trust')).not.toContain('the pattern');
    expect(await inFolder('--spec', 'out.yaml')).toContain('ENOENT');
    expect(await inFolder('--spec', 'out.yaml', '--root', 'apart')).toContain('is outside');
  });

  test('rises with an exchange that is rejected, which notices that a rule is gone', async () => {
    const { report } = await reportOf('some.har');
    const { report: broken } = await reportOf('broken.har');
    const limits = (found: typeof report) =>
      found.unnoticed.filter(({ pointer }: { pointer: string }) => pointer.endsWith('/schema/maximum')).length;
    expect(broken.exchanges).toMatchObject({ all: 2, conforming: 1, rejected: 1 });
    expect([limits(report), limits(broken)]).toEqual([2, 0]);
  });

  test('passes or fails a gate', async () => {
    const { report } = await reportOf('more.har');
    const { score: reached, coverage } = report.summary;
    const gates = ['--min-score', String(reached), '--min-coverage', String(coverage)];
    expect(await score(...gates, 'more.har')).toMatchObject({ code: 0 });
    const { code, stderr } = await score('--min-score', '99.5', 'more.har');
    expect([code, stderr]).toEqual([1, expect.stringContaining(`the score is ${reached} %, below --min-score 99.5`)]);
    expect(await score('--min-coverage', '100', '--max-mutants', '1', 'more.har')).toMatchObject({ code: 1 });
  });

  test('counts nothing for what it did not see: bodies that a file lacks, rules that are not checked, other APIs', async () => {
    const { report } = await reportOf('cut.har');
    expect(report.exchanges).toMatchObject({ all: 1, incomplete: 1 });
    expect(report.operations[1]).toMatchObject({ exchanges: 0 });
    const unchecked = report.uncovered.filter(({ isUnchecked }: { isUnchecked?: true }) => isUnchecked);
    expect(unchecked.map(({ name }: { name: string }) => name)).toContain('request application/json.place format');
    expect(report.unchecked).toMatchObject([{ pointer: '/components/schemas/Loan/properties/place/format' }]);
    expect(await score('foreign.har')).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('no exchange with https://library.example that can be scored'),
    });
  });

  test('says the same every time, also of mutants that are drawn', async () => {
    const [one, other] = [
      await score('--max-mutants', '40', 'more.har'),
      await score('--max-mutants', '40', 'more.har'),
    ];
    expect(one).toEqual(other);
    expect(one.stdout).toMatch(/40 of \d{3} mutants judged/);
  });

  test('names lines of the document that no exchange notices, and what would', async () => {
    const { stdout } = await score('more.har');
    const line = LIBRARY.split('\n').findIndex((text) => text.includes('minLength')) + 1;
    expect(stdout).toMatch(/^Library 2: 2 operations, 2 exchanges: 2 conform\.$/m);
    expect(stdout).toMatch(/^listLoans +1 +\d+ of \d+ \([\d.]+ %\)/m);
    const { report } = await reportOf('more.har');
    const { operations, several, summary } = report;
    const counted = [...operations, several].reduce((sum: number, row: { mutants: number }) => sum + row.mutants, 0);
    const { noticed, missed, unseen } = summary.mutants;
    expect(counted).toBe(noticed + missed + unseen);
    expect(stdout).toContain(`(several operations)`);
    expect(stdout).toContain(`${several.noticed} of ${several.mutants} (`);
    expect(report.unnoticed).toContainEqual(
      expect.objectContaining({
        file: 'library.yaml',
        line,
        operator: 'BOUND-DROP',
        noticedBy: expect.stringContaining('/reader: beyond minLength'),
        byCounterexample: true,
      }),
    );
  });

  test('is a page that loads nothing, and a file', async () => {
    const { code, stdout } = await score('--format', 'html', '--out', 'score.html', '--max-mutants', '40', 'more.har');
    const page = await readFile(join(folder, 'score.html'), 'utf8');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Mutants: \d+ of \d+ noticed/m)]);
    expect(page).toContain('<td data-check="Mutants noticed">');
    expect(page).not.toMatch(/<(script|link|img)/);
    expect(page).not.toContain(KEY);
  });
});

describe('--counterexamples', () => {
  test('writes exchanges that contract check rejects, each for one reason, and that raise the score as told', async () => {
    const { report, stderr } = await reportOf('--counterexamples', 'broken', 'more.har');
    expect(stderr).toContain(`${report.summary.counterexamples} counterexamples written to broken, in 2 files`);
    expect(await readdir(join(folder, 'broken'))).toEqual(['addLoan.json', 'listLoans.json']);

    const checked = await runIn(folder, ['contract', 'check', '--spec', 'library.yaml', '-f', 'json', 'broken']);
    const { summary, exchanges } = JSON.parse(checked.stdout);
    expect(summary).toMatchObject({ conforming: 0, exchanges: report.summary.counterexamples });
    expect(exchanges.filter(({ violations }: { violations: unknown[] }) => violations.length !== 1)).toEqual([]);

    const { report: both } = await reportOf('more.har', 'broken');
    expect(both.summary.score).toBe(report.summary.scoreWithCounterexamples);
    expect(report.summary.scoreWithCounterexamples).toBeGreaterThan(report.summary.score + 20);
  });

  test('has no credential of the exchanges that they are made from', async () => {
    for (const name of await readdir(join(folder, 'broken')))
      expect(await readFile(join(folder, 'broken', name), 'utf8')).not.toContain(KEY);
  });

  test('are not mixed with other files', async () => {
    await writeFile(join(folder, 'broken', 'notes.txt'), 'mine');
    const { code, stderr } = await score('--counterexamples', 'broken', 'more.har');
    expect([code, stderr]).toEqual([2, expect.stringContaining('broken is not empty; name a new folder')]);
  });
});

test.each([
  [['--min-score', '101', 'some.har'], '--min-score needs a number from 0 to 100, not "101"'],
  [['--max-mutants', '0', 'some.har'], '--max-mutants needs a number above 0'],
  [['--format', 'xml', 'some.har'], 'unknown format "xml"; the formats are text, json, html'],
  [[], 'PATH is missing'],
  [['--patterns', 'no', 'some.har'], '--patterns takes trust, not "no"'],
  [['--root', '', 'some.har'], '--root needs the name of a folder'],
  [['none.har'], 'none.har: no such file or folder'],
])('refuses %j', async (argv, reason) => {
  expect(await score(...argv)).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
});
