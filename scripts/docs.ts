import { rm } from 'node:fs/promises';
import { problemsInBrowser, problemsInFiles } from './docs/check.js';
import { writeReference } from './docs/reference.js';
import { writeSpecPage } from './docs/spec-page.js';
import { writeStartPage } from './docs/start-page.js';

const FOLDER = 'reports/docs';

await rm(FOLDER, { recursive: true, force: true });
await writeReference(`${FOLDER}/api`);
await writeSpecPage(`${FOLDER}/specification`);
await writeStartPage(FOLDER);
const { pageCount, problems } = await problemsInFiles(FOLDER);
problems.push(...(await problemsInBrowser(FOLDER, ['index.html', 'api/index.html', 'specification/index.html'])));
for (const problem of problems) console.error(problem);
console.log(`${FOLDER}/index.html: ${pageCount} pages, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
