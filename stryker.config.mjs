/**
 * Mutants of the checker's code, best one file at a time: `npm run mutants:code -- --mutate src/contract/read-body.ts`.
 * Where a decision is behind a survivor, `// Stryker disable next-line NAME: reason` says so in the code.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['src/contract/**/*.ts', '!src/contract/jest/**'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: 'stryker.jest.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',

  // A mutant in what runs at load time would have all 1,700 tests run for it.
  ignoreStatic: true,
  thresholds: { high: 95, low: 92, break: 90 },
  concurrency: 2,
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: 'reports/mutants-of-code/incremental.json',
  tempDirName: '.temporary-stryker',
  reporters: ['clear-text', 'html', 'progress'],
  htmlReporter: { fileName: 'reports/mutants-of-code/index.html' },
  clearTextReporter: { allowColor: false, logTests: false },
  disableTypeChecks: false,
};
