import { describe, expect, test } from '@jest/globals';
import { DELETED, failureOf, type Reply, type SentRequest, transportClient } from './transport-client.js';

const resetHeaders = (timeResetMs: number, requestsLeft = 0) => ({
  'X-Rate-Limit-Time-Window-Ms': '30000',
  'X-Rate-Limit-Time-Reset-Ms': String(Math.max(0, Math.ceil(timeResetMs))),
  'X-Rate-Limit-Requests-Quota': '150',
  'X-Rate-Limit-Requests-Left': String(requestsLeft),
});
const USED_UP: Reply = { status: 429, headers: resetHeaders(9_000) };

/** A store that refuses everything until a moment, which each refusal states. */
const refusingUntil =
  (untilMs: number, requestsLeft?: number) =>
  ({ sentAtMs }: SentRequest): Reply =>
    sentAtMs < untilMs
      ? { status: 429, headers: resetHeaders(untilMs - sentAtMs, requestsLeft), afterMs: 5 }
      : { ...DELETED, afterMs: 5 };

describe('a 429 that says when to come back', () => {
  test('does not use up maxRetries', async () => {
    const { client, clock, requests } = transportClient([...Array(12).fill(USED_UP), DELETED], {
      retry: { maxRetries: 1 },
    });
    await clock.run(client.customers.delete([1]));
    expect(requests).toHaveLength(13);
  });

  test('leaves all of them to other failures', async () => {
    const replies = [USED_UP, { status: 503 }, USED_UP, USED_UP, { status: 503 }, USED_UP, { status: 503 }];
    const { client, clock, requests } = transportClient(replies, { retry: { maxRetries: 2 } });
    expect(await clock.run(failureOf(client.customers.delete([1])))).toMatchObject({ name: 'ServerError' });
    expect(requests).toHaveLength(7);
  });

  test('ends the call at once where retries are turned off', async () => {
    const { client, clock, requests } = transportClient([USED_UP], { retry: { maxRetries: 0 } });
    expect(await clock.run(failureOf(client.customers.delete([1])))).toMatchObject({ name: 'RateLimitError' });
    expect([requests.length, clock.now()]).toEqual([1, 0]);
  });

  test('is waited for no longer than deadlineMs', async () => {
    const { client, clock } = transportClient([USED_UP], { deadlineMs: 60_000 });
    expect(await clock.run(failureOf(client.customers.delete([1])))).toMatchObject({ name: 'RateLimitError' });
    expect(clock.now()).toBeGreaterThan(40_000);
    expect(clock.now()).toBeLessThanOrEqual(60_000);
  });

  test.each([9_100, 9_500, 11_000])(
    'is not missed for the random time after it with a deadline of %i',
    async (deadlineMs) => {
      const { client, clock, requests } = transportClient(refusingUntil(9_000), { deadlineMs });
      const first = client.customers.delete([1]);
      await clock.run(Promise.all([first, clock.run(Promise.resolve()).then(() => client.customers.delete([2]))]));
      expect(requests.at(-1)?.sentAtMs).toBeGreaterThanOrEqual(9_000);
    },
  );

  test('is believed a thousand times in a row, and from the sixth on less and less', async () => {
    const { client, clock, requests } = transportClient([{ status: 429, headers: resetHeaders(1) }]);
    const failure = await clock.run(failureOf(client.customers.delete([1])));
    expect(failure).toMatchObject({ name: 'RateLimitError' });
    expect(requests).toHaveLength(1_001);
    // Half of the longest delay, which is 30 seconds, is the average.
    expect(clock.now()).toBeGreaterThan(900 * 12_000);
  });

  test('by date, in a response without a date of its own, is compared with this machine’s clock', async () => {
    const headers = { 'Retry-After': 'Mon, 02 Mar 2026 12:00:10 GMT' };
    const { client, clock, requests } = transportClient([{ status: 429, headers }, DELETED]);
    await clock.run(client.customers.delete([1]));
    expect(requests[1]?.sentAtMs).toBeGreaterThanOrEqual(10_000);
    expect(requests[1]?.sentAtMs).toBeLessThanOrEqual(11_000);
  });
});

describe('while requests are left, a 429', () => {
  test('is tried again quickly, which is enough where too many ran at once', async () => {
    const crowded: Reply = { status: 429, headers: resetHeaders(15_000, 35) };
    const { client, clock, requests } = transportClient([crowded, DELETED]);
    await clock.run(client.customers.delete([1]));
    expect(requests[1]?.sentAtMs).toBeLessThanOrEqual(1_001);
  });

  test('that comes again is waited out, and no call of many gives up before', async () => {
    const { client, clock, requests } = transportClient(refusingUntil(15_000, 35));
    await clock.run(Promise.all(Array.from({ length: 24 }, (_, index) => client.customers.delete([index + 1]))));
    const refused = requests.filter(({ sentAtMs }) => sentAtMs < 15_000);
    // All of them at first, and then one that tried again.
    expect(refused.length).toBeLessThanOrEqual(25);
  });
});

