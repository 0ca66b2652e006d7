import { describe, expect, test } from '@jest/globals';
import {
  byEmail,
  customerOf,
  type FoundCustomer,
  idsOfSeveral,
  readCustomer,
} from '../../../src/cli/look-up/match-customers.js';
import { attributeNamed } from '../../../src/cli/look-up/value-layout.js';

describe('a customer of an answer', () => {
  const asked = new Set(['ada@example.com', 'grace@example.com']);
  const UNREADABLE = 'the store responded with customers without an id or an e-mail address';
  const STRANGER = 'the store also responded with customers who have other e-mail addresses';

  test.each<[string, unknown, unknown]>([
    ['has the address', { id: 1, email: 'ada@example.com' }, { key: 'ada@example.com', customer: { id: 1 } }],
    ['has it in another case', { id: 1, email: 'Ada@EXAMPLE.com' }, { key: 'ada@example.com', customer: { id: 1 } }],
    ['has it among spaces', { id: 1, email: ' ada@example.com ' }, { key: 'ada@example.com', customer: { id: 1 } }],
    [
      'has a shopper profile',
      { id: 1, email: 'ada@example.com', shopper_profile_id: 'p' },
      { key: 'ada@example.com', customer: { id: 1, profileId: 'p' } },
    ],
    [
      'has none',
      { id: 1, email: 'ada@example.com', shopper_profile_id: null },
      { key: 'ada@example.com', customer: { id: 1 } },
    ],
    [
      'has an empty one',
      { id: 1, email: 'ada@example.com', shopper_profile_id: '' },
      { key: 'ada@example.com', customer: { id: 1 } },
    ],
    ['has another address', { id: 2, email: 'eve@example.com' }, STRANGER],
    ['has an address with another accent', { id: 2, email: 'adá@example.com' }, STRANGER],
    ['has an address that begins alike', { id: 2, email: 'ada@example.com.evil.example' }, STRANGER],
    ['has an address that another one ends with', { id: 2, email: 'a+ada@example.com' }, STRANGER],
    ['has no address', { id: 2 }, UNREADABLE],
    ['has no id', { email: 'ada@example.com' }, UNREADABLE],
    ['has a text for an id', { id: '1', email: 'ada@example.com' }, UNREADABLE],
    ['has the id 0', { id: 0, email: 'ada@example.com' }, UNREADABLE],
    ['has an id that is not whole', { id: 1.5, email: 'ada@example.com' }, UNREADABLE],
    ['has an id that is too large to be exact', { id: 2 ** 53, email: 'ada@example.com' }, UNREADABLE],
    ['is a list', ['ada@example.com'], UNREADABLE],
  ])('%s', (_, customer, expected) => expect(readCustomer(asked, customer)).toEqual(expected));
});

test('a customer that comes twice is one, and two customers with one address are two', () => {
  const found = byEmail([
    { key: 'a@x', customer: { id: 1 } },
    { key: 'b@x', customer: { id: 2 } },
    { key: 'a@x', customer: { id: 1 } },
    { key: 'a@x', customer: { id: 3 } },
  ]);
  expect([...found]).toEqual([
    ['a@x', [{ id: 1 }, { id: 3 }]],
    ['b@x', [{ id: 2 }]],
  ]);
  expect([...idsOfSeveral(found)]).toEqual([]);
});

test('a customer that has two of the addresses, because its own was changed meanwhile, is noticed', () => {
  const found = new Map([
    ['a@x', [{ id: 1 }]],
    ['b@x', [{ id: 2 }, { id: 1 }]],
  ]);
  expect([...idsOfSeveral(found)]).toEqual([1]);
});

describe('an address stands for', () => {
  const one = { id: 1, profileId: 'p' };
  test.each<[string, readonly FoundCustomer[], FoundCustomer | undefined, unknown]>([
    ['the customer that has it', [one], undefined, one],
    ['the customer that had it when the job began', [one], { id: 1, profileId: 'p' }, one],
    ['nobody', [], undefined, 'nobody has this e-mail address'],
    ['none of several', [one, { id: 12 }, { id: 3 }], undefined, '3 customers have this e-mail address: 1, 12 and 3'],
    [
      'none of several, even if one had it when the job began',
      [one, { id: 12 }],
      one,
      '2 customers have this e-mail address: 1 and 12',
    ],
    [
      'nobody any more',
      [],
      one,
      'nobody has this e-mail address any more, which was that of customer 1 when this job began',
    ],
    [
      'nobody if it has passed to another customer',
      [{ id: 2 }],
      one,
      'this e-mail address was that of customer 1 when this job began, and is that of customer 2 now',
    ],
    [
      'nobody if the customer has another shopper profile now',
      [{ id: 1, profileId: 'q' }],
      one,
      'customer 1 had shopper profile p when this job began, and has q now',
    ],
  ])('%s', (_, found, earlier, expected) => expect(customerOf(found, earlier)).toEqual(expected));
});

describe('a name stands for', () => {
  const attributes = [
    { id: 1, name: 'Tier' },
    { id: 2, name: 'tier' },
    { id: 3, name: 'Birth date' },
    { id: 4, name: 'Twin' },
    { id: 5, name: 'Twin' },
    { id: 6, name: 'Shoe_Size' },
    { id: 7, name: 'shoe size' },
  ];
  const NAMES = '"Tier", "tier", "Birth date", "Twin", "Twin", "Shoe_Size" and "shoe size"';
  test.each([
    ['the attribute that has exactly this name', 'tier', attributes[1]],
    ['the one whose name differs in case and underscores', 'BIRTH_DATE', attributes[2]],
    ['none of two with this name', 'Twin', '"Twin" can be attribute 4 ("Twin") or 5 ("Twin"); use attribute_id'],
    ['none of two that are alike', 'TIER', '"TIER" can be attribute 1 ("Tier") or 2 ("tier"); use attribute_id'],
    ['nothing', 'Teir', `no attribute is named "Teir"; the attributes of the store are ${NAMES}`],
    ['nothing by a part of a name', 'Birth', `no attribute is named "Birth"; the attributes of the store are ${NAMES}`],
  ])('%s', (_, name, expected) => expect(attributeNamed(attributes, name)).toEqual(expected));

  test('nothing in a store without attributes', () =>
    expect(attributeNamed([], 'Tier')).toBe('no attribute is named "Tier"; the store has no attributes'));
});
