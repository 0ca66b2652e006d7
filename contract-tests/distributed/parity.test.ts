import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { SCRIPT, type ScriptCall, type SeenResponse } from '../../src/redis/script.js';
import { createLimiter } from '../../src/transport/limiter.js';
import type { RateLimit } from '../../src/transport/rate-limit.js';
import { createRandom } from '../support/random.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { createQuotaStore } from '../transport/quota-store.js';
import { useRedis } from './redis-server.js';

/** With the time of the test in place of that of Redis. */
const TIMED_SCRIPT = SCRIPT.replace("redis.call('TIME')", '{ 0, ARGV[2] * 1000 }');

let server: Awaited<ReturnType<typeof useRedis>>;
let redis: Redis;
beforeAll(async () => {
  server = await useRedis();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

interface Flight {
  readonly process: number;
  readonly sentAt: number;
  readonly arrive: ReturnType<ReturnType<typeof createQuotaStore>['arrive']>;
}

interface Course {
  readonly seed: number;
  readonly processes: number;
  /** How many of a hundred responses are a 429 or a 503, lack headers, or never come. */
  readonly oddPercent: number;
  readonly othersAtOnce: number;
  readonly reserve: number;
  readonly quota?: number;
}

/** Requests of several processes to one store, decided by the local limiter and by the script: pairs of their answers. */
async function decideTwice({ seed, processes, oddPercent, othersAtOnce, reserve, quota = 40 }: Course) {
  const random = createRandom(seed);
  const pick = (count: number) => Math.floor(random() * count);
  const clock = createVirtualClock();
  const local = createLimiter({ ...clock, random: () => 0.5 }, { reserve });
  const kind = { countedAt: 'arrival', headersAt: 'response', rounding: 'ceil' } as const;
  const store = createQuotaStore({ quota, windowMs: 3_000, windowsFromMs: 'first request', ...kind });
  const flights: Flight[] = [];
  const key = `{parity-${seed}-${processes}}`;
  const answers: { local: number; script: number }[] = [];
  // The script's time begins with the year 1970, in which no window has begun.
  const tell = async (process: number, more: Pick<ScriptCall, 'seen' | 'ask'>) => {
    const flying = flights.filter((flight) => flight.process === process).length;
    const call: ScriptCall = {
      ...{ process: `${process}`, leaseMs: 1e9, patienceMs: 1e9, random: 0.5, flying },
      ...{ running: flying > 0 ? { a: flying } : {}, ...more },
    };
    const reply = await redis.eval(TIMED_SCRIPT, 1, key, JSON.stringify(call), `${clock.now()}`);
    return Number(Array.isArray(reply) ? reply[1] : Number.NaN);
  };
  const oddResponse = (): { status?: number; rateLimit?: RateLimit } =>
    [
      { status: 429, rateLimit: { retryAfterMs: 400 } },
      { status: 429, rateLimit: { requestsLeft: 3, timeResetMs: 700, timeWindowMs: 3_000 } },
      { status: 429 },
      { status: 503, rateLimit: { retryAfterMs: 200 } },
      { status: 500 },
      { status: 200 },
      {},
    ][pick(7)] ?? {};
  const land = async () => {
    const [flight] = flights.splice(pick(flights.length), 1);
    if (!flight) return;
    for (let other = pick(othersAtOnce + 1); other > 0; other -= 1) store.arrive(clock.now());
    const { status, headers } = flight.arrive.respond(clock.now());
    const whole = {
      requestsLeft: Number(headers['X-Rate-Limit-Requests-Left']),
      requestsQuota: quota,
      timeResetMs: Number(headers['X-Rate-Limit-Time-Reset-Ms']),
      timeWindowMs: 3_000,
    };
    const seen = random() * 100 < oddPercent ? oddResponse() : { status, rateLimit: whole };
    const response: SeenResponse = { operationId: 'a', ...seen, sentAt: flight.sentAt, at: clock.now() };
    const { rateLimit, status: stated } = { rateLimit: undefined, status: undefined, ...seen };
    local.observe({ operationId: 'a', status: stated, rateLimit, elapsedMs: clock.now() - flight.sentAt });
    await tell(flight.process, { seen: [response] });
  };
  const ask = async () => {
    const process = pick(processes);
    const request = { operationId: 'a', operationLimit: Infinity };
    const answer = {
      local: local.acquire(request),
      script: await tell(process, { seen: [], ask: { operationId: 'a', reserve } }),
    };
    answers.push(answer);
    if (answer.local === 0) flights.push({ process, sentAt: clock.now(), arrive: store.arrive(clock.now()) });
  };
  for (let step = 0; step < 600; step += 1) {
    clock.block([0, 1, 3, 10, 40, 300][pick(6)] ?? 0);
    if (random() < 0.45 && flights.length > 0) await land();
    else await ask();
  }
  return answers;
}

test.each<Course>([
  { seed: 1, processes: 1, oddPercent: 0, othersAtOnce: 0, reserve: 0 },
  { seed: 2, processes: 1, oddPercent: 10, othersAtOnce: 0, reserve: 3 },
  { seed: 3, processes: 1, oddPercent: 40, othersAtOnce: 2, reserve: 0 },
  { seed: 4, processes: 1, oddPercent: 5, othersAtOnce: 1, reserve: 0 },
  { seed: 7, processes: 1, oddPercent: 60, othersAtOnce: 0, reserve: 0, quota: 6 },
  { seed: 8, processes: 1, oddPercent: 90, othersAtOnce: 0, reserve: 0, quota: 12 },
  { seed: 9, processes: 1, oddPercent: 30, othersAtOnce: 0, reserve: 1, quota: 8 },
  // Without 429s, after which processes also wait in line for each other.
  { seed: 10, processes: 5, oddPercent: 0, othersAtOnce: 1, reserve: 5 },
  { seed: 11, processes: 3, oddPercent: 0, othersAtOnce: 0, reserve: 0 },
])('the script decides as the limiter of one process does, for all of them: $seed', async (course) => {
  const answers = await decideTwice(course);
  // The script has no `Infinity`: a response to another process may end the wait.
  const differing = answers.filter(({ local, script }) =>
    local === Infinity ? !(script > 0 && script <= 50) : Math.abs(local - script) > (local === 0 ? 0 : 1),
  );
  expect(differing).toEqual([]);
  expect(answers.filter(({ local }) => local === 0).length).toBeGreaterThan(30);
  expect(answers.filter(({ local }) => local > 0).length).toBeGreaterThan(20);
});
