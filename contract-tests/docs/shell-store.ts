import { folderWith } from '../cli/command-line.js';
import { SEGMENT } from '../cli/data/store-server.js';
import { entry, har } from '../cli/exchanges.js';
import { ADDED, LIBRARY, LISTED } from '../cli/library.js';
import { SPECIFICATION_TEXT } from '../support/specification.js';

/** What the store has that commands of the pages are about. */
export const STORE = {
  customers: [...Array.from({ length: 400 }, (_, index) => index + 1), 1138],
  attributes: [{ id: 3, name: 'Tier', type: 'string' }],
  values: [1, 2, 3].map((customer_id) => ({ customer_id, attribute_id: 3, value: 'Gold' })),
  segments: [
    {
      id: SEGMENT,
      profiles: [
        { id: '0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01', customer_id: 1 },
        { id: '9b2e4f60-7c1d-4e8a-b3f5-5a6d7c8e9f02', customer_id: 2 },
      ],
    },
  ],
};

/** 212 customers, one of which stands in lines 4 and 17. */
function eraseFile(): string {
  const ids = Array.from({ length: 211 }, (_, index) => index + 1);
  ids.splice(2, 0, 1138);
  ids.splice(15, 0, 1138);
  return `customer_id\n${ids.join('\n')}\n`;
}

/** A folder with the files that commands of the pages name. */
export function shellFolder(): Promise<string> {
  return folderWith({
    'old-values.csv': 'id\n2\n',
    'erase.csv': eraseFile(),
    'openapi.yaml': SPECIFICATION_TEXT,
    'old.yaml': SPECIFICATION_TEXT,
    'vendor.yaml': SPECIFICATION_TEXT,
    'shop.har': har(entry()),
    'library.yaml': LIBRARY,
    'loans.har': har(LISTED, ADDED),
    'people.csv': 'email\ncustomer-1@example.com\ncustomer-2@example.com\n',
    'tiers-by-email.csv': 'email,Tier\ncustomer-4@example.com,Silver\n',
    'profiles.csv': 'shopper_profile_id\n0d3c7a52-58c4-4d43-8a53-6b1f2e9c7a01\n',
  });
}
