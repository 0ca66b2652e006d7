import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { Update } from '../evidence/stored/update.js';
import { followDocument, README_PATH, withOperations } from './follow.js';

const NO_EVIDENCE = { bases: {}, facts: [], entries: [] };

describe('npm run generate', () => {
  // The stored evidence has a test of its own, which takes as long as everything else here.
  const UNCHANGED: Update = { changes: [], stored: new Map(), marked: new Map(), derived: NO_EVIDENCE };

  async function follow(update: Update) {
    const lines: string[] = [];
    const note = (line: string) => void lines.push(line);
    return [await followDocument(true, { log: note, error: note }, async () => update), lines.join('\n')];
  }

  test('has nothing to bring up to date', async () => {
    expect(await follow(UNCHANGED)).toEqual([0, '']);
  });

  test('names evidence that is not stored yet', async () => {
    expect(await follow({ ...UNCHANGED, marked: new Map([['added.ndjson', '']]) })).toEqual([
      1,
      expect.stringMatching(
        /^Does not follow the document:\n {2}contract-tests\/evidence\/stored\/operations\/added\.ndjson\n/,
      ),
    ]);
  });

  test('does not accept what the document says otherwise than before', async () => {
    const change = { kind: 'fact', operationId: 'listCustomers', fact: 'repeatable', was: true, is: false } as const;
    expect(await follow({ ...UNCHANGED, changes: [change] })).toEqual([
      1,
      expect.stringMatching(/^changed {5}listCustomers: repeatable\n.*\n1 stored verdict.*--accept/),
    ]);
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
