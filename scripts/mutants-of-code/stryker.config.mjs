/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  // Not yet: how documents are loaded, and what stands between the checker and other libraries.
  mutate: ['src/contract/**/*.ts', '!src/contract/{load,jest}/**', '!src/contract/{guard,check-fetch}.ts'],
  plugins: ['./scripts/mutants-of-code/test-runner.ts'],
  testRunner: 'in-process',
  testRunnerNodeArgs: ['--import', 'tsx'],
  checkerNodeArgs: ['--import', 'tsx'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 30_000,
  incremental: true,
  incrementalFile: 'reports/mutants-of-code/incremental.json',
  reporters: ['progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: 'reports/mutants-of-code/mutation.json' },
  htmlReporter: { fileName: 'reports/mutants-of-code/index.html' },
  tempDirName: '.temporary-stryker',
  ignorePatterns: ['bench', 'dist', 'reports', 'examples', '.temporary-*'],
  allowConsoleColors: false,
  warnings: { slow: false },
};
