import { describe, expect, test } from '@jest/globals';
import type { Chunk } from '../../src/bulk/chunks.js';
import { copyOf, entriesOf, lastOfEach, withoutRepeats } from '../../src/bulk/chunks.js';

/** Items such as `a1`: the letter is the key. */
const chunkOf = (text: string): Chunk<string> => text.split(' ').map((item, index) => ({ item, index: index + 10 }));
const textOf = (chunk: Chunk<string>) => chunk.map(({ item }) => item).join(' ');
const letterOf = (item: string) => item[0];

describe('of items with the same key', () => {
  test.each([
    ['a1', 'a1'],
    ['a1 b1 c1', 'a1 b1 c1'],
    ['a1 a2', 'a2'],
    ['a1 b1 a2', 'b1 a2'],
    ['a1 b1 a2 b2 a3 c1', 'b2 a3 c1'],
    ['a1 a1 a1', 'a1'],
  ])('the last ones are kept, in their order: %s → %s', (text, expected) => {
    expect(textOf(lastOfEach(chunkOf(text), letterOf))).toBe(expected);
  });

  test.each([
    ['a1 a2', 'a1'],
    ['a1 b1 a2', 'a1 b1'],
    ['a1 b1 a2 b2 a3 c1', 'a1 b1 c1'],
  ])('the first ones are enough where repeats change nothing: %s → %s', (text, expected) => {
    expect(textOf(withoutRepeats(chunkOf(text), letterOf))).toBe(expected);
  });

  test('each keeps its position in the list of the caller', () => {
    expect(lastOfEach(chunkOf('a1 b1 a2'), letterOf).map(({ index }) => index)).toEqual([11, 12]);
    expect(withoutRepeats(chunkOf('a1 a2 b1'), letterOf).map(({ index }) => index)).toEqual([10, 12]);
  });

  test('keys of any kind are told apart as a Map does, also what is not a number', () => {
    const items = [1, '1', Number.NaN, Number.NaN, null, undefined, 0, -0].map((item, index) => ({ item, index }));
    const kept = withoutRepeats<unknown>(items, (item) => item).map(({ index }) => index);
    expect(kept).toEqual([0, 1, 2, 4, 5, 6]);
  });

  test('nothing is copied where no key comes twice', () => {
    const chunk = chunkOf('a1 b1');
    expect(lastOfEach(chunk, letterOf)).toBe(chunk);
  });
});

describe('a list of the caller', () => {
  const refusal = (items: unknown) => {
    try {
      return entriesOf(Object(items), 'ids', 'deleteCustomers');
    } catch (error) {
      return error;
    }
  };

  test('keeps positions, and has a hole as undefined', () => {
    const holey = [7];
    holey[2] = 9;
    expect(refusal(holey)).toEqual([
      { item: 7, index: 0 },
      { item: undefined, index: 1 },
      { item: 9, index: 2 },
    ]);
  });

  test.each([
    [[], 'must have at least one member'],
    [{ length: 1, 0: 7 }, 'must be a list'],
    [new Set([1]), 'must be a list'],
  ])('is refused when it is %p: %s', (items, message) => {
    expect(refusal(items)).toMatchObject({ name: 'InvalidRequestError', issues: [{ path: 'ids', message }] });
  });

  test('is copied with its objects, and what is no object stays as it is', () => {
    const row = { customer_id: 1 };
    expect(copyOf(row)).toEqual(row);
    expect(copyOf(row)).not.toBe(row);
    const list = [1];
    for (const item of [list, null, undefined, 7, 'x']) expect(copyOf<unknown>(item)).toBe(item);
  });
});
