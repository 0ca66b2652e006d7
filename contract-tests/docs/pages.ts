import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A page of the documentation. */
export interface Page {
  /** From the root of the repository. */
  readonly path: string;
  readonly markdown: string;
}

export function readPage(path: string): Promise<string> {
  return readFile(join(ROOT, path), 'utf8');
}

const GUIDES = (await readdir(join(ROOT, 'docs')))
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => `docs/${name}`);

const pagesAt = (paths: readonly string[]): Promise<Page[]> =>
  Promise.all(paths.map(async (path) => ({ path, markdown: await readPage(path) })));

/** What users read; tests run every block of code in it. */
export const USER_PAGES: readonly Page[] = await pagesAt(['README.md', ...GUIDES]);

/** All pages whose links have to lead somewhere. */
export const ALL_PAGES: readonly Page[] = [
  ...USER_PAGES,
  ...(await pagesAt([
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'THIRD_PARTY_LICENSES.md',
    'openapi/DECISIONS.md',
    'bench/RESULTS.md',
    'examples/README.md',
    'examples/vitest-msw/README.md',
  ])),
];
