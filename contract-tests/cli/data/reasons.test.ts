import { expect, test } from '@jest/globals';
import { reasonsFor } from '../../../src/cli/data/send-plan.js';
import { NetworkError, ValidationError } from '../../../src/index.js';

const call = { operationId: 'upsertCustomerAttributeValues', method: 'PUT', path: '/values', attempts: [] } as const;
const refusal = (errors: unknown, requestId?: string) =>
  new ValidationError({ ...call, status: 422, requestId, rateLimit: undefined, body: { status: 422, errors } });

test('what a store says about the items of a request is told of each item, without its number in the request', () => {
  const error = refusal({ '10.data': 'invalid attribute ID', '2.value': 'too long', '2.data': 'invalid' }, 'r1');
  expect(reasonsFor(error, 2)).toEqual([
    'value: too long; invalid (422, request id r1)',
    'invalid attribute ID (422, request id r1)',
  ]);
  expect(reasonsFor(refusal({ '0.data': 'invalid customer ID' }), 1)).toEqual(['invalid customer ID (422)']);
});

test.each([
  ['a refusal that names other numbers of items', refusal({ '0.data': 'invalid customer ID' }), 2],
  ['a refusal that names none', refusal({ data: 'invalid' }), 1],
  ['another failure', new NetworkError({ ...call, code: 'ECONNRESET', cause: new Error('reset') }), 1],
])('%s is told in its own words', (_, error, count) => {
  expect(reasonsFor(error, count)).toEqual(Array.from({ length: count }, () => error.message));
});
