import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Chunk, chunksFrom, splitIntoChunks } from '../../src/bulk/chunks.js';
import { collect } from '../support/call-method.js';

const entriesOf = <Item>(items: readonly Item[]) => items.map((item, index) => ({ item, index }));
const itemsOf = <Item>(chunks: readonly Chunk<Item>[]) => chunks.map((chunk) => chunk.map(({ item }) => item));
const lengthOf = (item: string) => item.length;

describe('a list in chunks', () => {
  test.each<[string, string[], Parameters<typeof splitIntoChunks<string>>[1], string[][]]>([
    ['nothing', [], { maxItems: 2 }, []],
    ['less than one takes', ['a'], { maxItems: 2 }, [['a']]],
    ['exactly what one takes', ['a', 'b'], { maxItems: 2 }, [['a', 'b']]],
    ['one more than one takes', ['a', 'b', 'c'], { maxItems: 2 }, [['a', 'b'], ['c']]],
    ['any number of items', ['a', 'b', 'c'], { maxItems: Infinity }, [['a', 'b', 'c']]],
    ['exactly the length', ['ab', 'cd', 'e'], { maxItems: 9, maxLength: 4, lengthOf }, [['ab', 'cd'], ['e']]],
    ['one character too many', ['ab', 'cde', 'f'], { maxItems: 9, maxLength: 4, lengthOf }, [['ab'], ['cde', 'f']]],
    [
      'an item too long for any',
      ['a', 'bcdef', 'g'],
      { maxItems: 9, maxLength: 4, lengthOf },
      [['a'], ['bcdef'], ['g']],
    ],
    ['no room at all', ['a', 'b'], { maxItems: 9, maxLength: -5, lengthOf }, [['a'], ['b']]],
    ['both limits', ['a', 'b', 'c', 'dddd'], { maxItems: 2, maxLength: 4, lengthOf }, [['a', 'b'], ['c'], ['dddd']]],
  ])('%s', (_, items, limits, expected) => {
    expect(itemsOf(splitIntoChunks(entriesOf(items), limits))).toEqual(expected);
  });

  test('has every item once and in order, none without items, and none that could be joined with the next', () => {
    const words = fc.array(fc.string({ maxLength: 8 }), { maxLength: 40 });
    const limits = [fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 20 })] as const;
    const property = fc.property(words, ...limits, (items, maxItems, maxLength) => {
      const chunks = splitIntoChunks(entriesOf(items), { maxItems, maxLength, lengthOf });
      expect(chunks.flat()).toEqual(entriesOf(items));
      const sizes = chunks.map((chunk) => ({
        count: chunk.length,
        length: chunk.map(({ item }) => item).join('').length,
      }));
      for (const [index, { count, length }] of sizes.entries()) {
        expect(count).toBeGreaterThan(0);
        expect(count).toBeLessThanOrEqual(maxItems);
        if (count > 1) expect(length).toBeLessThanOrEqual(maxLength);
        const next = chunks[index + 1]?.[0];
        if (next && count < maxItems) expect(length + next.item.length).toBeGreaterThan(maxLength);
      }
    });
    fc.assert(property);
  });
});

describe('a source in chunks', () => {
  async function* of<Item>(items: readonly Item[], log: string[] = []) {
    try {
      for (const item of items) {
        log.push(`${item}`);
        yield item;
      }
    } finally {
      log.push('closed');
    }
  }

  test.each([
    [[], 2, []],
    [[1], 2, [[1]]],
    [[1, 2], 2, [[1, 2]]],
    [[1, 2, 3], 2, [[1, 2], [3]]],
    [[1, 2, 3], 1, [[1], [2], [3]]],
  ])('%j by %i', async (items, maxItems, expected) => {
    expect(itemsOf(await collect(chunksFrom(of(items), maxItems)))).toEqual(expected);
  });

  test('counts positions on through all chunks', async () => {
    const chunks = await collect(chunksFrom(of(['a', 'b', 'c']), 2));
    expect(chunks.flat().map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  test('takes no more than the chunk that is asked for', async () => {
    const log: string[] = [];
    const chunks = chunksFrom(of([1, 2, 3, 4], log), 2);
    expect(log).toEqual([]);
    await chunks.next();
    expect(log).toEqual(['1', '2']);
    await chunks.return();
    expect(log).toEqual(['1', '2', 'closed']);
  });

  test('gives what came before an error, and then the error', async () => {
    async function* failing() {
      yield* [1, 2, 3];
      throw new Error('the file is gone');
    }
    const chunks = chunksFrom(failing(), 2);
    expect(itemsOf([(await chunks.next()).value ?? [], (await chunks.next()).value ?? []])).toEqual([[1, 2], [3]]);
    await expect(chunks.next()).rejects.toThrow('the file is gone');
    await expect(chunks.next()).resolves.toMatchObject({ done: true });
  });

  test('has a copy of each item as it was when it came', async () => {
    const row = { value: 0 };
    async function* reusing() {
      for (const value of [1, 2, 3]) yield Object.assign(row, { value });
    }
    expect(itemsOf(await collect(chunksFrom(reusing(), 5)))).toEqual([[{ value: 1 }, { value: 2 }, { value: 3 }]]);
  });
});
