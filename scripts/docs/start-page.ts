import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the page that leads to the others. */
export async function writeStartPage(folder: string): Promise<void> {
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>bigcommerce-customers</title>
<style>
  :root { color-scheme: light dark }
  body { font: 1.1rem/1.6 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }
</style>
<h1>bigcommerce-customers</h1>
<ul>
  <li><a href="api/index.html">API reference</a>: everything that the package exports</li>
  <li><a href="specification/index.html">Specification</a>: the five operations, as BigCommerce carries them out</li>
</ul>
</html>
`,
  );
}
