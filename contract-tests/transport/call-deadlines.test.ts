import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { broken, DELETED, failureOf, LISTED, type Reply, transportClient } from './transport-client.js';

const NEVER: Reply = { afterMs: Infinity };
const LATE_BODY: Reply = { ...LISTED, afterMs: 10, bodyAfterMs: Infinity };
const NO_QUOTA = { 'X-Rate-Limit-Requests-Left': '0', 'X-Rate-Limit-Time-Reset-Ms': '9000' };
const retry = { minDelayMs: 100, maxDelayMs: 100 };

describe('timeoutMs', () => {
  test.each([
    ['headers', NEVER],
    ['a body', LATE_BODY],
  ])('is what each request may take, until it has %s', async (_, reply) => {
    const { client, clock, requests } = transportClient([reply], {
      timeoutMs: 250,
      retry: { ...retry, maxRetries: 2 },
    });
    const failure = await clock.run(failureOf(client.attributeValues.list()));
    expect(failure).toMatchObject({ name: 'TimeoutError', timeoutMs: 250, deadlineMs: undefined, sent: true });
    expect(failure).toHaveProperty('attempts.length', 3);
    expect(requests.map(({ sentAtMs }) => sentAtMs)).toEqual([0, 350, 700]);
    expect(clock.now()).toBe(950);
  });

  test('of a call is used in place of the client’s', async () => {
    const { client, clock } = transportClient([NEVER], { timeoutMs: 250, retry: { maxRetries: 0 } });
    expect(await clock.run(failureOf(client.customers.delete([1], { timeoutMs: 40 })))).toMatchObject({
      timeoutMs: 40,
    });
    expect(clock.now()).toBe(40);
  });

  test('does not run while the request waits for its turn', async () => {
    const { client, clock } = transportClient([{ ...DELETED, afterMs: 200 }], { timeoutMs: 250, maxConcurrency: 1 });
    await clock.run(Promise.all([1, 2, 3].map((id) => client.customers.delete([id]))));
    expect(clock.now()).toBe(600);
  });
});

