import { describe, expect, test } from '@jest/globals';
import {
  type IoRedisClient,
  type RedisClient,
  type SharedRateLimitOptions,
  type SharedRateLimitState,
  sharedRateLimit,
} from '../../src/redis/index.js';
import { createSharedLimiter } from '../../src/redis/shared-limiter.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const REQUEST = { operationId: 'upsert', operationLimit: 3 };

/** A client of ioredis whose Redis answers as a test says. */
function answering(answer: (argument: string) => unknown) {
  const calls: { command: string; args: readonly unknown[] }[] = [];
  const execute = (command: string) => {
    return async (...args: [script: string, numberOfKeys: number, ...others: string[]]) => {
      calls.push({ command, args });
      return answer(args[3] ?? '');
    };
  };
  const redis: IoRedisClient = { evalsha: execute('evalsha'), eval: execute('eval') };
  return { redis, calls };
}

/** A limiter with a Redis that answers so, and the states that it went through. */
function limiterOf(redis: RedisClient, options: Partial<SharedRateLimitOptions> = {}) {
  const clock = createVirtualClock();
  const states: SharedRateLimitState[] = [];
  const onStateChange = (state: SharedRateLimitState) => states.push(state);
  const limiter = createSharedLimiter({ redis, store: 'abc123', onStateChange, ...options }, clock);
  return { clock, states, limiter, ask: () => clock.run(Promise.resolve(limiter.acquire(REQUEST))) };
}

describe('sharedRateLimit refuses', () => {
  const { redis } = answering(() => [1, 0]);
  test.each<[string, object, string]>([
    ['no client of Redis', { store: 'abc123' }, 'options.redis must be a client of ioredis or of node-redis'],
    ['a URL in its place', { redis: 'redis://localhost', store: 'abc123' }, 'options.redis must be a client'],
    ['half of one', { redis: { eval: () => {} }, store: 'abc123' }, 'options.redis must be a client'],
    ['no store', { redis }, 'options.store must consist of letters'],
    ['a store that breaks up the key', { redis, store: 'a}b' }, 'options.store must consist of letters'],
    ['a prefix with a brace', { redis, store: 'a', prefix: '{x}' }, 'options.prefix must consist of letters'],
    [
      'a reserve that is no whole number',
      { redis, store: 'a', reserve: 1.5 },
      'options.reserve must be a whole number',
    ],
    ['another priority', { redis, store: 'a', priority: 'high' }, 'options.priority must be "normal" or "low"'],
    ['no time at all', { redis, store: 'a', timeoutMs: 0 }, 'options.timeoutMs must be a number of milliseconds'],
    ['a listener that is none', { redis, store: 'a', onStateChange: 1 }, 'options.onStateChange must be a function'],
    [
      'an unknown option',
      { redis, store: 'a', reserved: 1 },
      'options.reserved is not an option (did you mean reserve?)',
    ],
  ])('%s', (_, options, message) => {
    // What JavaScript may pass.
    const make = () =>
      sharedRateLimit(
        Object.assign<SharedRateLimitOptions, object>(
          { redis, store: 'a' },
          { redis: undefined, store: undefined, ...options },
        ),
      );
    expect(make).toThrow(
      expect.objectContaining({ name: 'InvalidRequestError', message: expect.stringContaining(message) }),
    );
  });
});

