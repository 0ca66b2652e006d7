import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { createKeyedMutex } from '../../src/bulk/in-parallel.js';
import { createVirtualClock } from '../support/virtual-clock.js';

interface Task {
  readonly keys: readonly number[];
  readonly durationMs: number;
  readonly fails: boolean;
}

const task: fc.Arbitrary<Task> = fc.record({
  keys: fc.array(fc.nat(4), { maxLength: 3 }),
  durationMs: fc.nat(20),
  fails: fc.boolean(),
});

describe('tasks that share a key', () => {
  test('never run at the same time, run in their order, and hold up no other one', async () => {
    const property = fc.asyncProperty(fc.array(task, { maxLength: 12 }), async (tasks) => {
      const clock = createVirtualClock();
      const mutex = createKeyedMutex();
      const spans = tasks.map(() => ({ from: Infinity, to: Infinity }));
      const runs = tasks.map(({ keys, durationMs, fails }, index) =>
        mutex(keys, async () => {
          const span = { from: clock.now(), to: Infinity };
          spans[index] = span;
          await new Promise<void>((resolve) => void clock.startTimer(resolve, durationMs));
          span.to = clock.now();
          if (fails) throw new Error(`task ${index}`);
          return index;
        }),
      );
      const results = await clock.run(Promise.allSettled(runs));
      expect(results.map(({ status }) => status)).toEqual(tasks.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')));
      for (const [index, { keys }] of tasks.entries()) {
        const before = tasks.flatMap((other, position) =>
          position < index && other.keys.some((key) => keys.includes(key)) ? [spans[position]?.to ?? 0] : [],
        );
        // It begins the moment the last of those is over that it has to wait for.
        expect(spans[index]?.from).toBe(Math.max(0, ...before));
      }
    });
    await fc.assert(property, { numRuns: 100 });
  });

  test('are told apart by the keys themselves', async () => {
    const mutex = createKeyedMutex();
    const order: string[] = [];
    const run = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise(setImmediate);
      order.push(`${name} ends`);
    };
    await Promise.all([mutex([1], run('one')), mutex(['1'], run('other')), mutex([1], run('next'))]);
    expect(order.filter((step) => !step.startsWith('other'))).toEqual([
      'one begins',
      'one ends',
      'next begins',
      'next ends',
    ]);
    expect(order[1]).toBe('other begins');
  });

  test('wait for the last one before them also when they come after an earlier one has ended', async () => {
    const clock = createVirtualClock();
    const mutex = createKeyedMutex();
    const begunAtMs: number[] = [];
    const run = async () => {
      begunAtMs.push(clock.now());
      await new Promise<void>((resolve) => void clock.startTimer(resolve, 10));
    };
    const early = [mutex(['a'], run), mutex(['a'], run)];
    await clock.advanceBy(15);
    await clock.run(Promise.all([...early, mutex(['a'], run)]));
    expect(begunAtMs).toEqual([0, 10, 20]);
  });

  test('give back what they return and throw', async () => {
    const mutex = createKeyedMutex();
    await expect(mutex(['a'], async () => 7)).resolves.toBe(7);
    await expect(mutex(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(mutex(['a'], async () => 8)).resolves.toBe(8);
  });
});

test('no key is kept when nobody waits for it any more, however tasks end', async () => {
  const [set, remove] = [jest.spyOn(Map.prototype, 'set'), jest.spyOn(Map.prototype, 'delete')];
  const mutex = createKeyedMutex();
  const isEven = (number: number) => number % 2 === 0;
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  await Promise.allSettled(
    numbers.map((number) =>
      mutex([`key ${number % 5}`, `own ${number}`], async () => {
        if (isEven(number)) throw new Error('no');
      }),
    ),
  );
  const [map] = set.mock.contexts.filter((_, index) => set.mock.calls[index]?.[0] === 'own 3');
  set.mockRestore();
  remove.mockRestore();
  expect(map).toBeInstanceOf(Map);
  expect(map).toEqual(new Map());
});
