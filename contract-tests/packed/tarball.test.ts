import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { linksIn } from '../../scripts/docs/markdown.js';
import { installPacked, pack, scratchFolder, type Tarball } from '../../scripts/package/packed.js';
import { FILES, stablePath, WITHOUT_SOURCE_MAP } from './listing.js';

let scratch = '';
let tarball: Tarball;
let folder = '';
beforeAll(async () => {
  scratch = await scratchFolder();
  tarball = await pack(scratch);
  folder = await installPacked(tarball, scratch, 'application');
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('what is published', () => {
  test('has the files that users need, and no others', () => {
    expect([...new Set(tarball.files.map(({ path }) => stablePath(path)))].sort()).toEqual([...FILES].sort());
  });

  test('has what its pages link to', async () => {
    const paths = tarball.files.map(({ path }) => path);
    const isThere = (link: string) => paths.some((path) => path === link || path.startsWith(`${link}/`));
    const pages = paths.filter((path) => path.endsWith('.md'));
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/bulk.md', 'examples/README.md']));
    for (const page of pages) {
      const markdown = await readFile(join(folder, 'node_modules/bigcommerce-customers', page), 'utf8');
      const links = linksIn(markdown).filter((link) => !/^(https:|#)/.test(link));
      const targets = links.map((link) => posix.join(posix.dirname(page), link.replace(/#.*$/, '')));
      expect([page, targets.filter((target) => !isThere(target))]).toEqual([page, []]);
    }
  });

  test('brings no other package', async () => {
    const names = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'));
    expect(names).toEqual(['bigcommerce-customers']);
  });

  test('has source maps with the sources in them, so that debuggers need no other file', async () => {
    const dist = join(folder, 'node_modules/bigcommerce-customers/dist');
    const maps = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.map'));
    const code = (await readdir(dist, { recursive: true })).filter((name) => /\.c?js$/.test(name));
    const withMap = code.filter((name) => name !== WITHOUT_SOURCE_MAP);
    expect(maps.sort()).toEqual(withMap.map((name) => `${name}.map`).sort());
    for (const name of maps) {
      const map: { sources: string[]; sourcesContent: unknown[] } = JSON.parse(
        await readFile(join(dist, name), 'utf8'),
      );
      expect(map.sourcesContent).toHaveLength(map.sources.length);
      expect(map.sourcesContent.every((content) => typeof content === 'string')).toBe(true);
      const code = await readFile(join(dist, name.replace(/\.map$/, '')), 'utf8');
      expect(code).toMatch(new RegExp(`\\n//# sourceMappingURL=${basename(name)}\\s*$`));
    }
  });

  test.each([
    ['', false],
    ['/contract', false],
    ['/node', false],
    ['/redis', false],
    ['/sandbox', false],
    // It gives a global `expect` its matchers.
    ['/contract/jest', true],
  ])('imported for its effect alone, bigcommerce-customers%s is kept by bundlers: %s', async (entry, isKept) => {
    const { outputFiles } = await build({
      stdin: { contents: `import 'bigcommerce-customers${entry}';`, resolveDir: folder },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      write: false,
      logLevel: 'silent',
    });
    expect((outputFiles[0]?.contents.length ?? 0) > 100).toBe(isKept);
  });
});
