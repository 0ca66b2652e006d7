import { describe, expect, test } from '@jest/globals';
import { invalidEntries } from '../../src/bulk/send-chunk.js';
import { ConflictError, InvalidRequestError, ValidationError } from '../../src/index.js';
import { VALUES_PATH } from '../support/server.js';

const call = {
  operationId: 'upsertCustomerAttributeValues',
  method: 'PUT',
  path: VALUES_PATH,
  attempts: [],
  requestId: undefined,
  rateLimit: undefined,
} as const;
const sent = ['a', 'b', 'c', 'd'].map((item, index) => ({ item, index: 100 + index }));
const everything = () => true;
const setAside = (body: unknown) =>
  invalidEntries(new ValidationError({ ...call, status: 422, body }), sent, everything).map(({ item }) => item);

describe('the items that a refusal names', () => {
  test.each<[object, string[]]>([
    [{ '0.data': 'bad' }, ['a']],
    [{ '3.data': 'bad' }, ['d']],
    [{ '1.data.value': 'bad' }, ['b']],
    [{ '2.data': 'bad', '0.id': 'bad' }, ['a', 'c']],
    [{ '1.data': 'bad', '1.id': 'bad' }, ['b']],
    [{ '1.data': 'bad', name: 'bad' }, ['b']],
    [{ '9.data': 'bad', '2.data': 'bad' }, ['c']],
  ])('%j', (errors, expected) => {
    expect(setAside({ errors })).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['names nothing', {}],
    ['names a position that was not sent', { '4.data': 'bad' }],
    ['names a position that is none', { '-1.data': 'bad', '01.data': 'bad', '1x': 'bad', '1,2': 'bad', ' 1': 'bad' }],
    ['has a number, which may be an id', { '1': 'bad' }],
    ['names a field', { value: 'bad', 'data.1': 'bad' }],
    ['has a list, of which the positions are its own', [{ status: 422 }, 'bad']],
    ['has a text', '1.data'],
    ['has null', null],
  ])('are none where it %s', (_, errors) => {
    expect(setAside({ errors })).toEqual([]);
  });

  test.each([undefined, 'a page', 7, null])('are none where the body is %p', (body) => {
    expect(setAside(body)).toEqual([]);
  });

  test('are none where the status is another one, whatever the body says', () => {
    const conflict = new ConflictError({ ...call, status: 409, body: { errors: { '0.data': 'bad' } } });
    expect(invalidEntries(conflict, sent, everything)).toEqual([]);
  });
});

describe('items that the client itself would not send', () => {
  test('are tried one by one', () => {
    const error = new InvalidRequestError([{ path: 'values', message: 'bad' }]);
    const found = invalidEntries(error, sent, (chunk) => chunk.every(({ item }) => item !== 'b' && item !== 'd'));
    expect(found.map(({ item }) => item)).toEqual(['b', 'd']);
  });

  test('are none where each alone is acceptable', () => {
    expect(invalidEntries(new InvalidRequestError([]), sent, everything)).toEqual([]);
  });
});
