import { checkFetch } from 'bigcommerce-customers/contract';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

export const store = setupServer();

/** Created after msw has replaced `fetch`, so that it checks the responses of mocks. */
export let checked: ReturnType<typeof checkFetch>;

beforeAll(() => {
  store.listen({ onUnhandledRequest: 'error' });
  checked = checkFetch(globalThis.fetch, { allowNone: true }); // a test may need no request
  globalThis.fetch = checked;
});

afterEach(() => {
  store.resetHandlers();
  checked.assert(); // fails a test with a mock that BigCommerce could never be
});

afterAll(() => {
  store.close();
  checked.assertChecked(); // fails a file whose requests all went elsewhere
});
