import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeValueInput } from '../../src/index.js';
import { collect } from '../support/call-method.js';
import { type Answer, json, stored, valuesFor } from '../support/store-stub.js';
import { bulkErrorOf, createTransportStore, failureOf, type SentRequest } from '../support/transport-store.js';

const valuesIn = ({ body }: SentRequest): AttributeValueInput[] => JSON.parse(body);
const refusing = (positions: readonly number[]) =>
  json(422, { errors: Object.fromEntries(positions.map((position) => [`${position}.data`, 'bad'])) });

/** Refuses values that say so, and names all of them or only the first. */
const pickyStore =
  (namesAll: boolean) =>
  (request: SentRequest): Answer => {
    const bad = valuesIn(request).flatMap(({ value }, index) => (value.startsWith('bad') ? [index] : []));
    if (bad.length === 0) return stored(request);
    return refusing(namesAll ? bad : bad.slice(0, 1));
  };

const withBad = (count: number, bad: readonly number[]) =>
  valuesFor(count).map((value, index) => (bad.includes(index) ? { ...value, value: `bad ${index}` } : value));

describe('values that the store refuses', () => {
  test.each([
    ['in one answer', true, [10, 6]],
    ['one after the other', false, [10, 9, 8, 7, 6]],
  ])('cost only themselves when it names them %s', async (_, namesAll, sizes) => {
    const { client, clock, requests } = createTransportStore({ answer: pickyStore(namesAll) });
    const values = withBad(10, [0, 3, 4, 9]);
    const failure = await clock.run(bulkErrorOf(client.attributeValues.upsert(values)));
    expect(failure.failed).toEqual([0, 3, 4, 9].map((index) => values[index]));
    expect(failure.done).toEqual(values.filter(({ value }) => !value.startsWith('bad')));
    expect(failure.results.map(({ customer_id }) => customer_id)).toEqual(
      failure.done.map(({ customer_id }) => customer_id),
    );
    expect(requests.map((request) => valuesIn(request).length)).toEqual(sizes);
  });

  test('cost only themselves wherever they are, and the report has each value once, in the order of the list', async () => {
    const lists = [fc.array(fc.boolean(), { minLength: 1, maxLength: 45 }), fc.boolean()] as const;
    const property = fc.asyncProperty(...lists, async (flaws, namesAll) => {
      fc.pre(flaws.includes(true));
      const { client, clock } = createTransportStore({ answer: pickyStore(namesAll) });
      const values = withBad(
        flaws.length,
        flaws.flatMap((isBad, index) => (isBad ? [index] : [])),
      );
      const call = client.attributeValues.upsert(values);
      const failure = await clock.run(failureOf(call));
      // Of a single request in which nothing else was, the error of that request says it all.
      if (flaws.length <= 10 && flaws.every(Boolean) && (namesAll || flaws.length === 1))
        return expect(failure).toMatchObject({ name: 'ValidationError' });
      expect(failure).toMatchObject({
        done: values.filter((_, index) => !flaws[index]),
        failed: values.filter((_, index) => flaws[index]),
        unknown: [],
        unsent: [],
      });
    });
    await fc.assert(property, { numRuns: 100 });
  });

  test('are the whole request when all of them are refused: nothing is sent again', async () => {
    const { client, clock, requests } = createTransportStore({ answer: pickyStore(true) });
    const failure = await clock.run(failureOf(client.attributeValues.upsert(withBad(2, [0, 1]))));
    expect(failure).toMatchObject({ name: 'ValidationError' });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['none', {}],
    ['one that was not sent', { '5.data': 'bad' }],
    ['a field', { value: 'bad' }],
    ['a list', [{ '0.data': 'bad' }]],
  ])('are the whole request when the positions that it names are %s', async (_, errors) => {
    const { client, clock, requests } = createTransportStore({ answer: () => json(422, { errors }) });
    const failure = await clock.run(failureOf(client.attributeValues.upsert(valuesFor(5))));
    expect(failure).toMatchObject({ name: 'ValidationError' });
    expect(requests).toHaveLength(1);
  });

  test('are the whole request when isolateInvalid is off, and other requests are still sent', async () => {
    const { client, clock, requests } = createTransportStore({ answer: pickyStore(true) });
    const values = withBad(30, [12]);
    const call = client.attributeValues.upsert(values, { isolateInvalid: false });
    const { done, failed } = await clock.run(bulkErrorOf(call));
    expect([done, failed]).toEqual([[...values.slice(0, 10), ...values.slice(20)], values.slice(10, 20)]);
    expect(requests).toHaveLength(3);
  });

  test('leave the others of unknown outcome when these are refused without a name: the first refusal may have worked in part', async () => {
    const store = createTransportStore({
      answer: (): Answer => (store.requests.length === 1 ? refusing([1]) : json(422, { errors: {} })),
    });
    const { failed, unknown } = await store.clock.run(bulkErrorOf(store.client.attributeValues.upsert(valuesFor(3))));
    expect([failed, unknown]).toEqual([[valuesFor(3)[1]], [valuesFor(3)[0], valuesFor(3)[2]]]);
  });

  test('of a stream cost only themselves as well', async () => {
    const { client, clock } = createTransportStore({ answer: pickyStore(false) });
    const outcomes = await clock.run(collect(client.attributeValues.upsertBatches(withBad(20, [3, 15, 16]))));
    expect(outcomes.map(({ status, items }) => [status, items.length])).toEqual([
      ['failed', 1],
      ['done', 9],
      ['failed', 1],
      ['failed', 1],
      ['done', 8],
    ]);
  });
});

describe('of several values for one pair', () => {
  const pair = (...texts: string[]) => texts.map((value) => ({ customer_id: 1, attribute_id: 4, value }));
  const run = async (values: AttributeValueInput[]) => {
    const { client, clock, requests } = createTransportStore({ answer: pickyStore(true) });
    const outcome = await clock.run(client.attributeValues.upsert(values).catch((error: unknown) => error));
    return { outcome, sent: requests.map((request) => valuesIn(request).map(({ value }) => value)) };
  };

  test('the one before the last is written when the last is refused', async () => {
    const values = pair('first', 'second', 'bad last');
    const { outcome, sent } = await run(values);
    expect(sent).toEqual([['bad last'], ['second']]);
    expect(outcome).toMatchObject({ done: values.slice(0, 2), failed: values.slice(2), unknown: [], unsent: [] });
    expect(outcome).toMatchObject({ results: [{ attribute_value: 'second' }, { attribute_value: 'second' }] });
  });

  test('one that the last replaces is never looked at, and so not refused', async () => {
    const { outcome, sent } = await run(pair('bad first', 'last'));
    expect(sent).toEqual([['last']]);
    expect(outcome).toMatchObject([{ attribute_value: 'last' }, { attribute_value: 'last' }]);
  });

  test('all are refused, one after the other, when none is acceptable', async () => {
    const values = pair('bad 1', 'bad 2');
    const { outcome, sent } = await run(values);
    expect(sent).toEqual([['bad 2'], ['bad 1']]);
    expect(outcome).toMatchObject({ name: 'BulkError', done: [], failed: values });
  });
});
