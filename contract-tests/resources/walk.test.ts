import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { collect } from '../support/call-method.js';
import { createValueStore, failureOf, pageOf } from '../support/transport-store.js';

/** A store of 5 pages of 250 values. */
const fivePages = () => createValueStore(1_250, { latencyMs: () => 40 });
const wait = (store: ReturnType<typeof fivePages>, delayMs: number) =>
  new Promise<void>((resolve) => void store.clock.startTimer(resolve, delayMs));

describe('listAll', () => {
  test('has pages of the largest size, and asks for each of them once', async () => {
    const { client, clock, requests } = fivePages();
    await expect(clock.run(collect(client.attributeValues.listAll()))).resolves.toHaveLength(1_250);
    expect(requests.map(({ url }) => new URL(url).searchParams.get('limit'))).toEqual(Array(5).fill('250'));
    expect(requests.map(pageOf)).toEqual([1, 2, 3, 4, 5]);
  });

  test('asks for nothing before the first value is wanted', async () => {
    const { client, clock, requests } = fivePages();
    client.attributeValues.listAll();
    await clock.advanceBy(1_000);
    expect(requests).toEqual([]);
  });

  test('fetches the next page while the caller works on this one, and not the one after it', async () => {
    const store = fivePages();
    const askedFor: number[][] = [];
    const walk = async () => {
      for await (const { customer_id } of store.client.attributeValues.listAll()) {
        if (customer_id % 250 !== 1) continue;
        await wait(store, 1_000);
        askedFor.push(store.requests.map(pageOf));
      }
    };
    await store.clock.run(walk());
    expect(askedFor).toEqual([
      [1, 2],
      [1, 2, 3],
      [1, 2, 3, 4],
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
    expect(store.mostAtOnce).toBe(1);
    // Only the first page is waited for: the others arrive while the caller works.
    expect(store.clock.now()).toBe(40 + 5 * 1_000);
  });

  test('asks for the next page as soon as it gives the first value of this one', async () => {
    const { client, clock, requests } = fivePages();
    await clock.run(client.attributeValues.listAll().next());
    expect(requests.map((request) => [pageOf(request), request.endedAtMs])).toEqual([
      [1, 40],
      [2, undefined],
    ]);
  });
});

describe('a loop over listAll that is left early', () => {
  const left: [string, (walk: () => AsyncIterable<unknown>) => Promise<unknown>][] = [
    [
      'by break',
      async (walk) => {
        for await (const _ of walk()) break;
      },
    ],
    [
      'by return',
      async (walk) => {
        for await (const value of walk()) return value;
        return undefined;
      },
    ],
    [
      'by an error of its own',
      async (walk) => {
        for await (const _ of walk()) throw new Error('the disk is full');
      },
    ],
  ];

  test.each(left)('%s cancels the page under way, and leaves no timer and no listener', async (_, leave) => {
    const { client, clock, requests } = fivePages();
    const { signal } = new AbortController();
    await clock.run(leave(() => client.attributeValues.listAll({}, { signal })).catch(() => {}));
    await clock.advanceBy(0);
    expect(requests.map((request) => [pageOf(request), request.isGivenUp, request.endedAtMs])).toEqual([
      [1, false, 40],
      [2, true, 40],
    ]);
    expect(clock.pendingTimers).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('passes its own error on', async () => {
    const { client, clock } = fivePages();
    const walk = async () => {
      for await (const _ of client.attributeValues.listAll()) throw new Error('the disk is full');
    };
    await expect(clock.run(walk())).rejects.toThrow('the disk is full');
  });

  test('leaves nothing behind either when it is read to its end', async () => {
    const store = fivePages();
    const { signal } = new AbortController();
    await store.clock.run(collect(store.client.attributeValues.listAll({}, { signal })));
    expect([store.clock.pendingTimers, store.underWay, getEventListeners(signal, 'abort').length]).toEqual([0, 0, 0]);
  });
});

describe('a signal that is aborted', () => {
  test.each([0, 20, 39])('after %i ms cancels the first page', async (abortAtMs) => {
    const { client, clock, requests } = fivePages();
    const controller = new AbortController();
    clock.startTimer(() => controller.abort('enough'), abortAtMs);
    const walk = collect(client.attributeValues.listAll({}, { signal: controller.signal }));
    expect(await clock.run(failureOf(walk))).toMatchObject({ name: 'AbortError', reason: 'enough' });
    expect([clock.now(), requests.length, clock.pendingTimers]).toEqual([abortAtMs, 1, 0]);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('before the walk begins lets nothing be sent', async () => {
    const { client, requests } = fivePages();
    const walk = collect(client.attributeValues.listAll({}, { signal: AbortSignal.abort('enough') }));
    await expect(walk).rejects.toMatchObject({ name: 'AbortError', sent: false });
    expect(requests).toEqual([]);
  });

  test('while the caller works on a page cancels the next one; the values that are there are still given', async () => {
    const { client, clock, requests } = fivePages();
    const controller = new AbortController();
    const given: number[] = [];
    const walk = async () => {
      for await (const { customer_id } of client.attributeValues.listAll({}, { signal: controller.signal })) {
        given.push(customer_id);
        if (customer_id === 251) controller.abort('enough');
      }
    };
    expect(await clock.run(failureOf(walk()))).toMatchObject({ name: 'AbortError', reason: 'enough' });
    expect(given).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    expect(requests.map(({ isGivenUp }) => isGivenUp)).toEqual([false, false, true]);
    expect([clock.pendingTimers, getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0]);
  });
});
