import config from './jest.config.mjs';

/** What several processes do together, with a real Redis: `npm run test:distributed`. */
export default {
  ...config,
  testMatch: ['<rootDir>/contract-tests/distributed/**/*.test.ts'],
  testPathIgnorePatterns: [],
  reporters: ['default'],
  // They measure time, each with up to eight processes.
  maxWorkers: 1,
};
