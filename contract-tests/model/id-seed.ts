import type { StoreSeed } from '../../src/sandbox/state.js';

export const SEGMENT_ID = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
export const UNKNOWN_SEGMENT_ID = '00000000-3a51-4b7e-9f5d-2c8b1a7d4e90';

/** The profile with a number. */
export function profileId(number: number): string {
  return `${number.toString(16).padStart(8, '0')}-58c4-4d43-8a53-6b1f2e9c7a01`;
}

/** Of 50, every second customer exists. Those have a value each, and a profile in either segment. */
const CUSTOMERS = Array.from({ length: 25 }, (_, index) => 2 * (index + 1));
const PROFILES = CUSTOMERS.map(profileId);

export const ID_SEED: StoreSeed = {
  // Nobody passes the ids of these.
  customers: [...CUSTOMERS, 101, 102],
  attributes: [
    { id: 1, name: 'Tier', type: 'string' },
    { id: 2, name: 'Points', type: 'number' },
  ],
  values: [...CUSTOMERS, 101, 102].flatMap((customerId) => [
    { customerId, attributeId: 1, value: `of ${customerId}` },
    ...(customerId % 3 === 0 ? [{ customerId, attributeId: 2, value: String(customerId) }] : []),
  ]),
  segments: {
    [SEGMENT_ID]: [...PROFILES, profileId(101)],
    '7a1f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e91': [...PROFILES, profileId(101)],
  },
};
