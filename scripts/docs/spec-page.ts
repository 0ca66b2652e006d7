import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A package of its own, because it brings a hundred others: `npm run docs` installs it. */
const REDOC = 'scripts/docs/redoc/node_modules/redoc/bundles/redoc.standalone.js';

/** The only thing that the bundle would load from elsewhere. */
const FOREIGN_IMAGE = /https:\/\/cdn\.redoc\.ly\/[\w./-]+\.svg/g;
const NO_IMAGE = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/**
 * Writes a page that shows the specification, rendered by Redoc. It needs no network, not even to show it.
 *
 * @throws Error that says how to install Redoc, where it is not.
 */
export async function writeSpecPage(folder: string): Promise<void> {
  const bundle = await readFile(REDOC, 'utf8').catch(() => {
    throw new Error('Redoc is not installed: npm ci --prefix scripts/docs/redoc');
  });
  const document: unknown = parse(await readFile('openapi/bigcommerce-customers.yaml', 'utf8'));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'redoc.js'), bundle.replaceAll(FOREIGN_IMAGE, NO_IMAGE));
  await writeFile(join(folder, 'index.html'), pageOf(document));
}

function pageOf(document: unknown): string {
  // The end of a script would end it in the middle of a text, too.
  const json = JSON.stringify(document).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'self' 'unsafe-inline' data: blob:">
<title>BigCommerce customer data: the specification</title>
<style>body { margin: 0 }</style>
<div id="page"></div>
<script src="redoc.js"></script>
<script>
Redoc.init(${json}, { theme: { typography: { fontFamily: 'system-ui', headings: { fontFamily: 'system-ui' } } } }, document.getElementById('page'));
</script>
</html>
`;
}
