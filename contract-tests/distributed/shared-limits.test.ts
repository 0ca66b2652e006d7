import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { type SharedRateLimitOptions, type SharedRateLimitState, sharedRateLimit } from '../../src/redis/index.js';
import type { RateLimit } from '../../src/transport/rate-limit.js';
import { type RedisServer, startRedis } from './redis-server.js';

let server: RedisServer;
const connections: Redis[] = [];
beforeAll(async () => {
  server = await startRedis();
});
afterEach(async () => {
  await connections[0]?.flushall();
  for (const connection of connections.splice(0)) await connection.quit().catch(() => {});
});
afterAll(() => server.stop());

const REQUEST = { operationId: 'upsert', operationLimit: 3 };
const OTHER = { operationId: 'list', operationLimit: Infinity };
const whole = (requestsLeft: number, timeResetMs = 2_000, requestsQuota = 40): RateLimit => ({
  ...{ requestsLeft, requestsQuota },
  ...{ timeResetMs, timeWindowMs: 4_000 },
});

/** What a process of its own would have. */
function process(options: Partial<SharedRateLimitOptions> = {}) {
  const redis = new Redis(server.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  redis.on('error', () => {});
  connections.push(redis);
  const states: SharedRateLimitState[] = [];
  const onStateChange = (state: SharedRateLimitState) => states.push(state);
  const limiter = sharedRateLimit({ redis, store: 'abc123', onStateChange, ...options });
  const ask = async (request: { operationId: string; operationLimit: number } = REQUEST) => limiter.acquire(request);
  /** As many permits as there are, up to so many. */
  const take = async (count: number, request = REQUEST) => {
    for (let taken = 0; ; taken += 1) if (taken === count || (await ask(request)) !== 0) return taken;
  };
  /** How a request ends. */
  const end = async (status = 200, rateLimit?: RateLimit, { operationId } = REQUEST) => {
    limiter.observe({ operationId, status, rateLimit, elapsedMs: 0 });
    limiter.release(operationId);
    await limiter.flush();
  };
  return { redis, limiter, states, ask, take, end };
}

describe('processes with one store', () => {
  test('send as many requests of an operation at once as it takes, together', async () => {
    const [one, two] = [process(), process()];
    expect([await one.take(2), await two.take(2)]).toEqual([2, 1]);
    await one.end();
    await pause(10);
    expect(await two.take(2)).toBe(1);
    // Another operation has a limit of its own.
    expect(await one.ask(OTHER)).toBe(0);
  });

  test('that ask at the same moment get no more slots than there are', async () => {
    const waits = await Promise.all(Array.from({ length: 6 }, () => process().ask()));
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(3);
  });

  test('get a free slot in the order in which they have waited', async () => {
    const [busy, first, later] = [process(), process(), process()];
    await busy.take(3);
    await first.ask();
    await pause(20);
    await later.ask();
    await pause(20);
    await first.ask();
    await busy.end();
    expect(await later.ask()).toBeGreaterThan(0);
    await pause(10);
    expect(await first.ask()).toBe(0);
  });

  test('are told to ask again soon when there is no slot', async () => {
    const [one, two] = [process(), process()];
    await one.take(3);
    const waitMs = await two.ask();
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(50);
  });

  test('keep a slot until the body of a response is there, not only its headers', async () => {
    const [one, two] = [process(), process()];
    await one.take(3);
    one.limiter.observe({ operationId: 'upsert', status: 200, rateLimit: undefined, elapsedMs: 0 });
    await one.limiter.flush();
    expect(await two.ask()).toBeGreaterThan(0);
    one.limiter.release('upsert');
    await one.limiter.flush();
    await pause(60);
    expect(await two.ask()).toBe(0);
  });

  test.each<[string, number, RateLimit | undefined, number, number]>([
    ['the rest of a window whose quota one of them has used', 200, whole(0), 1_900, 2_450],
    ['as long as the store asked one of them to wait', 429, { retryAfterMs: 1_500 }, 1_450, 1_800],
    ['as long as an outage was said to last', 503, { retryAfterMs: 700 }, 650, 900],
    ['half a second after a 429 without a reason', 429, undefined, 450, 1_100],
    ['not at all after a failure that says nothing', 500, undefined, 0, 0],
  ])('wait %s', async (_, status, rateLimit, least, most) => {
    const [one, two] = [process(), process()];
    await one.ask(OTHER);
    // The first reply says how the clocks differ.
    await one.end(status, rateLimit, OTHER);
    const waitMs = await two.ask(OTHER);
    expect(waitMs).toBeGreaterThanOrEqual(least);
    expect(waitMs).toBeLessThanOrEqual(most);
  });

  test('begin again one by one after a 429 without a reason', async () => {
    const [one, two] = [process(), process()];
    await one.take(4, OTHER);
    await one.end(429, undefined, OTHER);
    for (let count = 0; count < 3; count += 1) await one.end(200, undefined, OTHER);
    await pause(1_100);
    expect([await one.take(4, OTHER), await two.take(4, OTHER)]).toEqual([1, 0]);
  });

  test('share what is left of a window', async () => {
    const [one, two] = [process(), process({ reserve: 2 })];
    await one.ask(OTHER);
    await one.end(200, whole(10, 2_000, 11), OTHER);
    expect([await two.take(10, OTHER), await one.take(10, OTHER)]).toEqual([8, 2]);
  });

  test('with another prefix, or another store, know nothing of each other', async () => {
    const processes = [process(), process({ store: 'xyz' }), process({ prefix: 'test' })];
    for (const { take } of processes) expect(await take(9)).toBe(3);
    const [one] = processes;
    expect((await one?.redis.keys('*'))?.sort()).toEqual([
      'bigcommerce-customers:{abc123}:rate-limit',
      'bigcommerce-customers:{xyz}:rate-limit',
      'test:{abc123}:rate-limit',
    ]);
  });
});

describe('a process with low priority', () => {
  test('gets a slot after those that wait with normal priority, although it has waited for longer', async () => {
    const [busy, nightly, urgent] = [process(), process({ priority: 'low' }), process()];
    await busy.take(3);
    expect(await nightly.ask()).toBeGreaterThan(0);
    expect(await urgent.ask()).toBeGreaterThan(0);
    await busy.end();
    await pause(10);
    expect(await nightly.ask()).toBeGreaterThan(0);
    await pause(10);
    expect(await urgent.ask()).toBe(0);
  });

  test('leaves a tenth of each window to them', async () => {
    const [nightly, urgent] = [process({ priority: 'low' }), process()];
    await nightly.ask(OTHER);
    await nightly.end(200, whole(4), OTHER);
    expect(await nightly.ask(OTHER)).toBeGreaterThan(1_000);
    expect(await urgent.ask(OTHER)).toBe(0);
  });
});

describe('a process that is gone', () => {
  test('has its slots taken from it within three seconds, and one that is slow has not', async () => {
    const [slow, gone, next] = [process(), process(), process()];
    expect([await slow.take(2), await gone.take(2)]).toEqual([2, 1]);
    // As a killed one does, it says nothing any more.
    gone.redis.disconnect();
    await pause(2_500);
    expect(await next.take(1)).toBe(0);
    await pause(800);
    expect(await next.take(3)).toBe(1);
  });
});

describe('when Redis', () => {
  test('has lost everything, the next calls tell it what is under way', async () => {
    const [one, two] = [process(), process()];
    await one.take(3);
    await one.redis.flushall();
    await one.redis.script('FLUSH');
    await one.limiter.flush();
    expect(await two.take(1)).toBe(0);
    expect([...one.states, ...two.states]).toEqual([]);
  });

  test('is gone, a process decides alone within one timeout, and shares what it has learned when Redis is back', async () => {
    const [one, two] = [process({ timeoutMs: 200 }), process({ timeoutMs: 200 })];
    expect(await one.ask(OTHER)).toBe(0);
    await server.kill();
    try {
      const askedAt = performance.now();
      expect(await one.ask(OTHER)).toBe(0);
      expect(performance.now() - askedAt).toBeLessThan(400);
      expect(one.states).toEqual([{ state: 'local', error: expect.any(Error) }]);
      // Its own limiter knows of both requests, and of what their responses say.
      for (let count = 0; count < 2; count += 1) await one.end(200, whole(0, 3_900), OTHER);
      expect(await one.ask(OTHER)).toBeGreaterThan(3_000);
    } finally {
      await server.start();
    }
    const until = performance.now() + 3_000;
    while (one.states.length < 2 && performance.now() < until) {
      await one.ask(OTHER);
      await pause(50);
    }
    expect(one.states.map(({ state }) => state)).toEqual(['local', 'shared']);
    await pause(50);
    const waitMs = await two.ask(OTHER);
    expect([waitMs > 500, waitMs < 3_900, two.states]).toEqual([true, true, []]);
  });

  test('refuses what it is asked, the process decides alone and says why', async () => {
    const { redis, ask, states } = process();
    await redis.lpush('bigcommerce-customers:{abc123}:rate-limit', 'something else');
    expect(await ask()).toBe(0);
    expect(states).toEqual([
      { state: 'local', error: expect.objectContaining({ message: expect.stringMatching(/WRONGTYPE/) }) },
    ]);
  });
});
