import { expect, test } from '@jest/globals';
import { SPECIFICATION } from '../../support/specification.js';
import { parseFiles } from './files.js';
import { reportChanges } from './report.js';
import { differentFiles, updateEvidence } from './update.js';

const { changes, stored: files, marked } = await updateEvidence(SPECIFICATION);
const stored = parseFiles(files);

/** When a change of the document is meant: `npm run counterexamples -- --accept`, and review the diff of the files. */
test('the contract says of all exchanges and facts what is stored: else npm run counterexamples', () => {
  const different = differentFiles(files, marked);
  expect({ different, changes: reportChanges(changes, SPECIFICATION.document) }).toEqual({
    different: [],
    changes: [],
  });
});

test('no change of a verdict waits for somebody to accept it', () => {
  expect([...stored.lines, ...stored.facts].filter(({ was }) => was !== undefined)).toEqual([]);
});

test('the files are small, and each line is one thing', () => {
  const sizes = [...files.values()].map((text) => text.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  const lines = [...files.values()].flatMap((text) => text.split('\n'));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(10_000);
});
