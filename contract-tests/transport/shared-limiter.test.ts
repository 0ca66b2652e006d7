import { describe, expect, test } from '@jest/globals';
import { operations } from '../../generated/operations.js';
import { assembleClient } from '../../src/client.js';
import { type CustomersClientOptions, createRateLimiter, type RateLimiter } from '../../src/index.js';
import type { HttpRequest } from '../../src/transport/exchange.js';
import { createLimiter } from '../../src/transport/limiter.js';
import { httpResponse } from '../model/delivery.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { createQuotaStore } from './quota-store.js';
import { TOKEN } from './transport-client.js';

const SEGMENT = '4f5a1f4e-1f0f-4b6c-8f30-3b1c7d7f1c11';
const { maxConcurrency: SEGMENT_LIMIT } = operations.removeShopperProfilesFromSegment;
const profile = (number: number) => `7d2f3c1a-90ab-4cde-8f01-${String(number).padStart(12, '0')}`;

/** A store with a quota and a limit of simultaneous removals, and clients of it that share a limiter or do not. */
function storeWithClients(
  count: number,
  { share = true, ...options }: CustomersClientOptions & { share?: boolean } = {},
) {
  const clock = createVirtualClock();
  const quotaStore = createQuotaStore({
    quota: 60,
    windowMs: 3_000,
    windowsFromMs: -700,
    countedAt: 'arrival',
    headersAt: 'response',
    rounding: 'round',
  });
  const statuses: number[] = [];
  let running = 0;
  let mostRunning = 0;
  const wait = (delayMs: number) => new Promise<void>((resolve) => void clock.startTimer(resolve, delayMs));
  const send = async ({ url }: HttpRequest) => {
    const isLimited = url.includes('/segments/');
    await wait(5 + Math.floor(clock.random() * 20));
    const arrival = quotaStore.arrive(clock.now());
    if (isLimited) running += 1;
    mostRunning = Math.max(mostRunning, running);
    const isCrowded = running > SEGMENT_LIMIT;
    await wait(20 + Math.floor(clock.random() * 30));
    if (isLimited) running -= 1;
    const { status, headers } = arrival.respond(clock.now());
    statuses.push(isCrowded ? 429 : status);
    return httpResponse({ status: isCrowded || status === 429 ? 429 : 204, headers, body: Promise.resolve('') });
  };
  const shared = options.limiter ?? createLimiter(clock);
  const clients = Array.from({ length: count }, () =>
    assembleClient(
      { storeHash: 'abc123', accessToken: TOKEN, fetch: { send }, ...options, ...(share && { limiter: shared }) },
      clock,
    ),
  );
  return {
    clock,
    clients,
    statuses,
    get mostRunning() {
      return mostRunning;
    },
  };
}

describe('clients with one limiter', () => {
  test('provoke no 429 together: six of them, over three windows', async () => {
    const store = storeWithClients(6);
    const calls = store.clients.flatMap(({ customers, segments }) =>
      Array.from({ length: 15 }, (_, id) => [
        customers.delete([id + 1]),
        segments.removeShopperProfiles(SEGMENT, [profile(id)]),
      ]).flat(),
    );
    await store.clock.run(Promise.all(calls));
    expect(store.statuses).toEqual(Array(180).fill(200));
    expect(store.mostRunning).toBe(SEGMENT_LIMIT);
  });

  test('which they would without it', async () => {
    const store = storeWithClients(6, { share: false });
    const calls = store.clients.flatMap(({ segments }) =>
      Array.from({ length: 15 }, (_, id) => segments.removeShopperProfiles(SEGMENT, [profile(id)])),
    );
    await store.clock.run(Promise.all(calls));
    expect(store.statuses).toContain(429);
  });

  test('take turns: the longest waiting goes first, whichever client it is of', async () => {
    const { clock, clients } = storeWithClients(2);
    const done: string[] = [];
    const remove = async (client: number, id: number) => {
      await clients[client]?.segments.removeShopperProfiles(SEGMENT, [profile(id)]);
      done.push(`${client}`);
    };
    const first = Array.from({ length: 30 }, (_, id) => remove(0, id));
    const second = Array.from({ length: 20 }, (_, id) => remove(1, id));
    await clock.run(Promise.all([...first, ...second]));
    // The window does not open in between, and each slot goes to the next in line.
    expect(done.slice(0, 15)).toEqual(Array(15).fill('0'));
    expect(done.slice(-5)).toEqual(Array(5).fill('1'));
  });

  test('keep their own maxConcurrency, and one that is full holds up no other', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    const sent: string[] = [];
    const clientOf = (name: string, maxConcurrency: number) =>
      assembleClient(
        {
          ...{ storeHash: 'abc123', accessToken: TOKEN, limiter, maxConcurrency },
          fetch: {
            send: async () => {
              sent.push(name);
              await new Promise<void>((resolve) => void clock.startTimer(resolve, 100));
              return httpResponse({ status: 204, headers: {}, body: Promise.resolve('') });
            },
          },
        },
        clock,
      );
    const [narrow, wide] = [clientOf('narrow', 1), clientOf('wide', 9)];
    const calls = [1, 2, 3].map((id) => narrow.customers.delete([id]));
    calls.push(...[1, 2, 3].map((id) => wide.customers.delete([id])));
    await clock.advanceBy(50);
    expect(sent).toEqual(['narrow', 'wide', 'wide', 'wide']);
    await clock.run(Promise.all(calls));
  });
});

