/** Says after a run of the whole suite which tests were not in it. */
module.exports = class WithoutRedis {
  #isWhole;

  constructor({ testPathPatterns, testNamePattern }) {
    this.#isWhole = !testNamePattern && (testPathPatterns?.patterns ?? []).length === 0;
  }

  onRunComplete() {
    if (this.#isWhole)
      console.error('Skipped: what several processes do together, which needs a Redis (npm run test:distributed).');
  }
};
