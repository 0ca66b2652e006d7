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

test('the welcome shows the attributes, and some profiles of each segment', () => {
  const [vip, empty] = ['6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90', '7f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90'];
  const state = createState({
    attributes: [
      { id: 1, name: 'Tier', type: 'string' },
      { id: 22, name: 'Points \u001b[2J\u202e', type: 'number' },
    ],
    segments: { [vip]: ['a1', 'b2', 'c3'], [empty]: [] },
  });
  expect(welcome({ ...store, state })).toContain(`  Contents      0 customers, 2 attributes, 0 values, 2 segments
  Attribute 1   Tier (string)
  Attribute 22  Points \\u001b[2J\\u202e (number)
  Segment       ${vip}
    Profile     a1
    Profile     b2
                and 1 more profile
  Segment       ${empty}

  import {`);
});

test('the welcome of a store with a lot in it stays on one screen', () => {
  const numbers = Array.from({ length: 300 }, (_, index) => index + 1);
  const state = createState({
    attributes: numbers.map((id) => ({ id, name: `Attribute no. ${id}`, type: 'string' })),
    segments: Object.fromEntries(numbers.map((id) => [`segment-${id}`, numbers.map((profile) => `p${profile}`)])),
  });
  const text = welcome({ ...store, state });
  expect(text).toContain('no. 10 (string)\n                and 290 more attributes\n  Segment       segment-1\n');
  expect(text).toContain('p2\n                and 298 more profiles\n                and 290 more segments\n');
  expect(text.split('\n').length).toBeLessThan(90);
});

test.each([
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
  ['http://[::1]:4010', "'http://[::1]:4010'"],
])('the welcome has variables for sh, which takes brackets for patterns, and for PowerShell: %s', (url, forShell) => {
  const text = welcome({ ...store, url, state: createState() });
  expect(text).toContain(
    `  export BIGCOMMERCE_BASE_URL=${forShell} BIGCOMMERCE_STORE_HASH=abc123 BIGCOMMERCE_ACCESS_TOKEN=sandbox-token\n`,
  );
  expect(text).toContain(
    `  $env:BIGCOMMERCE_BASE_URL = '${url}'; $env:BIGCOMMERCE_STORE_HASH = 'abc123'; $env:BIGCOMMERCE_ACCESS_TOKEN = 'sandbox-token'\n`,
  );
});
