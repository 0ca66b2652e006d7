/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/contract-tests/support/environment.cjs',
  // Anything else makes nock warn, or break, when jest tidies up the globals of a finished file.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  extensionsToTreatAsEsm: ['.ts'],
  // TypeScript sources import each other as './x.js'.
  moduleNameMapper: {
    '^#codegen$': '<rootDir>/src/codegen/command.ts',
    '^#contract$': '<rootDir>/src/contract/internal.ts',
    '^#errors$': '<rootDir>/src/errors/index.ts',
    '^#proxy-agent$': '<rootDir>/src/cli/proxy-agent.ts',
    '^(\\.{1,2}/.+)\\.js$': '$1',
    // Examples and the README import the package by its name.
    '^bigcommerce-customers$': '<rootDir>/src/index.ts',
    '^bigcommerce-customers/((?!openapi|package)[a-z/]+)$': '<rootDir>/src/$1/index.ts',
    '^\\./validators/schema$': '<rootDir>/contract-tests/support/openapi-schema-check.cjs',
    '^vitest$': '<rootDir>/contract-tests/examples/vitest.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testMatch: ['<rootDir>/contract-tests/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  // They need the built package (`npm run check:package`), or a Redis (`npm run test:distributed`).
  testPathIgnorePatterns: ['<rootDir>/contract-tests/(packed|distributed)/'],
  reporters: ['default', '<rootDir>/contract-tests/support/without-redis.cjs'],
  setupFilesAfterEnv: ['<rootDir>/contract-tests/support/setup.ts'],
  modulePathIgnorePatterns: ['<rootDir>/bench/', '<rootDir>/dist/', '<rootDir>/.temporary-'],
  injectGlobals: false,
  // With one core left out, as is usual, half of a small machine would be idle.
  maxWorkers: '100%',
  // Property tests run longer with PROPERTY_RUNS; code generation compiles TypeScript.
  testTimeout: 120_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
};
