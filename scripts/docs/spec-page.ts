import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Installed by `npm run docs`, together with VitePress. */
const REDOC = 'scripts/docs/site/node_modules/redoc/bundles/redoc.standalone.js';

/** The only thing that the bundle would load from elsewhere. */
const FOREIGN_IMAGE = /https:\/\/cdn\.redoc\.ly\/[\w./-]+\.svg/g;
/** The only colour that is hard to read on a dark page and is not part of the theme. */
const PATTERN_COLOUR = '#0e7c86';

const NO_IMAGE = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/**
 * Writes a page that shows the specification, rendered by Redoc. The page asks for nothing from the network.
 *
 * @throws Error that says how to install Redoc, if it is missing.
 */
export async function writeSpecPage(folder: string): Promise<void> {
  const bundle = await readFile(REDOC, 'utf8').catch(() => {
    throw new Error('Redoc is not installed: npm ci --prefix scripts/docs/site');
  });
  const document: unknown = parse(await readFile('openapi/bigcommerce-customers.yaml', 'utf8'));
  await mkdir(folder, { recursive: true });
  const script = bundle.replaceAll(FOREIGN_IMAGE, NO_IMAGE).replaceAll(PATTERN_COLOUR, 'var(--pattern)');
  await writeFile(join(folder, 'redoc.js'), script);
  await writeFile(join(folder, 'index.html'), pageOf(document));
}

function pageOf(document: unknown): string {
  // In a text, too, the end of a script would end it.
  const json = JSON.stringify(document).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'self' 'unsafe-inline' data: blob:">
<title>BigCommerce customer data: the specification</title>
<style>
  body { margin: 0; background: #fff }
  :root { --pattern: ${PATTERN_COLOUR} }
  .dark { --pattern: #4ed2ba }
  .dark body { background: #1b1b1f }
  nav { font: 0.9rem system-ui; padding: 0.7rem 1rem; border-bottom: 1px solid #8884 }
  nav a { color: #3451b2; margin-right: 1rem; text-decoration: none }
  .dark nav a { color: #a8b1ff }
</style>
<nav><a href="../index.html">← Guide</a> <a href="../api/index.html">API reference</a></nav>
<div id="page"></div>
<script src="redoc.js"></script>
<script>
const chosen = localStorage.getItem('vitepress-theme-appearance');
const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.classList.toggle('dark', isDark);
const theme = isDark ? ${JSON.stringify({ ...FONTS, ...DARK })} : ${JSON.stringify(FONTS)};
Redoc.init(${json}, { theme }, document.getElementById('page'));
</script>
</html>
`;
}

const FONTS = { typography: { fontFamily: 'system-ui', headings: { fontFamily: 'system-ui' } } };

/** Redoc has no dark theme of its own. Colours are those of the site. */
const DARK = {
  colors: {
    primary: { main: '#a8b1ff' },
    text: { primary: '#dfdfd6', secondary: '#a8a8b0' },
    border: { dark: '#3c3f44', light: '#32363f' },
    http: { get: '#3dd68c', put: '#a8b1ff', delete: '#f66f81' },
    responses: {
      success: { color: '#3dd68c', backgroundColor: '#16302a', tabTextColor: '#3dd68c' },
      error: { color: '#f66f81', backgroundColor: '#38222a', tabTextColor: '#f66f81' },
    },
  },
  schema: { linesColor: '#52525b', nestedBackground: '#202127', typeNameColor: '#a8a8b0', typeTitleColor: '#a8a8b0' },
  sidebar: { backgroundColor: '#161618', textColor: '#dfdfd6' },
  rightPanel: { backgroundColor: '#161618' },
};
