import { describe, expect, test } from '@jest/globals';
import type { RateLimit } from '../../src/transport/rate-limit.js';
import { createRateWindow } from '../../src/transport/rate-window.js';

describe('the window', () => {
  const limiterAt = (reserve = 0, chance = 0) => {
    let nowMs = 0;
    const limiter = createRateWindow({ now: () => nowMs, random: () => chance }, reserve);
    return {
      ...limiter,
      passTo: (momentMs: number) => {
        nowMs = momentMs;
      },
      /** How many requests may be sent at once, and how long the next one waits. */
      drain: async () => {
        for (let count = 0; ; count += 1) {
          const waitMs = await limiter.acquire();
          if (waitMs > 0 || count > 400) return [count, waitMs];
        }
      },
    };
  };
  const stated = (requestsLeft: number, timeResetMs: number, requestsQuota = 150): RateLimit => {
    return { requestsLeft, timeResetMs, requestsQuota, timeWindowMs: 30_000 };
  };

  test('is tried with ten requests, until an answer tells how much of it is left', async () => {
    const { drain, observe } = limiterAt();
    expect(await drain()).toEqual([10, Infinity]);
    observe(stated(149, 30_000), 0);
    // The nine under way may be among those that are counted, or not.
    expect(await drain()).toEqual([140, 30_002]);
  });

  test('is not waited for where ten answers are silent: nothing is held back', async () => {
    const { drain, observe } = limiterAt();
    await drain();
    for (let answers = 0; answers < 9; answers += 1) observe(undefined, 0);
    expect(await drain()).toEqual([9, Infinity]);
    observe(undefined, 0);
    expect(await drain()).toEqual([401, 0]);
  });

  test.each<[string, RateLimit | undefined, number]>([
    ['nothing', undefined, 1],
    ['half of it', { requestsLeft: 149 }, 1],
    ['a longer rest than a window has', stated(149, 30_003), 1],
    ['a rest that is rounded up', stated(149, 30_002), 140],
  ])('is still tried carefully when the first answer states %s', async (_, rateLimit, expected) => {
    const { drain, observe } = limiterAt();
    await drain();
    observe(rateLimit, 0);
    expect((await drain())[0]).toBe(expected);
  });

  test('leaves the reserve to other apps', async () => {
    const { acquire, drain, observe } = limiterAt(30);
    await acquire();
    observe(stated(149, 30_000), 0);
    expect(await drain()).toEqual([119, 30_002]);
  });

  test('is over when it says so, two milliseconds later at most, and the next one has the same quota', async () => {
    const { acquire, drain, observe, passTo } = limiterAt();
    await acquire();
    passTo(50);
    observe(stated(0, 1_000, 4), 0);
    expect(await acquire()).toBe(1_002);
    passTo(1_051);
    expect(await acquire()).toBe(1);
    passTo(1_052);
    const [count, waitMs] = await drain();
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThanOrEqual(4);
    expect(waitMs).toBe(Infinity);
  });

  test('is not the window of an answer that comes late from the one before', async () => {
    const { acquire, drain, observe, passTo } = limiterAt();
    await acquire();
    await acquire();
    observe(stated(20, 1_000), 0);
    passTo(1_010);
    await acquire();
    observe(stated(0, 900), 0);
    expect(await acquire()).toBe(0);
    passTo(1_020);
    observe(stated(149, 30_000), 1_010);
    expect(await drain()).toEqual([148, 30_002]);
  });

  test('is that of an answer to a request that was sent before it and counts in it', async () => {
    const { acquire, observe, passTo, drain } = limiterAt();
    await acquire();
    await acquire();
    observe(stated(148, 1_000), 0);
    passTo(1_010);
    await acquire();
    // It arrived when the window before had just ended.
    observe(stated(3, 29_999, 4), 990);
    expect(await drain()).toEqual([2, 30_001]);
  });

  test('has begun when an answer tells of it, even if nobody asked meanwhile', async () => {
    const { acquire, observe, passTo, drain } = limiterAt();
    await acquire();
    await acquire();
    observe(stated(0, 1_000, 4), 0);
    passTo(1_001);
    observe(stated(3, 30_000, 4), 990);
    expect(await drain()).toEqual([3, 30_002]);
  });

  test('ends at the earliest moment that was stated: answers that took long say too late a one', async () => {
    const { acquire, observe, passTo } = limiterAt();
    await acquire();
    await acquire();
    observe(stated(1, 1_000), 0);
    passTo(300);
    observe(stated(0, 990), 0);
    expect(await acquire()).toBe(702);
  });

  test('ends no earlier than an answer can have meant, whatever was stated before', async () => {
    const { acquire, observe, passTo } = limiterAt();
    await acquire();
    passTo(20_000);
    // It says how much of a window was left when it was written, which is long ago or not.
    observe(stated(100, 30_000), 0);
    passTo(31_000);
    await acquire();
    observe(stated(0, 30_000), 31_000);
    expect(await acquire()).toBe(30_002);
  });

  test('is used up by requests of ours that no answer came for, even if a later one was counted before them', async () => {
    const { acquire, observe } = limiterAt();
    await acquire();
    observe(stated(3, 30_000), 0);
    for (let sent = 0; sent < 3; sent += 1) await acquire();
    observe(undefined, 0);
    observe(undefined, 0);
    // When this was said, one of the two had not arrived yet.
    observe(stated(1, 30_000), 0);
    expect(await acquire()).toBe(30_002);
  });

  test('has the quota that was stated last, by whatever answer', async () => {
    const { acquire, observe, passTo, drain } = limiterAt();
    await acquire();
    observe(stated(1, 1_000, 4), 0);
    await acquire();
    observe({ requestsLeft: 0, timeResetMs: 1_000 }, 0);
    passTo(1_002);
    expect((await drain())[0]).toBeLessThanOrEqual(4);
  });

  test('is used in spite of a burst of another app at its beginning', async () => {
    const { acquire, observe, passTo, drain } = limiterAt();
    await acquire();
    passTo(100);
    observe(stated(89, 29_990), 0);
    expect((await drain())[0]).toBeGreaterThanOrEqual(75);
  });

  test('is left sooner when another app uses it at the same time', async () => {
    const { acquire, observe, passTo, drain } = limiterAt();
    await acquire();
    passTo(500);
    observe(stated(9, 15_000), 0);
    // 140 requests of others in 15 seconds: five in the half second that an answer takes, twice that to be careful.
    expect(await drain()).toEqual([0, 15_002]);
  });

  test('is not cut short by an answer of the one before that comes after one of this', async () => {
    const { acquire, observe, passTo, drain } = limiterAt();
    await acquire();
    await acquire();
    passTo(20);
    observe(stated(149, 29_990), 0);
    observe(stated(60, 3), 0);
    expect(await drain()).toEqual([148, 29_992]);
  });

  test('is waited for when late requests of ours may have used all of it', async () => {
    const { acquire, observe, passTo } = limiterAt();
    await acquire();
    await acquire();
    passTo(1_010);
    // The window before may have been over when they arrived.
    for (let count = 0; count < 2; count += 1) observe(stated(0, 1_000, 2), 0);
    passTo(2_012);
    expect(await acquire()).toBe(30_000);
    passTo(32_012);
    expect(await acquire()).toBe(0);
  });

  test('begins at a random moment when others used it too, of a tenth of it at most, by what part they used', async () => {
    for (const [chance, expected] of [
      [0, 30_002],
      [0.5, 30_002 + 0.5 * 3_000 * 0.98],
      [0.999, 30_002 + 0.999 * 3_000 * 0.98],
    ] as const) {
      const { acquire, observe, passTo } = limiterAt(0, chance);
      for (let sent = 0; sent < 3; sent += 1) await acquire();
      for (let sent = 0; sent < 3; sent += 1) observe(stated(0, 30_000), 0);
      expect(await acquire()).toBeCloseTo(expected, 6);
      passTo(expected - 1);
      expect(await acquire()).toBeCloseTo(1, 6);
      passTo(expected + 0.001);
      expect(await acquire()).toBe(0);
    }
  });

  test('begins for a request with little time left no later than leaves half of that', async () => {
    const { acquire, observe, passTo } = limiterAt(0, 0.999);
    for (let sent = 0; sent < 3; sent += 1) await acquire();
    for (let sent = 0; sent < 3; sent += 1) observe(stated(0, 30_000), 0);
    expect(acquire(30_102)).toBe(30_052);
    passTo(30_052);
    expect(acquire(50)).toBe(0);
  });

  test.each([
    [0, 10],
    [75, 5],
    [120, 2],
    [147, 1],
  ])(
    'is tried with fewer requests when others used %i of the 150 requests of the one before: %i',
    async (others, expected) => {
      const { acquire, observe, passTo, drain } = limiterAt();
      for (let sent = 0; sent < 3; sent += 1) await acquire();
      for (let sent = 0; sent < 3; sent += 1) observe(stated(147 - others, 1_000), 0);
      passTo(1_002);
      expect(await drain()).toEqual([expected, Infinity]);
    },
  );

  test('is waited for by a timer that every runtime has, whatever is stated', async () => {
    const { observe, drain } = limiterAt();
    await drain();
    for (let answers = 0; answers < 10; answers += 1)
      observe({ requestsLeft: 0, timeResetMs: 999_999_999_999_990, timeWindowMs: 999_999_999_999_999 }, 0);
    expect(await drain()).toEqual([401, 0]);
  });

  test('stalls nobody when answers no longer tell of it', async () => {
    for (const reserve of [0, 200]) {
      const { acquire, observe, passTo } = limiterAt(reserve);
      await acquire();
      observe(stated(1, 1_000, 2), 0);
      passTo(2_000);
      for (let count = 0; count < 20; count += 1) {
        expect(await acquire()).toBe(0);
        observe(undefined, 2_000);
      }
    }
  });
});
