import config from './jest.config.mjs';

/** The tests of the checker, which is what Stryker changes. */
export default { ...config, rootDir: '.', testMatch: ['<rootDir>/contract-tests/contract/**/*.test.ts'] };
