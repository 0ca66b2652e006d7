import { expect, test } from '@jest/globals';
import { blocksIn } from './blocks.js';
import { diagnose } from './diagnose.js';
import { PROGRAMS } from './programs.js';

const SOURCES = blocksIn('ts').map(({ path, heading, text, line }) => ({
  path,
  text,
  line,
  uses: PROGRAMS[path]?.[heading]?.uses ?? [],
}));

/** Stands for a block that nobody has tried. */
const WRONG = {
  path: 'docs/wrong.md',
  text: "import { createCustomersClient } from 'bigcommerce-customers';\ncreateCustomersClient({ storehash: 'x' });",
  line: 10_000,
  uses: [],
};

test('every program in README and docs compiles under the strictest settings; one that did not would be named', () => {
  expect(diagnose([...SOURCES, WRONG])).toEqual([
    expect.stringMatching(/^docs\/wrong\.md:10001: .*'storehash' does not exist in type 'CustomersClientOptions'/),
  ]);
});
