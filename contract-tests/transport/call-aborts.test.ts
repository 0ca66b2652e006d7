import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DELETED, failureOf, LISTED, type Reply, TOKEN, transportClient } from './transport-client.js';

const retry = { minDelayMs: 100, maxDelayMs: 100 };

describe('a call that is aborted ends at once and leaves no timer, no listener and no request', () => {
  test.each<[string, readonly Reply[], number, number]>([
    ['before it begins', [LISTED], -1, 0],
    ['while it waits for the headers', [{ ...LISTED, afterMs: 500 }], 50, 1],
    ['while it waits for the body', [{ ...LISTED, afterMs: 10, bodyAfterMs: 500 }], 50, 1],
    ['while it waits to try again', [{ status: 503 }, LISTED], 50, 1],
    ['while it waits for the quota', [{ status: 429, headers: { 'X-Rate-Limit-Time-Reset-Ms': '900' } }], 50, 1],
    ['while it tries again', [{ status: 503 }, { ...LISTED, afterMs: 500 }], 150, 2],
  ])('%s', async (_, replies, abortAtMs, sent) => {
    const store = transportClient(replies, { retry });
    const { signal, abort } = controlled();
    if (abortAtMs < 0) abort();
    else store.clock.startTimer(abort, abortAtMs);
    const failure = await store.clock.run(failureOf(store.client.attributeValues.list({}, { signal })));
    expect(failure).toMatchObject({ name: 'AbortError', reason: REASON });
    expect(store.clock.now()).toBe(Math.max(0, abortAtMs));
    expect(store.requests).toHaveLength(sent);
    expect([store.clock.pendingTimers, store.openRequests, getEventListeners(signal, 'abort').length]).toEqual([
      0, 0, 0,
    ]);
  });

  test.each<[string, unknown]>([
    ['an error', new Error(`not with ${TOKEN}`)],
    ['a text', `not with ${TOKEN}`],
  ])('before it begins, with the token masked in a reason that is %s', async (_, reason) => {
    const { client, clock } = transportClient([LISTED]);
    const failure = await clock.run(failureOf(client.attributeValues.list({}, { signal: AbortSignal.abort(reason) })));
    expect(failure).toMatchObject({ name: 'AbortError' });
    expect(inspect(failure, { depth: 9 })).not.toContain(TOKEN);
  });

  test('while it waits for its turn, and the others go on', async () => {
    const store = transportClient([{ ...DELETED, afterMs: 200 }], { maxConcurrency: 1 });
    const { signal, abort } = controlled();
    const others = [store.client.customers.delete([1])];
    const call = failureOf(store.client.customers.delete([2], { signal }));
    others.push(store.client.customers.delete([3]));
    store.clock.startTimer(abort, 50);
    expect(await store.clock.run(call)).toMatchObject({ name: 'AbortError', sent: false, attempts: [] });
    expect([store.clock.now(), getEventListeners(signal, 'abort').length]).toEqual([50, 0]);
    await store.clock.run(Promise.all(others));
    expect(store.requests.map(({ url }) => url.slice(-1))).toEqual(['1', '3']);
    expect(store.clock.now()).toBe(400);
  });

  test('at any moment, many calls on one signal', async () => {
    const reply = fc.record({
      status: fc.constantFrom(204, 429, 503),
      headers: fc.constantFrom({}, { 'X-Rate-Limit-Requests-Left': '0', 'X-Rate-Limit-Time-Reset-Ms': '300' }),
      afterMs: fc.nat(200),
      bodyAfterMs: fc.nat(50),
    });
    const replies = fc.array(reply, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(replies, fc.nat(1_500), fc.integer({ min: 1, max: 8 }), async (given, abortAtMs, calls) => {
        const store = transportClient(given, { retry, maxConcurrency: 2 });
        const { signal, abort } = controlled();
        const stop = store.clock.startTimer(abort, abortAtMs);
        const call = () => failureOf(store.client.customers.delete([1], { signal }));
        await store.clock.run(Promise.all(Array.from({ length: calls }, call)));
        expect(store.clock.now()).toBeLessThanOrEqual(abortAtMs);
        stop();
        expect([store.clock.pendingTimers, store.openRequests, getEventListeners(signal, 'abort').length]).toEqual([
          0, 0, 0,
        ]);
      }),
    );
  });
});

test('what is said not to have been sent is not sent, and is no attempt, at whatever step of the call it is aborted', async () => {
  const sentBy = new Set<boolean>();
  for (let steps = 0; steps < 40; steps += 1) {
    const events: unknown[] = [];
    const store = transportClient([{ ...DELETED, afterMs: 10 }], { onAttempt: (event) => events.push(event) });
    const { signal, abort } = controlled();
    const call = failureOf(store.client.customers.delete([1], { signal }));
    for (let step = 0; step < steps; step += 1) await null;
    const sent = store.requests.length > 0;
    abort();
    const failure = await store.clock.run(call);
    await store.clock.advanceBy(100);
    expect(failure).toMatchObject({ name: 'AbortError', sent });
    expect(store.requests).toHaveLength(sent ? 1 : 0);
    expect(failure).toHaveProperty('attempts.length', sent ? 1 : 0);
    expect(events).toHaveLength(sent ? 1 : 0);
    sentBy.add(sent);
  }
  expect(sentBy.size).toBe(2);
});

const REASON = new Error('the caller has had enough');

function controlled() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(REASON) };
}