describe('what is said to Redis', () => {
  test('is the hash of the script, and the script only where Redis does not know it', async () => {
    let isKnown = true;
    const { redis, calls } = answering(() => {
      if (isKnown) return [1_000, 0];
      isKnown = true;
      throw new Error('NOSCRIPT No matching script. Please use EVAL.');
    });
    const { ask } = limiterOf(redis);
    await ask();
    isKnown = false;
    await ask();
    expect(calls.map(({ command }) => command)).toEqual(['evalsha', 'evalsha', 'eval']);
  });

  test.each<[string, (say: (key: string, argument: string) => Promise<unknown>) => RedisClient]>([
    [
      'ioredis',
      (say) => ({
        evalsha: (_, count, key = '', argument = '') => say(`${count} ${key}`, argument),
        eval: () => say('', ''),
      }),
    ],
    [
      'node-redis',
      (say) => ({
        evalSha: (_, { keys, arguments: [argument = ''] }) => say(`${keys.length} ${keys}`, argument),
        eval: () => say('', ''),
      }),
    ],
  ])('goes through a client of %s with one key, whose hash tag is the store', async (_, clientOf) => {
    const said: [string, object][] = [];
    const { ask } = limiterOf(
      clientOf(async (key, argument) => {
        said.push([key, JSON.parse(argument)]);
        return [1_000, 0];
      }),
      { prefix: 'shop', reserve: 2, priority: 'low' },
    );
    expect(await ask()).toBe(0);
    expect(said).toEqual([
      [
        '1 shop:{abc123}:rate-limit',
        expect.objectContaining({ flying: 0, running: {}, seen: [], ask: { ...REQUEST, reserve: 2, isLow: true } }),
      ],
    ]);
  });

  test('is how many requests are under way, and each response once, by the time of Redis', async () => {
    const { redis, calls } = answering(() => [5_000, 0]);
    const { clock, limiter, ask } = limiterOf(redis);
    await ask();
    await ask();
    await clock.advanceBy(100);
    const rateLimit = { requestsLeft: 9, timeResetMs: 700 };
    limiter.observe({ ...REQUEST, status: 200, rateLimit, elapsedMs: 80 });
    await ask();
    limiter.release('upsert');
    await ask();
    const told = calls.map(({ args }): unknown => JSON.parse(String(args[3]))).slice(2);
    // Rounded so that it is neither sent later nor received earlier than it was.
    const seen = [{ operationId: 'upsert', status: 200, rateLimit, sentAt: 5_020, at: 5_101 }];
    expect(told).toEqual([
      expect.objectContaining({ flying: 1, running: { upsert: 2 }, seen }),
      expect.objectContaining({ flying: 2, running: { upsert: 2 }, seen: [] }),
    ]);
  });

  test('waits a moment for the next question, and goes alone if none comes', async () => {
    const { redis, calls } = answering(() => [5_000, 0]);
    const { clock, limiter, ask } = limiterOf(redis);
    await ask();
    limiter.observe({ ...REQUEST, status: 200, rateLimit: undefined, elapsedMs: 0 });
    limiter.release('upsert');
    await clock.advanceBy(2);
    expect(calls).toHaveLength(1);
    await clock.advanceBy(2);
    expect(calls).toHaveLength(2);
  });

  test('is nothing while Redis has said to wait, unless a request of this process ends', async () => {
    const { redis, calls } = answering((argument) => [5_000, argument.includes('"seen":[]') ? 400 : 0]);
    const { clock, limiter, ask } = limiterOf(redis);
    expect(await ask()).toBe(400);
    await clock.advanceBy(100);
    expect([await ask(), calls.length]).toEqual([300, 1]);
    await clock.advanceBy(300);
    expect([await ask(), calls.length]).toEqual([400, 2]);
    limiter.observe({ ...REQUEST, status: 200, rateLimit: undefined, elapsedMs: 0 });
    limiter.release('upsert');
    expect([await ask(), calls.length]).toEqual([0, 3]);
  });
});

