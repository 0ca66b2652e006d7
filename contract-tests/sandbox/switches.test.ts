import { describe, expect, test } from '@jest/globals';
import { answerRequest } from '../../src/sandbox/operations.js';
import type { Switches } from '../../src/sandbox/switches.js';
import { VALUES_PATH } from '../support/server.js';
import { answersOf, get, PROFILE_IDS, put, remove, removeProfiles, START_MS, storeWith } from './sandbox-calls.js';

/** The first, the third and the last are valid. */
const MIXED = [
  { customer_id: 11, attribute_id: 1, value: 'new' },
  { customer_id: 99, attribute_id: 1, value: 'new' },
  { customer_id: 12, attribute_id: 1, value: 'new' },
  { customer_id: 11, attribute_id: 2, value: 'many' },
  { customer_id: 13, attribute_id: 1, value: 'new' },
];

const valuesAfter = (switches: Partial<Switches>) => {
  const [, list] = answersOf({ switches }, put(MIXED), get());
  return list?.body.data.map((record: { attribute_value: string }) => record.attribute_value);
};

describe('an upsert with invalid values', () => {
  test('writes nothing, or the valid values', () => {
    expect(valuesAfter({})).toEqual(['Gold', 'Silver']);
    expect(valuesAfter({ partialUpsert: true })).toEqual(['new', 'new', 'new']);
  });

  test.each([
    ['the first', false, { '1.data': 'invalid customer ID' }],
    ['all of them', true, { '1.data': 'invalid customer ID', '3.data': 'invalid number' }],
  ])('names %s by position', (_, namesAllInvalid, errors) => {
    for (const partialUpsert of [true, false]) {
      const [answer] = answersOf({ switches: { namesAllInvalid, partialUpsert } }, put(MIXED));
      expect(answer).toMatchObject({
        status: 422,
        body: { status: 422, title: 'Set customer attribute values failed.', errors },
      });
      expect(answer?.body.errors).toEqual(errors);
    }
  });
});

test('records come back in another order if the switch says so', () => {
  const values = [11, 12, 13].map((customer_id) => ({ customer_id, attribute_id: 1, value: 'x' }));
  const order = (reorderRecords: boolean) =>
    answersOf({ switches: { reorderRecords } }, put(values))[0]?.body.data.map(
      (record: { customer_id: number }) => record.customer_id,
    );
  expect(order(false)).toEqual([11, 12, 13]);
  expect(order(true)).toEqual([13, 12, 11]);
});

describe('removing profiles that are not in the segment', () => {
  const absent = 'aaaaaaaa-58c4-4d43-8a53-6b1f2e9c7a01';
  const sent = removeProfiles(`?id:in=${absent},${PROFILE_IDS[0]}`);

  test('counts as done, or as a failure with its position', () => {
    const meta = (reportsAbsentProfiles: boolean) =>
      answersOf({ switches: { removalAnswer: 200, reportsAbsentProfiles } }, sent)[0]?.body;
    expect(meta(false)).toEqual({ data: [], errors: [], meta: { total: 2, success: 2, failed: 0 } });
    expect(meta(true)).toMatchObject({
      errors: [{ status: 422, errors: { 0: 'The shopper profile is not part of the segment.' } }],
      meta: { total: 2, success: 1, failed: 1 },
    });
  });

  test('removes the other ones in either case', () => {
    for (const reportsAbsentProfiles of [true, false]) {
      const store = storeWith({ switches: { removalAnswer: 200, reportsAbsentProfiles } });
      answerRequest(store, sent, START_MS);
      expect([...store.state.segments.values()].map((profiles) => [...profiles])).toEqual([PROFILE_IDS.slice(1)]);
    }
  });
});

test('too many values get a 413 or a 422', () => {
  const values = Array.from({ length: 11 }, (_, index) => ({ customer_id: 11, attribute_id: 1, value: `${index}` }));
  const answer = (tooManyItems: 413 | 422) => answersOf({ switches: { tooManyItems } }, put(values))[0];
  const title = 'The maximum number of items allowed in the array is 10';
  expect(answer(413)).toMatchObject({ status: 413, body: { status: 413, title } });
  expect(answer(422)).toMatchObject({ status: 422, body: { status: 422, title } });
});

test('a page that is too large is refused, or becomes the largest page', () => {
  const answer = (tooLargePage: Switches['tooLargePage']) =>
    answersOf({ switches: { tooLargePage } }, get('?limit=1000'))[0];
  expect(answer('refused')?.status).toBe(422);
  expect(answer('largest')?.body.meta.pagination).toMatchObject({ per_page: 250, total: 2 });
});

test('a deletion of values without ids is refused, or does nothing', () => {
  for (const valueDeletionWithoutIds of [422, 204] as const) {
    const store = storeWith({ switches: { valueDeletionWithoutIds } });
    const { status } = answerRequest(store, remove(VALUES_PATH), START_MS);
    expect([status, store.state.values.size]).toEqual([valueDeletionWithoutIds, 2]);
  }
});
