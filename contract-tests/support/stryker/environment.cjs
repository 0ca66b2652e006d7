const TestEnvironment = require('../environment.cjs');

/** Skips what is left once a test has failed: the mutant is found, and jest itself ends early only between files. */
module.exports = class extends TestEnvironment {
  #isFound = false;

  handleTestEvent(event) {
    super.handleTestEvent(event);
    const { name, test } = event;
    if (name === 'test_start' && this.#isFound) test.mode = 'skip';
    if (name === 'test_done' && test.errors.length > 0) this.#isFound = true;
  }
};
