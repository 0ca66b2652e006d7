const asyncHooks = require('node:async_hooks');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

const { AsyncLocalStorage } = asyncHooks;
const { createContext } = vm;
const storages = new Set();

asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
  constructor(...args) {
    super(...args);
    storages.add(this);
  }
};

/**
 * Jest's environment for Node, without what makes tests slower the more files a worker has run.
 *
 * The global object is a plain one: behind the proxy that jest puts there, each mention of a global calls a function.
 * A finished file leaves nothing behind. Jest's record of its tests holds on to all of its modules. The storage that
 * tells tests apart would go on being told of every promise.
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
  }

  async teardown() {
    const { global } = this;
    await super.teardown();
    for (const symbol of Object.getOwnPropertySymbols(global)) Reflect.deleteProperty(global, symbol);
    for (const storage of storages) storage.disable();
    storages.clear();
  }
};