describe('calls that come in while the store has asked to wait', () => {
  /** Calls at even intervals, to a store that begins to refuse them with the fifth. */
  async function requestsInAWait(status: number, headersFor: (leftMs: number) => Readonly<Record<string, string>>) {
    let untilMs = Infinity;
    let early = 0;
    const { client, clock } = transportClient(({ sentAtMs }: SentRequest): Reply => {
      if (untilMs === Infinity && sentAtMs >= 120) untilMs = sentAtMs + 4_000;
      else if (sentAtMs >= 120 && sentAtMs < untilMs) early += 1;
      const isRefused = sentAtMs >= 120 && sentAtMs < untilMs;
      return { ...(isRefused ? { status, headers: headersFor(untilMs - sentAtMs) } : DELETED), afterMs: 40 };
    });
    const calls: Promise<unknown>[] = [];
    const comeIn = async () => {
      for (let id = 1; id <= 100; id += 1) {
        calls.push(client.customers.delete([id]));
        await new Promise<void>((resolve) => void clock.startTimer(resolve, 30));
      }
      await Promise.all(calls);
    };
    await clock.run(comeIn());
    return early;
  }
  const seconds = (leftMs: number) => String(Math.ceil(leftMs / 1_000));
  const date = (leftMs: number) => new Date(Date.UTC(2026, 2, 2, 12, 0, 1) + leftMs).toUTCString();

  test.each<[string, number, (leftMs: number) => Readonly<Record<string, string>>]>([
    ['Retry-After in seconds', 429, (leftMs) => ({ 'Retry-After': seconds(leftMs) })],
    ['Retry-After as a date', 429, (leftMs) => ({ 'Retry-After': date(leftMs), Date: date(0) })],
    ['X-Retry-After', 429, (leftMs) => ({ 'X-Retry-After': seconds(leftMs) })],
    ['the reset', 429, (leftMs) => resetHeaders(leftMs)],
    ['the reset alone', 429, (leftMs) => ({ 'X-Rate-Limit-Time-Reset-Ms': String(Math.ceil(leftMs)) })],
    ['Retry-After with 503', 503, (leftMs) => ({ 'Retry-After': seconds(leftMs) })],
  ])('are not sent: %s', async (_, status, headersFor) => {
    // One more was under way.
    expect(await requestsInAWait(status, headersFor)).toBeLessThanOrEqual(1);
  });

  test('are sent less and less where it has not said for how long', async () => {
    expect(await requestsInAWait(429, () => ({}))).toBeLessThanOrEqual(4);
  });
});

describe('a wait of more than an hour', () => {
  const hours = (count: number, status = 429): Reply => ({ status, headers: { 'Retry-After': `${3_600 * count}` } });

  test.each([
    [429, 2, 'RateLimitError'],
    [503, 5, 'ServerError'],
    [429, 1e15, 'RateLimitError'],
  ])(
    'after HTTP %i fails all calls of the client at once, and none is sent in vain: %d h',
    async (status, count, name) => {
      const { client, clock, requests } = transportClient([hours(count, status), DELETED]);
      expect(await clock.run(failureOf(client.customers.delete([1])))).toMatchObject({ name, status });
      for (const id of [2, 3]) {
        const failure = await clock.run(failureOf(client.customers.delete([id])));
        expect(failure).toMatchObject({
          name: 'TimeoutError',
          sent: false,
          timeoutMs: undefined,
          deadlineMs: undefined,
        });
        expect(failure).toHaveProperty(
          'message',
          expect.stringMatching(/not sent: the store .* more than an hour\. Call/),
        );
      }
      expect([requests.length, clock.now()]).toEqual([1, 0]);
    },
  );

  test('fails those that were waiting for their turn', async () => {
    const { client, clock, requests } = transportClient([{ ...hours(3), afterMs: 50 }, DELETED], { maxConcurrency: 1 });
    const calls = [1, 2, 3].map((id) => failureOf(client.customers.delete([id])));
    expect(await clock.run(Promise.all(calls))).toMatchObject([
      { name: 'RateLimitError' },
      { name: 'TimeoutError' },
      { name: 'TimeoutError' },
    ]);
    expect([requests.length, clock.now()]).toEqual([1, 50]);
  });

  test('is over when the rest of it is an hour', async () => {
    const { client, clock, requests } = transportClient([hours(2), DELETED]);
    await clock.run(failureOf(client.customers.delete([1])));
    await clock.advanceBy(3_600_000);
    await clock.run(client.customers.delete([2]));
    expect(requests[1]?.sentAtMs).toBeGreaterThanOrEqual(7_200_000);
  });
});
