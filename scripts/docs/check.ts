import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGUMENTS, HOW_TO_INSTALL, hasChromium } from '../chromium.js';
import { brokenLinks } from './links.js';
import { serve } from './serve.js';

/** What is wrong with the pages in a folder as files: links that lead nowhere. */
export async function problemsInFiles(folder: string): Promise<{ pageCount: number; problems: string[] }> {
  const entries = await readdir(resolve(folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(resolve(folder), join(entry.parentPath, entry.name)).split(sep).join('/'));
  const pages = await Promise.all(
    files
      .filter((path) => /\.(html|svg)$/.test(path))
      .map(async (path) => ({ path, html: await readFile(join(folder, path), 'utf8') })),
  );
  const pageCount = pages.filter(({ path }) => path.endsWith('.html')).length;
  return { pageCount, problems: brokenLinks(pages, new Set(files)) };
}

/** What a browser has to say about pages: errors, what they ask of the network, links to places that are not there. */
export async function problemsInBrowser(folder: string, paths: readonly string[]): Promise<string[]> {
  if (!hasChromium) throw new Error(HOW_TO_INSTALL);
  const problems: string[] = [];
  const { origin, close } = await serve(folder);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
  const page = await browser.newPage();
  let path = '';
  page.on('pageerror', ({ message }) => problems.push(`${path}: ${message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`${path}: ${message.text()}`));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && protocol !== 'data:') problems.push(`${path}: asks for ${request.url()}`);
  });
  try {
    for (path of paths) {
      await page.goto(`${origin}/${path}`);
      await page.locator('h1').first().waitFor();
      const missing = await page
        .locator('a[href^="#"]')
        .evaluateAll((links) =>
          links
            .map((link) => decodeURIComponent(link.getAttribute('href') ?? '').slice(1))
            .filter(
              (id) => id !== '' && !document.getElementById(id) && !document.querySelector(`[data-section-id="${id}"]`),
            ),
        );
      problems.push(...missing.map((id) => `${path}: #${id} is no place in it`));
    }
  } finally {
    await browser.close();
    close();
  }
  return problems;
}
