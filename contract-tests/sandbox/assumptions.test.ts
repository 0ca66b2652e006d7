import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { DEFAULT_SWITCHES, SWITCH_CHECKS } from '../../src/sandbox/switches.js';
import { ASSUMPTIONS, assumptionsTable } from './assumptions.js';

const PAGE = await readFile(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

describe('the table of assumptions', () => {
  test('is in the documentation as the sandbox behaves', () => {
    expect(PAGE).toContain(`\n${assumptionsTable()}\n`);
  });

  test('has every switch once, with a setting other than the default', () => {
    const named = ASSUMPTIONS.flatMap(({ switch: name }) => name ?? []);
    expect([...named].sort()).toEqual(Object.keys(DEFAULT_SWITCHES).sort());
    for (const { switch: name, alternative } of ASSUMPTIONS) {
      if (name === undefined) continue;
      expect([name, SWITCH_CHECKS[name](alternative)]).toEqual([name, undefined]);
      expect([name, alternative]).not.toEqual([name, DEFAULT_SWITCHES[name]]);
    }
  });

  test('has each situation once', () => {
    expect(new Set(ASSUMPTIONS.map(({ situation }) => situation)).size).toBe(ASSUMPTIONS.length);
  });
});
