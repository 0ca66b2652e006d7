import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { runExample } from './run-example.js';

const EXAMPLES = new URL('../../examples/', import.meta.url);

/** Those with a test of their own. */
const SPECIAL = ['sync-csv', 'erase-customers'];

/** Those that are run elsewhere: tests by the suite itself, the workflow by its own test. */
const ELSEWHERE = ['README.md', 'contract-check.yml', 'matchers.test.ts', 'vitest-msw'];

/** What each prints. */
const PRINTS: Readonly<Record<string, readonly string[]>> = {
  'first-call': [
    'saved: Prefers a call in the morning',
    'customer 23 has 3 of 3 values',
    '34 of 100 customers are Gold',
    'deleted; 4 requests in all',
  ],
  'trim-segment': [
    'trimming 200 profiles by 120, in 3 requests',
    '80 are left',
    'refused, and nothing was sent: must have at least one member',
    '80 are left',
    '0 are left in the other segment',
  ],
  traces: [
    'deleteCustomers, resend 0: 503 (error)',
    'deleteCustomers, resend 1: NetworkError ECONNRESET (error)',
    'deleteCustomers, resend 2: 204',
  ],
};

describe('every example runs as it stands, and shows what it says:', () => {
  test.each(Object.entries(PRINTS))('%s', async (name, expected) => {
    const { lines, exitCode } = await runExample(name);
    expect(lines).toEqual(expected);
    expect(exitCode).toBeUndefined();
  });

  test('sync-csv sends nothing again that is done, and leaves nothing out', async () => {
    const { lines, exitCode } = await runExample('sync-csv');
    const [, first, left, second] =
      /^first run: {2}300 to do, (\d+) done\nsecond run: (\d+) to do, (\d+) done\n/.exec(lines.join('\n')) ?? [];
    // A few batches more may be done than when it was interrupted, but not all.
    expect(Number(first)).toBeGreaterThanOrEqual(100);
    expect(Number(first)).toBeLessThan(300);
    expect([Number(left), Number(second)]).toEqual([300 - Number(first), 300 - Number(first)]);
    expect(lines.at(-1)).toBe('30 are Platinum');
    expect(exitCode).toBeUndefined();
  });

  test('erase-customers reports every request, and that nothing is left', async () => {
    const { lines, exitCode } = await runExample('erase-customers');
    expect(lines[0]).toMatch(/^600 customers in \d+ requests$/);
    expect(JSON.parse(lines.slice(1).join('\n'))).toEqual({
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      erased: 600,
      notErased: [],
      reason: '',
      valuesLeft: 0,
      requests: expect.arrayContaining(['1. HTTP 503', '1. NetworkError ECONNRESET', '2. HTTP 204 (done)']),
    });
    expect(exitCode).toBe(0);
  });
});

test('there is no example that nobody runs', async () => {
  const names = await readdir(EXAMPLES);
  const run = [...Object.keys(PRINTS), ...SPECIAL].map((name) => `${name}.ts`);
  expect(names.sort()).toEqual([...run, ...ELSEWHERE].sort());
});

test('every example says how to run it, and is short', async () => {
  for (const name of [...Object.keys(PRINTS), ...SPECIAL]) {
    const text = await readFile(new URL(`${name}.ts`, EXAMPLES), 'utf8');
    expect(text).toContain(`//   npx tsx examples/${name}.ts\n`);
    expect([name, text.split('\n').length <= 80]).toEqual([name, true]);
  }
});
