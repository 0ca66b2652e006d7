import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { SITE_PAGES, stagedPath, stagePage } from './site-pages.js';

/** A package of its own, because it brings 240 others: `npm run docs` installs it. */
const GENERATOR = 'scripts/docs/site/node_modules/vitepress/bin/vitepress.js';

/** The pages as VitePress reads them. */
const STAGE = 'reports/docs-pages';

/**
 * Builds the site from the pages of the repository, without its API reference and specification.
 *
 * @throws Error that says how to install VitePress, where it is missing; and with its output when it fails.
 */
export async function buildSite(folder: string): Promise<void> {
  await access(GENERATOR).catch(() => {
    throw new Error('VitePress is not installed: npm ci --prefix scripts/docs/site');
  });
  await rm(STAGE, { recursive: true, force: true });
  const files = new Set<string>();
  for (const { source } of SITE_PAGES) {
    const { markdown, files: linked } = stagePage(source, await readFile(source, 'utf8'), isFolder);
    await writeStaged(stagedPath(source), markdown);
    for (const file of linked) files.add(file);
  }
  for (const file of files) await writeStaged(`${file}.md`, sourcePage(file, await readFile(file, 'utf8')));
  const config = pathToFileURL(resolve('scripts/docs/site-config.ts')).pathname;
  await writeStaged('.vitepress/config.mts', `export { default } from ${JSON.stringify(config)};\n`);
  const argv = [GENERATOR, 'build', STAGE, '--outDir', resolve(folder)];
  await promisify(execFile)(process.execPath, argv).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`VitePress failed\n${error.stdout}${error.stderr}`);
  });
}

async function writeStaged(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(STAGE, path)), { recursive: true });
  await writeFile(join(STAGE, path), text);
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

/** A page with the text of a file, which is not searched. */
function sourcePage(path: string, text: string): string {
  const language = extname(path).slice(1) || 'text';
  return `---\nsearch: false\n---\n\n# ${basename(path)}\n\n\`${path}\` in the repository:\n\n\`\`\`\`${language}\n${text}\n\`\`\`\`\n`;
}
