import { describe, expect, test } from '@jest/globals';
import { warningOf, welcome } from '../../../src/cli/commands/sandbox-texts.js';
import { createState } from '../../../src/sandbox/state.js';

const store = { url: 'http://127.0.0.1:4010', storeHash: 'abc123', accessToken: 'sandbox-token' };

describe('a store that other machines can reach', () => {
  test.each(['0.0.0.0', '::', '192.168.1.5', 'laptop.local'])('is reported with its token: %s', (host) => {
    expect(warningOf(host, store)).toContain(
      `Other machines can reach the store on ${host}, port 4010, with the token sandbox-token.`,
    );
  });

  test.each([undefined, '127.0.0.1', '127.0.1.1', 'localhost', '::1', '0:0:0:0:0:0:0:1'])(
    'is not one on a loopback address: %s',
    (host) => {
      expect(warningOf(host, store)).toBeUndefined();
    },
  );
});

test('the welcome shows the content of the store, with singular and plural', () => {
  const state = createState({
    customers: [7],
    attributes: [{ id: 1, name: 'Tier', type: 'string' }],
    values: [{ customerId: 7, attributeId: 1, value: 'x' }],
    segments: { a: [] },
  });
  expect(welcome({ ...store, state })).toContain('  1 customer, 1 attribute, 1 value, 1 segment\n');
  expect(welcome({ ...store, state: createState() })).toContain('  0 customers, 0 attributes, 0 values, 0 segments\n');
});

test('an address with brackets is quoted for the shell', () => {
  const text = welcome({ ...store, url: 'http://[::1]:4010', state: createState() });
  expect(text).toContain("export BIGCOMMERCE_BASE_URL='http://[::1]:4010' BIGCOMMERCE_STORE_HASH=abc123 ");
});
