import { describe, expect, test } from '@jest/globals';
import { valueAt } from '../../src/json.js';
import { broken, DELETED, failureOf, type Reply, transportClient } from './transport-client.js';

const retry = { minDelayMs: 100, maxDelayMs: 100, maxRetries: 3 };
const LOST = broken('ECONNRESET', 20);
const REFUSED = broken('ECONNREFUSED', 5);

/** What deleting a customer throws. */
const failureAfter = (replies: readonly Reply[], options = {}) => {
  const { client, clock } = transportClient(replies, { retry });
  return clock.run(failureOf(client.customers.delete([1], options)));
};

describe('an error tells', () => {
  test('of every request that was made: in order, with its status, its wait, its duration and what came of it', async () => {
    const shed: Reply = { status: 429, headers: { 'Retry-After': '2' }, afterMs: 30 };
    const failure = await failureAfter([LOST, shed, { status: 422, afterMs: 10 }]);
    const call = { operationId: 'deleteCustomers' };
    const none = { rateLimit: undefined };
    expect(failure).toHaveProperty('attempts', [
      {
        ...call,
        ...none,
        attempt: 1,
        status: undefined,
        reason: 'NetworkError ECONNRESET',
        durationMs: 20,
        waitedMs: 0,
        retryInMs: 100,
        mayHaveTakenEffect: true,
      },
      {
        ...call,
        attempt: 2,
        status: 429,
        reason: 'HTTP 429',
        durationMs: 30,
        waitedMs: 100,
        retryInMs: 2_000,
        rateLimit: { retryAfterMs: 2_000 },
        mayHaveTakenEffect: false,
      },
      {
        ...call,
        ...none,
        attempt: 3,
        status: 422,
        reason: 'HTTP 422',
        durationMs: 10,
        waitedMs: expect.any(Number),
        retryInMs: undefined,
        mayHaveTakenEffect: false,
      },
    ]);
    // As long as the store asks, and up to a tenth longer, so that not everybody comes back at once.
    const waitedMs = Number(valueAt(failure, 'attempts', '2', 'waitedMs'));
    expect(waitedMs).toBeGreaterThanOrEqual(2_000);
    expect(waitedMs).toBeLessThanOrEqual(2_201);
  });

  test('when each was to be tried again, which the last one was not', async () => {
    const failure = await failureAfter([LOST, LOST, LOST, LOST]);
    const waits = [100, 100, 100, undefined].map((retryInMs) => ({ retryInMs }));
    expect(failure).toMatchObject({ attempts: waits });
  });

  test.each(['ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH', 'ECONNRESET'])(
    'that nothing was sent where the system failed to connect: %s, to one address or to several',
    async (code) => {
      const refused = Object.assign(new Error(code), { code, syscall: 'connect' });
      const several = Object.assign(new AggregateError([refused, refused]), { code });
      for (const cause of [refused, several]) {
        const failure = await failureAfter([{ error: new TypeError('fetch failed', { cause }) }]);
        expect(failure).toMatchObject({ name: 'NetworkError', code, sent: false });
        expect(failure).toHaveProperty('attempts.length', 4);
      }
    },
  );

  test('how long the first request waited for its turn', async () => {
    const { client, clock } = transportClient([{ ...DELETED, afterMs: 70 }, { status: 422 }], { maxConcurrency: 1 });
    const [, failure] = await clock.run(
      Promise.all([client.customers.delete([1]), failureOf(client.customers.delete([2]))]),
    );
    expect(failure).toMatchObject({ attempts: [{ waitedMs: 70, durationMs: 0 }] });
  });

  test('of no request where none was made', async () => {
    expect(await failureAfter([DELETED], { signal: AbortSignal.abort() })).toMatchObject({ sent: false, attempts: [] });
    const { client, clock, requests } = transportClient([DELETED]);
    const failure = await clock.run(failureOf(client.attributeValues.list({ name: '\ud800' })));
    expect(failure).toMatchObject({ name: 'InvalidRequestError', attempts: [] });
    expect(requests).toHaveLength(0);
  });
});

describe('whether a call may have taken effect', () => {
  test.each<[string, readonly Reply[], boolean]>([
    ['no connection, ever', [REFUSED], false],
    ['no connection, after one that broke', [LOST, REFUSED], true],
    ['no connection, after a 500', [{ status: 500 }, REFUSED], true],
    ['no connection, after a 429', [{ status: 429 }, REFUSED], false],
    ['a connection that broke at last', [REFUSED, REFUSED, REFUSED, LOST], true],
  ])('is told by a NetworkError: %s', async (_, replies, sent) => {
    expect(await failureAfter(replies)).toMatchObject({ name: 'NetworkError', sent });
  });

  test.each<[string, readonly Reply[], boolean]>([
    ['while the first request is under way', [{ afterMs: Infinity }], true],
    ['in the wait after no connection', [broken('ECONNREFUSED')], false],
    ['in the wait after a 429', [{ status: 429 }], false],
    ['in the wait after a 503', [{ status: 503 }], true],
    ['in the wait after a broken connection', [broken('ECONNRESET')], true],
  ])('is told by an AbortError: %s', async (_, replies, sent) => {
    const { client, clock } = transportClient(replies, { retry });
    const controller = new AbortController();
    clock.startTimer(() => controller.abort(), 50);
    const failure = await clock.run(failureOf(client.customers.delete([1], { signal: controller.signal })));
    expect(failure).toMatchObject({ name: 'AbortError', sent });
    expect(clock.now()).toBe(50);
  });

  test('is told by a TimeoutError: it was not sent in time', async () => {
    const { client, clock } = transportClient([{ ...DELETED, afterMs: 500 }], { maxConcurrency: 1 });
    const first = client.customers.delete([1]);
    const failure = await clock.run(failureOf(client.customers.delete([2], { deadlineMs: 100 })));
    expect(failure).toMatchObject({ name: 'TimeoutError', sent: false });
    await clock.run(first);
  });
});
