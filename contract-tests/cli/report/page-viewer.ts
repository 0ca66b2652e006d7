import { chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGUMENTS, HOW_TO_INSTALL, hasChromium } from '../../../scripts/docs/chromium.js';

export interface View {
  /** Pixels. */
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly media?: 'screen' | 'print';
}

/** A browser that shows one page at a time, and lets it load nothing but itself. */
export interface PageViewer {
  /** Shows a file, in place of the one before. */
  open(url: string, view?: View): Promise<Page>;
  /** What the page asked for, other than itself, and what it complained about. */
  readonly trouble: readonly string[];
  close(): Promise<void>;
}

/** @throws Error that says how to install a browser, where there is none. */
export async function openViewer(): Promise<PageViewer> {
  if (!hasChromium) throw new Error(HOW_TO_INSTALL);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  const trouble: string[] = [];
  let shown = '';
  page.on('console', (message) => trouble.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === shown) return route.continue();
    trouble.push(`asks for ${url}`);
    return route.abort();
  });
  return {
    async open(url, { width = 1200, colorScheme = 'light', media = 'screen' } = {}) {
      trouble.length = 0;
      shown = url;
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ media, colorScheme });
      await page.goto(url);
      return page;
    },
    trouble,
    close: () => browser.close(),
  };
}
