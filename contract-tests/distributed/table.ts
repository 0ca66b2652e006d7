import { Redis } from 'ioredis';
import { createFleet, startStore } from './fleet.js';
import { useRedis } from './redis-server.js';

/** The table of `docs/more-than-one-process.md`: 240 upserts of ten values, which use four windows of a quota. */
const [QUOTA, WINDOW_MS, LATENCY_MS] = [60, 4_000, 20];
/** The store takes three upserts at once. */
const BOUND_MS = 3 * WINDOW_MS + (QUOTA / 3) * LATENCY_MS;

const fleet = await createFleet();
const server = await useRedis();
const redis = new Redis(server.url);

async function measure(processes: number, isShared: boolean) {
  const store = await startStore({ customers: 2_400, quota: QUOTA, windowMs: WINDOW_MS, latencyMs: LATENCY_MS });
  const workers = await Promise.all(Array.from({ length: processes }, fleet.hire));
  await redis.config('RESETSTAT');
  const requests = (4 * QUOTA) / processes;
  const shared = { redisUrl: server.url, limiter: { store: store.client.storeHash, prefix: `table-${processes}` } };
  await Promise.all(
    workers.map((worker, index) =>
      worker.work({ client: store.client, requests, first: 1 + index * requests * 10, ...(isShared && shared) }),
    ),
  );
  const [, calls = '0', usec = '0'] =
    /cmdstat_evalsha:calls=(\d+),usec=(\d+)/.exec(await redis.info('commandstats')) ?? [];
  await store.stop();
  const failed = workers.flatMap(({ messages }) => messages.filter(({ error }) => error !== undefined));
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  return {
    refused: store.refused,
    ratio: (store.tookMs / BOUND_MS).toFixed(2),
    calls: (Number(calls) / (4 * QUOTA)).toFixed(1),
    load: ((Number(usec) / 1_000 / store.tookMs) * 100).toFixed(1),
  };
}

console.log('| Processes | 429s, each alone | Time | 429s, shared | Time | Calls of Redis a request | Load of Redis |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const processes of [1, 2, 4, 8]) {
  const [alone, shared] = [await measure(processes, false), await measure(processes, true)];
  const cells = [processes, alone.refused, alone.ratio, shared.refused, shared.ratio, shared.calls, `${shared.load} %`];
  console.log(`| ${cells.join(' | ')} |`);
}
redis.disconnect();
await fleet.stop();
await server.stop();
