import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { problemsInBrowser, problemsInFiles } from './docs/check.js';
import { writeReference } from './docs/reference.js';
import { serve } from './docs/serve.js';
import { buildSite } from './docs/site.js';
import { SITE_BASE } from './docs/site-config.js';
import { writeSpecPage } from './docs/spec-page.js';

const FOLDER = 'reports/docs';

const USAGE = `Usage: npm run docs -- [options]

Builds the documentation site in ${FOLDER}, and checks it.

  --serve  keep serving it on this machine afterwards
  --help   show this
`;

const { values } = parseArgs({ options: { serve: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) process.stdout.write(USAGE);
else await makeDocs(values.serve === true);

async function makeDocs(keepsServing: boolean): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await buildSite(FOLDER);
  await writeReference(`${FOLDER}/api`, SITE_BASE);
  await writeSpecPage(`${FOLDER}/specification`);
  const { paths, problems } = await problemsInFiles(FOLDER, SITE_BASE);
  const site = await serve(FOLDER, SITE_BASE);
  // Pages of the reference are all made alike, so one stands for the others.
  const opened = paths.filter((path) => path === 'api/index.html' || (!path.startsWith('api/') && path !== '404.html'));
  problems.push(...(await problemsInBrowser(site.url, opened)));
  for (const problem of problems) console.error(problem);
  console.log(`${FOLDER}: ${paths.length} pages, ${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
  if (keepsServing) console.log(`Open ${site.url} (Ctrl+C stops the server)`);
  else site.close();
}
