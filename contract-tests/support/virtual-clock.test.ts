import { describe, expect, test } from '@jest/globals';
import { createVirtualClock, type VirtualClock } from './virtual-clock.js';

const sleep = (clock: VirtualClock, delayMs: number) =>
  new Promise<void>((resolve) => {
    clock.startTimer(resolve, delayMs);
  });

describe('a virtual clock', () => {
  test('fires timers by moment, and those of one moment in the order in which they were started', async () => {
    const clock = createVirtualClock();
    const fired: string[] = [];
    clock.startTimer(() => fired.push(`b at ${clock.now()}`), 20);
    clock.startTimer(() => fired.push(`a at ${clock.now()}`), 10);
    clock.startTimer(() => fired.push(`c at ${clock.now()}`), 20);
    await clock.run(sleep(clock, 20));
    expect(fired).toEqual(['a at 10', 'b at 20', 'c at 20']);
  });

  test('lets everything that waits for a timer run before the next one fires', async () => {
    const clock = createVirtualClock();
    const order: string[] = [];
    const chain = async (name: string, delayMs: number) => {
      await sleep(clock, delayMs);
      for (let step = 0; step < 50; step += 1) await undefined;
      order.push(name);
    };
    await clock.run(Promise.all([chain('first', 5), chain('second', 5), chain('third', 6)]));
    expect(order).toEqual(['first', 'second', 'third']);
  });

  test('never goes back, and fires what is due already after what runs now', async () => {
    const clock = createVirtualClock();
    await clock.run(sleep(clock, 10));
    let fired = false;
    clock.startTimer(() => {
      fired = true;
    }, -5);
    expect(fired).toBe(false);
    await clock.advanceBy(0);
    expect([fired, clock.now()]).toEqual([true, 10]);
  });

  test('forgets a timer that is prevented, also when that is done twice or too late', async () => {
    const clock = createVirtualClock();
    const prevent = clock.startTimer(() => {
      throw new Error('was prevented');
    }, 5);
    const preventLate = clock.startTimer(() => {}, 1);
    expect(clock.pendingTimers).toBe(2);
    prevent();
    prevent();
    await clock.advanceBy(100);
    preventLate();
    expect([clock.pendingTimers, clock.now()]).toEqual([0, 100]);
  });

  test.each([Number.NaN, Infinity, 2 ** 31])('refuses a delay that a real timer would not keep: %p', (delayMs) => {
    expect(() => createVirtualClock().startTimer(() => {}, delayMs)).toThrow(RangeError);
  });

  test('gives what the promise gives', async () => {
    const clock = createVirtualClock();
    await expect(clock.run(sleep(clock, 3).then(() => 'value'))).resolves.toBe('value');
    await expect(clock.run(sleep(clock, 3).then(() => Promise.reject(new Error('reason'))))).rejects.toThrow('reason');
  });

  test('reports a promise that nothing will settle, and one that goes on for ever', async () => {
    const clock = createVirtualClock();
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('nothing left to wait for at 0 ms');
    const forever = async () => {
      for (;;) await sleep(clock, 1);
    };
    await expect(clock.run(forever())).rejects.toThrow('not settled after 20000 timers');
  });

  test('has the same chances for the same seed', () => {
    const numbers = (seed: number) => {
      const clock = createVirtualClock(seed);
      return Array.from({ length: 100 }, () => clock.random());
    };
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
    expect(numbers(7).every((number) => number >= 0 && number < 1)).toBe(true);
  });
});
