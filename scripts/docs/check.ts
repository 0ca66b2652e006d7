import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGUMENTS, HOW_TO_INSTALL, hasChromium } from './chromium.js';
import { brokenLinks } from './links.js';

/** Finds broken links in the files of a folder. */
export async function problemsInFiles(folder: string, base: string): Promise<{ paths: string[]; problems: string[] }> {
  const entries = await readdir(resolve(folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(resolve(folder), join(entry.parentPath, entry.name)).split(sep).join('/'));
  const pages = await Promise.all(
    files
      .filter((path) => /\.(html|svg)$/.test(path))
      .map(async (path) => ({ path, html: await readFile(join(folder, path), 'utf8') })),
  );
  const paths = files.filter((path) => path.endsWith('.html')).sort();
  return { paths, problems: brokenLinks(pages, new Set(files), base) };
}

/**
 * Opens pages in a browser, in light and in dark, and lists what is wrong: errors, requests to another server, links to
 * places that are missing, a page that does not follow the colour scheme, a search that finds nothing.
 *
 * @param url Where the site is served, with a slash at the end.
 */
export async function problemsInBrowser(url: string, paths: readonly string[]): Promise<string[]> {
  if (!hasChromium) throw new Error(HOW_TO_INSTALL);
  const problems: string[] = [];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme });
      let path = '';
      const report = (problem: string) => problems.push(`${path} (${colorScheme}): ${problem}`);
      page.on('pageerror', ({ message }) => report(message));
      page.on('console', (message) => message.type() === 'error' && report(message.text()));
      page.on('request', (request) => {
        const isOurs = /^(data|blob):/.test(request.url()) || request.url().startsWith(new URL(url).origin);
        if (!isOurs) report(`asks for ${request.url()}`);
      });
      for (path of paths) {
        await open(page, url + path);
        for (const id of await missingPlaces(page)) report(`#${id} is no place in it`);
        if ((await isDark(page)) !== (colorScheme === 'dark')) report('does not follow the colour scheme');
      }
      path = 'index.html';
      await open(page, url + path);
      if (!(await finds(page, 'quota'))) report('the search finds nothing');
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return problems;
}

/** Opens a page, and waits until its scripts have taken it over. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => '__vue_app__' in (document.getElementById('app') ?? { __vue_app__: '' }));
}

/** Ids that a page links to in itself and does not have. */
function missingPlaces(page: Page): Promise<string[]> {
  return page
    .locator('a[href^="#"]')
    .evaluateAll((links) =>
      links
        .map((link) => decodeURIComponent(link.getAttribute('href') ?? '').slice(1))
        .filter(
          (id) => id !== '' && !document.getElementById(id) && !document.querySelector(`[data-section-id="${id}"]`),
        ),
    );
}

/** Whether text is lighter than what is behind it. */
async function isDark(page: Page): Promise<boolean> {
  const [text = '', ...behind] = await page.evaluate(() => [
    getComputedStyle(document.querySelector('h1') ?? document.body).color,
    getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.documentElement).backgroundColor,
  ]);
  const opaque = behind.find((colour) => !colour.startsWith('rgba')) ?? 'rgb(255, 255, 255)';
  return brightness(text) > brightness(opaque);
}

function brightness(colour: string): number {
  return (colour.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, channel) => sum + Number(channel), 0);
}

/** Whether the search of the site finds a word. */
async function finds(page: Page, word: string): Promise<boolean> {
  await page.locator('#local-search button').first().click();
  await page.locator('#localsearch-input').fill(word);
  return page
    .locator('#localsearch-list a')
    .first()
    .waitFor({ timeout: 5_000 })
    .then(
      () => true,
      () => false,
    );
}
