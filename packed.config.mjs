import config from './jest.config.mjs';

/** What is published, as it is installed: tests for what has been built, and with the registry at hand. */
export default {
  ...config,
  testMatch: ['<rootDir>/contract-tests/packed/**/*.test.ts'],
  testPathIgnorePatterns: [],
  reporters: ['default'],
};
