import { afterEach, beforeEach } from '@jest/globals';
import { type StoreStub, startStoreStub } from './store-stub.js';

/** A new store for each test of a file, so that a request that arrives late disturbs no other test. */
export function useStoreStub(): { readonly current: StoreStub } {
  let stub: StoreStub | undefined;
  beforeEach(async () => {
    stub = await startStoreStub();
  });
  afterEach(() => stub?.close());
  return {
    get current() {
      if (!stub) throw new Error('the store is started before each test');
      return stub;
    },
  };
}