describe('a limiter of one’s own', () => {
  test('may be asynchronous, is told of operations and responses, and of nothing secret', async () => {
    const told: unknown[] = [];
    const limiter: RateLimiter = {
      acquire: async (request) => {
        told.push(request);
        return 0;
      },
      observe: async (response) => {
        told.push(response);
      },
    };
    const { clock, clients } = storeWithClients(1, { limiter });
    await clock.run(Promise.all(clients.map(({ customers }) => customers.delete([1]))));
    const rateLimit = { requestsLeft: 59, requestsQuota: 60, timeResetMs: expect.any(Number), timeWindowMs: 3_000 };
    const operationId = 'deleteCustomers';
    expect(told).toEqual([
      { operationId, operationLimit: Infinity },
      { operationId, status: 204, rateLimit, elapsedMs: expect.any(Number) },
    ]);
    expect(JSON.stringify(told)).not.toContain(TOKEN);
  });

  test.each([[5n], ['5'], [Number.NaN], [undefined], [{}]])('that answers %p holds no call', async (odd) => {
    // What JavaScript may pass.
    const limiter = Object.assign<RateLimiter, object>(createRateLimiter(), { acquire: () => odd, observe: () => {} });
    const { clock, clients } = storeWithClients(1, { limiter });
    await clock.run(Promise.all(clients.map(({ customers }) => customers.delete([1]))));
    expect(clock.now()).toBeLessThan(1_000);
  });

  test('need not hold what the store asks to wait for: each call waits by itself as well', async () => {
    const clock = createVirtualClock();
    const sentAtMs: number[] = [];
    const send = async () => {
      sentAtMs.push(clock.now());
      const isFirst = sentAtMs.length === 1;
      const headers: Record<string, string> = isFirst ? { 'Retry-After': '3' } : {};
      return httpResponse({ status: isFirst ? 429 : 204, headers, body: Promise.resolve('') });
    };
    const limiter: RateLimiter = { acquire: () => 0, observe: () => {} };
    const client = assembleClient({ storeHash: 'abc123', accessToken: TOKEN, fetch: { send }, limiter }, clock);
    await clock.run(client.customers.delete([1]));
    expect(sentAtMs[1]).toBeGreaterThanOrEqual(3_000);
  });

  test.each<[string, RateLimiter['observe']]>([
    [
      'throws',
      () => {
        throw new Error('gone');
      },
    ],
    ['rejects', () => Promise.reject(new Error('gone'))],
  ])('that %s when it is told of a response harms no call', async (_, observe) => {
    const { clock, clients } = storeWithClients(1, { limiter: { acquire: () => 0, observe } });
    await clock.run(Promise.all(clients.map(({ customers }) => customers.delete([1]))));
  });
});

describe('createRateLimiter', () => {
  test('makes one that is an option of clients', async () => {
    const limiter = createRateLimiter({ reserve: 5 });
    expect(limiter.acquire({ operationId: 'a', operationLimit: 1 })).toBe(0);
    expect(() => assembleClient({ storeHash: 'a1', accessToken: TOKEN, limiter }, createVirtualClock())).not.toThrow();
  });

  test.each<[string, object]>([
    ['an unknown option', { reserved: 5 }],
    ['a reserve that is no whole number', { reserve: 1.5 }],
  ])('refuses %s', (_, options) => {
    expect(() => createRateLimiter(options)).toThrow(expect.objectContaining({ name: 'InvalidRequestError' }));
  });

  test.each<[string, unknown, string]>([
    ['something else', {}, 'options.limiter'],
    ['half of one', { acquire: () => 0 }, 'options.limiter'],
    ['null', null, 'options.limiter'],
  ])('and the client refuses %s as a limiter', (_, limiter, path) => {
    const options: object = { storeHash: 'a1', accessToken: TOKEN, limiter };
    expect(() => assembleClient(options, createVirtualClock())).toThrow(
      expect.objectContaining({ name: 'InvalidRequestError', issues: [expect.objectContaining({ path })] }),
    );
  });

  test('takes the reserve that a client cannot have beside it', () => {
    const options = { storeHash: 'a1', accessToken: TOKEN, limiter: createRateLimiter(), rateLimit: { reserve: 5 } };
    expect(() => assembleClient(options, createVirtualClock())).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: 'options.rateLimit.reserve' })] }),
    );
  });
});
