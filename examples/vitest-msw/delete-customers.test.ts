import { createCustomersClient } from 'bigcommerce-customers';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { checked, store } from './setup.js';

const CUSTOMERS = 'https://api.bigcommerce.com/stores/abc123/v3/customers';
const bigcommerce = createCustomersClient({ storeHash: 'abc123', accessToken: 'a-token-of-a-test' });

test('a mock that responds as BigCommerce does', async () => {
  store.use(http.delete(CUSTOMERS, () => new HttpResponse(null, { status: 204 })));
  await bigcommerce.customers.delete([1138]);
});

test('a mock that BigCommerce could never be, which would fail this test at its end', async () => {
  store.use(http.delete(CUSTOMERS, () => HttpResponse.json({ deleted: 1 }, { status: 202 })));
  await bigcommerce.customers.delete([1138]).catch(() => {});
  expect(() => checked.assert()).toThrow('/response/status (response.status): expected one of 204');
});
