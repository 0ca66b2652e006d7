import { describe, expect, test } from '@jest/globals';
import { createLimiter } from '../../src/transport/limiter.js';
import type { RateLimit } from '../../src/transport/rate-limit.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const OPERATION = { operationId: 'a', operationLimit: Infinity };
const IN_15_S = { requestsQuota: 150, timeResetMs: 15_000, timeWindowMs: 30_000 };

/** A limiter, and requests that it has let through. */
function limiterAt(random = 0.5) {
  let nowMs = 0;
  const limiter = createLimiter({ ...createVirtualClock(), now: () => nowMs, random: () => random });
  const sentAtMs: number[] = [];
  const acquire = () => Number(limiter.acquire(OPERATION));
  return {
    acquire,
    passTo: (momentMs: number) => {
      nowMs = momentMs;
    },
    /** Sends as many requests as it lets through, up to so many. */
    send: (most = 1) => {
      for (let count = 0; count < most; count += 1) {
        if (acquire() > 0) return count;
        sentAtMs.push(nowMs);
      }
      return most;
    },
    /** The oldest request gets a response. */
    answer: (status: number | undefined, rateLimit?: RateLimit) =>
      limiter.observe({ operationId: 'a', status, rateLimit, elapsedMs: nowMs - (sentAtMs.shift() ?? nowMs) }),
  };
}

describe('a wait that the store states holds every request', () => {
  test.each<[string, number, RateLimit, number]>([
    ['a 429 with a retry time', 429, { retryAfterMs: 4_000 }, 4_200],
    ['a 503 with a retry time', 503, { retryAfterMs: 4_000 }, 4_200],
    ['a 429 with a reset', 429, { timeResetMs: 4_000 }, 4_200],
    ['a 429 when the quota is used up', 429, { ...IN_15_S, requestsLeft: 0 }, 16_500],
    ['a 429 with both: the longer', 429, { ...IN_15_S, requestsLeft: 0, retryAfterMs: 2_000 }, 16_500],
    ['a 429 for concurrency that says how long', 429, { ...IN_15_S, requestsLeft: 9, retryAfterMs: 2_000 }, 3_500],
    ['as long as an hour', 429, { retryAfterMs: 3_600_000 }, 3_601_500],
    ['longer than anybody waits', 503, { retryAfterMs: 7_200_000 }, 7_201_500],
    ['a reset that is as far away', 429, { timeResetMs: 7_200_000 }, 7_201_500],
    ['at most for a day', 429, { retryAfterMs: Number.MAX_SAFE_INTEGER }, 86_401_500],
  ])('and half of the random time after it: %s', (_, status, rateLimit, expected) => {
    const { send, answer, acquire, passTo } = limiterAt();
    send(5);
    answer(status, rateLimit);
    expect(acquire()).toBe(expected);
    passTo(expected - 1);
    expect(acquire()).toBe(1);
  });

  test.each<[string, number | undefined, RateLimit | undefined]>([
    ['a 503 without one', 503, { requestsLeft: 100, ...IN_15_S }],
    ['a 500 with one, which is about that request', 500, { retryAfterMs: 4_000 }],
    ['no response', undefined, undefined],
  ])('but nothing else does: %s', (_, status, rateLimit) => {
    const { send, answer, acquire } = limiterAt();
    send(5);
    answer(status, rateLimit);
    expect(acquire()).toBe(0);
  });

  test('at least until the stated moment and at most a tenth of the window longer, differently for each process', () => {
    const waits = [0, 0.3, 0.999].map((random) => {
      const { send, answer, acquire } = limiterAt(random);
      send(1);
      answer(429, { ...IN_15_S, requestsLeft: 0 });
      return acquire();
    });
    expect(waits).toEqual([15_000, 15_900, 17_997]);
  });

  test('from the longest that any of several responses has stated', () => {
    const { send, answer, acquire } = limiterAt(0);
    send(3);
    answer(429, { retryAfterMs: 2_000 });
    answer(429, { retryAfterMs: 9_000 });
    answer(503, { retryAfterMs: 1_000 });
    expect(acquire()).toBe(9_000);
  });

  test('and then lets one begin, two follow its success, and four theirs', () => {
    const { send, answer, passTo } = limiterAt(0);
    send(1);
    answer(429, { retryAfterMs: 1_000 });
    passTo(1_000);
    for (const expected of [1, 2, 4, 8, 16]) {
      expect(send(100)).toBe(expected);
      for (let count = 0; count < expected; count += 1) answer(200);
    }
  });
});

describe('a 429 that does not say for how long', () => {
  test('slows all requests down, more each time', () => {
    const { send, answer, acquire, passTo } = limiterAt(0);
    let nowMs = 0;
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      send(1);
      answer(429);
      const waitMs = acquire();
      nowMs += waitMs;
      passTo(nowMs);
      return waitMs;
    });
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('is what one is taken for whose reset is further away than any window is long', () => {
    const { send, answer, acquire } = limiterAt(0);
    send(1);
    answer(429, { timeResetMs: 86_400_001 });
    expect(acquire()).toBe(500);
  });

  test('is one reason to slow down, however many requests at once got it', () => {
    const { send, answer, acquire, passTo } = limiterAt(0);
    send(10);
    for (let count = 0; count < 10; count += 1) {
      passTo(count);
      answer(429);
    }
    expect(acquire()).toBe(500 - 9);
  });

  test('lets half as many run at once as had run, and one more after each round of successes', () => {
    const { send, answer, passTo } = limiterAt(0);
    send(8);
    answer(429);
    for (let count = 0; count < 7; count += 1) answer(200);
    passTo(500);
    const atOnce = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      const sent = send(100);
      for (let count = 0; count < sent; count += 1) answer(200);
      return sent;
    });
    expect(atOnce).toEqual([1, 2, 4, 4, 5, 6, 7, 8]);
  });

  test('is forgotten when requests succeed', () => {
    const { send, answer, acquire, passTo } = limiterAt(0);
    for (const nowMs of [0, 500]) {
      passTo(nowMs);
      send(1);
      answer(429);
    }
    passTo(1_500);
    for (let count = 0; count < 3_000; count += 1) {
      send(1);
      answer(200);
    }
    expect(send(200)).toBe(200);
    answer(429);
    expect(acquire()).toBe(500);
  });
});

describe('a 429 while requests are left', () => {
  const crowded = { ...IN_15_S, requestsLeft: 35 };

  test('is followed by one quick try, alone, and by the end of the window if that is refused as well', () => {
    const { send, answer, acquire, passTo } = limiterAt(0);
    send(6);
    for (let count = 0; count < 6; count += 1) answer(429, crowded);
    expect(acquire()).toBe(500);
    passTo(500);
    expect(send(100)).toBe(1);
    answer(429, { ...crowded, timeResetMs: 14_500 });
    expect(acquire()).toBe(14_500);
  });

  test('is followed by another quick try once requests have succeeded in between', () => {
    const { send, answer, acquire, passTo } = limiterAt(0);
    let nowMs = 0;
    for (let round = 0; round < 3; round += 1) {
      send(1);
      answer(429, crowded);
      expect(acquire()).toBe(500);
      nowMs += 500;
      passTo(nowMs);
      send(1);
      answer(200, { ...crowded, timeResetMs: 15_000 - nowMs });
    }
  });
});
