import diagnostics from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Attempt } from '../../src/index.js';
import { callMethod, type MethodName } from '../support/call-method.js';
import { DELETED, failureOf, type Reply, TOKEN, transportClient } from './transport-client.js';

const SEGMENT = '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90';
const CHANNEL = 'bigcommerce-customers:attempt';
const QUOTA = {
  'X-Rate-Limit-Requests-Left': '7',
  'X-Rate-Limit-Requests-Quota': '150',
  'X-Rate-Limit-Time-Reset-Ms': '900',
  'X-Rate-Limit-Time-Window-Ms': '30000',
};
const RATE_LIMIT = { requestsLeft: 7, requestsQuota: 150, timeResetMs: 900, timeWindowMs: 30_000 };
const REPLIES: readonly Reply[] = [
  { status: 503, afterMs: 40, headers: QUOTA },
  { ...DELETED, afterMs: 20, headers: { 'X-Request-Id': 'ab12' } },
];

/** Makes a call of two requests. */
async function callTwice(onAttempt: ((attempt: Attempt) => void) | undefined, replies = REPLIES) {
  const { client, clock } = transportClient(replies, { retry: { minDelayMs: 100, maxDelayMs: 100 }, onAttempt });
  return clock.run(failureOf(client.customers.delete([1])));
}

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(() => void process.off('unhandledRejection', note));

describe('onAttempt', () => {
  test('gets one plain object for each request when it has ended, with exactly what is documented', async () => {
    const events: Attempt[] = [];
    expect(await callTwice((event) => events.push(event))).toBeUndefined();
    const call = { operationId: 'deleteCustomers' };
    expect(events).toStrictEqual([
      {
        ...{ ...call, attempt: 1, status: 503, requestId: undefined, reason: 'HTTP 503', durationMs: 40, waitedMs: 0 },
        ...{ retryInMs: 100, rateLimit: RATE_LIMIT, mayHaveTakenEffect: true },
      },
      {
        ...{ ...call, attempt: 2, status: 204, requestId: 'ab12', reason: 'HTTP 204', durationMs: 20, waitedMs: 100 },
        ...{ retryInMs: undefined, rateLimit: undefined, mayHaveTakenEffect: false },
      },
    ]);
    for (const event of events) expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
  });

  test('can be an option of a call, too, and is called besides that of the client for the attempts of this call', async () => {
    const heard: [string, Attempt][] = [];
    const listener = (name: string) => (event: Attempt) => {
      heard.push([name, event]);
      throw new Error('a broken log');
    };
    const { client, clock } = transportClient([{ status: 503 }, DELETED], { onAttempt: listener('client') });
    await clock.run(client.customers.delete([1], { onAttempt: listener('call') }));
    await clock.run(client.customers.delete([2]));
    const [first, second] = [heard[0]?.[1], heard[2]?.[1]];
    expect(heard.map(([name, { attempt, status }]) => [name, attempt, status])).toEqual([
      ...[1, 2].flatMap((attempt) => ['client', 'call'].map((name) => [name, attempt, attempt === 1 ? 503 : 204])),
      ['client', 1, 204],
    ]);
    expect([heard[1]?.[1], heard[3]?.[1]]).toEqual([first, second]);
  });

  test.each<[MethodName, readonly unknown[]]>([
    ['attributeValues.list', [{}]],
    ['attributeValues.listAll', [{}]],
    ['attributeValues.upsert', [[{ customer_id: 1, attribute_id: 4, value: 'x' }]]],
    ['attributeValues.upsertBatches', [[{ customer_id: 1, attribute_id: 4, value: 'x' }]]],
    ['attributeValues.delete', [[1]]],
    ['customers.delete', [[1]]],
    ['segments.removeShopperProfiles', [SEGMENT, [SEGMENT]]],
    ['segments.removeAllShopperProfiles', [SEGMENT]],
  ])('is an option of %s', async (method, args) => {
    const events: Attempt[] = [];
    const { client, clock } = transportClient([{ status: 422, headers: { 'X-Request-Id': 'cd34' } }]);
    const onAttempt = (event: Attempt) => void events.push(event);
    await clock.run(failureOf(callMethod(client, method, [...args, { onAttempt }])));
    expect(events).toMatchObject([{ status: 422, requestId: 'cd34' }]);
    const refused = failureOf(callMethod(client, method, [...args, { onAttempt: 'loud' }]));
    expect(await clock.run(refused)).toMatchObject({ issues: [{ path: 'options.onAttempt' }] });
  });

  test('gets objects that nobody can change, so that every listener sees the same', async () => {
    const events: Attempt[] = [];
    await callTwice((event) => events.push(event));
    expect(events.every((event) => Object.isFrozen(event))).toBe(true);
    expect(Object.isFrozen(events[0]?.rateLimit)).toBe(true);
  });

  test('gets what error.attempts has', async () => {
    const events: Attempt[] = [];
    const failure = await callTwice((event) => events.push(event), [{ status: 503 }, { status: 422 }]);
    expect(failure).toHaveProperty('attempts', events);
  });

  test('never gets the token, also when what failed holds it', async () => {
    const events: Attempt[] = [];
    const error = Object.assign(new Error(`sent ${TOKEN}`), {
      code: `E_${TOKEN}`,
      name: `Error ${TOKEN}`,
      headers: { TOKEN },
    });
    await callTwice((event) => events.push(event), [{ error }, DELETED]);
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events) + inspect(events, { depth: 9, showHidden: true })).not.toContain(TOKEN);
  });

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('broken log');
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken log'))],
    ['never ends', () => new Promise(() => {})],
  ])('harms nothing when it %s', async (_, listen) => {
    let told = 0;
    const listener = () => {
      told += 1;
      return listen();
    };
    expect(await callTwice(listener)).toBeUndefined();
    await new Promise(setImmediate);
    expect([told, unhandled]).toEqual([2, []]);
  });

  test('is told before the call returns', async () => {
    const order: string[] = [];
    const { client, clock } = transportClient([DELETED], { onAttempt: () => order.push('told') });
    await clock.run(client.customers.delete([1]));
    order.push('returned');
    expect(order).toEqual(['told', 'returned']);
  });
});

describe('the diagnostics channel', () => {
  test('gets the very objects that onAttempt gets', async () => {
    const [published, events]: unknown[][] = [[], []];
    const subscriber = (message: unknown) => void published?.push(message);
    diagnostics.subscribe(CHANNEL, subscriber);
    await callTwice((event) => events?.push(event));
    diagnostics.unsubscribe(CHANNEL, subscriber);
    await callTwice(undefined);
    expect(published).toHaveLength(2);
    for (const [index, event] of (published ?? []).entries()) expect(event).toBe(events?.[index]);
  });

  test('is there for subscribers of any time, and needs no onAttempt', async () => {
    const { client, clock } = transportClient([DELETED]);
    const published: unknown[] = [];
    const subscriber = (message: unknown) => void published.push(message);
    await clock.run(client.customers.delete([1]));
    diagnostics.subscribe(CHANNEL, subscriber);
    await clock.run(client.customers.delete([1]));
    diagnostics.unsubscribe(CHANNEL, subscriber);
    expect(published).toMatchObject([{ operationId: 'deleteCustomers', attempt: 1, status: 204 }]);
  });
});
