import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { type CustomersClientOptions, createCustomersClient } from '../../src/index.js';
import { startSandbox } from '../../src/sandbox/index.js';

const README = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

test('the example in the README does what it says', async () => {
  const [, section = ''] = README.split('\n## A store on your laptop\n');
  const [, example = ''] = /```ts\n(.*?)\n```/s.exec(section) ?? [];
  const [, expected = ''] = /console\.log\(.*\); \/\/ ([^:\n]+)/.exec(example) ?? [];
  const lines: string[] = [];
  const given = {
    startSandbox,
    // Nobody is to wait for retries.
    createCustomersClient: (options: CustomersClientOptions) =>
      createCustomersClient({ ...options, retry: { minDelayMs: 1, maxDelayMs: 1 } }),
    console: { log: (...values: unknown[]) => lines.push(values.join(' ')) },
  };
  const program = example.replace(/^import .*\n/gm, '');
  const run = Function(...Object.keys(given), `return (async () => {${program}})();`);
  await run(...Object.values(given));
  expect(lines).toEqual([expected]);
  expect(expected).toMatch(/^\d+ \d+$/);
});