describe('without Redis, the limiter of the process decides', () => {
  const never = () => new Promise(() => {});
  test.each<[string, () => unknown, number, RegExp]>([
    ['it fails', () => Promise.reject(new Error('ECONNREFUSED')), 0, /ECONNREFUSED/],
    ['it gives no reply', never, 1_000, /no reply within 1000 ms/],
    ['it replies something else', () => 'OK', 0, /a reply that the script/],
    ['it replies half', () => [1_000], 0, /a reply that the script/],
  ])('where %s', async (_, answer, afterMs, message) => {
    const { clock, states, ask, limiter } = limiterOf(answering(answer).redis);
    expect([await ask(), clock.now()]).toEqual([0, afterMs]);
    expect(states).toEqual([
      { state: 'local', error: expect.objectContaining({ message: expect.stringMatching(message) }) },
    ]);
    // It knows of the limits what responses say.
    limiter.observe({ ...REQUEST, status: 429, rateLimit: { retryAfterMs: 5_000 }, elapsedMs: 0 });
    limiter.release('upsert');
    expect(await ask()).toBeGreaterThanOrEqual(5_000);
    expect([clock.now(), states.length]).toEqual([afterMs, 1]);
  });

  test('after one timeout, also of a question that had to wait for another call', async () => {
    let isFirst = true;
    const { redis } = answering(() => {
      if (!isFirst) return never();
      isFirst = false;
      return [1_000, 0];
    });
    const { clock, limiter, ask } = limiterOf(redis);
    await ask();
    limiter.observe({ ...REQUEST, status: 200, rateLimit: undefined, elapsedMs: 0 });
    await clock.advanceBy(100);
    expect([await ask(), clock.now() < 1_010]).toEqual([0, true]);
  });

  test('knowing what it would know had it decided from the beginning', async () => {
    let isThere = true;
    const { redis } = answering(() => (isThere ? [1_000, 0] : Promise.reject(new Error('gone'))));
    const { limiter, ask } = limiterOf(redis);
    for (let count = 0; count < 5; count += 1) await ask();
    const rateLimit = { requestsLeft: 4, requestsQuota: 5, timeResetMs: 3_000, timeWindowMs: 4_000 };
    limiter.observe({ ...REQUEST, status: 200, rateLimit, elapsedMs: 0 });
    isThere = false;
    // The four that are left have been sent.
    expect(await ask()).toBeGreaterThanOrEqual(3_000);
  });

  test('until it is back, which is tried twice a second, and is told what was learned meanwhile', async () => {
    let isThere = true;
    const { redis, calls } = answering(() => (isThere ? [1_000, 0] : Promise.reject(new Error('gone'))));
    const { clock, limiter, states, ask } = limiterOf(redis);
    await ask();
    await ask();
    // Nobody has been told of it yet.
    limiter.observe({ ...REQUEST, status: 200, rateLimit: undefined, elapsedMs: 0 });
    isThere = false;
    for (let count = 0; count < 2; count += 1) await ask();
    expect(calls).toHaveLength(3);
    const back = limiter.observe({ ...REQUEST, status: 429, rateLimit: { retryAfterMs: 10 }, elapsedMs: 0 });
    await clock.advanceBy(500);
    isThere = true;
    await ask();
    await clock.run(Promise.resolve(back));
    expect(states.map(({ state }) => state)).toEqual(['local', 'shared']);
    expect(JSON.parse(String(calls[3]?.args[3]))).toMatchObject({
      flying: 2,
      running: { upsert: 4 },
      seen: [{ status: 200 }, { status: 429, isUncounted: true }],
    });
  });

  test('and what is learned while it comes back is told as soon as it is', async () => {
    const replies: ((reply: unknown) => void)[] = [];
    const { redis, calls } = answering(() => new Promise((resolve) => replies.push(resolve)));
    const { clock, limiter, states } = limiterOf(redis);
    const asked = Promise.resolve(limiter.acquire(REQUEST));
    replies.shift()?.([1_000, 0]);
    await clock.run(asked);
    // Redis is gone for one call, and slow to come back.
    await clock.run(Promise.resolve(limiter.acquire(REQUEST)));
    await clock.advanceBy(500);
    limiter.acquire(REQUEST);
    limiter.observe({ ...REQUEST, status: 200, rateLimit: undefined, elapsedMs: 0 });
    replies.at(-1)?.([2_000, -1]);
    await clock.advanceBy(10);
    expect(states.map(({ state }) => state)).toEqual(['local', 'shared']);
    expect(JSON.parse(String(calls.at(-1)?.args[3]))).toMatchObject({ seen: [{ status: 200 }] });
  });

  test('and a busy program, whose timers are late, still reads the reply that is there', async () => {
    const { states, clock, limiter } = limiterOf(answering(() => [1_000, 7]).redis);
    const asked = Promise.resolve(limiter.acquire(REQUEST));
    clock.block(10_000);
    expect([await clock.run(asked), states]).toEqual([7, []]);
  });

  test('a call that lay in a queue for too long is made once more, as if nothing was known of the time', async () => {
    const { redis, calls } = answering((argument) => (argument.includes('"sentAt"') ? [9_000, -2] : [9_000, 0]));
    const { states, ask } = limiterOf(redis);
    expect([await ask(), await ask()]).toEqual([0, 0]);
    expect([calls.length, states]).toEqual([3, []]);
  });
});
