import { expect, test } from '@jest/globals';
import { rangesOf } from '../../../src/cli/data/places.js';
import { planText } from '../../../src/cli/data/summary.js';
import { deletionTask } from '../../../src/cli/data/task.js';
import { DELETE_CUSTOMERS } from '../../../src/resources/customers.js';

test('large numbers can be read in what would be sent', () => {
  const nouns = { one: 'customer', many: 'customers' };
  const task = deletionTask({ noun: 'customer', idColumns: ['id'], own: [] }, undefined, {
    command: 'customers delete',
    nouns,
    operation: DELETE_CUSTOMERS,
  });
  const request = { operationId: 'deleteCustomers', method: 'DELETE', url: 'https://x/', headers: {} } as const;
  const plan = {
    store: 'store abc',
    items: { length: 1_000_000 },
    unresolved: [],
    isLookedUp: false,
    requestCount: 12_345,
    requests: [{ ...request, body: undefined, itemCount: 1_250 }],
  };
  expect(planText(task, plan)).toBe(
    [
      '1,000,000 customers of store abc would be deleted, in 12,345 requests:',
      '  DELETE https://x/ (1,250 customers)',
      '  and 12,344 more',
      'Nothing was sent.\n',
    ].join('\n'),
  );
});

test.each([
  [['a.csv:2', 'a.csv:3', 'a.csv:4', 'a.csv:9', 'b.csv:10'], 'a.csv:2 to a.csv:4, a.csv:9, b.csv:10'],
  [['a.json[0]', 'a.json[1]', 'a.json[3]'], 'a.json[0] to a.json[1], a.json[3]'],
  [['1:2', '1:4', '1:6', '1:7', '1:9'], '1:2, 1:4, 1:6 to 1:7 and 1 more'],
])('places of neighbours are put together: %j', (places, text) => {
  expect(rangesOf(places, 3)).toBe(text);
});
