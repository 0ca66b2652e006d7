import config from './jest.config.mjs';

/** The fast tests of the checker, which is what Stryker changes, as one file that ends with the first test that fails. */
export default {
  ...config,
  rootDir: '.',
  // Relative, as Stryker looks for it in its copy of this project.
  testEnvironment: './contract-tests/support/stryker/environment.cjs',
  testMatch: ['<rootDir>/contract-tests/support/stryker/checker-tests.ts'],
};
