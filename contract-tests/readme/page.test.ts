import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { BLOCKS, README } from './blocks.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'openapi/DECISIONS.md',
  'examples/README.md',
  'examples/vitest-msw/README.md',
];

/** As GitHub makes them of headings. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

test.each(PAGES)('every link of %s leads somewhere', async (path) => {
  const page = await readFile(join(ROOT, path), 'utf8');
  const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  for (const link of links.filter((link) => !link.startsWith('https://'))) {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : join(path, '..', file);
    await access(join(ROOT, target));
    if (anchor !== undefined)
      expect([link, anchorsOf(await readFile(join(ROOT, target), 'utf8'))]).toEqual([
        link,
        expect.arrayContaining([anchor]),
      ]);
  }
});

test('every block of the README is one that a test runs', () => {
  expect(BLOCKS.filter(({ language }) => !['ts', 'sh', 'text'].includes(language))).toEqual([]);
  expect(README.match(/^ +```/gm)).toBeNull();
});

describe('the numbers of the comparison are those that were measured:', () => {
  const RESULTS = readFile(join(ROOT, 'bench/RESULTS.md'), 'utf8');
  const CLIENTS = [
    '**this client**',
    'openapi-fetch',
    'node-bigcommerce',
    '@space48/bigcommerce-api',
    'bigcommerce-api-client',
  ];

  /** The cells of a row of a table, without the one that names it. */
  const cellsOf = (page: string, name: string): string[] | undefined =>
    page
      .split('\n')
      .find((line) => line.startsWith(`| ${name} |`))
      ?.split('|')
      .slice(2)
      .map((cell) => cell.trim());

  test.each([
    ['429s while 6,000 values meet a quota', 4, 0],
    ['Values lost meanwhile', 4, 1],
    ['Time for 3,000 values, ideal = 1', 3, 0],
    ['Processor time of a list call, `fetch` = 1', 1, 0],
    ['Size in an application, kB', 8, 0],
  ])('%s', async (row, section, column) => {
    const [, after = ''] = (await RESULTS).split(`\n## ${section}. `);
    const [measured = ''] = after.split('\n## ');
    const shown = cellsOf(README, row)
      ?.slice(0, CLIENTS.length)
      .map((cell) => cell.split(',')[0]);
    expect(shown).toEqual(CLIENTS.map((name) => cellsOf(measured, name)?.[column]));
  });

  test('and those of nodeFetch()', async () => {
    const [, section = ''] = (await RESULTS).split('\n## 2. ');
    const [own = ''] = cellsOf(section, '**this client + `nodeFetch()`**') ?? [];
    expect(README).toContain(`or ${own} with \`nodeFetch()\``);
  });
});
