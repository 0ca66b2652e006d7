import { expect, test } from '@jest/globals';
import { blocksIn } from './blocks.js';
import { diagnose } from './diagnose.js';
import { PROGRAMS } from './programs.js';

const SOURCES = blocksIn('ts').map(({ id, text, line }) => ({ text, line, uses: PROGRAMS[id]?.uses ?? [] }));

/** Stands for what somebody writes into the README without trying it. */
const WRONG = {
  text: "import { createCustomersClient } from 'bigcommerce-customers';\ncreateCustomersClient({ storehash: 'x' });",
  line: 10_000,
  uses: [],
};

test('every program in the README compiles under the strictest settings; one that did not would be named', () => {
  expect(diagnose([...SOURCES, WRONG])).toEqual([
    expect.stringMatching(/^README\.md:10001: .*'storehash' does not exist in type 'CustomersClientOptions'/),
  ]);
});
