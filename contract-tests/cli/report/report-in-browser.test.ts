import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HOW_TO_INSTALL, isNeeded } from '../../../scripts/docs/chromium.js';
import { mutantsOf, mutate } from '../../../src/score/mutants/mutate.js';
import { pageOf, reportOf } from '../../commands/mutants/report.js';
import { SMALL } from '../../score/mutants/small-document.js';
import { ORIGIN, VALUES_PATH } from '../../support/server.js';
import { SPECIFICATION_TEXT } from '../../support/specification.js';
import { folderWith, runIn } from '../command-line.js';
import { definition, entry, har, harContent, page as listPage } from '../exchanges.js';
import { faintTexts } from './faint-texts.js';
import { openViewer, type PageViewer, type View } from './page-viewer.js';

/** What would load or run if it were not escaped. */
const NASTY = '<img src="https://images.invalid/x.png"><script>console.error("runs")</script>';
const LONG = `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}?q=${'y'.repeat(400)}`;
const FILES = {
  'right.json': [definition()],
  'wrong.json': [definition({ response: listPage({ customer_id: NASTY }) }), definition({ status: 204 })],
  'wrong.har': har(entry({ request: { url: LONG } }), entry({ request: { method: NASTY } }), entry(harContent('{}'))),
  'broken.json': '{',
  'mutants.json': { schemaVersion: '2', files: { [NASTY]: { mutants: [{ status: 'Killed' }] } } },
};
/** Each in an article of its own. */
const VIOLATIONS = 6;

const SURVIVOR = 'BOUND-DOWN /components/schemas/Thing/properties/id/minimum 1';

/** A page about mutants of a small document, one of which survives. */
function mutantsPage(): Promise<string> {
  const counted = mutate(SMALL.document)
    .flatMap(mutantsOf)
    .map((mutant) =>
      mutant.id === SURVIVOR
        ? ({ mutant, verdict: { status: 'survived' } } as const)
        : ({ mutant, verdict: { status: 'killed', by: 'counterexample', title: 'a test' } } as const),
    );
  return pageOf(reportOf(SMALL, 'small.yaml', { counted, equivalent: [], stillborn: [], stale: [] }));
}

const suite = isNeeded ? describe : describe.skip;
if (!isNeeded) process.stderr.write(`Skipped: ${HOW_TO_INSTALL}\n`);

