import { type Block, blocksAround, type RegisteredTest } from './registry.js';

const ready = new Set<Block>();

/** Errors of listeners and promises that nobody waits for. They fail the test that runs, not the process. */
const stray: unknown[] = [];
process.on('uncaughtException', (error) => stray.push(error));
process.on('unhandledRejection', (error) => stray.push(error));

/** Runs one test with the hooks around it. @returns what is wrong, if anything. */
export async function runTest({ block, body }: RegisteredTest): Promise<string | undefined> {
  const around = blocksAround(block);
  const hooksAfter = around.toReversed().flatMap(({ afterEach }) => afterEach);
  stray.length = 0;
  const failures: unknown[] = [];
  await attempt(failures, [...around.flatMap(({ beforeEach }) => beforeEach), body]);
  for (const hook of hooksAfter) await attempt(failures, [hook]);
  failures.push(...stray);
  return failures.length > 0 ? String(failures[0]) : undefined;
}

/** Runs what must have happened before a test, unless it has happened before another one. @returns what is wrong, if anything. */
export async function prepare({ block }: RegisteredTest): Promise<string | undefined> {
  const failures: unknown[] = [];
  for (const outer of blocksAround(block).filter((one) => !ready.has(one))) {
    ready.add(outer);
    await attempt(failures, outer.beforeAll);
  }
  return failures.length > 0 ? String(failures[0]) : undefined;
}

/** Undoes what was prepared. The next test has it done anew: with another mutant, it may be something else. */
export async function finish(): Promise<void> {
  const blocks = [...ready].reverse();
  ready.clear();
  for (const { afterAll } of blocks) await attempt([], afterAll);
}

async function attempt(failures: unknown[], steps: readonly (() => unknown)[]): Promise<void> {
  try {
    for (const step of steps) await step();
  } catch (error) {
    failures.push(error);
  }
}
