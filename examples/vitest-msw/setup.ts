import { checkFetch } from 'bigcommerce-customers/contract';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

export const store = setupServer();

/** Set when msw has put its own `fetch` in place, so that answers of mocks pass through the check. */
export let checked: ReturnType<typeof checkFetch>;

beforeAll(() => {
  store.listen({ onUnhandledRequest: 'error' });
  checked = checkFetch(globalThis.fetch);
  globalThis.fetch = checked;
});

afterEach(() => {
  store.resetHandlers();
  checked.assert(); // fails the test whose mock BigCommerce could never be
});

afterAll(() => store.close());
