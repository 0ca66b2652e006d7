const asyncHooks = require('node:async_hooks');
const v8 = require('node:v8');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

vm.compileFunction = require('./compiled-once.cjs').compileFunction;

const { AsyncLocalStorage } = asyncHooks;
const { createContext } = vm;

// Each file gets new modules, for which V8 begins anew: before code that was worth optimizing repays it, the file is over. So
// functions have to run twelve times as long as usual first. Later versions of Node, which have no such flag, optimize in two steps.
if (process.versions.node.startsWith('20.')) v8.setFlagsFromString('--interrupt-budget=800000');

/** Which test is running, for tests that run one after another. */
class OneAtATime {
  #store;

  getStore() {
    return this.#store;
  }

  async run(store, callback) {
    const before = this.#store;
    this.#store = store;
    try {
      return await callback();
    } finally {
      this.#store = before;
    }
  }
}

/** Sets what `node:async_hooks` exports. Since Node 22 that is an accessor, to which nothing can be assigned. */
function giveOut(value) {
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { value, configurable: true, enumerable: true });
}

/**
 * Jest's environment for Node, without what makes tests slow, and slower the more files a worker has run.
 *
 * - The global object is a plain one. Behind the proxy that jest puts there, each mention of a global calls a function.
 * - Jest's record of its tests, which holds on to all modules of a file, is gone when the file has finished.
 * - For `test.concurrent`, which no file has, jest tells tests apart by a storage that Node 20 and 22 keep up to date for each
 *   promise, for this and all earlier files. What fails outside of a test still fails the test that runs, or the file.
 */
module.exports = class extends TestEnvironment {
  constructor(...args) {
    // Before 20.18, Node has no such constant, and makes the object that it makes anyway.
    vm.createContext = () => createContext(vm.constants?.DONT_CONTEXTIFY);
    try {
      super(...args);
    } finally {
      vm.createContext = createContext;
    }
    giveOut(OneAtATime);
  }

  handleTestEvent({ name }) {
    // Jest has loaded, and tests have not.
    if (name === 'setup') giveOut(AsyncLocalStorage);
  }

  async teardown() {
    const { global } = this;
    giveOut(AsyncLocalStorage);
    await super.teardown();
    for (const symbol of Object.getOwnPropertySymbols(global)) Reflect.deleteProperty(global, symbol);
  }
};
