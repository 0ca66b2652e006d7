import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { createFleet, type Fleet, startStore } from './fleet.js';
import { type RedisServer, startRedis } from './redis-server.js';
import type { WorkerTask } from './worker.js';

let fleet: Fleet;
let server: RedisServer;
beforeAll(async () => {
  [fleet, server] = await Promise.all([createFleet(), startRedis()]);
});
afterAll(() => Promise.all([fleet.stop(), server.stop()]));

type Store = Awaited<ReturnType<typeof startStore>>;

/** A store with its limits on, for one test. */
async function withStore(options: SandboxOptions, use: (store: Store) => Promise<void>): Promise<void> {
  const store = await startStore({ customers: 2_000, latencyMs: 20, ...options });
  try {
    await use(store);
  } finally {
    await store.stop();
  }
}

/** What a worker with the shared limiter does at a store. */
const task = ({ client }: Store, requests: number, more: Partial<WorkerTask> = {}): WorkerTask => ({
  ...{ client, requests, first: 1, redisUrl: server.url },
  // A machine that is busy is not to pass for a Redis that is gone.
  ...{ limiter: { store: client.storeHash, timeoutMs: 5_000 } },
  ...more,
});

const outcomes = (workers: readonly { messages: readonly { event: string; error?: string | undefined }[] }[]) =>
  workers.map(({ messages }) => messages.filter(({ event }) => event === 'done').map(({ error }) => error));

describe('processes that share the limits of a store', () => {
  test('eight, whose clocks differ by hours, use four windows of its quota without a 429, in 1.05 of the time that it takes', async () => {
    const [quota, windowMs, latencyMs] = [32, 5_000, 20];
    // The last window begins after three others, and the store takes three upserts at once.
    const boundMs = 3 * windowMs + Math.ceil(quota / 3) * latencyMs;
    const runOnce = async (prefix: string) => {
      let ratio = Infinity;
      await withStore({ quota, windowMs, latencyMs }, async (store) => {
        const limiter = { store: store.client.storeHash, prefix, timeoutMs: 5_000 };
        const workers = await Promise.all(Array.from({ length: 8 }, fleet.hire));
        const works = workers.map((worker, index) =>
          worker.work(
            task(store, (4 * quota) / 8, { limiter, first: 1 + index * 200, skewMs: (index - 4) * 3_600_000 }),
          ),
        );
        await Promise.all(works);
        expect(outcomes(workers)).toEqual(Array(8).fill([undefined]));
        expect([store.refused, store.events.length]).toEqual([0, 4 * quota]);
        const redis = new Redis(server.url);
        const kept = await Promise.all((await redis.keys(`${prefix}:*`)).map((key) => redis.get(key)));
        redis.disconnect();
        expect(kept).toEqual([expect.stringContaining('"quota":32')]);
        expect(kept.join()).not.toContain(store.client.accessToken);
        ratio = store.tookMs / boundMs;
      });
      return ratio;
    };
    // Eight processes on a machine that others use as well may be slow for reasons of its own: the faster of two runs counts.
    const first = await runOnce('first');
    const ratio = first <= 1.05 ? first : Math.min(first, await runOnce('second'));
    expect(ratio).toBeLessThanOrEqual(1.05);
  });

  test('do not wait for those of another store on the same Redis', async () => {
    await withStore({ storeHash: 'idle1', quota: 3, windowMs: 60_000 }, async (exhausted) => {
      await withStore({ storeHash: 'busy1', quota: 1_000, windowMs: 60_000 }, async (other) => {
        const [waiting, working] = await Promise.all([fleet.hire(), fleet.hire()]);
        const isOver = waiting.work(task(exhausted, 6));
        while (exhausted.events.length < 3) await pause(20);
        await working.work(task(other, 30));
        expect(outcomes([waiting, working])).toEqual([[], [undefined]]);
        expect([other.events.length, other.refused, other.tookMs < 10_000]).toEqual([30, 0, true]);
        waiting.kill();
        await isOver;
      });
    });
  });

  test('of low priority let others pass, who need not wait for the next window', async () => {
    const [quota, windowMs] = [40, 5_000];
    await withStore({ quota, windowMs }, async (store) => {
      const limiter = { store: store.client.storeHash, prefix: 'priority', timeoutMs: 5_000 };
      const [nightly, urgent] = await Promise.all([fleet.hire(), fleet.hire()]);
      const job = nightly.work(task(store, 60, { limiter: { ...limiter, priority: 'low' } }));
      // It has used what it may use of the first window.
      while (store.events.length < quota - 4) await pause(20);
      await urgent.work(task(store, 3, { limiter, first: 1_900 }));
      expect([store.events.length, store.tookMs < windowMs]).toEqual([quota - 1, true]);
      await job;
      expect([outcomes([nightly, urgent]), store.refused]).toEqual([[[undefined], [undefined]], 0]);
    });
  });

  test('have the slots of a killed one within four seconds', async () => {
    await withStore({}, async (store) => {
      const limiter = { store: store.client.storeHash, prefix: 'killed', timeoutMs: 5_000 };
      store.sandbox.faults.plan(Array(3).fill({ kind: 'stall', applied: false }));
      const [killed, next] = await Promise.all([fleet.hire(), fleet.hire()]);
      const end = killed.work(task(store, 3, { limiter }));
      // Long enough for the three requests to be under way, and for the heartbeat.
      await pause(4_000);
      const isDone = next.work(task(store, 3, { limiter, first: 100 }));
      await pause(500);
      expect(store.sandbox.exchanges).toEqual([]);
      killed.kill();
      const killedAtMs = Date.now();
      await Promise.all([end, isDone]);
      const times = store.sandbox.exchanges.map(({ receivedAtMs }) => receivedAtMs - killedAtMs);
      expect([outcomes([next]), times.length, store.refused]).toEqual([[[undefined]], 3, 0]);
      expect(Math.max(...times)).toBeLessThan(4_000);
    });
  });

  test('go on alone within one timeout when Redis is gone, and together when it is back', async () => {
    await withStore({ quota: 1_000, windowMs: 2_000, latencyMs: 100 }, async (store) => {
      const limiter = { store: store.client.storeHash, prefix: 'gone', timeoutMs: 200 };
      const workers = await Promise.all([fleet.hire(), fleet.hire()]);
      const done = Promise.all(
        workers.map((worker, index) => worker.work(task(store, 100, { limiter, first: 1 + index * 1_000 }))),
      );
      while (store.events.length < 30) await pause(20);
      const goneAtMs = Date.now();
      await server.kill();
      await pause(1_500);
      const sentAlone = store.events.filter(({ receivedAtMs }) => receivedAtMs > goneAtMs + 500).length;
      await server.start();
      await done;
      expect(outcomes(workers)).toEqual([[undefined], [undefined]]);
      expect(sentAlone).toBeGreaterThan(10);
      for (const { messages } of workers) {
        const states = messages.filter(({ event }) => event === 'local' || event === 'shared');
        expect(states.map(({ event }) => event)).toEqual(['local', 'shared']);
        expect((states[0]?.at ?? Infinity) - goneAtMs).toBeLessThan(1_000);
      }
    });
  });
});