suite('in a browser', () => {
  let folder = '';
  let viewer: PageViewer | undefined;
  beforeAll(async () => {
    folder = await folderWith(FILES);
    const checked = ['right.json', 'wrong.json', 'wrong.har', 'broken.json'];
    const options = ['--format', 'html', '--mutants', 'mutants.json', '--out', 'report.html'];
    await runIn(folder, ['contract', 'check', ...options, ...checked]);
    await writeFile(join(folder, 'mutants.html'), await mutantsPage());
    viewer = await openViewer();
  });
  afterAll(async () => {
    await viewer?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (name: string, view?: View) => {
    if (!viewer) throw new Error(HOW_TO_INSTALL);
    return viewer.open(pathToFileURL(join(folder, name)).href, view);
  };
  /** What can be read of the violations. */
  const violations = (page: Page) => page.locator('article:visible').allInnerTexts();

  describe('the report of contract check', () => {
    test.each<[string, View]>([
      ['on a phone', { width: 360 }],
      ['on a phone in the dark', { width: 360, colorScheme: 'dark' }],
      ['on a tablet', { width: 800 }],
      ['on a desk', { width: 1200 }],
      ['on a desk in the dark', { width: 1200, colorScheme: 'dark' }],
      ['on paper', { width: 718, media: 'print' }],
      ['printed from a phone', { width: 360, media: 'print' }],
      ['on paper, printed by somebody who sits in the dark', { width: 718, media: 'print', colorScheme: 'dark' }],
    ])('can be read, needs nothing, and fits %s', async (_, view) => {
      const page = await open('report.html', view);
      expect(await page.evaluate(faintTexts, 4.5)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(view.width ?? 0);
      expect(await violations(page)).toHaveLength(VIOLATIONS);
      await expect(page.locator('header').innerText()).resolves.toMatch(/5 of 6 exchanges break[\s\S]*100 % killed/);
      expect(viewer?.trouble).toEqual([]);
    });

    test('shows what was found, and where the rule stands: the line is marked by an arrow, not by colour alone', async () => {
      const page = await open('report.html', { width: 360 });
      const article = page.locator('article').filter({ hasText: '/data/0/customer_id' });
      expect(await article.innerText()).toContain('https://images.invalid/x.png');
      const marked = await article.locator('mark').innerText();
      const [, number = '', text = ''] = /^→ (\d+) {2}(.*)$/.exec(marked) ?? [];
      expect(text).toBe(SPECIFICATION_TEXT.split('\n')[Number(number) - 1]);
      expect(text).toContain('type: integer');
      expect((await article.locator('pre').innerText()).split('\n')).toHaveLength(7);
    });

    test('names the check of each number, on a phone as well, where there is no room for a row of titles', async () => {
      const page = await open('report.html', { width: 360 });
      const cell = page.getByRole('row').filter({ hasText: 'listCustomerAttributeValues' }).locator('.bad').first();
      expect(await cell.innerText()).toBe('1 ✗');
      expect(await cell.evaluate((element) => getComputedStyle(element, '::before').content)).toBe('"Query"');
    });

    test('is short on a phone: an operation without exchanges takes one line, and so does each fact', async () => {
      for (const media of ['screen', 'print'] as const) {
        const page = await open('report.html', { width: 360, media });
        const heights = await page
          .getByRole('row')
          .filter({ hasText: 'deleteCustomers' })
          .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
        expect(Math.max(...heights)).toBeLessThan(45);
        const article = page.locator('article').filter({ hasText: 'a member "meta"' });
        expect((await article.boundingBox())?.height).toBeLessThan(160);
      }
    });

    test('leads from a number in the table to the violation', async () => {
      const page = await open('report.html', { width: 360 });
      await page.getByRole('link', { name: '1 ✗' }).first().click();
      const target = page.locator('article:target');
      expect(await target.innerText()).toContain('/request/query/q');
      expect(await target.evaluate((element) => Math.round(element.getBoundingClientRect().top))).toBeLessThan(800);
    });

    test('names the document, its version and the day', async () => {
      const page = await open('report.html');
      const [, title, version] = /^info:\n {2}title: (.*)\n {2}version: (.*)$/m.exec(SPECIFICATION_TEXT) ?? [];
      expect(await page.locator('header').innerText()).toContain(
        `${title} ${version} openapi/bigcommerce-customers.yaml, 2026-11-21 12:00 UTC`,
      );
    });

    test('loses nothing of the violations in print: what a screen would scroll is wrapped', async () => {
      const page = await open('report.html', { width: 718 });
      const onScreen = await violations(page);
      await page.emulateMedia({ media: 'print' });
      expect(await violations(page)).toEqual(onScreen);
      const cutOff = await page.locator('article, article *, .wide').evaluateAll((elements) =>
        elements
          .filter((element) => {
            const { left, right, height } = element.getBoundingClientRect();
            return height === 0 || left < 0 || right > innerWidth || getComputedStyle(element).overflowX !== 'visible';
          })
          .map((element) => `${element.tagName} ${element.textContent}`),
      );
      expect(cutOff).toEqual([]);
    });
  });

  test('the report of npm run mutants shows what survives inside the document', async () => {
    const page = await open('mutants.html');
    await page.getByRole('link', { name: 'small.yaml' }).click();
    const survivor = page.locator('.mutant.Survived');
    expect((await survivor.allInnerTexts()).join('')).toBe('minimum: 1');
    await survivor.first().click();
    await page.getByText('minimum: 0').waitFor();
    expect(viewer?.trouble).toEqual([]);
  });
});
