import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { operations } from '../../generated/operations.js';
import { anchorsIn, linksIn } from '../../scripts/docs/markdown.js';
import { runIn } from '../cli/command-line.js';
import { BLOCKS, CONTRIBUTING_BLOCKS } from './blocks.js';
import { ALL_PAGES, ROOT, readPage, USER_PAGES } from './pages.js';

test.each(ALL_PAGES.map(({ path, markdown }) => [path, markdown]))(
  'every link of %s leads somewhere',
  async (path, markdown) => {
    for (const link of linksIn(markdown).filter((target) => !target.startsWith('https://'))) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(path, '..', file);
      await access(join(ROOT, target));
      if (anchor !== undefined)
        expect([link, [...anchorsIn(await readPage(target))]]).toEqual([link, expect.arrayContaining([anchor])]);
    }
  },
);

test('the README leads to every other page', () => {
  const [readme, ...guides] = USER_PAGES;
  expect(linksIn(readme?.markdown ?? '')).toEqual(expect.arrayContaining(guides.map(({ path }) => path)));
});

test('the README stays short enough to be read: what is more belongs into docs', () => {
  const lines = USER_PAGES[0]?.markdown.trimEnd().split('\n') ?? [];
  // The table of operations has a line for each of them, and is written by npm run generate.
  expect(lines.length - Object.keys(operations).length).toBeLessThanOrEqual(290);
});

test('every block of code is one that a test runs', () => {
  expect(BLOCKS.filter(({ language }) => !['ts', 'sh', 'text'].includes(language))).toEqual([]);
  expect(CONTRIBUTING_BLOCKS.filter(({ language }) => language !== 'sh')).toEqual([]);
  for (const { path, markdown } of USER_PAGES) expect([path, markdown.match(/^ +```|^~~~/gm)]).toEqual([path, null]);
});

describe('what sentences call a command or an option is one:', () => {
  const COMMANDS = [
    'values list',
    'values upsert',
    'values delete',
    'customers delete',
    'segments remove-profiles',
    'contract check',
    'contract record',
    'contract score',
    'contract diff',
    'contract drift',
    'generate',
    'sandbox',
  ];
  const named = USER_PAGES.flatMap(({ path, markdown }) =>
    [...markdown.replaceAll(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => ({ path, code })),
  );
  const helpOf = async (command: string) => (await runIn(ROOT, [...command.split(' '), '--help'])).stdout;

  test('commands', async () => {
    const inSentences = named.flatMap(
      ({ code }) => /^(values|customers|segments|contract) [a-z-]+(?=$| -)/.exec(code)?.[0] ?? [],
    );
    expect([...new Set(inSentences)].sort()).toEqual(COMMANDS.filter((name) => name.includes(' ')).sort());
    for (const name of COMMANDS) expect(await helpOf(name)).toContain(`bigcommerce-customers ${name} - `);
  });

  test('options', async () => {
    const help = (await Promise.all(COMMANDS.map(helpOf))).join('');
    const options = named
      .filter(({ code }) => !code.startsWith('npm '))
      .flatMap(({ path, code }) =>
        [...code.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => ({ path, option })),
      );
    expect(options.length).toBeGreaterThan(20);
    expect(options.filter(({ option }) => !help.includes(`    ${option}`))).toEqual([]);
  });
});

describe('the numbers of the comparison are those that were measured:', () => {
  const RESULTS = readPage('bench/RESULTS.md');
  const COMPARISON = readPage('docs/comparison.md');
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
    const shown = cellsOf(await COMPARISON, row)
      ?.slice(0, CLIENTS.length)
      .map((cell) => cell.split(',')[0]);
    expect(shown).toEqual(CLIENTS.map((name) => cellsOf(measured, name)?.[column]));
  });

  test('and those of nodeFetch()', async () => {
    const [, section = ''] = (await RESULTS).split('\n## 2. ');
    const [own = ''] = cellsOf(section, '**this client + `nodeFetch()`**') ?? [];
    expect(await COMPARISON).toContain(`or ${own} with \`nodeFetch()\``);
  });
});
