import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { CHOICES, choicesTable } from '../../src/sandbox/assumptions.js';
import { CHECKED_SWITCHES, DEFAULT_SWITCHES } from '../../src/sandbox/switches.js';

const PAGE = await readFile(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

describe('the table of what nobody knows', () => {
  test('is in the documentation as the sandbox behaves', () => {
    expect(PAGE).toContain(`\n${choicesTable()}\n`);
  });

  test('has every switch once, with a setting that is another than the default', () => {
    const named = CHOICES.flatMap(({ switch: name }) => name ?? []);
    expect([...named].sort()).toEqual(Object.keys(DEFAULT_SWITCHES).sort());
    for (const { switch: name, otherwise } of CHOICES) {
      if (name === undefined) continue;
      expect([name, CHECKED_SWITCHES[name](otherwise)]).toEqual([name, undefined]);
      expect([name, otherwise]).not.toEqual([name, DEFAULT_SWITCHES[name]]);
    }
  });

  test('asks nothing twice', () => {
    expect(new Set(CHOICES.map(({ question }) => question)).size).toBe(CHOICES.length);
  });
});
