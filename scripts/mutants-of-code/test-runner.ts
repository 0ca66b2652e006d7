import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstrumenterContext, MutantCoverage } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { loadTests } from './load-tests.js';
import { type RegisteredTest, registeredTests } from './registry.js';
import { finish, prepare, runTest } from './run-test.js';

/** What is known of the tests when nothing is wrong. */
const FACTS = 'test-facts.json';

/** How much more often than usual a mutant may be run in one test, until it counts as endless. As Stryker has it. */
const HITS_FACTOR = 100;

interface TestFact {
  readonly timeSpentMs: number;
  /** How often it runs which mutants. */
  readonly hits: Readonly<Record<string, number>>;
}

/**
 * Runs the tests of the checker within this process, again and again, with another mutant each time.
 *
 * What one mutant leaves behind may mislead the next. Hence that a test fails counts only if it passes again without the
 * mutant, or in a process that has seen no other. Whoever is in doubt throws: Stryker then starts another process and asks
 * again. What survives is believed: that can make the score worse, but not better.
 */
class InProcessTestRunner implements TestRunner {
  static readonly inject = [] as const;
  readonly #context: InstrumenterContext = {};
  #tests: readonly RegisteredTest[] | undefined;
  #facts: Readonly<Record<string, TestFact>> = {};
  #isSpent = false;

  constructor() {
    Reflect.set(globalThis, '__stryker__', this.#context);
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun(_options: DryRunOptions): Promise<DryRunResult> {
    const results = await this.#run(await this.#load(), false);
    const coverage = this.#context.mutantCoverage ?? { static: {}, perTest: {} };
    const facts = results.map(({ id, timeSpentMs }) => [id, { timeSpentMs, hits: coverage.perTest[id] ?? {} }]);
    await writeFile(FACTS, JSON.stringify(Object.fromEntries(facts)));
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: withoutHybrids(coverage) };
  }

  async mutantRun({
    activeMutant,
    testFilter,
    mutantActivation,
    hitLimit,
  }: MutantRunOptions): Promise<MutantRunResult> {
    const doubt = join(process.cwd(), `in-doubt-${activeMutant.id}`);
    const isAlone = mutantActivation === 'static' || existsSync(doubt);
    if (this.#isSpent || (isAlone && this.#tests)) throw new Error('this process has seen another mutant');
    if (isAlone) this.#activate(activeMutant.id, hitLimit);
    const tests = await this.#load();
    const chosen = testFilter ? tests.filter(({ id }) => testFilter.includes(id)) : tests;
    this.#isSpent = isAlone;
    this.#activate(activeMutant.id, hitLimit);
    const results = await this.#run(chosen, true);
    const tooOften = determineHitLimitReached(this.#context.hitCount, this.#context.hitLimit);
    this.#activate(undefined);
    if (tooOften) {
      // Whatever was interrupted may not be as it was.
      this.#isSpent ||= await this.#failsAnyway(results, chosen);
      return toMutantRunResult(tooOften);
    }
    if (!isAlone && (await this.#failsAnyway(results, chosen))) {
      await writeFile(doubt, '');
      this.#isSpent = true;
      throw new Error('only another process can tell');
    }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests: results });
  }

  /** Whether the test that failed does so without the mutant too. */
  async #failsAnyway(results: readonly TestResult[], tests: readonly RegisteredTest[]): Promise<boolean> {
    const failed = results.find(({ status }) => status === TestStatus.Failed);
    const again = await this.#run(
      tests.filter(({ id }) => id === failed?.id),
      false,
    );
    return again.some(({ status }) => status === TestStatus.Failed);
  }

  /** The tests, the quickest first. */
  async #load(): Promise<readonly RegisteredTest[]> {
    if (this.#tests) return this.#tests;
    await loadTests(process.cwd());
    this.#facts = existsSync(FACTS) ? JSON.parse(await readFile(FACTS, 'utf8')) : {};
    const timeOf = ({ id }: RegisteredTest) => this.#facts[id]?.timeSpentMs ?? 0;
    this.#tests = registeredTests().toSorted((one, other) => timeOf(one) - timeOf(other));
    return this.#tests;
  }

  #activate(mutant: string | undefined, hitLimit?: number): void {
    Object.assign(this.#context, { activeMutant: mutant, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
  }

  /** Of all tests together a mutant that runs without end would be noticed late. */
  #limitHits({ id }: RegisteredTest): void {
    const { activeMutant, hitLimit } = this.#context;
    const usual = this.#facts[id]?.hits[activeMutant ?? ''];
    if (hitLimit === undefined || usual === undefined) return;
    Object.assign(this.#context, { hitLimit: HITS_FACTOR * usual, hitCount: 0 });
  }

  #isEndless(): boolean {
    return determineHitLimitReached(this.#context.hitCount, this.#context.hitLimit) !== undefined;
  }

  async #run(tests: readonly RegisteredTest[], isFirstFailureEnough: boolean): Promise<TestResult[]> {
    const results: TestResult[] = [];
    for (const test of tests) {
      this.#limitHits(test);
      Object.assign(this.#context, { currentTestId: test.id });
      const start = performance.now();
      const failureMessage = (await prepare(test)) ?? (await runTest(test));
      // When nothing is wrong yet, each test is to show all that it needs, also of what it shares with others.
      if (!isFirstFailureEnough) await finish();
      Object.assign(this.#context, { currentTestId: undefined });
      const result = { id: test.id, name: test.id, fileName: test.block.file, timeSpentMs: performance.now() - start };
      if (failureMessage === undefined) results.push({ ...result, status: TestStatus.Success });
      else results.push({ ...result, status: TestStatus.Failed, failureMessage });
      if (isFirstFailureEnough && (failureMessage !== undefined || this.#isEndless())) break;
    }
    await finish();
    return results;
  }
}

/**
 * Code that runs when test files are loaded, and in tests as well, is looked at in tests only: each of its mutants would
 * need a process of its own. What only loading would notice survives, which makes the score no better.
 */
function withoutHybrids({ static: onLoading, perTest }: MutantCoverage): MutantCoverage {
  const inTests = new Set(Object.values(perTest).flatMap((covered) => Object.keys(covered)));
  return { perTest, static: Object.fromEntries(Object.entries(onLoading).filter(([id]) => !inTests.has(id))) };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessTestRunner)];
