import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { followDocument, README_PATH, withOperations } from './follow.js';

describe('npm run generate', () => {
  test('has nothing to bring up to date', async () => {
    const lines: string[] = [];
    const note = (line: string) => void lines.push(line);
    expect([await followDocument(true, { log: note, error: note }), lines]).toEqual([0, []]);
  });

  test('writes a row of the README for each operation, and keeps what the command line has for it', async () => {
    const readme = await readFile(README_PATH, 'utf8');
    const row = '| Delete customers | `customers.delete` | `customers delete` |\n';
    expect(readme).toContain(row);
    expect(withOperations(readme.replace(row, ''))).toBe(readme.replace('`customers delete` |\n', '— |\n'));
    expect(withOperations(readme.replace('`customers.delete`', '`customers.erase`'))).toBe(readme);
    expect(withOperations(readme.replace(row, `${row}| Gone | \`a.b\` | — |\n`))).toBe(readme);
  });
});