describe('deadlineMs', () => {
  test('ends a request that is under way, and says what may have happened', async () => {
    const { client, clock } = transportClient([NEVER], { deadlineMs: 700 });
    const failure = await clock.run(failureOf(client.customers.delete([1])));
    expect(failure).toMatchObject({ name: 'TimeoutError', deadlineMs: 700, timeoutMs: undefined, sent: true });
    expect(failure).toMatchObject({ attempts: [{ attempt: 1, durationMs: 700 }] });
    expect(clock.now()).toBe(700);
  });

  test('counts all requests and all waits', async () => {
    const options = { timeoutMs: 250, deadlineMs: 600, retry: { ...retry, maxRetries: 9 } };
    const { client, clock, requests } = transportClient([NEVER], options);
    const failure = await clock.run(failureOf(client.customers.delete([1])));
    expect(failure).toMatchObject({ name: 'TimeoutError', timeoutMs: 250 });
    // The second request ends at 600, and nothing fits behind it.
    expect([requests.length, clock.now()]).toEqual([2, 600]);
  });

  test.each<[string, Reply, string]>([
    ['a backoff', { status: 503 }, 'ServerError'],
    ['a reset', { status: 429, headers: NO_QUOTA }, 'RateLimitError'],
    ['what the store asks for', { status: 503, headers: { 'Retry-After': '9' } }, 'ServerError'],
    ['a backoff after no answer', broken('ECONNRESET'), 'NetworkError'],
  ])('lets no wait begin that is too long for it, and tells at once what was wrong: %s', async (_, reply, name) => {
    const { client, clock, requests } = transportClient([reply], { deadlineMs: 90, retry });
    const failure = await clock.run(failureOf(client.customers.delete([1])));
    expect(failure).toMatchObject({ name, attempts: [{ attempt: 1 }] });
    expect([requests.length, clock.now(), clock.pendingTimers]).toEqual([1, 0, 0]);
  });

  test('lets no request wait for a quota that comes too late, and tells at once that it was not sent', async () => {
    const { client, clock, requests } = transportClient([{ ...DELETED, headers: NO_QUOTA }]);
    await clock.run(client.customers.delete([1]));
    const failure = await clock.run(failureOf(client.customers.delete([2], { deadlineMs: 8_999 })));
    expect(failure).toMatchObject({ name: 'TimeoutError', deadlineMs: 8_999, sent: false, attempts: [] });
    expect(failure).toHaveProperty(
      'message',
      'deleteCustomers: DELETE /customers was not sent: it could not have been answered within 8999 ms. Raise deadlineMs if need be.',
    );
    expect([requests.length, clock.now()]).toEqual([1, 0]);
    await clock.run(client.customers.delete([3], { deadlineMs: 9_500 }));
    expect(requests).toHaveLength(2);
  });

  test('holds when the program was busy: what is late already is not sent', async () => {
    const { client, clock, requests } = transportClient([{ ...DELETED, headers: NO_QUOTA }]);
    await clock.run(client.customers.delete([1]));
    clock.startTimer(() => clock.block(600), 9_002);
    const failure = await clock.run(failureOf(client.customers.delete([2], { deadlineMs: 9_500 })));
    expect(failure).toMatchObject({ name: 'TimeoutError', deadlineMs: 9_500, sent: false, attempts: [] });
    expect([requests.length, clock.now(), clock.pendingTimers]).toEqual([1, 9_602, 0]);
  });

  test('lets no retry wait for a quota that comes too late, and tells what was wrong before', async () => {
    const { client, clock, requests } = transportClient([{ status: 503, headers: NO_QUOTA }], {
      deadlineMs: 5_000,
      retry,
    });
    const failure = await clock.run(failureOf(client.customers.delete([1])));
    expect(failure).toMatchObject({ name: 'ServerError', status: 503, attempts: [{ attempt: 1 }] });
    expect([requests.length, clock.now(), clock.pendingTimers]).toEqual([1, 100, 0]);
  });

  test('ends the wait for other calls, and tells that it was not sent', async () => {
    const { client, clock, requests } = transportClient([{ ...DELETED, afterMs: 500 }], { maxConcurrency: 1 });
    const first = client.customers.delete([1]);
    const failure = await clock.run(failureOf(client.customers.delete([2], { deadlineMs: 300 })));
    expect(failure).toMatchObject({ name: 'TimeoutError', deadlineMs: 300, sent: false, attempts: [] });
    expect(clock.now()).toBe(300);
    await clock.run(first);
    expect([requests.length, clock.pendingTimers]).toEqual([1, 0]);
  });

  test('holds to the millisecond, and leaves nothing behind, whatever happens', async () => {
    const reply = fc.record({
      status: fc.constantFrom(204, 429, 503, 422),
      headers: fc.constantFrom({}, NO_QUOTA, { 'Retry-After': '1' }),
      afterMs: fc.oneof(fc.nat(400), fc.constant(Infinity)),
      bodyAfterMs: fc.oneof(fc.nat(400), fc.constant(Infinity)),
    });
    const deadlines = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 6 });
    const replies = fc.array(reply, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        replies,
        deadlines,
        fc.constantFrom(1, 3, undefined),
        async (given, deadlinesMs, maxConcurrency) => {
          const store = transportClient(given, { maxConcurrency, timeoutMs: 700, retry });
          const call = async (deadlineMs: number) => {
            const failure = await failureOf(store.client.customers.delete([1], { deadlineMs }));
            expect(store.clock.now()).toBeLessThanOrEqual(deadlineMs);
            return failure;
          };
          await store.clock.run(Promise.all(deadlinesMs.map(call)));
          expect([store.clock.pendingTimers, store.openRequests]).toEqual([0, 0]);
        },
      ),
    );
  });
});
