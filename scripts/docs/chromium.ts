import { accessSync, constants } from 'node:fs';

/** The browser that pages are opened in. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const HOW_TO_INSTALL = `the test of the HTML pages needs a browser, and ${CHROMIUM} is none: apt-get install chromium, or name another one in CHROMIUM`;

/** Nothing of a desktop, and nothing that a browser does on its own. */
export const CHROMIUM_ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const hasChromium = isExecutable(CHROMIUM);

/** Where it is missing, tests are skipped. In CI they fail. */
export const isNeeded = hasChromium || Boolean(process.env['CI']);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
