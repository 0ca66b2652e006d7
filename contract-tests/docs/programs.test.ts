import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contractMatchers } from '../../src/contract/jest/index.js';
import { startSandbox } from '../../src/sandbox/index.js';
import { blocksIn } from './blocks.js';
import { PROGRAMS } from './programs.js';
import { promisedOutput, runProgram } from './run-program.js';
import type { World } from './variables.js';

// What importing the module does where `expect` is global.
expect.extend(contractMatchers);

const BLOCKS = blocksIn('ts');

describe('every program in README and docs does what it says:', () => {
  let world: World;
  beforeEach(async () => {
    const sandbox = await startSandbox({ storeHash: 'abc123', customers: 700, quota: 100_000 });
    const fetch = async () => new Response(null, { status: 204 });
    world = { sandbox, afterwards: [], logged: [], globals: { fetch } };
  });
  afterEach(() => world.sandbox.stop());

  test.each(BLOCKS.map((block) => [block.id, block] as const))('%s', async (_, { path, heading, text }) => {
    const program = PROGRAMS[path]?.[heading] ?? {};
    program.before?.(world);
    const ran = await runProgram(text, program, world);
    if (!program.printsAnything) expect(ran.printed).toEqual(promisedOutput(text));
    program.sees?.(ran, world);
    for (const task of world.afterwards) await task();
  });
});

test('every program has a row that says what must come of it, and every row has a program', () => {
  const known = Object.entries(PROGRAMS).flatMap(([path, programs]) =>
    Object.keys(programs).map((heading) => `${path}: ${heading}`),
  );
  expect(known).toEqual(BLOCKS.map(({ id }) => id));
});
